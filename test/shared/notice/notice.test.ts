import { describe, expect, test } from "vitest";
import type { ContentId, PersonId } from "../../../shared/id.ts";
import { isNotified, type NoticeKind, needsCallBack, noticesFor } from "../../../shared/notice/notice.ts";
import type { TicketEvent } from "../../../shared/ticket/event.ts";
import type { Ticket } from "../../../shared/ticket/ticket.ts";
import { after, anEvent, anna, aTicket, bram, femke, gijs, someId, tuesday } from "../../given.ts";

const contentId = someId<ContentId>("content", 9);
const asked = (by: PersonId, given: object = {}) =>
  anEvent("asked", given as Parameters<typeof anEvent<"asked">>[1], { n: 1, by });
const repliedBy = (by: PersonId, from: "asker" | "desk", asks?: true) =>
  anEvent("replied", { contentId, from, ...(asks && { asks }) }, { by });
const resolvedBy = (by: PersonId | "system", from: "asker" | "desk" = "desk") =>
  anEvent("resolved", { outcome: "answered", from, contentId }, { by });
const reopened = anEvent("reopened", { reason: "not-done", from: "asker" }, { by: anna.person });

const dueAt = after(tuesday, 3600);
const noReply = anEvent("resolved", { outcome: "no-reply", from: "desk" }, { by: "system" });
const promised = anEvent("promised", { dueAt, owner: femke.person, contentId });
const withdrawn = anEvent("promise-withdrawn", { promise: 4, noteId: contentId });
const reminded = anEvent("reminded", {}, { by: "system" });
const denied = (kept: boolean) => anEvent("promise-confirmed", { promise: 4, kept }, { by: anna.person });

const namens: Partial<Ticket> = { about: { person: bram.person, relation: "namens" } };
const over: Partial<Ticket> = { about: { person: bram.person, relation: "over" } };

describe("the asker hears", () => {
  test.each([
    ["that a question which an agent wrote down was received", asked(femke.person), { kind: "received" }],
    ["what the desk replied", repliedBy(femke.person, "desk"), { kind: "reply", contentId }],
    ["what the desk asks", repliedBy(femke.person, "desk", true), { kind: "question-to-you", contentId }],
    ["the answer", resolvedBy(femke.person), { kind: "resolved", contentId }],
    ["an end that the helpdesk made by itself", resolvedBy("system"), { kind: "resolved", contentId }],
    ["that it ended since they did not reply", noReply, { kind: "no-reply" }],
    ["what is promised, and until when", promised, { kind: "promised", contentId, dueAt }],
    ["that a promise is off, and why", withdrawn, { kind: "promise-withdrawn", contentId }],
  ] as [string, TicketEvent, object][])("%s", (_what, event, notice) => {
    expect(noticesFor(event, aTicket())).toEqual([{ to: anna.person, ...notice }]);
  });

  test("that their question has come in, though they asked it themselves", () => {
    expect(noticesFor(asked(anna.person), aTicket())).toEqual([{ kind: "received", to: anna.person }]);
  });

  test("until when there is a first response, while that runs and the question is open to all", () => {
    const mark = {
      kind: "firstResponse" as const,
      n: 1,
      policy: 1,
      startedAt: tuesday,
      targetSeconds: 60,
      dueAt,
    };
    const of = (given: Partial<Ticket>) => noticesFor(asked(anna.person), aTicket(given))[0]?.dueAt;
    expect(of({ clocks: [{ ...mark, kind: "resolution", dueAt: after(dueAt, 60) }, mark] })).toBe(dueAt);
    expect(of({ clocks: [{ ...mark, endedAt: tuesday }] })).toBeUndefined();
    expect(of({ clocks: [mark], confidentiality: "sensitive" })).toBeUndefined();
  });

  test.each([
    ["writing as an agent in one's own question", repliedBy(anna.person, "desk")],
    ["withdrawing", resolvedBy(anna.person, "asker")],
  ])("nothing of what they did themselves: %s", (_what, event) => {
    expect(noticesFor(event, aTicket())).toEqual([]);
  });
});

