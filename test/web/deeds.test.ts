import { expect, test } from "vitest";
import { stub } from "../../shared/contract/show.ts";
import type { ContentId, PersonId } from "../../shared/id.ts";
import { mayRead } from "../../shared/person/access.ts";
import { isRefusal } from "../../shared/refusal.ts";
import { decide } from "../../shared/ticket/decide.ts";
import type { Call } from "../../web/call.ts";
import {
  type DeskDetail,
  type Missing,
  type Mode,
  mayNameReaders,
  missingIn,
  momentOf,
  send,
  type Work,
} from "../../web/desk/deeds.ts";
import { termAt } from "../../web/desk/term.ts";
import {
  aMember,
  aTicket,
  aTicketAt,
  aTicketBetween,
  coen,
  femke,
  organisation,
  tuesday,
  vera,
} from "../given.ts";

const ticket = {
  ticketId: "tkt_1",
  asker: { personId: "per_9" },
} as unknown as DeskDetail;

const lacks = (mode: Mode, more: Partial<Work> = {}, of: { firstReplyAt?: string } = {}) =>
  missingIn({ mode, text: "", ...more }, of as DeskDetail);

test("each deed says what it lacks", () => {
  const all: [Mode, Partial<Work>, Missing[]][] = [
    ["answer", {}, ["text"]],
    ["answer", { outcome: "done" }, []],
    ["reply", { text: " " }, ["text"]],
    ["reply", { text: "Ja." }, []],
    ["ask", {}, ["text"]],
    ["note", {}, ["text"]],
    ["transfer", {}, ["to", "reason"]],
    ["transfer", { to: "leave", reason: "confidential" }, []],
    ["return", {}, ["reason"]],
    ["reopen", {}, ["reason"]],
    ["redact", {}, ["reason"]],
    ["wait", {}, ["choice"]],
    ["wait", { waitFor: "planned" }, ["on"]],
    ["wait", { waitFor: "partner" }, ["partner"]],
    ["wait", { waitFor: "approval" }, ["role"]],
    ["wait", { waitFor: "planned", on: "2027-01-04" }, []],
    ["promise", { text: "Ik bel.", on: "2027-01-04" }, ["day"]],
    ["promise", { at: "10:00", on: "2027-01-04" }, ["text"]],
    ["keepPromise", {}, []],
    ["withdrawPromise", {}, ["text"]],
    ["assign", {}, ["person"]],
    ["link", {}, ["person"]],
    ["readers", {}, ["person"]],
    ["readers", { person: "loket-gijs" as PersonId }, []],
    ["readers", { without: ["loket-gijs" as PersonId] }, []],
    ["urgency", { choice: "today" }, ["text"]],
    ["confidentiality", { text: "Ziekte." }, ["choice"]],
    ["callBack", {}, ["callBack"]],
    ["callBack", { callBack: "reached" }, []],
  ];
  for (const [mode, more, missing] of all)
    expect([mode, more, lacks(mode, more)]).toEqual([mode, more, missing]);
  expect(lacks("answer", {}, { firstReplyAt: "2026-11-24T09:00:00.000Z" })).toEqual([]);
});

async function sent(work: Work): Promise<unknown[]> {
  const calls: unknown[] = [];
  const call = ((route: string, given: object) => {
    calls.push(route.replace("/v1/tickets/{ticketId}/", ""), given);
    return Promise.resolve({ ok: true });
  }) as unknown as Call;
  await send(call, work, { ticket, version: 4, key: "k", zone: "Europe/Amsterdam" });
  return calls;
}
const params = { ticketId: "tkt_1" };
const as = (body: object) => ({ params, body, version: 4, key: "k" });
const used = { topic: "salarisstrook", revision: 1 };

