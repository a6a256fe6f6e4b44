/** What a draft is kept in: the browser's storage, or a map in a test. */
export type Store = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

/**
 * What someone typed and has not sent yet. `key` is the Idempotency-Key of the intent, so that sending it again after
 * a reload is still the same deed.
 */
export type Draft<T> = { value: T; key: string };

type Kept = { until: number; value: unknown; key: string };

const prefix = "personeelsloket.draft.";
const hoursKept = 8;

/**
 * The drafts of one person on this device, each by the name of its page or ticket. They last eight hours, and are gone
 * when the person signs out. Restricted work is never kept: `mayKeep` is false for it.
 */
export function draftsOf(
  person: string,
  { store, now, newKey }: { store: Store; now: () => number; newKey: () => string },
) {
  const nameOf = (page: string) => `${prefix}${person}.${page}`;
  return {
    read<T>(page: string): Draft<T> | undefined {
      const found = read(store, nameOf(page));
      if (!found) return undefined;
      if (found.until <= now()) {
        attempt(() => store.removeItem(nameOf(page)));
        return undefined;
      }
      return { value: found.value as T, key: found.key };
    },
    /** @returns the draft as it is kept: the key of the first time stays, which is that of the intent where it is given. */
    write<T>(
      page: string,
      value: T,
      { mayKeep = true, key: begun }: { mayKeep?: boolean; key?: string } = {},
    ): Draft<T> {
      const key = this.read(page)?.key ?? begun ?? newKey();
      const until = now() + hoursKept * 3_600_000;
      if (mayKeep) {
        attempt(() => store.setItem(nameOf(page), JSON.stringify({ until, value, key } satisfies Kept)));
      } else this.drop(page);
      return { value, key };
    },
    /** The names of all pages that begin so and have a draft. */
    pages(beginning: string): string[] {
      const start = nameOf(beginning);
      const names: string[] = [];
      attempt(() => {
        for (let i = 0; i < store.length; i++) {
          const name = store.key(i) ?? "";
          if (name.startsWith(start)) names.push(name.slice(nameOf("").length));
        }
      });
      return names;
    },
    /** @param sent another window may have gone on with it: what is kept goes only where it is this */
    drop(page: string, sent?: unknown): void {
      const isSent = sent === undefined || JSON.stringify(this.read(page)?.value) === JSON.stringify(sent);
      if (isSent) attempt(() => store.removeItem(nameOf(page)));
    },
    /** Keeps the same under another key: the deed of the first one was done. */
    renew<T>(page: string, key: string): void {
      const found = this.read<T>(page);
      if (!found) return;
      this.drop(page);
      this.write(page, found.value, { key });
    },
  };
}
export type Drafts = ReturnType<typeof draftsOf>;

/** Drops every draft of everyone, as at sign-out: the next person at this device finds nothing. */
export function dropDrafts(store: Store): void {
  dropWhere(store, () => true);
}

/** Drops what is over its time, or cannot be read, whosever it is. */
export function dropOldDrafts(store: Store, now: number): void {
  dropWhere(store, (name) => (read(store, name)?.until ?? 0) <= now);
}

function dropWhere(store: Store, isOver: (name: string) => boolean): void {
  attempt(() => {
    const names = Array.from({ length: store.length }, (_, i) => store.key(i) ?? "");
    for (const name of names) if (name.startsWith(prefix) && isOver(name)) store.removeItem(name);
  });
}

function read(store: Store, name: string): Kept | undefined {
  try {
    const found = JSON.parse(store.getItem(name) ?? "null");
    return typeof found?.until === "number" && typeof found.key === "string" ? found : undefined;
  } catch {
    return undefined;
  }
}

/** Storage may be full or switched off; typing goes on without it. */
function attempt(deed: () => void): void {
  try {
    deed();
  } catch {
    // Nothing to be done: the draft lives in the page alone.
  }
}
