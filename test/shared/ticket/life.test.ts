import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Instant } from "../../../shared/clock/instant.ts";
import { operationOf, type Route } from "../../../shared/contract/operations.ts";
import type { ContactId, ContentId, PersonId, TicketId } from "../../../shared/id.ts";
import { isOwn, mayRead, mayTakeUp } from "../../../shared/person/access.ts";
import { hasRole, type Member, type Role } from "../../../shared/person/member.ts";
import { isRefusal } from "../../../shared/refusal.ts";
import { ask } from "../../../shared/ticket/ask.ts";
import { type Command, decide } from "../../../shared/ticket/decide.ts";
import {
  type EventType,
  eventTypes,
  type Happening,
  Outcome,
  TicketEvent,
} from "../../../shared/ticket/event.ts";
import { replay } from "../../../shared/ticket/evolve.ts";
import { record } from "../../../shared/ticket/record.ts";
import { makeReference } from "../../../shared/ticket/reference.ts";
import { Ticket } from "../../../shared/ticket/ticket.ts";
import type { TopicSaid } from "../../../shared/ticket/topic.ts";
import { arrived, callBackWanted, identified, routed } from "../../../shared/ticket/unattended.ts";
import { after, aMember, organisation as given, someId, tuesday, vechterhout } from "../../given.ts";

/** The coordinator decides sooner than usual, so that it comes to that. */
const organisation = { ...given, handOver: { ...given.handOver, decideAfterReturns: 1 } };

/** Everyone has an id as long as ids may be, so that sizes are the worst there are. */
const someone = (name: string, roles: Role[] = [], desks: string[] = []) =>
  aMember(name.padEnd(64, "x"), { roles: ["employee", ...roles], desks });

const asker = someone("vrager");
const subject = someone("over-wie");
const unknownCaller = "per_01KBCZ0000000000000000000".padEnd(64, "x") as PersonId;
const everyone = [
  asker,
  subject,
  someone("leidinggevende"),
  someone("loket-1", ["front-office"]),
  someone("loket-2", ["front-office"]),
  someone("salaris-1", ["back-office"], ["payroll"]),
  someone("salaris-2", ["back-office"], ["payroll", "leave"]),
  someone("vertrouwelijk-1", ["back-office"], ["confidential"]),
  someone("dag-1", ["coordinator"], ["frontoffice", "payroll"]),
  someone("dag-2", ["coordinator"], ["confidential", "leave"]),
  someone("beheer", ["administrator"]),
];

const coordinators = everyone.filter((member) => hasRole(member, "coordinator"));

const routeOf: Record<Command["do"], Route> = {
  claim: "POST /v1/tickets/{ticketId}/claim",
  release: "POST /v1/tickets/{ticketId}/release",
  assign: "POST /v1/tickets/{ticketId}/assign",
  reply: "POST /v1/tickets/{ticketId}/replies",
  note: "POST /v1/tickets/{ticketId}/notes",
  transfer: "POST /v1/tickets/{ticketId}/transfer",
  return: "POST /v1/tickets/{ticketId}/return",
  wait: "POST /v1/tickets/{ticketId}/wait",
  resume: "POST /v1/tickets/{ticketId}/resume",
  resolve: "POST /v1/tickets/{ticketId}/resolve",
  acknowledge: "POST /v1/tickets/{ticketId}/acknowledge",
  reopen: "POST /v1/tickets/{ticketId}/reopen",
  rate: "POST /v1/tickets/{ticketId}/rating",
  "set-topic": "POST /v1/tickets/{ticketId}/topic",
  "set-confidentiality": "POST /v1/tickets/{ticketId}/confidentiality",
  "name-readers": "POST /v1/tickets/{ticketId}/readers",
  redact: "POST /v1/tickets/{ticketId}/redactions",
  contact: "POST /v1/contacts",
  promise: "POST /v1/tickets/{ticketId}/promises",
  "keep-promise": "POST /v1/tickets/{ticketId}/promises/{promise}/keep",
  "withdraw-promise": "POST /v1/tickets/{ticketId}/promises/{promise}/withdraw",
  "confirm-promise": "POST /v1/tickets/{ticketId}/promises/{promise}/confirm",
  "set-urgency": "POST /v1/tickets/{ticketId}/urgency",
};

