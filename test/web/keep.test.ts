import { beforeEach, expect, test } from "vitest";
import { draftsOf, dropDrafts, dropOldDrafts, type Store } from "../../web/keep.ts";
import { storeIn } from "./store.ts";

const hour = 3_600_000;
let kept: Map<string, string>;
let time: number;
const store = storeIn(() => kept);

beforeEach(() => {
  kept = new Map();
  time = Date.parse("2026-11-24T09:00:00Z");
});

let keys = 0;
const of = (person: string, at: Store = store) =>
  draftsOf(person, { store: at, now: () => time, newKey: () => `key-${++keys}` });

test("a draft is there again after a reload, with the key of its first time", () => {
  const { key } = of("anna").write("ask", { text: "Mijn" });
  of("anna").write("ask", { text: "Mijn verlof" });
  expect(of("anna").read("ask")).toEqual({ value: { text: "Mijn verlof" }, key });
});

test("a draft goes on with the intent that is on the page already", () => {
  expect(of("anna").write("ask", "a", { key: "begun" }).key).toBe("begun");
  expect(of("anna").write("ask", "ab", { key: "another" }).key).toBe("begun");
});

test("a draft belongs to one person and one page", () => {
  of("anna").write("ask", "van Anna");
  expect(of("bilal").read("ask")).toBeUndefined();
  expect(of("anna").read("ticket")).toBeUndefined();
});

test("a draft lasts eight hours after the last letter, and not a moment longer", () => {
  of("anna").write("ask", "a");
  time += 7 * hour;
  of("anna").write("ask", "ab");
  time += 8 * hour - 1;
  expect(of("anna").read("ask")?.value).toBe("ab");
  time += 1;
  expect(of("anna").read("ask")).toBeUndefined();
  expect(kept.size).toBe(0);
});

test("a draft that was sent is gone, and the next one is another intent", () => {
  const first = of("anna").write("ask", "a");
  of("anna").drop("ask");
  expect(kept.size).toBe(0);
  expect(of("anna").write("ask", "b").key).not.toBe(first.key);
});

test("what another window went on with is not dropped with what this one sent", () => {
  of("anna").write("ask", { text: "a" });
  of("anna").write("ask", { text: "ab" });
  of("anna").drop("ask", { text: "a" });
  expect(of("anna").read("ask")?.value).toEqual({ text: "ab" });
  of("anna").drop("ask", { text: "ab" });
  expect(kept.size).toBe(0);
});

test("a draft goes on under another key when the deed of its first one was done", () => {
  of("anna").write("ask", "a", { key: "done" });
  of("anna").renew("ask", "next");
  expect(of("anna").read("ask")).toEqual({ value: "a", key: "next" });
  of("anna").renew("nothing", "next");
  expect(kept.size).toBe(1);
});

test("restricted work is never kept, not even what was kept before it became restricted", () => {
  of("anna").write("ticket", "a");
  of("anna").write("ticket", "ab", { mayKeep: false });
  expect(kept.size).toBe(0);
});

test("signing out drops the drafts of everyone and nothing else", () => {
  of("anna").write("ask", "a");
  of("bilal").write("ask", "b");
  kept.set("personeelsloket.language", "en");
  dropDrafts(store);
  expect([...kept.keys()]).toEqual(["personeelsloket.language"]);
});

test("what is over its time, or cannot be read, goes when the pages open", () => {
  of("anna").write("old", "a");
  time += 4 * hour;
  of("bilal").write("young", "b");
  kept.set("personeelsloket.draft.anna.broken", "{");
  dropOldDrafts(store, time + 4 * hour);
  expect([...kept.keys()]).toEqual(["personeelsloket.draft.bilal.young"]);
});

test("a browser that keeps nothing does not stop anyone from typing", () => {
  const full: Store = {
    ...store,
    setItem: () => {
      throw new Error("full");
    },
    getItem: () => {
      throw new Error("switched off");
    },
  };
  expect(of("anna", full).write("ask", "a").value).toBe("a");
  expect(of("anna", full).read("ask")).toBeUndefined();
});