describe("the one namens whom it was asked", () => {
  test("hears what the asker hears, from the asker's question on", () => {
    for (const event of [asked(anna.person), repliedBy(femke.person, "desk"), resolvedBy(femke.person)]) {
      expect(noticesFor(event, aTicket(namens)).map(({ to }) => to)).toEqual([anna.person, bram.person]);
    }
  });
});

describe("the one over whom it was asked", () => {
  test.each([
    asked(femke.person),
    repliedBy(femke.person, "desk"),
    repliedBy(femke.person, "desk", true),
    repliedBy(anna.person, "asker"),
    resolvedBy(femke.person),
    reopened,
  ])("never hears of it: $type", (event) => {
    for (const state of ["queued", "in-progress", "resolved"] as const) {
      expect(noticesFor(event, aTicket({ ...over, state })).map(({ to }) => to)).not.toContain(bram.person);
    }
  });
});

describe("a question answered at once", () => {
  test("is confirmed to nobody: the asker just heard the answer", () => {
    const ticket = aTicket({ state: "resolved", answeredAtOnce: true });
    expect(noticesFor(asked(femke.person, { answeredAtOnce: true }), ticket)).toEqual([]);
    expect(noticesFor(resolvedBy(femke.person), ticket)).toEqual([]);
  });

  test("is like any other once it was reopened", () => {
    const ticket = aTicket({ state: "resolved", answeredAtOnce: true, reopenings: 1 });
    expect(noticesFor(resolvedBy(femke.person), ticket)).toMatchObject([{ kind: "resolved" }]);
  });
});

describe("who handles the question", () => {
  const inHand = aTicket({ state: "in-progress" });

  test.each(["in-progress", "waiting"] as const)("hears that the asker replied while it is %s", (state) => {
    expect(noticesFor(repliedBy(anna.person, "asker"), aTicket({ state }))).toEqual([
      { kind: "asker-replied", to: femke.person },
    ]);
  });

  test("hears that it was reopened, where they took it up since", () => {
    expect(noticesFor(reopened, inHand)).toEqual([{ kind: "reopened", to: femke.person }]);
    expect(noticesFor(reopened, aTicket())).toEqual([]);
    const byDesk = anEvent("reopened", { reason: "not-done", from: "desk" }, { by: gijs.person });
    expect(noticesFor(byDesk, inHand)).toEqual([]);
  });

  test("is nobody while it waits in the queue", () => {
    expect(noticesFor(repliedBy(anna.person, "asker"), aTicket())).toEqual([]);
  });

  test.each([
    ["asked it", { asker: femke.person }],
    ["is its subject", over.about && { about: { ...over.about, person: femke.person } }],
  ])("hears nothing as an agent of a question when that agent %s", (_what, given) => {
    const own = { ...inHand, ...given } as Ticket;
    expect(noticesFor(repliedBy(anna.person, "asker"), own)).toEqual([]);
  });
});

test.each([
  anEvent("noted", { contentId }),
  anEvent("claimed", { person: femke.person }),
  anEvent("confidentiality-set", { to: "restricted", because: "words" }),
  anEvent("handed-over", { stay: 2, to: "payroll", reason: "needs-specialist" }),
])("nobody hears of work inside the helpdesk: $type", (event) => {
  expect(isNotified(event)).toBe(false);
  expect(noticesFor(event, aTicket({ state: "in-progress" }))).toEqual([]);
});

test("whatever has something to tell is announced to the notices", () => {
  for (const event of [
    asked(femke.person),
    repliedBy(femke.person, "desk"),
    resolvedBy("system"),
    reopened,
  ]) {
    expect(isNotified(event)).toBe(true);
  }
});

