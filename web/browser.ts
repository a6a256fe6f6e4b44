/** Storage that may be full, or switched off: the page then works without. */
export function kept(name: string): string | undefined {
  try {
    return localStorage.getItem(name) ?? undefined;
  } catch {
    return undefined;
  }
}

export function keep(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // What cannot be kept is not kept; nothing else depends on it.
  }
}

/** The one place where the pages ask for the time. */
export const now = (): number => Date.now();
