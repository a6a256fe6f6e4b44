import { describe, expect, test } from "vitest";
import { operationOf, type Route } from "../../../shared/contract/operations.ts";
import { someId } from "../../given.ts";

const take = (route: Route, body: unknown) => operationOf(route).body?.safeParse(body);
const isTaken = (route: Route, body: unknown) => take(route, body)?.success ?? false;
const at = (route: Route, body: unknown) =>
  (take(route, body)?.error?.issues ?? []).map(({ path }) => path.join("."));

const ask = "POST /v1/tickets";
const log = "POST /v1/contacts";
const ticketId = someId("ticket", 1);

const messages = (text: string) => (take(ask, { text })?.error?.issues ?? []).map(({ message }) => message);

describe("a text", () => {
  test("is at least a letter and at most twenty thousand, outer spaces taken away", () => {
    expect(isTaken(ask, { text: "?" })).toBe(true);
    expect(isTaken(ask, { text: " \n " })).toBe(false);
    expect(isTaken(ask, { text: "x".repeat(20_000) })).toBe(true);
    expect(isTaken(ask, { text: "x".repeat(20_001) })).toBe(false);
    expect(take(ask, { text: "  hoi " })?.data).toEqual({ text: "hoi" });
  });

  test("keeps its lines and tabs, and holds no other control characters", () => {
    expect(isTaken(ask, { text: "een\n\ttwee\r\ndrie" })).toBe(true);
    for (const sign of ["\u0000", "\u0007", "\u000b", "\u001b", "\u007f"]) {
      expect(isTaken(ask, { text: `a${sign}b` })).toBe(false);
    }
  });

  test.each([
    ["zero-width signs", "\u200b\u200d\n\u2060"],
    ["a soft hyphen and a byte order mark within spaces", " \u00ad\u3000\ufeff\u00ad "],
    ["a variation selector and a filler", "\ufe0f\u3164"],
  ])("has something that can be seen, more than %s", (_, text) => {
    expect(messages(text)).toEqual(["at least one character that can be seen"]);
  });

  test("does not turn the direction of what stands around it", () => {
    for (const sign of ["\u202a", "\u202e", "\u2066", "\u2069"]) {
      expect(messages(`ja${sign}een`)).toEqual(["no characters that turn the direction of the text"]);
    }
    // The marks that Arabic and Hebrew need turn nothing but themselves.
    expect(isTaken(ask, { text: "שלום\u200f 123\u200e" })).toBe(true);
  });

  test("holds no half of a character", () => {
    for (const half of ["a\ud83d", "\ude00a"]) expect(messages(half)).toHaveLength(1);
  });

  test("that is empty is told once", () => {
    expect(messages(" \n")).toHaveLength(1);
  });

  test("keeps letters of every script and emoji", () => {
    for (const text of ["👩‍👩‍👧 thuis", "می‌خواهم", "❤️"]) expect(take(ask, { text })?.data).toEqual({ text });
    expect(take(ask, { text: "Zoë ☕ İstanbul 日本" })?.data).toEqual({ text: "Zoë ☕ İstanbul 日本" });
  });
});

test("all faults are told at once", () => {
  expect(at(ask, { text: "", topic: "Geen Sleutel", language: "de" })).toEqual(["text", "topic", "language"]);
});

describe("a contact", () => {
  const aContact = (given: object = {}) => ({ channel: "call", ...given });

  test("is by call or face: a click is asked, not logged", () => {
    expect(isTaken(log, aContact())).toBe(true);
    expect(isTaken(log, aContact({ channel: "face" }))).toBe(true);
    expect(at(log, aContact({ channel: "click" }))).toEqual(["channel"]);
  });

  test("holds five new questions and five existing ones at most", () => {
    const questions = (count: number) => Array.from({ length: count }, () => ({ text: "Hoe?" }));
    expect(isTaken(log, aContact({ questions: questions(5) }))).toBe(true);
    expect(at(log, aContact({ questions: questions(6) }))).toEqual(["questions"]);
  });

  test("answers a question or hands it over, not both", () => {
    const answer = { text: "Op de 24e." };
    const handOver = { reason: "needs-specialist" };
    expect(isTaken(log, aContact({ questions: [{ text: "Hoe?", answer }] }))).toBe(true);
    expect(isTaken(log, aContact({ questions: [{ text: "Hoe?", handOver }] }))).toBe(true);
    expect(at(log, aContact({ questions: [{ text: "Hoe?", answer, handOver }] }))).toEqual([
      "questions.0.handOver",
    ]);
  });

  test("names an existing question by its id or its reference, one of the two", () => {
    expect(isTaken(log, aContact({ existing: [{ ticketId }] }))).toBe(true);
    expect(at(log, aContact({ existing: [{}] }))).toEqual(["existing.0.ticketId"]);
  });
});

describe("an outcome that only the helpdesk or the asker makes", () => {
  test("is not chosen: no-reply is the helpdesk's own", () => {
    expect(isTaken("POST /v1/tickets/{ticketId}/resolve", { outcome: "answered" })).toBe(true);
    expect(isTaken("POST /v1/tickets/{ticketId}/resolve", { outcome: "no-reply" })).toBe(false);
  });

  test("is not given at once: nobody withdraws for a caller", () => {
    const answer = { text: "Goed.", outcome: "withdrawn" };
    expect(isTaken(log, { channel: "call", questions: [{ text: "Hoe?", answer }] })).toBe(false);
  });
});

test("a wait says for what, and a question to the asker is written out", () => {
  const wait = "POST /v1/tickets/{ticketId}/wait";
  expect(isTaken(wait, { for: "asker", text: "Wat is je nummer?" })).toBe(true);
  expect(isTaken(wait, { for: "asker" })).toBe(false);
  expect(isTaken(wait, { for: "planned", on: "2026-02-30" })).toBe(false);
  expect(isTaken(wait, { for: "partner" })).toBe(false);
});

test("a confidentiality is lowered or raised with a reason, never to what is not recorded", () => {
  const set = "POST /v1/tickets/{ticketId}/confidentiality";
  expect(isTaken(set, { to: "open", reason: "Overleg met de vrager" })).toBe(true);
  expect(isTaken(set, { to: "open" })).toBe(false);
  expect(isTaken(set, { to: "not-recorded", reason: "Overleg" })).toBe(false);
});

test("a page is of one to a hundred, twenty-five unless asked otherwise", () => {
  const query = operationOf("GET /v1/me/tickets").query;
  expect(query?.parse({})).toMatchObject({ limit: 25 });
  expect(query?.parse({ limit: "100" })).toMatchObject({ limit: 100 });
  for (const limit of ["0", "101", "1.5", "veel"]) expect(query?.safeParse({ limit }).success).toBe(false);
});
