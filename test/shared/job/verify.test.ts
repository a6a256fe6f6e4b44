import { describe, expect, test } from "vitest";
import { clocksOf, marksOf } from "../../../shared/clock/clock.ts";
import type { Policies, Policy } from "../../../shared/clock/policy.ts";
import { nextTimerAt } from "../../../shared/clock/timer.ts";
import { differencesIn, isSame, namesUnknown, type StoredTicket } from "../../../shared/job/verify.ts";
import { replay } from "../../../shared/ticket/evolve.ts";
import type { Ticket } from "../../../shared/ticket/ticket.ts";
import { organisation } from "../../given.ts";
import { asked, onlyOne, type Story, versions } from "../clock/given.ts";

const deployed = new Set([1]);

/** A ticket as it is stored after its last event. */
function stored(
  { events }: Story,
  policies: Policies = onlyOne,
  policy: Policy = organisation,
): StoredTicket {
  const clocks = clocksOf(events, policies);
  const ticket = { ...replay(events), clocks: marksOf(clocks) } as Ticket;
  return { ticket, events, timerAt: nextTimerAt({ ticket, events, clocks }, policy) };
}

const story = () =>
  asked("2026-12-01 10:00")
    .claimed("2026-12-01 10:10")
    .waits("planned", "2026-12-01 10:20")
    .resumed("2026-12-10 10:00");

describe("what is stored and what happened", () => {
  test("are the same as long as nobody touches the table", () => {
    expect(differencesIn(stored(story()), onlyOne, deployed)).toEqual([]);
    expect(differencesIn(stored(story().resolved("2026-12-10 11:00")), onlyOne, deployed)).toEqual([]);
  });

  test.each<[string, (whole: StoredTicket) => StoredTicket]>([
    ["image", (whole) => ({ ...whole, ticket: { ...whole.ticket, urgency: "today" } })],
    ["image", (whole) => ({ ...whole, ticket: { ...whole.ticket, state: "queued" } as Ticket })],
    ["clocks", (whole) => ({ ...whole, ticket: { ...whole.ticket, clocks: [] } })],
    ["clocks", ({ ticket: { clocks, ...ticket }, ...whole }) => ({ ...whole, ticket: ticket as Ticket })],
    ["timer", (whole) => ({ ...whole, timerAt: undefined })],
    ["timer", (whole) => ({ ...whole, timerAt: "2026-12-10T09:00:00.001Z" })],
    ["events", (whole) => ({ ...whole, events: whole.events.toSpliced(3, 1) })],
  ])("differ in the %s when that was changed by hand", (part, change) => {
    expect(differencesIn(change(stored(story())), onlyOne, deployed)).toContain(part);
  });

  test("differ when a version of the configuration is gone that an event names", () => {
    expect(differencesIn(stored(story()), onlyOne, new Set([2]))).toEqual(["configuration"]);
  });
});

describe("a configuration that is no longer deployed", () => {
  // The policy that a forgotten version falls back to has another number, so that every mark differs.
  const newer: Policies = () => ({ ...organisation, version: 2 });
  const closed = () => story().resolved("2026-12-10 11:00").closed("2026-12-20 09:00");

  test("says nothing of what closed under it, but for its image and its events", () => {
    const whole = stored(closed());
    expect(differencesIn(whole, newer, new Set([2]))).toEqual([]);
    expect(namesUnknown(whole.events, new Set([2]))).toBe(true);
    const changed = { ...whole, ticket: { ...whole.ticket, urgency: "today" } as Ticket };
    expect(differencesIn(changed, newer, new Set([2]))).toEqual(["image"]);
    expect(differencesIn({ ...whole, events: whole.events.toSpliced(3, 1) }, newer, new Set([2]))).toContain(
      "events",
    );
  });

  test("is a difference in what is open, or only resolved", () => {
    expect(differencesIn(stored(story()), newer, new Set([2]))).toContain("configuration");
    const resolved = stored(story().resolved("2026-12-10 11:00"));
    expect(differencesIn(resolved, newer, new Set([2]))).toContain("configuration");
  });

  test("does not hide what is wrong with a closed ticket of a version that is there", () => {
    const whole = stored(closed());
    const changed = { ...whole, ticket: { ...whole.ticket, clocks: [] } };
    expect(differencesIn(changed, onlyOne, deployed)).toEqual(["clocks"]);
  });
});

describe("a timer", () => {
  const later = { ...organisation, version: 2, ending: { ...organisation.ending, closeAfterWorkingDays: 9 } };
  const both = versions(organisation, later);
  const done = story().resolved("2026-12-10 11:00");

  test("goes by the configuration of the last event, or by a newer one that set it anew", () => {
    const [one, two] = [stored(done, both, organisation), stored(done, both, later)];
    expect(one.timerAt).not.toBe(two.timerAt);
    expect(differencesIn(one, both, new Set([1, 2]))).toEqual([]);
    expect(differencesIn(two, both, new Set([1, 2]))).toEqual([]);
  });

  test("never by an older one", () => {
    const newer = story().under(2).resolved("2026-12-10 11:00");
    expect(differencesIn(stored(newer, both, organisation), both, new Set([1, 2]))).toEqual(["timer"]);
  });
});

test("equal is what the table would store alike: fields in any order, and nothing undefined", () => {
  expect(isSame({ a: 1, b: [{ c: 2, d: undefined }] }, { b: [{ c: 2 }], a: 1 })).toBe(true);
  expect(isSame({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
  expect(isSame(undefined, {})).toBe(false);
});