const oneOf = <T>(...options: readonly T[]) => fc.constantFrom(...options);
const contentId = fc.nat(500).map((n) => someId<ContentId>("content", n));
const maybeText = fc.option(contentId, { nil: undefined });
const anyone = fc.constantFrom(...everyone);
const agent = fc.option(anyone, { nil: undefined, freq: 9 });
const wordRules = fc.oneof(
  { weight: 9, arbitrary: fc.constant([] as string[]) },
  { weight: 1, arbitrary: fc.constant(["delicate-words"] as string[]) },
);
const desk = oneOf("frontoffice", "payroll", "leave", "confidential", "nowhere");
/** Which of a ticket's promises; where it has none, or sometimes, an event that is none. Most make one of their own. */
const numbered = fc.nat(12);
function aimed(command: Command, { promises = [] }: Ticket, by: Member): Command {
  if (command.do === "promise") return { ...command, owner: command.owner ?? by };
  if (!("promise" in command)) return command;
  const meant = promises[command.promise % (promises.length + 1)];
  return meant ? { ...command, promise: meant.n } : command;
}
const what = <D extends Command["do"]>(deed: D) => ({ do: fc.constant(deed) });

/** Found in questions: as long as a key may be. */
const part = `new-${"x".repeat(46)}`;
const topicSaid: fc.Arbitrary<TopicSaid> = fc.oneof(
  { weight: 1, arbitrary: fc.constant("none" as const) },
  {
    weight: 3,
    arbitrary: fc.record({
      key: oneOf("ikb", "zorgverlof", "overlijden", "vertrouwenspersoon", "weer"),
      part: fc.constantFrom(part, undefined),
      how: oneOf("confirmed" as const, "accepted" as const),
    }),
  },
);
const seldom = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
const used = seldom(fc.constant({ topic: part, revision: 12_345 }));
const answer = fc.record({ ...what("reply"), contentId, wordRules, answer: used });
const confirmation = fc.record({ ...what("confirm-promise"), promise: numbered, kept: fc.boolean() });

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 4, arbitrary: fc.record(what("claim")) },
  fc.record(what("release")),
  { weight: 2, arbitrary: fc.record({ ...what("assign"), to: agent }) },
  { weight: 2, arbitrary: answer },
  fc.record({ ...what("note"), contentId }),
  {
    weight: 3,
    arbitrary: fc.record({
      ...what("transfer"),
      to: desk,
      reason: oneOf("needs-specialist", "confidential", "lunch"),
      noteId: maybeText,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      ...what("return"),
      reason: oneOf("wrong-desk", "front-office-can-answer", "lunch"),
      noteId: maybeText,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      ...what("wait"),
      waiting: fc.oneof(
        contentId.map((id) => ({ for: "asker" as const, contentId: id })),
        oneOf("2026-11-30", "2026-12-24").map((on) => ({ for: "planned" as const, on })),
        oneOf("pension-fund", "garage").map((partner) => ({ for: "partner" as const, partner })),
        oneOf("line-manager", "mayor").map((role) => ({ for: "approval" as const, role })),
      ),
      noteId: maybeText,
    }),
  },
  fc.record(what("resume")),
  { weight: 8, arbitrary: fc.record(what("acknowledge")) },
  {
    weight: 4,
    arbitrary: fc.record({
      ...what("resolve"),
      outcome: fc.constantFrom(...Outcome.options),
      contentId: maybeText,
      topic: seldom(topicSaid),
      answer: used,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ ...what("reopen"), reason: oneOf("not-done", "thanks"), contentId: maybeText }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ ...what("rate"), score: fc.integer({ min: 1, max: 5 }), contentId: maybeText }),
  },
  { weight: 2, arbitrary: fc.record({ ...what("set-topic"), topic: topicSaid }) },
  fc.record({
    ...what("set-confidentiality"),
    to: oneOf("open" as const, "sensitive" as const, "restricted" as const),
    noteId: contentId,
  }),
  {
    weight: 2,
    arbitrary: fc.record({
      ...what("name-readers"),
      add: fc.array(agent, { maxLength: 20 }),
      remove: fc.array(
        anyone.map(({ person }) => person),
        { maxLength: 3 },
      ),
    }),
  },
  fc.record({ ...what("redact"), contentId, reason: fc.constant("bsn") }),
  fc.record({
    ...what("contact"),
    contactId: fc.constant(someId<ContactId>("contact", 2)),
    contentId: maybeText,
    wordRules,
    caller: fc.option(
      anyone.map(({ person }) => person),
      { nil: undefined },
    ),
    callBack: oneOf("reached" as const, "not-reached" as const, undefined),
  }),
  {
    weight: 3,
    arbitrary: fc.record({
      ...what("promise"),
      dueAt: oneOf(after(tuesday, -60), after(tuesday, 20 * 60), after(tuesday, 9 * 86_400)),
      owner: fc.option(anyone, { nil: undefined, freq: 1 }),
      contentId,
    }),
  },
  { weight: 2, arbitrary: fc.record({ ...what("keep-promise"), promise: numbered, contentId: maybeText }) },
  { weight: 2, arbitrary: fc.record({ ...what("withdraw-promise"), promise: numbered, noteId: contentId }) },
  confirmation,
  fc.record({ ...what("set-urgency"), to: oneOf("normal" as const, "today" as const), noteId: contentId }),
);

