import { DeleteItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import { SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { DynamoDBRecord } from "aws-lambda";
import { type AwsClientStub, mockClient } from "aws-sdk-client-mock";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { keys } from "../../functions/store/keys.ts";
import { savePeople } from "../../functions/store/people.ts";
import { marshalled } from "../../functions/store/table.ts";
import { loadThread, loadTicket } from "../../functions/store/tickets.ts";
import { clocksOf, marksOf } from "../../shared/clock/clock.ts";
import type { TicketId } from "../../shared/id.ts";
import type { Member } from "../../shared/person/member.ts";
import { Person } from "../../shared/person/person.ts";
import { replay } from "../../shared/ticket/evolve.ts";
import type { Ticket } from "../../shared/ticket/ticket.ts";
import {
  aMember,
  anna,
  bram,
  femke,
  gijs,
  lotte,
  omar,
  organisation,
  someId,
  vechterhout,
} from "../given.ts";
import { type InProcess, inProcess, itemsIn } from "../in-process.ts";
import {
  aStream,
  type ConsumerName,
  consequencesOf,
  hand,
  type QueueName,
  someContainers,
  someQueues,
  taken,
} from "./consumers.ts";
import { aTableThatFails } from "./faults.ts";

let api: InProcess;
let urls: Record<QueueName, string>;
let changes: () => Promise<DynamoDBRecord[]>;
let mails: AwsClientStub<SESv2Client>;

/** No mail reaches bram; the others read theirs. */
const withMail = [anna, femke, omar];
const card = (member: Member, given: Record<string, unknown> = {}) => ({
  before: undefined,
  after: Person.parse({ personId: member.person, familyName: "Jansen", ...given }),
});

beforeAll(async () => {
  [api, urls] = await Promise.all([inProcess({ withStream: true }), someQueues()]);
  changes = await aStream(api.table);
  await savePeople(api.table, vechterhout, [
    ...withMail.map((member) => card(member, { workEmail: `${member.person}@vechterhout.example` })),
    card(bram),
  ]);
});
beforeEach(async () => {
  mails = mockClient(SESv2Client) as unknown as AwsClientStub<SESv2Client>;
  mails.on(SendEmailCommand).resolves({ MessageId: "one" });
  await everything();
  mails.resetHistory();
});
afterEach(() => mails.restore());
afterAll(() => api.stop());

const consumerOf: Record<QueueName, ConsumerName> = {
  routing: "routing",
  notices: "notices",
  timers: "timers",
  jobs: "jobs",
  "desk-payroll": "desk",
  "desk-shared": "desk",
};

/** New events become messages; what each queue holds is returned, not yet consumed. */
async function published(): Promise<Record<QueueName, string[]>> {
  expect(await consequencesOf(await changes())).toEqual([]);
  const waiting = Object.entries(urls).map(async ([name, url]) => [name, await taken(url)] as const);
  return Object.fromEntries(await Promise.all(waiting)) as Record<QueueName, string[]>;
}

/** Lets all that was set in motion come to rest. */
async function everything(): Promise<void> {
  for (;;) {
    const messages = await published();
    if (Object.values(messages).every(({ length }) => length === 0)) return;
    for (const [name, bodies] of Object.entries(messages)) {
      if (bodies.length > 0) expect(await hand(consumerOf[name as QueueName], bodies)).toEqual([]);
    }
  }
}

const ticketOf = (ticketId: TicketId) => loadTicket(api.table, vechterhout, ticketId) as Promise<Ticket>;
const stayOf = async (ticketId: TicketId) => {
  const ticket = await ticketOf(ticketId);
  return ticket.state === "received" ? undefined : ticket.stay;
};
const eventsOf = async (ticketId: TicketId) =>
  (await loadThread(api.table, vechterhout, ticketId)).events.map(({ type }) => type);
const post = async (by: Member, ticketId: TicketId, deed: string, body: unknown = {}) => {
  const answer = await api.raw("POST", `/v1/tickets/${ticketId}/${deed}`, {
    member: by,
    body: JSON.stringify(body),
  });
  expect([deed, answer.status, answer.body.code]).toEqual([deed, 200, undefined]);
};
const sentTo = () =>
  mails.commandCalls(SendEmailCommand).map(({ args: [{ input }] }) => input.Destination?.ToAddresses?.[0]);
/** A question of Anna's that the front office replied to: a notice waits, the mail is not sent yet. */
async function replied(text: string): Promise<{ ticketId: TicketId; notices: string[] }> {
  const ticketId = await api.asks(anna, { text });
  await everything();
  await post(femke, ticketId, "claim");
  await post(femke, ticketId, "replies", { text: "Zo zit het" });
  const { notices } = await published();
  mails.resetHistory();
  return { ticketId, notices };
}
const mailOf = (member: Member) => `${member.person}@vechterhout.example`;
const about = (ticketId: TicketId) => ({ organisation: vechterhout, ticketId });
const handOver = { to: "payroll", reason: "needs-specialist", note: "Kijk jij?" };

test("a question goes from its asker past two desks to its answer, by stored events and messages of ids alone", async () => {
  const ticketId = await api.asks(anna, { text: "Klopt mijn geheime salaris?", topic: "salarisstrook" });
  const first = await published();
  expect(first.routing.map((body) => JSON.parse(body))).toEqual([about(ticketId)]);
  expect(first.notices.map((body) => JSON.parse(body))).toEqual([{ ...about(ticketId), event: 1 }]);
  await hand("routing", first.routing);
  await hand("notices", first.notices);
  expect(await ticketOf(ticketId)).toMatchObject({ state: "queued", stay: { desk: "frontoffice" } });

  await post(femke, ticketId, "claim");
  await post(femke, ticketId, "transfer", handOver);
  const second = await published();
  expect(second["desk-payroll"].map((body) => JSON.parse(body))).toEqual([{ ...about(ticketId), stay: 2 }]);
  expect(JSON.stringify([first, second])).not.toMatch(/geheime|Kijk jij/);
  await hand("desk", second["desk-payroll"]);
  await post(omar, ticketId, "wait", { for: "asker", text: "Welke maand?" });
  await everything();
  await post(anna, ticketId, "replies", { text: "November" });
  await everything();
  await post(omar, ticketId, "resolve", { outcome: "answered", text: "Ja, hij klopt." });
  await everything();
  await post(anna, ticketId, "rating", { score: 5 });
  await post(anna, ticketId, "reopen", { reason: "not-answered" });
  await everything();

  // Nobody is told of their own deed, but that a question came in; reopened, it is with who answered it.
  expect(sentTo()).toEqual([anna, anna, omar, anna, omar].map(mailOf));
  const subjects = mails.commandCalls(SendEmailCommand).map(({ args: [{ input }] }) => input.Content?.Simple);
  expect(subjects.map((mail) => mail?.Subject?.Data).join()).not.toMatch(/salaris|geheim/);
  const { events } = await loadThread(api.table, vechterhout, ticketId);
  const { clocks, ...evolved } = await ticketOf(ticketId);
  expect(replay(events)).toEqual(evolved);
  expect(clocks).toEqual(marksOf(clocksOf(events, () => organisation)));
});

test("a mail about a sensitive question holds no text of it, and one about an ordinary question does", async () => {
  for (const [topic, isShown] of [
    ["verlof_saldo", true],
    ["zwangerschapsverlof", false],
  ] as const) {
    mails.resetHistory();
    const ticketId = await api.asks(anna, { text: "Vraag", topic });
    await post(femke, ticketId, "claim");
    await post(femke, ticketId, "replies", { text: "Het antwoord <b>& meer" });
    await everything();
    const written = JSON.stringify(
      mails.commandCalls(SendEmailCommand).map(({ args: [{ input }] }) => input.Content),
    );
    expect(written.includes("Het antwoord")).toBe(isShown);
    expect(written).not.toContain("<b>& meer</p>");
  }
});

describe("a message that comes twice, late or out of order", () => {
  test("twice at each consumer changes nothing the second time", async () => {
    const ticketId = await api.asks(anna, { text: "Dubbel?", topic: "salaris_fout" });
    const first = await published();
    await hand("routing", [...first.routing, ...first.routing]);
    const second = await published();
    await hand("desk", [...second["desk-payroll"], ...second["desk-payroll"]]);
    await hand("routing", first.routing);
    await hand("desk", second["desk-payroll"]);
    expect(await eventsOf(ticketId)).toEqual(["asked", "routed", "arrived"]);
    const { notices } = await replied("Dubbel beantwoord");
    await hand("notices", [...notices, ...notices]);
    await hand("notices", notices);
    expect(sentTo()).toEqual([mailOf(anna)]);
  });

  test("at the desk before the routing did its work it is let go, and the routing brings it there", async () => {
    const ticketId = await api.asks(anna, { text: "Te vroeg", topic: "salaris_fout" });
    expect(await hand("desk", [{ ...about(ticketId), stay: 1 }])).toEqual([]);
    expect(await eventsOf(ticketId)).toEqual(["asked"]);
    await everything();
    expect(await ticketOf(ticketId)).toMatchObject({ state: "queued", stay: { desk: "payroll", number: 1 } });
    expect(await stayOf(ticketId)).toHaveProperty("arrivedAt");
  });

  test("about a stay that was recalled delivers nothing; a later one is delivered once", async () => {
    const ticketId = await api.asks(anna, { text: "Terug" });
    await everything();
    await post(femke, ticketId, "claim");
    await post(femke, ticketId, "transfer", handOver);
    const old = (await published())["desk-payroll"];
    await post(gijs, ticketId, "claim");
    await hand("desk", old);
    expect(await ticketOf(ticketId)).toMatchObject({
      claimedBy: gijs.person,
      stay: { desk: "frontoffice", number: 3 },
    });
    await post(gijs, ticketId, "transfer", handOver);
    await hand("desk", old);
    expect(await stayOf(ticketId)).not.toHaveProperty("arrivedAt");
    const current = (await published())["desk-payroll"];
    await hand("desk", [...current, ...old]);
    expect(await stayOf(ticketId)).toMatchObject({
      number: 4,
      desk: "payroll",
      arrivedAt: expect.any(String),
    });
    expect((await eventsOf(ticketId)).filter((type) => type === "arrived")).toHaveLength(2);
  });

  test("for the routing after an agent claimed by hand changes nothing", async () => {
    const ticketId = await api.asks(anna, { text: "Zelf gepakt", topic: "salaris_fout" });
    await post(femke, ticketId, "claim");
    await everything();
    expect(await ticketOf(ticketId)).toMatchObject({
      claimedBy: femke.person,
      stay: { desk: "frontoffice" },
    });
  });

  test("at the same moment on two consumers, the ticket is routed once and one mail is sent", async () => {
    const ticketId = await api.asks(anna, { text: "Tegelijk" });
    const { routing } = await published();
    const routers = await someContainers("routing", 4);
    await Promise.all(routers.map((router) => router(routing)));
    expect(await eventsOf(ticketId)).toEqual(["asked", "routed", "arrived"]);
    const { notices } = await replied("Tegelijk beantwoord");
    const senders = await someContainers("notices", 4);
    const returned = await Promise.all(senders.map((sender) => sender(notices)));
    expect(sentTo()).toEqual([mailOf(anna)]);
    // Whoever found the lease taken gives the message back, and later finds the mail sent.
    expect(returned.filter(({ length }) => length > 0).length).toBeLessThan(4);
    expect(await hand("notices", notices)).toEqual([]);
    expect(sentTo()).toHaveLength(1);
  });
});

test("with a desk's consumer standing still, the ticket is seen by the sender and taken on by either", async () => {
  for (const [by, desk] of [
    [femke, "frontoffice"],
    [omar, "payroll"],
  ] as const) {
    const ticketId = await api.asks(anna, { text: "Blijft liggen" });
    await everything();
    await post(femke, ticketId, "claim");
    await post(femke, ticketId, "transfer", handOver);
    await post(by, ticketId, "claim");
    expect(await ticketOf(ticketId)).toMatchObject({
      claimedBy: by.person,
      stay: { desk, arrivedAt: expect.any(String) },
    });
  }
});

test("a desk without a queue of its own is served by the shared one", async () => {
  const ticketId = await api.asks(anna, { text: "Verlof", topic: "verlof_saldo" });
  await everything();
  await post(femke, ticketId, "claim");
  await post(femke, ticketId, "transfer", { to: "leave", reason: "needs-specialist" });
  const messages = await published();
  expect(messages["desk-shared"]).toHaveLength(1);
  await hand("desk", messages["desk-shared"]);
  expect(await api.raw("GET", "/v1/tickets?desk=leave", { member: lotte })).toMatchObject({
    body: { items: [{ ticketId }] },
  });
});

describe("a function that is killed half-way", () => {
  const noticeOf = async (ticketId: TicketId) => {
    const all = await itemsIn(api.table);
    return all.filter(({ pk, sk }) => pk.includes(ticketId) && sk.startsWith("notice#"));
  };
  const leaseIsOver = async (ticketId: TicketId) => {
    for (const { pk, sk } of await noticeOf(ticketId)) {
      await api.table.client.send(
        new UpdateItemCommand({
          TableName: api.table.name,
          Key: marshalled({ pk, sk }),
          UpdateExpression: "SET leasedUntil = :then",
          ExpressionAttributeValues: marshalled({ ":then": Date.now() - 1 }),
        }),
      );
    }
  };

  test("between sending a mail and marking it sends it perhaps twice, never not at all", async () => {
    const { ticketId, notices } = await replied("Plof");
    const table = aTableThatFails();
    table.on(UpdateItemCommand).rejects(new Error("killed"));
    expect(await hand("notices", notices)).toEqual([0]);
    table.restore();
    expect(sentTo()).toEqual([mailOf(anna)]);
    // The lease still holds: the message comes back until it is over.
    expect(await hand("notices", notices)).toEqual([0]);
    expect(sentTo()).toHaveLength(1);
    await leaseIsOver(ticketId);
    expect(await hand("notices", notices)).toEqual([]);
    expect(sentTo()).toEqual([mailOf(anna), mailOf(anna)]);
    expect(await hand("notices", notices)).toEqual([]);
    expect(sentTo()).toHaveLength(2);
  });

  test("before sending, the mail goes out once the lease is over", async () => {
    const { ticketId, notices } = await replied("Nog niets");
    mails.on(SendEmailCommand).rejectsOnce(Object.assign(new Error("killed"), { name: "Killed" }));
    const table = aTableThatFails();
    table.on(UpdateItemCommand).rejects(new Error("killed"));
    expect(await hand("notices", notices)).toEqual([0]);
    table.restore();
    await leaseIsOver(ticketId);
    mails.resetHistory();
    mails.on(SendEmailCommand).resolves({});
    expect(await hand("notices", notices)).toEqual([]);
    expect(sentTo()).toEqual([mailOf(anna)]);
  });

  test("of two who are to hear, who was told already is not told twice", async () => {
    const boss = aMember("manager-mieke");
    const helped = aMember("medewerker-hanna");
    await savePeople(api.table, vechterhout, [
      card(boss, { workEmail: mailOf(boss) }),
      card(helped, { workEmail: mailOf(helped), managerPersonId: boss.person }),
    ]);
    const ticketId = await api.asks(boss, {
      text: "Namens",
      about: { person: helped.person, relation: "namens" },
    });
    await post(femke, ticketId, "claim");
    await post(femke, ticketId, "replies", { text: "Zo" });
    const { notices } = await published();
    const reply = notices.filter((body) => JSON.parse(body).event > 1);
    mails.resetHistory();
    mails
      .on(SendEmailCommand, { Destination: { ToAddresses: [mailOf(helped)] } })
      .rejectsOnce(new Error("later"));
    expect(await hand("notices", reply)).toEqual([0]);
    mails.on(SendEmailCommand).resolves({});
    expect(await hand("notices", reply)).toEqual([]);
    expect(sentTo()).toEqual([mailOf(boss), mailOf(helped), mailOf(helped)]);
  });

  test("in the stream, before its messages were taken, they are sent again", async () => {
    const ticketId = await api.asks(anna, { text: "Stroom" });
    const records = await changes();
    const queues = mockClient(SQSClient);
    queues.on(SendMessageBatchCommand).rejects(new Error("killed"));
    await expect(consequencesOf(records)).rejects.toThrow("killed");
    queues.restore();
    expect(await consequencesOf(records)).toEqual([]);
    expect(await taken(urls.routing)).toHaveLength(1);
    await taken(urls.notices);
    await hand("routing", [about(ticketId)]);
  });

  test("and where a queue takes some messages of a batch only, the records of the others come again", async () => {
    await Promise.all([1, 2, 3].map((n) => api.asks(anna, { text: `Deel ${n}` })));
    const records = await changes();
    const queues = mockClient(SQSClient);
    queues.send.callThrough();
    queues.on(SendMessageBatchCommand, { QueueUrl: urls.routing }).resolvesOnce({
      Successful: [],
      Failed: [{ Id: "2", SenderFault: false, Code: "InternalError" }],
    });
    // Routing and notices of one record are two messages: number 2 is the routing of the second record.
    expect(await consequencesOf(records)).toEqual([records[1]?.dynamodb?.SequenceNumber]);
    queues.restore();
    await Promise.all([taken(urls.routing), taken(urls.notices)]);
    expect(await consequencesOf(records)).toEqual([]);
    const routing = await taken(urls.routing);
    expect(routing).toHaveLength(3);
    await hand("routing", routing);
    await taken(urls.notices);
  });
});

describe("an asker whom no mail reaches", () => {
  const callBackOf = async (ticketId: TicketId) => (await ticketOf(ticketId)).callBack;

  test("is telephoned about a reply, a question and an answer, not about a confirmation", async () => {
    const ticketId = await api.asks(bram, { text: "Bel mij" });
    await everything();
    expect(await callBackOf(ticketId)).toBeUndefined();
    await post(femke, ticketId, "claim");
    await post(femke, ticketId, "replies", { text: "Zo" });
    const { notices } = await published();
    await hand("notices", [...notices, ...notices]);
    expect(await callBackOf(ticketId)).toMatchObject({ event: 5, attempts: 0 });
    expect((await eventsOf(ticketId)).filter((type) => type === "call-back-wanted")).toHaveLength(1);
    await post(femke, ticketId, "resolve", { outcome: "answered", text: "Zo dus" });
    await everything();
    expect(await callBackOf(ticketId)).toMatchObject({ event: 7 });
    expect(sentTo()).toEqual([]);
  });

  test("is not asked for again by an old message, once somebody called", async () => {
    const ticketId = await api.asks(bram, { text: "Bel mij" });
    await everything();
    await post(femke, ticketId, "claim");
    await post(femke, ticketId, "replies", { text: "Zo" });
    const { notices } = await published();
    await hand("notices", notices);
    const called = await api.as(femke)("POST /v1/contacts", {
      body: {
        channel: "call",
        person: { is: "known", personId: bram.person },
        existing: [{ ticketId, callBack: "reached" }],
      },
    });
    expect(called.ok).toBe(true);
    expect(await callBackOf(ticketId)).toBeUndefined();
    await hand("notices", notices);
    expect(await callBackOf(ticketId)).toBeUndefined();
  });

  test.each(["BadRequestException"])("since the mail was refused (%s) is telephoned", async (name) => {
    const ticketId = await api.asks(anna, { text: "Onbestelbaar" });
    await everything();
    mails.on(SendEmailCommand).rejects(Object.assign(new Error("no"), { name }));
    await post(femke, ticketId, "claim");
    await post(femke, ticketId, "replies", { text: "Zo" });
    const { notices } = await published();
    mails.resetHistory();
    expect(await hand("notices", notices)).toEqual([]);
    expect(await hand("notices", notices)).toEqual([]);
    expect(mails.commandCalls(SendEmailCommand)).toHaveLength(1);
    expect(await callBackOf(ticketId)).toMatchObject({ attempts: 0 });
  });

  // A rejected message mostly means that our own sender was not verified: to be seen, mended and replayed.
  test.each([
    "MessageRejected",
    "TooManyRequestsException",
    "SendingPausedException",
    "AccountSuspendedException",
  ])("for now (%s) gets the mail later", async (name) => {
    const { ticketId, notices } = await replied("Straks");
    mails.on(SendEmailCommand).rejectsOnce(Object.assign(new Error("later"), { name }));
    expect(await hand("notices", notices)).toEqual([0]);
    mails.resetHistory();
    mails.on(SendEmailCommand).resolves({});
    expect(await hand("notices", notices)).toEqual([]);
    expect(sentTo()).toEqual([mailOf(anna)]);
    expect(await callBackOf(ticketId)).toBeUndefined();
  });
});

test("one person's mail that fails keeps nobody else's back", async () => {
  const helped = aMember("medewerker-zonder-mail");
  await savePeople(api.table, vechterhout, [card(helped, { managerPersonId: anna.person })]);
  const ticketId = await api.asks(anna, {
    text: "Namens een ander",
    about: { person: helped.person, relation: "namens" },
  });
  await everything();
  mails.on(SendEmailCommand).rejects(Object.assign(new Error("later"), { name: "MessageRejected" }));
  await post(femke, ticketId, "claim");
  await post(femke, ticketId, "replies", { text: "Zo" });
  const { notices } = await published();
  expect(await hand("notices", notices)).toEqual([0]);
  expect((await ticketOf(ticketId)).callBack).toMatchObject({ attempts: 0 });
});

describe("one bad message or record", () => {
  test("fails alone; the others of its batch are done", async () => {
    const tickets = [
      await api.asks(anna, { text: "Goed" }),
      await api.asks(anna, { text: "Ook goed" }),
    ] as const;
    const failed = await hand("routing", [
      about(tickets[0]),
      "{not json",
      { ...about(tickets[0]), text: "te veel" },
      { organisation: "elders", ticketId: tickets[0] },
      about(tickets[1]),
      { organisation: vechterhout },
    ]);
    expect(failed).toEqual([1, 2, 3, 5]);
    for (const ticketId of tickets) expect((await ticketOf(ticketId)).state).toBe("queued");
    expect(await hand("routing", ["null"])).toEqual([0]);
  });

  test("about a ticket that was erased is dropped by every consumer", async () => {
    const gone = someId<TicketId>("ticket", 4_000);
    expect(await hand("routing", [about(gone)])).toEqual([]);
    expect(await hand("desk", [{ ...about(gone), stay: 1 }])).toEqual([]);
    expect(await hand("notices", [{ ...about(gone), event: 1 }])).toEqual([]);
    const ticketId = await api.asks(anna, { text: "Wordt gewist" });
    const { notices } = await published();
    const Key = marshalled(keys.image(vechterhout, ticketId));
    await api.table.client.send(new DeleteItemCommand({ TableName: api.table.name, Key }));
    expect(await hand("notices", notices)).toEqual([]);
    expect(sentTo()).toEqual([]);
  });

  test("in the stream holds up those behind it, not those before it", async () => {
    await Promise.all([1, 2, 3].map((n) => api.asks(anna, { text: `Stroom ${n}` })));
    const records = await changes();
    const broken = {
      ...records[1],
      dynamodb: { ...records[1]?.dynamodb, NewImage: undefined },
    } as DynamoDBRecord;
    const failed = await consequencesOf([records[0], broken, records[2]] as DynamoDBRecord[]);
    expect(failed).toEqual([broken.dynamodb?.SequenceNumber]);
    expect(await taken(urls.routing)).toHaveLength(1);
    expect(await consequencesOf(records.slice(1))).toEqual([]);
    expect(await taken(urls.routing)).toHaveLength(2);
    await taken(urls.notices);
  });

  test("of more than ten consequences are sent ten at a time and all arrive", async () => {
    await Promise.all(Array.from({ length: 23 }, (_, n) => api.asks(anna, { text: `Veel ${n}` })));
    expect(await consequencesOf(await changes())).toEqual([]);
    expect(new Set(await taken(urls.routing)).size).toBe(23);
    expect(new Set(await taken(urls.notices)).size).toBe(23);
  });
});