test("an asker without mail is telephoned for what they must know, not for a confirmation", () => {
  expect(
    (
      [
        "received",
        "reply",
        "question-to-you",
        "reminder",
        "resolved",
        "no-reply",
        "promised",
        "promise-withdrawn",
        "asker-replied",
        "reopened",
        "warned",
        "escalated",
      ] satisfies NoticeKind[]
    ).filter(needsCallBack),
  ).toEqual([
    "reply",
    "question-to-you",
    "reminder",
    "resolved",
    "no-reply",
    "promised",
    "promise-withdrawn",
  ]);
});

describe("after the answer", () => {
  const answered = aTicket({ state: "resolved", answeredBy: femke.person });

  test("who answered hears what the asker writes, and that the question was reopened", () => {
    expect(noticesFor(repliedBy(anna.person, "asker"), answered)).toEqual([
      { kind: "asker-replied", to: femke.person },
    ]);
    const queued = aTicket({ state: "queued", answeredBy: femke.person });
    expect(noticesFor(reopened, queued)).toEqual([{ kind: "reopened", to: femke.person }]);
  });

  test("nobody hears of what somebody else said by telephone as if the asker had", () => {
    const said = (from: "asker" | "desk") =>
      anEvent("contacted", { contactId: someId("contact", 3), contentId, from }, { by: gijs.person });
    expect(noticesFor(said("asker"), answered)).toEqual([{ kind: "asker-replied", to: femke.person }]);
    expect(noticesFor(said("desk"), answered)).toEqual([]);
  });
});

describe("a reminder", () => {
  const waiting = aTicket({ state: "waiting" });

  test("asks again what was asked", () => {
    const asked = "waiting" in waiting && waiting.waiting.for === "asker" && waiting.waiting.contentId;
    expect(noticesFor(reminded, waiting)).toEqual([{ kind: "reminder", to: anna.person, contentId: asked }]);
  });

  test("is not for who answered meanwhile", () => {
    expect(noticesFor(reminded, aTicket({ state: "in-progress" }))).toEqual([]);
  });
});

describe("a promise", () => {
  const made = { n: 4, owner: femke.person, madeAt: tuesday, dueAt, contentId };
  const ticket = aTicket({ state: "resolved", promises: [made] });

  test("that the asker says was not kept is told to who made it, and one that was to nobody", () => {
    expect(noticesFor(denied(false), ticket)).toEqual([{ kind: "promise-denied", to: femke.person }]);
    expect(noticesFor(denied(true), ticket)).toEqual([]);
    expect(isNotified(denied(true))).toBe(false);
  });

  test("that is broken tells the asker nothing by itself", () => {
    const broken = anEvent("breached", { clock: "promise", startedBy: 4 }, { by: "system" });
    expect(isNotified(broken)).toBe(false);
    expect(noticesFor(broken, ticket)).toEqual([]);
  });

  test("that was kept asks the asker whether it was, unless they said so or can no more", () => {
    const kept = anEvent("promise-kept", { promise: 4 });
    const noticesWith = (given: Partial<Ticket>) => noticesFor(kept, { ...ticket, ...given } as Ticket);
    expect(isNotified(kept)).toBe(true);
    expect(noticesWith({})).toEqual([{ kind: "promise-kept", to: anna.person }]);
    expect(noticesWith({ promises: [{ ...made, confirmed: true }] } as Partial<Ticket>)).toEqual([]);
    expect(noticesWith({ promises: [] })).toEqual([]);
    expect(noticesFor(kept, aTicket({ state: "closed", promises: [made] }))).toEqual([]);
    expect(noticesFor({ ...kept, by: anna.person }, ticket)).toEqual([]);
  });
});

test("what time brings about is announced to the notices, but for a breach, of which the first tier tells", () => {
  const about = { clock: "resolution" as const, startedBy: 1 };
  for (const event of [
    reminded,
    noReply,
    promised,
    withdrawn,
    denied(false),
    anEvent("warned", about),
    anEvent("escalated", { ...about, tier: 1, to: "owner" }),
  ]) {
    expect(isNotified(event)).toBe(true);
  }
  expect(isNotified(anEvent("breached", about))).toBe(false);
});