type Step =
  | { by: Member | "holder" | "asker"; command: Command }
  | { helpdesk: "routes" | "delivers" | "calls back" | "closes" | "identifies" };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ by: anyone, command }) },
  { weight: 6, arbitrary: fc.record({ by: fc.constant("holder" as const), command }) },
  { weight: 2, arbitrary: fc.record({ by: fc.constant("asker" as const), command }) },
  { weight: 2, arbitrary: fc.record({ by: fc.constant("asker" as const), command: confirmation }) },
  { weight: 1, arbitrary: fc.record({ by: fc.constant("asker" as const), command: answer }) },
  {
    weight: 1,
    arbitrary: fc.record({ by: fc.constant("holder" as const), command: fc.record(what("acknowledge")) }),
  },
  { weight: 2, arbitrary: fc.record({ by: fc.constantFrom(...coordinators), command }) },
  { weight: 3, arbitrary: fc.record({ helpdesk: oneOf("routes" as const, "delivers" as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      helpdesk: oneOf("calls back" as const, "closes" as const, "identifies" as const),
    }),
  },
);

const question = fc.record({
  asker: oneOf(asker.person, unknownCaller),
  about: oneOf(undefined, "namens" as const, "over" as const),
  topic: oneOf(undefined, "ikb", "salaris_fout", "zorgverlof", "overlijden"),
  wordRules,
  callBack: fc.boolean(),
});

const signed = (by: PersonId | "system", at: Instant) => ({
  organisation: vechterhout,
  ticketId: someId<TicketId>("ticket", 1),
  at,
  by,
  configuration: organisation.version,
});

function helpdeskDoes(deed: Extract<Step, { helpdesk: string }>["helpdesk"], ticket: Ticket): Happening[] {
  switch (deed) {
    case "routes":
      return routed(ticket, { worksAtDesk: false, is: ["employee"] }, organisation);
    case "delivers":
      return ticket.state === "received" ? [] : arrived(ticket, ticket.stay.number);
    case "calls back":
      return callBackWanted(ticket, ticket.version);
    case "closes":
      return ticket.state === "resolved" ? [{ type: "closed" }] : [];
    case "identifies":
      return identified(ticket, unknownCaller, everyone[5]?.person as PersonId);
  }
}

/** `holder`: who has the ticket in hand, or else someone at the desk where it waits. */
function whoIs(by: Member | "holder" | "asker", ticket: Ticket): Member {
  if (typeof by === "object") return by;
  const isMeant = (member: Member) => {
    if (by === "asker") return member.person === ticket.asker;
    if ("claimedBy" in ticket) return member.person === ticket.claimedBy;
    return mayTakeUp(member, ticket, organisation) && !isOwn(member.person, ticket);
  };
  return everyone.find(isMeant) ?? aMember(ticket.asker);
}

const bytes = (thing: unknown) => Buffer.byteLength(JSON.stringify(thing));

