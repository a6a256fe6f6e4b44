import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepTyping, takeTyped, typedWith } from "../../web/ui/typed-ahead.ts";

type Heard = (event: object) => void;
let heard: Map<string, Heard>;
let within: { tagName: string } | null;
let stopped: string[];

beforeEach(() => {
  heard = new Map();
  within = null;
  stopped = [];
  vi.stubGlobal("addEventListener", (name: string, hear: Heard, isFirst: boolean) => {
    if (isFirst) heard.set(name, hear);
  });
  vi.stubGlobal("removeEventListener", (name: string) => heard.delete(name));
  vi.stubGlobal("document", {
    get activeElement() {
      return within;
    },
  });
});
afterEach(() => {
  takeTyped();
  vi.unstubAllGlobals();
});

const held = { ctrlKey: false, metaKey: false, altKey: false };
const press = (key: string, more: Partial<typeof held> = {}) =>
  heard.get("keydown")?.({
    key,
    ...held,
    ...more,
    preventDefault: () => {},
    stopPropagation: () => stopped.push(key),
  });
const type = (keys: readonly string[]) => {
  for (const key of keys) press(key);
};

test("what is typed before its field is there is for that field, and no key of the page", () => {
  keepTyping();
  type(["Shift", "J", "a", "m", "Backspace", "n", " ", "d"]);
  // Begun once more on the way, as by the address: nothing of it goes.
  keepTyping();
  type(["e"]);
  expect(takeTyped()).toBe("Jan de");
  expect(stopped).toEqual(["J", "a", "m", "Backspace", "n", " ", "d", "e"]);
  expect([heard.size, takeTyped()]).toEqual([0, ""]);
});

test("whoever types in a field, or uses a key with Ctrl, does just that", () => {
  keepTyping();
  press("k", { ctrlKey: true });
  within = { tagName: "INPUT" };
  press("x");
  expect([takeTyped(), stopped]).toEqual(["", []]);
});

test("whoever goes elsewhere types for nothing any more", () => {
  for (const key of ["Escape", "Tab"]) {
    keepTyping();
    type(["j", key]);
    expect([heard.size, takeTyped()]).toEqual([0, ""]);
  }
  keepTyping();
  press("j");
  heard.get("pointerdown")?.({});
  expect([heard.size, takeTyped()]).toEqual([0, ""]);
});

test.each([
  ["é", { altKey: true, ctrlKey: true }, "Joé"],
  ["e", { altKey: true }, "Jo"],
  ["e", { metaKey: true }, "Jo"],
  ["Enter", {}, "Jo"],
  ["F2", {}, "Jo"],
  ["😀", {}, "Jo😀"],
])("%s with %o makes %s of Jo", (key, more, made) => {
  expect(typedWith("Jo", { ...held, key, ...more })).toBe(made);
});
