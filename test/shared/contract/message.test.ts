import { describe, expect, test } from "vitest";
import { messages, messagesFor, timerIfNear, timerMessage } from "../../../shared/contract/message.ts";
import type { ContentId, TicketId } from "../../../shared/id.ts";
import type { Organisation } from "../../../shared/organisation/organisation.ts";
import type { TicketEvent } from "../../../shared/ticket/event.ts";
import { after, anEvent, femke, organisation, someId, tuesday, vechterhout } from "../../given.ts";

const contentId = someId<ContentId>("content", 1);
const about = { organisation: vechterhout, ticketId: someId<TicketId>("ticket", 1) };
const own = ["payroll", "leave", "shared"];
const sent = (event: TicketEvent, org: Organisation = organisation) => messagesFor(event, org, own);
const asked = anEvent("asked", {} as Parameters<typeof anEvent<"asked">>[1], { n: 1 });

describe("the consequences of an event", () => {
  test("a question is routed, and its asker hears of it", () => {
    expect(sent(asked)).toEqual([
      { queue: "routing", message: about },
      { queue: "notices", message: { ...about, event: 1 } },
    ]);
  });

  test.each([
    anEvent("routed", { stay: 2, to: "payroll", rule: "straight-to-back-office", confidentiality: "open" }),
    anEvent("handed-over", { stay: 2, to: "payroll", reason: "needs-specialist" }),
    anEvent("returned", { stay: 2, to: "payroll", reason: "wrong-desk" }),
  ])("a ticket that moves to a back office travels by that desk's queue: $type", (event) => {
    expect(sent(event)).toEqual([{ queue: "desk-payroll", message: { ...about, stay: 2 } }]);
  });

  test("a desk without a queue of its own is carried by the shared one, or the one it names", () => {
    const event = anEvent("handed-over", { stay: 2, to: "absence", reason: "needs-specialist" });
    expect(sent(event)).toMatchObject([{ queue: "desk-shared" }]);
    const desks = organisation.desks.map((desk) =>
      desk.key === "absence" ? { ...desk, queue: "leave" } : desk,
    );
    expect(sent(event, { ...organisation, desks })).toMatchObject([{ queue: "desk-leave" }]);
  });

  test("the front office has no queue: what goes there has arrived", () => {
    expect(sent(anEvent("returned", { stay: 3, to: "frontoffice", reason: "wrong-desk" }))).toEqual([]);
    expect(sent(anEvent("recalled", { stay: 3, to: "payroll" }))).toEqual([]);
  });

  test("what someone should hear of goes to the notices, and nothing else does", () => {
    expect(sent(anEvent("replied", { contentId, from: "desk" }))).toEqual([
      { queue: "notices", message: { ...about, event: 4 } },
    ]);
    expect(sent(anEvent("noted", { contentId }))).toEqual([]);
    expect(sent(anEvent("claimed", { person: femke.person }))).toEqual([]);
  });

  test("are ids and numbers, never a text", () => {
    expect(messages.notices.safeParse({ ...about, event: 1 }).success).toBe(true);
    expect(messages.notices.safeParse({ ...about, event: 1, text: "Mijn salaris" }).success).toBe(false);
    expect(messages.notices.safeParse({ ...about, event: 1, digestFor: "loket-femke" }).success).toBe(false);
    expect(messages.desk.safeParse({ ...about }).success).toBe(false);
    expect(messages.routing.safeParse({ ...about, organisation: "Vechterhout!" }).success).toBe(false);
  });
});

describe("a timer", () => {
  const later = (seconds: number) => after(tuesday, seconds);
  const sentFor = (seconds: number) => timerIfNear(about, later(seconds), tuesday);

  test("that is due within six minutes goes at once, and is kept back until it is due", () => {
    expect(sentFor(119.2)).toEqual([{ queue: "timers", message: about, delaySeconds: 120 }]);
    expect(sentFor(360)).toMatchObject([{ delaySeconds: 360 }]);
    expect(sentFor(360.001)).toEqual([]);
    expect(timerIfNear(about, undefined, tuesday)).toEqual([]);
  });

  test("that is due already waits no longer, and none waits longer than a queue can keep it", () => {
    expect(sentFor(-3600)).toMatchObject([{ delaySeconds: 0 }]);
    expect(timerMessage(about, later(7200), tuesday).delaySeconds).toBe(900);
  });
});