/** What holds of every ticket at every moment. */
function expectSound(ticket: Ticket, events: readonly TicketEvent[]) {
  expect(ticket.version).toBe(events.length);
  expect(Ticket.safeParse(ticket).error).toBeUndefined();
  expect(bytes(ticket)).toBeLessThanOrEqual(4096);
  if ("claimedBy" in ticket) {
    expect(isOwn(ticket.claimedBy, ticket), "nobody handles their own").toBe(false);
    const holder = everyone.find(({ person }) => person === ticket.claimedBy) as Member;
    expect(mayRead(holder, ticket, organisation), "who handles it reads it").toBe("as-desk");
  }
  for (const member of everyone) {
    const reading = mayRead(member, ticket, organisation);
    if (ticket.confidentiality === "restricted" && reading === "as-desk") {
      expect(ticket.readers).toContain(member.person);
    }
    if (ticket.about?.relation === "over" && ticket.about.person === member.person) {
      expect(reading, "the one over whom it is reads nothing").toBe("nothing");
    }
  }
}

describe("whatever people and queues do", () => {
  const seen = new Set<EventType>();

  test("a ticket stays sound, small and closed to who may not read it", () => {
    fc.assert(
      fc.property(question, fc.array(step, { minLength: 10, maxLength: 40 }), (asked, steps) => {
        const { about, topic } = asked;
        const first = ask(
          {
            ...asked,
            ticketId: someId("ticket", 1),
            reference: makeReference(2026, 1),
            contactId: someId("contact", 1),
            contentId: someId("content", 1),
            channel: "call",
            language: "nl",
            takenBy: everyone[3]?.person,
            about: about && { person: subject.person, relation: about },
            topic: topic ? { key: topic, knownBy: "agent-confirmed" } : undefined,
            follows: someId("ticket", 2),
          },
          organisation,
        );
        if (isRefusal(first)) throw new Error("it is asked");
        const begun = record(undefined, first, signed(everyone[3]?.person as PersonId, tuesday));
        const events = [...begun.events];
        let ticket = begun.after;
        expectSound(ticket, events);
        steps.forEach((next, i) => {
          const at = after(tuesday, i * 60);
          const by = "helpdesk" in next ? "system" : whoIs(next.by, ticket);
          const decision =
            "helpdesk" in next
              ? helpdeskDoes(next.helpdesk, ticket)
              : decide(ticket, aimed(next.command, ticket, by as Member), {
                  by: by as Member,
                  at,
                  organisation,
                });
          if (isRefusal(decision)) {
            expectDeclared(decision.refused, (next as { command: Command }).command, by as Member);
            return;
          }
          if (
            by !== "system" &&
            decision.length > 0 &&
            (next as { command: Command }).command.do !== "contact"
          ) {
            expect(mayRead(by, ticket, organisation), "nobody changes what they may not see").not.toBe(
              "nothing",
            );
          }
          if (decision.length === 0) return;
          const recorded = record(ticket, decision, signed(by === "system" ? by : by.person, at));
          for (const event of recorded.events) {
            seen.add(event.type);
            expect(TicketEvent.safeParse(event).error).toBeUndefined();
            expect(bytes(event)).toBeLessThanOrEqual(1024);
          }
          events.push(...recorded.events);
          ticket = recorded.after;
          expectSound(ticket, events);
        });
        expect(replay(events)).toEqual(ticket);
        expect(replay(JSON.parse(JSON.stringify(events)))).toEqual(JSON.parse(JSON.stringify(ticket)));
      }),
      { numRuns: 600, seed: 20261203 },
    );
  });

  test("every kind of event happened in it", () => {
    const byPeople = eventTypes().filter((type) => !byTime.includes(type));
    expect([...seen, "asked"].sort()).toEqual(byPeople.sort());
  });
});

/** What time brings about is tried where time passes. */
const byTime: EventType[] = ["warned", "breached", "escalated", "reminded", "clocks-rebound"];

/** Who may call the route at all only hears a no that the contract names. */
function expectDeclared(reason: string, command: Command, by: Member) {
  const { roles, refuses } = operationOf(routeOf[command.do]);
  if (roles === "everyone" || !hasRole(by, ...roles)) return;
  expect([...refuses, "invalid-input"], `${command.do} by ${by.roles.join(", ")}`).toContain(reason);
}
