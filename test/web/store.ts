import type { Store } from "../../web/keep.ts";

/** What a browser keeps, as a map that a test looks into. */
export const storeIn = (kept: () => Map<string, string>): Store => ({
  getItem: (name) => kept().get(name) ?? null,
  setItem: (name, value) => void kept().set(name, value),
  removeItem: (name) => void kept().delete(name),
  key: (n) => [...kept().keys()][n] ?? null,
  get length() {
    return kept().size;
  },
});
