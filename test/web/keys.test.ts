import { beforeEach, describe, expect, test } from "vitest";
import {
  type Action,
  isTypingIn,
  type KeyRegistry,
  keyRegistry,
  keysOf,
  type Press,
} from "../../web/ui/keys.ts";

let registry: KeyRegistry;
let done: string[];
let clashes: [string, [string, string]][];

beforeEach(() => {
  done = [];
  clashes = [];
  registry = keyRegistry({ onClash: (keys, ids) => clashes.push([keys, ids]) });
});

const action = (id: string, keys: string[], more: Partial<Action> = {}): Action => ({
  id,
  text: id,
  keys,
  scope: "page",
  run: () => done.push(id),
  ...more,
});

const aPress = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  repeat: false,
  isComposing: false,
  preventDefault: () => {},
  ...more,
});

const reading = { isTyping: false, isInDialog: false };
const typing = { isTyping: true, isInDialog: false };
const inDialog = { isTyping: false, isInDialog: true };

test("a letter does its action, and only that one", () => {
  registry.register([action("next", ["j", "arrowdown"]), action("previous", ["k"])]);
  expect(registry.press(aPress("j"), reading)).toBe(true);
  expect(registry.press(aPress("ArrowDown"), reading)).toBe(true);
  expect(registry.press(aPress("x"), reading)).toBe(false);
  expect(done).toEqual(["next", "next"]);
});

test("while typing a letter is a letter, whatever case it has", () => {
  registry.register([action("next", ["j"]), action("last", ["shift+j"]), action("help", ["?"])]);
  registry.press(aPress("j"), typing);
  registry.press(aPress("J", { shiftKey: true }), typing);
  registry.press(aPress("?", { shiftKey: true }), typing);
  expect(done).toEqual([]);
});

test("keys that type nothing work while typing", () => {
  registry.register([
    action("call", ["F2"], { scope: "everywhere" }),
    action("answer", ["ctrl+enter"]),
    action("palette", ["ctrl+k"], { scope: "everywhere" }),
  ]);
  registry.press(aPress("F2"), typing);
  registry.press(aPress("Enter", { ctrlKey: true }), typing);
  registry.press(aPress("k", { metaKey: true }), typing);
  expect(done).toEqual(["call", "answer", "palette"]);
});

test("letters can be switched off, and then the rest still works (WCAG 2.1.4)", () => {
  registry.register([action("next", ["j"]), action("help", ["?"]), action("call", ["F2"])]);
  registry.setSingleKeys(false);
  for (const key of ["j", "?", "F2"]) registry.press(aPress(key), reading);
  expect(done).toEqual(["call"]);
  registry.setSingleKeys(true);
  registry.press(aPress("j"), reading);
  expect(done).toEqual(["call", "next"]);
});

test("behind an open dialog the page does nothing; what is everywhere and the dialog itself do", () => {
  registry.register([
    action("answer", ["ctrl+enter"]),
    action("send", ["ctrl+enter"], { scope: "dialog" }),
    action("call", ["F2"], { scope: "everywhere" }),
  ]);
  registry.press(aPress("Enter", { ctrlKey: true }), inDialog);
  registry.press(aPress("F2"), inDialog);
  registry.press(aPress("Enter", { ctrlKey: true }), reading);
  expect(done).toEqual(["send", "call", "answer"]);
});

test("Alt and AltGr make letters on many keyboards: they are never taken, and cannot be registered", () => {
  registry.register([action("next", ["j"])]);
  expect(registry.press(aPress("j", { altKey: true }), reading)).toBe(false);
  expect(registry.press(aPress("j", { altKey: true, ctrlKey: true }), reading)).toBe(false);
  expect(() => registry.register([action("bad", ["alt+j"])])).toThrow("Alt");
  expect(() => registry.register([action("bad", ["AltGraph+j"])])).toThrow("Alt");
});

test("holding a key down repeats only what is made for it", () => {
  registry.register([action("next", ["j"], { isHeld: true }), action("send", ["ctrl+enter"])]);
  registry.press(aPress("j", { repeat: true }), reading);
  registry.press(aPress("Enter", { ctrlKey: true, repeat: true }), reading);
  expect(done).toEqual(["next"]);
});

test("a letter under composition is not a key", () => {
  registry.register([action("next", ["j"])]);
  expect(registry.press(aPress("j", { isComposing: true }), reading)).toBe(false);
});

test("a key is written one way", () => {
  expect(() => registry.register([action("bad", ["Ctrl+Enter"])])).toThrow("write Ctrl+Enter as ctrl+enter");
  expect(() => registry.register([action("bad", ["shift+ctrl+enter"])])).toThrow("ctrl+shift+enter");
  expect(() => registry.register([action("bad", ["f2"])])).toThrow("F2");
});

describe("two actions under one key", () => {
  test("in one scope are reported", () => {
    registry.register([action("next", ["j"])]);
    registry.register([action("jump", ["j"])]);
    expect(clashes).toEqual([["j", ["next", "jump"]]]);
  });

  test("of one registration are reported, too", () => {
    registry.register([action("next", ["j"]), action("jump", ["j"])]);
    expect(clashes).toEqual([["j", ["next", "jump"]]]);
  });

  test("in another scope, or after the first has gone, are not", () => {
    const gone = registry.register([action("next", ["j"])]);
    registry.register([action("dialog-next", ["j"], { scope: "dialog" })]);
    gone();
    registry.register([action("jump", ["j"])]);
    expect(clashes).toEqual([]);
    registry.press(aPress("j"), reading);
    expect(done).toEqual(["jump"]);
  });
});

test("what is listed is what is registered, and whoever lists it hears of every change", () => {
  let heard = 0;
  registry.subscribe(() => heard++);
  const off = registry.register([action("next", ["j"]), action("desk", [])]);
  expect(registry.actions().map(({ id }) => id)).toEqual(["next", "desk"]);
  off();
  expect(registry.actions()).toEqual([]);
  expect(heard).toBe(2);
});

test.each([
  [{ key: "J", shiftKey: true }, "shift+j"],
  [{ key: "?", shiftKey: true }, "?"],
  [{ key: "Enter", ctrlKey: true, shiftKey: true }, "ctrl+shift+enter"],
  [{ key: "F4" }, "F4"],
  [{ key: "K", metaKey: true }, "ctrl+k"],
])("%o is %s", (press, keys) => {
  expect(keysOf({ ctrlKey: false, metaKey: false, shiftKey: false, ...press })).toBe(keys);
});

test.each([
  [{ tagName: "INPUT", type: "text" }, true],
  [{ tagName: "INPUT", type: "search" }, true],
  [{ tagName: "INPUT", type: "checkbox" }, false],
  [{ tagName: "TEXTAREA" }, true],
  [{ tagName: "SELECT" }, true],
  [{ tagName: "DIV", isContentEditable: true }, true],
  [{ tagName: "BUTTON" }, false],
  [null, false],
])("in %o one is typing: %s", (element, expected) => {
  expect(isTypingIn(element)).toBe(expected);
});
