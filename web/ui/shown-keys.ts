const names: Record<string, string> = {
  ctrl: "Ctrl",
  shift: "Shift",
  enter: "Enter",
  escape: "Esc",
  arrowup: "↑",
  arrowdown: "↓",
  arrowleft: "←",
  arrowright: "→",
};

/** As they stand on the keyboard: ["Ctrl", "Enter"]. */
export const shownKeys = (keys: string): string[] =>
  (keys === "+" ? ["+"] : keys.split("+")).map(
    (key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key),
  );