test("each deed is sent as the contract has it, with its key and the version that was seen", async () => {
  const contentId = "msg_1" as ContentId;
  const omar = "salaris-omar" as PersonId;
  const all: [Work, string, object][] = [
    [{ mode: "answer", text: "" }, "POST resolve", as({ outcome: "answered" })],
    [
      {
        mode: "answer",
        text: " Zo. ",
        used,
        topic: "salarisstrook",
        isTopicChosen: true,
        cause: "cause-known",
      },
      "POST resolve",
      as({
        outcome: "answered",
        cause: "cause-known",
        text: "Zo.",
        topic: "salarisstrook",
        how: "confirmed",
        answer: used,
      }),
    ],
    [
      { mode: "answer", text: "", used, outcome: "done", topic: null },
      "POST resolve",
      as({ outcome: "done", topic: null, how: "accepted" }),
    ],
    [{ mode: "reply", text: "Ja.", used }, "POST replies", as({ text: "Ja.", answer: used })],
    [{ mode: "ask", text: "Wanneer?" }, "POST wait", as({ for: "asker", text: "Wanneer?" })],
    [{ mode: "note", text: "Let op." }, "POST notes", as({ text: "Let op." })],
    [
      { mode: "transfer", text: "Zie mei.", to: "payroll", reason: "needs-specialist" },
      "POST transfer",
      as({ to: "payroll", reason: "needs-specialist", note: "Zie mei." }),
    ],
    [{ mode: "return", text: "", reason: "incomplete" }, "POST return", as({ reason: "incomplete" })],
    [
      { mode: "wait", text: "", waitFor: "planned", on: "2027-01-04" },
      "POST wait",
      as({ for: "planned", on: "2027-01-04" }),
    ],
    [
      { mode: "wait", text: "x", waitFor: "partner", choice: "pension-fund" },
      "POST wait",
      as({ for: "partner", partner: "pension-fund", note: "x" }),
    ],
    [
      { mode: "wait", text: "", waitFor: "approval", choice: "line-manager" },
      "POST wait",
      as({ for: "approval", role: "line-manager" }),
    ],
    [
      { mode: "promise", text: "Ik bel.", on: "2027-07-01", at: "10:00" },
      "POST promises",
      as({ text: "Ik bel.", at: "2027-07-01T08:00:00.000Z" }),
    ],
    [
      { mode: "keepPromise", text: "", promise: 5 },
      "POST promises/{promise}/keep",
      { ...as({}), params: { ...params, promise: 5 } },
    ],
    [
      { mode: "withdrawPromise", text: "Kan niet.", promise: 5 },
      "POST promises/{promise}/withdraw",
      { ...as({ reason: "Kan niet." }), params: { ...params, promise: 5 } },
    ],
    [{ mode: "assign", text: "", person: omar }, "POST assign", as({ to: omar })],
    [{ mode: "urgency", text: "Ja", choice: "today" }, "POST urgency", as({ to: "today", reason: "Ja" })],
    [
      { mode: "confidentiality", text: "Ja", choice: "open" },
      "POST confidentiality",
      as({ to: "open", reason: "Ja" }),
    ],
    [{ mode: "reopen", text: "", reason: "not-done" }, "POST reopen", as({ reason: "not-done" })],
    [
      { mode: "redact", text: "", reason: "bsn", contentId },
      "POST redactions",
      as({ contentId, reason: "bsn" }),
    ],
    [{ mode: "readers", text: "", person: omar }, "POST readers", as({ add: [omar], remove: [] })],
    [{ mode: "readers", text: "", without: [omar] }, "POST readers", as({ add: [], remove: [omar] })],
    [
      { mode: "link", text: "", person: omar },
      "POST /v1/people/{personId}/link",
      { params: { personId: "per_9" }, body: { to: omar } },
    ],
    [
      { mode: "callBack", text: "", callBack: "not-reached" },
      "POST /v1/contacts",
      {
        key: "k",
        body: {
          channel: "call",
          person: { is: "known", personId: "per_9" },
          existing: [{ ticketId: "tkt_1", callBack: "not-reached" }],
        },
      },
    ],
  ];
  for (const [work, route, given] of all) expect(await sent(work)).toEqual([route, given]);
});

test("a moment is that of the organisation's clock, also on the night that it is changed", () => {
  expect(momentOf("2027-03-01", "10:00", "Europe/Amsterdam")).toBe("2027-03-01T09:00:00.000Z");
  expect(momentOf("2027-03-28", "03:00", "Europe/Amsterdam")).toBe("2027-03-28T01:00:00.000Z");
});

test("the term of a desk is the moment that the helpdesk's own clock gives it, over nights and weekends", () => {
  const friday = Date.parse("2026-12-04T15:00:00Z");
  const term = (topic: string | undefined, desk = "leave") => {
    const at = termAt(organisation, { desk, topic, channel: "call" }, friday);
    return at === undefined ? undefined : new Date(at).toISOString();
  };
  expect(term("ouderschapsverlof")).toBe("2026-12-09T15:00:00.000Z");
  expect(term(undefined)).toBe("2026-12-09T15:00:00.000Z");
  expect(term("salarisstrook", "payroll")).toBe("2026-12-07T15:00:00.000Z");
  expect(term("vertrouwenspersoon", "confidential")).toBeUndefined();
});

test("who sees only that a restricted question waits may name its readers just where the helpdesk lets them", () => {
  const restricted = { confidentiality: "restricted", readers: [] } as const;
  const wilma = aMember("coordinator-wilma", {
    roles: ["employee", "coordinator"],
    desks: ["confidential", "frontoffice"],
  });
  const everyone = [femke, vera, coen, wilma, aMember("anders", { roles: ["coordinator"], desks: [] })];
  const tickets = [
    aTicket(restricted as object),
    aTicketAt("confidential", restricted as object),
    aTicketAt("payroll", restricted as object),
    aTicketBetween("frontoffice", "confidential", restricted as object),
    aTicketBetween("confidential", "payroll", restricted as object),
  ];
  const found: boolean[] = [];
  for (const by of everyone) {
    for (const ticket of tickets) {
      if (mayRead(by, ticket, organisation) !== "stub") continue;
      const naming = { do: "name-readers", add: [femke], remove: [] } as const;
      const isAllowed = !isRefusal(decide(ticket, naming as never, { by, at: tuesday, organisation }));
      expect([by.person, ticket, mayNameReaders(stub(ticket, organisation), by)]).toEqual([
        by.person,
        ticket,
        isAllowed,
      ]);
      found.push(isAllowed);
    }
  }
  expect(new Set(found)).toEqual(new Set([true, false]));
});
