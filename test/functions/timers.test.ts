import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DeleteItemCommand, TransactWriteItemsCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import { SendMessageBatchCommand, type SendMessageBatchCommandInput, SQSClient } from "@aws-sdk/client-sqs";
import type { Context, DynamoDBRecord, ScheduledEvent } from "aws-lambda";
import { type AwsClientStub, mockClient } from "aws-sdk-client-mock";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { recordTimed } from "../../functions/runtime/change.ts";
import { keys } from "../../functions/store/keys.ts";
import { savePeople } from "../../functions/store/people.ts";
import { commit, marshalled } from "../../functions/store/table.ts";
import { loadThread, loadTicket, ticketWrites } from "../../functions/store/tickets.ts";
import { lastRun, noteRun } from "../../functions/store/timers.ts";
import { type Instant, instantOf } from "../../shared/clock/instant.ts";
import type { ContactId, ContentId, TicketId } from "../../shared/id.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import type { Member } from "../../shared/person/member.ts";
import { Person } from "../../shared/person/person.ts";
import type { Happening } from "../../shared/ticket/event.ts";
import { makeReference } from "../../shared/ticket/reference.ts";
import {
  anderhout,
  anna,
  coen,
  organisation as example,
  femke,
  after as later,
  manager,
  someId,
  tuesday,
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
import { aTableThatFails, really } from "./faults.ts";

/** The example, with a target of two minutes for one topic; the neighbour finds everything pressing. */
const quick = "verlof_saldo";
const organisation: Organisation = {
  ...example,
  serviceLevelRules: {
    ...example.serviceLevelRules,
    targets: [
      {
        name: "quick",
        reason: { nl: "Snel", en: "Quick" },
        when: { topic: quick },
        firstResponse: 2 / 60,
        resolution: 100,
      },
    ],
  },
};
const neighbour: Organisation = {
  ...organisation,
  organisation: { ...organisation.organisation, key: anderhout },
  serviceLevelRules: {
    ...organisation.serviceLevelRules,
    criticalOutsideHours: Object.keys(example.serviceLevels),
  },
};
const folder = mkdtempSync(join(tmpdir(), "personeelsloket-timers-"));

type Sent = { ticketId: TicketId; delay: number };
let api: InProcess;
let urls: Record<QueueName, string>;
let changes: () => Promise<DynamoDBRecord[]>;
let mails: AwsClientStub<SESv2Client>;
let queues: AwsClientStub<SQSClient>;
let sent: Sent[];

const mailOf = ({ person }: Member) => `${person}@vechterhout.example`;
const withMail = [anna, femke, coen, manager];

beforeAll(async () => {
  writeFileSync(join(folder, "organisations.json"), JSON.stringify([organisation, neighbour]));
  process.env.LAMBDA_TASK_ROOT = folder;
  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse(tuesday) });
  [api, urls] = await Promise.all([inProcess({ withStream: true }), someQueues()]);
  changes = await aStream(api.table);
  for (const id of [vechterhout, anderhout]) {
    await savePeople(
      api.table,
      id,
      withMail.map((member) => ({
        before: undefined,
        after: Person.parse({
          personId: member.person,
          familyName: "Jansen",
          workEmail: mailOf(member),
        }),
      })),
    );
    // Whoever works at the helpdesk is known from their first call on.
    for (const member of [femke, coen, manager]) {
      await api.raw("GET", "/v1/me/tickets", { member: { ...member, organisation: id } });
    }
  }
});
beforeEach(async () => {
  isAt(tuesday);
  mails = mockClient(SESv2Client) as unknown as AwsClientStub<SESv2Client>;
  mails.on(SendEmailCommand).resolves({ MessageId: "one" });
  queues = mockClient(SQSClient) as unknown as AwsClientStub<SQSClient>;
  queues.send.callThrough();
  sent = [];
  queues.on(SendMessageBatchCommand, { QueueUrl: urls.timers }).callsFake(withoutWaiting);
  await everyTimerGone();
});
afterEach(() => {
  mails.restore();
  queues.restore();
});
afterAll(async () => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
  await api.stop();
});

const isAt = (at: Instant) => vi.setSystemTime(Date.parse(at));
const amsterdam = (day: number, time: string): Instant =>
  instantOf(Date.parse(`2026-12-${String(day).padStart(2, "0")}T${time}+01:00`));
const send = SQSClient.prototype.send as (this: SQSClient, command: unknown) => Promise<unknown>;

/** Notes how long the queue is to keep each message, and puts it there without the wait. */
async function withoutWaiting(input: SendMessageBatchCommandInput, client: () => SQSClient) {
  const Entries = (input.Entries ?? []).map(({ DelaySeconds = 0, ...entry }) => {
    sent.push({ ticketId: JSON.parse(entry.MessageBody ?? "").ticketId, delay: DelaySeconds });
    return entry;
  });
  return send.call(client(), new SendMessageBatchCommand({ ...input, Entries }));
}

/** Nothing of an earlier test fires in a later one, nor counts there. */
async function everyTimerGone(): Promise<void> {
  const TableName = api.table.name;
  const left = (await itemsIn(api.table)).map(async ({ pk, sk, gsi3pk }) => {
    const Key = marshalled({ pk, sk });
    const UpdateExpression = "REMOVE gsi3pk, gsi3sk";
    if (gsi3pk) await api.table.client.send(new UpdateItemCommand({ TableName, Key, UpdateExpression }));
    if (/#(timers|digests|(mailed|digest)#.*)$/.test(pk)) {
      await api.table.client.send(new DeleteItemCommand({ TableName, Key }));
    }
  });
  await Promise.all(left);
  await changes();
  await Promise.all(Object.values(urls).map(taken));
  sent = [];
}

const consumerOf: Partial<Record<QueueName, ConsumerName>> = {
  routing: "routing",
  notices: "notices",
  "desk-payroll": "desk",
  "desk-shared": "desk",
};

/** Lets everything come to rest but the timers. */
async function settled(): Promise<void> {
  for (;;) {
    const records = await changes();
    expect(await consequencesOf(records)).toEqual([]);
    let count = records.length;
    for (const [name, consumer] of Object.entries(consumerOf)) {
      const bodies = await taken(urls[name as QueueName]);
      count += bodies.length;
      if (bodies.length > 0) expect(await hand(consumer, bodies)).toEqual([]);
    }
    if (count === 0) return;
  }
}

const runs = async () => {
  const { handler } = await import("../../functions/schedule/timers.ts");
  await handler({} as ScheduledEvent, {} as Context);
};
/** A run of the schedule at an instant. @returns what it sent */
async function runAt(at: Instant): Promise<Sent[]> {
  isAt(at);
  sent = [];
  await runs();
  return sent;
}
/** What is on the queue of timers is handed over at an instant. */
async function fireAt(at: Instant): Promise<void> {
  isAt(at);
  expect(await hand("timers", await taken(urls.timers))).toEqual([]);
}

const message = (ticketId: TicketId, id = vechterhout) => ({ organisation: id, ticketId });
const eventsOf = async (ticketId: TicketId, id = vechterhout) =>
  (await loadThread(api.table, id, ticketId)).events;
/** What time brought about, in its order. */
const brought = async (ticketId: TicketId, id = vechterhout) =>
  (await eventsOf(ticketId, id))
    .filter(({ by, type }) => by === "system" && type !== "routed" && type !== "arrived")
    .map((event) => (event.type === "escalated" ? `escalated to ${event.to}` : event.type));
const post = async (by: Member, ticketId: TicketId, deed: string, body: unknown = {}) => {
  const answer = await api.raw("POST", `/v1/tickets/${ticketId}/${deed}`, {
    member: by,
    body: JSON.stringify(body),
  });
  expect([deed, answer.status, answer.body.code]).toEqual([deed, 200, undefined]);
};
const mailed = () =>
  mails.commandCalls(SendEmailCommand).map(({ args: [{ input }] }) => ({
    to: input.Destination?.ToAddresses?.[0],
    subject: input.Content?.Simple?.Subject?.Data ?? "",
    text: input.Content?.Simple?.Body?.Text?.Data ?? "",
  }));

const toAgents = () => mailed().filter(({ to }) => to !== mailOf(anna));

let made = 0;
/** Tickets as they are stored at an instant, without the way there; by default in Femke's hands. */
async function someTickets(
  count: number,
  { at = tuesday, topic, id = vechterhout, queued = false }: Made = {},
): Promise<TicketId[]> {
  const org = id === vechterhout ? organisation : neighbour;
  const ids = Array.from({ length: count }, () => 5_000 + made++);
  return Promise.all(
    ids.map(async (n) => {
      const ticketId = someId<TicketId>("ticket", n);
      const asked = {
        type: "asked",
        ticketId,
        reference: makeReference(2026, n),
        kind: "question",
        channel: "click",
        language: "nl",
        asker: anna.person,
        confidentiality: "open",
        wordRules: [],
        urgency: "normal",
        contentId: someId<ContentId>("content", n),
        contactId: someId<ContactId>("contact", n),
        ...(topic && { topic: { key: topic, knownBy: "asker-chose" } }),
      } as Happening;
      const happenings: Happening[] = [
        asked,
        { type: "routed", stay: 1, to: "frontoffice", rule: "front-office-first", confidentiality: "open" },
        { type: "arrived", stay: 1 },
        ...(queued ? [] : [{ type: "claimed" as const, person: femke.person }]),
      ];
      const signed = { ticketId, at, by: femke.person };
      const recorded = recordTimed(org, { ticket: undefined, events: [] }, happenings, signed);
      expect(await commit(api.table, ticketWrites(api.table, recorded, [], "frontoffice"))).toBe("saved");
      return ticketId;
    }),
  );
}
type Made = { at?: Instant; topic?: string; id?: typeof vechterhout; queued?: boolean };
const aQuickOne = async (given: Made = {}) =>
  (await someTickets(1, { topic: quick, ...given }))[0] as TicketId;
const noticesOf = (ids: readonly TicketId[], event: number) =>
  ids.map((ticketId) => ({ ...message(ticketId), event }));
const numberOf = async (ticketId: TicketId, type: string) =>
  (await eventsOf(ticketId)).findLast((event) => event.type === type)?.n ?? 0;

describe("a target of two minutes", () => {
  test("is sent by the stream at once and fires at its seconds: a warning, the breach, its first tier", async () => {
    const ticketId = await api.asks(anna, { text: "Snel?", topic: quick });
    await settled();
    expect(sent).toContainEqual({ ticketId, delay: 90 });
    await fireAt(later(tuesday, 89));
    expect(await brought(ticketId)).toEqual([]);
    await fireAt(later(tuesday, 90));
    expect(await brought(ticketId)).toEqual(["warned"]);
    sent = [];
    await settled();
    expect(sent).toEqual([{ ticketId, delay: 31 }]);
    await fireAt(later(tuesday, 121));
    expect(await brought(ticketId)).toEqual(["warned", "breached", "escalated to owner"]);
    // The next tier is four working hours away: that is the schedule's.
    sent = [];
    await settled();
    expect(sent).toEqual([]);
  });

  test("with an answer in time brings nothing about", async () => {
    const ticketId = await api.asks(anna, { text: "Snel?", topic: quick });
    await settled();
    isAt(later(tuesday, 60));
    await post(femke, ticketId, "claim");
    await post(femke, ticketId, "replies", { text: "Zo" });
    await fireAt(later(tuesday, 121));
    expect(await brought(ticketId)).toEqual([]);
  });

  test("waits in the queue itself for as long as it is told", async () => {
    queues.restore();
    const ticketId = await aQuickOne({ at: later(tuesday, -89) });
    expect(await consequencesOf(await changes())).toEqual([]);
    expect(await taken(urls.timers)).toEqual([]);
    await expect
      .poll(async () => (await taken(urls.timers)).map((body) => JSON.parse(body)), { interval: 100 })
      .toEqual([message(ticketId)]);
  });
});

describe("each thing that time brings about happens once", () => {
  test("however often the message comes, in one batch and in two containers at a time", async () => {
    const ticketId = await aQuickOne();
    const bodies = [1, 2, 3, 4].map(() => message(ticketId));
    for (const second of [90, 121, 121, 4000]) {
      isAt(later(tuesday, second));
      const containers = await someContainers("timers", 2);
      const returned = await Promise.all(containers.map((container) => container(bodies)));
      expect(returned).toEqual([[], []]);
    }
    expect(await brought(ticketId)).toEqual(["warned", "breached", "escalated to owner"]);
  });

  test("when it comes late, in the order in which it came due", async () => {
    const ticketId = await aQuickOne();
    await fireAt(tuesday);
    isAt(amsterdam(1, "16:00:00"));
    await hand("timers", [message(ticketId)]);
    expect(await brought(ticketId)).toEqual([
      "warned",
      "breached",
      "escalated to owner",
      "escalated to coordinator",
    ]);
  });

  test("when it comes early it goes round once more with the rest of its delay, and fires then", async () => {
    const ticketId = await aQuickOne();
    isAt(later(tuesday, 88.5));
    expect(await hand("timers", [message(ticketId)])).toEqual([]);
    expect(sent).toEqual([{ ticketId, delay: 2 }]);
    expect(await brought(ticketId)).toEqual([]);
    await fireAt(later(tuesday, 90.5));
    expect(await brought(ticketId)).toEqual(["warned"]);
  });

  test("when the consumer is killed before its write, and when it is killed after", async () => {
    const ticketId = await aQuickOne();
    isAt(later(tuesday, 130));
    const before = aTableThatFails();
    before.on(TransactWriteItemsCommand).rejects(new Error("killed"));
    expect(await hand("timers", [message(ticketId)])).toEqual([0]);
    before.restore();
    expect(await brought(ticketId)).toEqual([]);
    const table = aTableThatFails();
    table.on(TransactWriteItemsCommand).callsFake(async (input, client) => {
      await really(client(), new TransactWriteItemsCommand(input));
      throw new Error("killed");
    });
    expect(await hand("timers", [message(ticketId)])).toEqual([0]);
    table.restore();
    expect(await hand("timers", [message(ticketId)])).toEqual([]);
    expect(await brought(ticketId)).toEqual(["warned", "breached", "escalated to owner"]);
  });

  test("about a ticket that was erased, or of an organisation that is not served", async () => {
    const gone = someId<TicketId>("ticket", 4_999);
    expect(await hand("timers", [message(gone), { organisation: "elders", ticketId: gone }])).toEqual([1]);
  });
});

describe("a clock that moved between sending and receiving", () => {
  test("by a wait does nothing at the old instant, and fires at the new one", async () => {
    const ticketId = await aQuickOne();
    isAt(later(tuesday, 30));
    await post(femke, ticketId, "wait", { for: "asker", text: "Welke maand?" });
    await fireAt(later(tuesday, 90));
    expect(await hand("timers", [message(ticketId)])).toEqual([]);
    expect(await brought(ticketId)).toEqual([]);
    // The question to the asker was the first response; what the asker then says wants a next one.
    isAt(later(tuesday, 600));
    await post(anna, ticketId, "replies", { text: "November" });
    expect((await loadTicket(api.table, vechterhout, ticketId))?.clocks).toContainEqual(
      expect.objectContaining({ kind: "firstResponse", outcome: "met" }),
    );
  });

  test("by a wait for a decision goes on where it was", async () => {
    const waiting = { ...organisation, waiting: pausing(organisation) };
    writeFileSync(join(folder, "organisations.json"), JSON.stringify([waiting, neighbour]));
    vi.resetModules();
    const ticketId = await aQuickOne();
    isAt(later(tuesday, 30));
    await post(femke, ticketId, "wait", { for: "approval", role: "line-manager" });
    isAt(later(tuesday, 90));
    expect(await hand("timers", [message(ticketId)])).toEqual([]);
    expect(await brought(ticketId)).toEqual([]);
    isAt(later(tuesday, 330));
    sent = [];
    await post(femke, ticketId, "resume");
    await settled();
    // Thirty seconds had run, so the warning is sixty away.
    expect(sent).toContainEqual({ ticketId, delay: 60 });
    await fireAt(later(tuesday, 389));
    expect(await brought(ticketId)).toEqual([]);
    isAt(later(tuesday, 390));
    await hand("timers", [message(ticketId)]);
    expect(await brought(ticketId)).toEqual(["warned"]);
    writeFileSync(join(folder, "organisations.json"), JSON.stringify([organisation, neighbour]));
    vi.resetModules();
  });

  test("by other rules than it was set under is put where it belongs, or it would be overdue for ever", async () => {
    const ticketId = await aQuickOne();
    const place = async () =>
      (await itemsIn(api.table)).find(({ pk, sk }) => pk.endsWith(ticketId) && sk === "image");
    const rightly = (await place())?.gsi3sk;
    await api.table.client.send(
      new UpdateItemCommand({
        TableName: api.table.name,
        Key: marshalled(keys.image(vechterhout, ticketId)),
        UpdateExpression: "SET gsi3sk = :old",
        ExpressionAttributeValues: marshalled({ ":old": `${later(tuesday, -9000)}#${ticketId}` }),
      }),
    );
    const before = await place();
    expect(await hand("timers", [message(ticketId)])).toEqual([]);
    expect(await place()).toEqual({ ...before, gsi3sk: rightly });
    expect(await brought(ticketId)).toEqual([]);
  });
});

const pausing = ({ waiting }: Organisation): Organisation["waiting"] => ({
  ...waiting,
  approval: { ...waiting.approval, pauses: ["firstResponse"] },
});

describe("the schedule", () => {
  /** A ticket whose first timer, the warning of an eight hours' target, is at 16:30. */
  const aUsualOne = async (given: Made = {}) => (await someTickets(1, given))[0] as TicketId;
  const warnAt = amsterdam(1, "16:30:00");

  test("sends a timer six minutes ahead with the delay that is left, and no more after that", async () => {
    const ticketId = await aUsualOne();
    expect(await runAt(later(warnAt, -361))).toEqual([]);
    expect(await runAt(later(warnAt, -301))).toEqual([{ ticketId, delay: 301 }]);
    for (const seconds of [-241, -181, -1, 59]) expect(await runAt(later(warnAt, seconds))).toEqual([]);
    await fireAt(warnAt);
    expect(await brought(ticketId)).toEqual(["warned"]);
  });

  test("that was lost for an hour is caught up by its next run, and nothing happens twice", async () => {
    await runAt(later(warnAt, -3600));
    const tickets = [await aUsualOne(), await aUsualOne({ at: later(tuesday, -600) })];
    const late = await runAt(later(warnAt, 120));
    expect(late.toSorted((one, other) => one.ticketId.localeCompare(other.ticketId))).toEqual(
      tickets.toSorted().map((ticketId) => ({ ticketId, delay: 0 })),
    );
    await fireAt(later(warnAt, 121));
    await runAt(later(warnAt, 180));
    await fireAt(later(warnAt, 181));
    for (const ticketId of tickets) expect(await brought(ticketId)).toEqual(["warned"]);
  });

  test("that breaks off half-way sends all once more at its next run, and the consumer bears it", async () => {
    await runAt(later(warnAt, -3600));
    const before = await lastRun(api.table, vechterhout);
    const ids = await someTickets(25);
    let calls = 0;
    queues.on(SendMessageBatchCommand, { QueueUrl: urls.timers }).callsFake(async (input, client) => {
      calls += 1;
      if (calls === 2) throw new Error("killed");
      return withoutWaiting(input, client);
    });
    await expect(runAt(later(warnAt, -60))).rejects.toThrow("killed");
    expect(await lastRun(api.table, vechterhout)).toBe(before);
    queues.on(SendMessageBatchCommand, { QueueUrl: urls.timers }).callsFake(withoutWaiting);
    expect(new Set((await runAt(warnAt)).map(({ ticketId }) => ticketId))).toEqual(new Set(ids));
    await fireAt(warnAt);
    for (const ticketId of ids) expect(await brought(ticketId)).toEqual(["warned"]);
  });

  test("of which the queue does not take all counts as broken off", async () => {
    await runAt(later(warnAt, -3600));
    await aUsualOne();
    queues
      .on(SendMessageBatchCommand, { QueueUrl: urls.timers })
      .resolvesOnce({ Successful: [], Failed: [{ Id: "0", SenderFault: false, Code: "InternalError" }] });
    await expect(runAt(warnAt)).rejects.toThrow("not taken");
    expect(await lastRun(api.table, vechterhout)).toBe(later(warnAt, -3600));
  });

  test("does not go back where a run is overtaken by a later one", async () => {
    await runAt(warnAt);
    await noteRun(api.table, vechterhout, later(warnAt, -600));
    expect(await lastRun(api.table, vechterhout)).toBe(warnAt);
    await runAt(later(warnAt, -600));
    expect(await lastRun(api.table, vechterhout)).toBe(warnAt);
  });

  test("sees what the index showed a moment late", async () => {
    await runAt(later(warnAt, -365));
    const ticketId = await aUsualOne();
    // Due one second before the end of what that run saw, and stored since.
    await runAt(later(warnAt, -359));
    expect(sent).toEqual([{ ticketId, delay: 359 }]);
    expect(await runAt(later(warnAt, -348))).toEqual([{ ticketId, delay: 348 }]);
    expect(await runAt(later(warnAt, -341))).toEqual([]);
  });

  test("takes up what a dead letter left lying, every quarter of an hour", async () => {
    const ticketId = await aUsualOne();
    await runAt(warnAt);
    await taken(urls.timers);
    for (const minute of [1, 5, 14]) expect(await runAt(later(warnAt, minute * 60))).toEqual([]);
    expect(await runAt(later(warnAt, 15 * 60 + 20))).toEqual([{ ticketId, delay: 0 }]);
    await fireAt(later(warnAt, 15 * 60 + 20));
    expect(await brought(ticketId)).toEqual(["warned"]);
    await settled();
    expect(await runAt(later(warnAt, 30 * 60))).toEqual([]);
  });

  test("of one organisation that fails keeps no other back", async () => {
    const [own, theirs] = [await aUsualOne(), await aUsualOne({ id: anderhout })];
    queues.on(SendMessageBatchCommand, { QueueUrl: urls.timers }).callsFake(async (input, client) => {
      if (JSON.stringify(input.Entries).includes(own)) throw new Error("killed");
      return withoutWaiting(input, client);
    });
    await expect(runAt(warnAt)).rejects.toThrow("killed");
    expect(sent).toEqual([{ ticketId: theirs, delay: 0 }]);
  });
});

describe("a question that waits for its asker", () => {
  test("is reminded of once, then resolved and later closed, each at the opening of its day", async () => {
    const ticketId = await api.asks(anna, { text: "Wat nu?" });
    await settled();
    await post(femke, ticketId, "claim");
    await post(femke, ticketId, "wait", { for: "asker", text: "Welke maand bedoel je?" });
    await settled();
    mails.resetHistory();
    const steps: [Instant, string[]][] = [
      [amsterdam(8, "08:29:00"), []],
      [amsterdam(9, "08:30:00"), ["reminded"]],
      [amsterdam(16, "08:30:00"), ["reminded", "waiting-ended", "resolved"]],
      [amsterdam(23, "08:31:00"), ["reminded", "waiting-ended", "resolved"]],
      [amsterdam(24, "08:30:00"), ["reminded", "waiting-ended", "resolved", "closed"]],
    ];
    for (const [at, events] of steps) {
      await runAt(at);
      await fireAt(at);
      await settled();
      expect([at, await brought(ticketId)]).toEqual([at, events]);
    }
    expect(mailed()).toEqual([
      { to: mailOf(anna), subject: expect.stringContaining("Herinnering"), text: expect.any(String) },
      {
        to: mailOf(anna),
        subject: expect.stringContaining("niets meer hoorden"),
        text: expect.stringContaining("heropenen"),
      },
    ]);
    expect(mailed()[0]?.text).toContain("Welke maand bedoel je?");
    expect(mailed()[0]?.text).toContain("dan ronden we je vraag op woensdag 16 december af.");
    // The next timer of a closed ticket is none.
    expect((await itemsIn(api.table)).filter(({ gsi3pk }) => gsi3pk)).toEqual([]);
  });
});

describe("who is told", () => {
  test("of a warning and a breach whoever has it in hand, then the coordinator, then the manager", async () => {
    const ticketId = await aQuickOne();
    for (const at of [
      later(tuesday, 90),
      later(tuesday, 121),
      amsterdam(1, "14:32:01"),
      // Sixteen working hours after 10:32 on a day of eight and a half.
      amsterdam(3, "09:32:01"),
    ]) {
      isAt(at);
      await hand("timers", [message(ticketId)]);
      await settled();
    }
    expect(await brought(ticketId)).toEqual([
      "warned",
      "breached",
      "escalated to owner",
      "escalated to coordinator",
      "escalated to service-manager",
    ]);
    const reference = (await loadTicket(api.table, vechterhout, ticketId))?.reference;
    expect(toAgents().map(({ to }) => to)).toEqual([femke, femke, coen, manager].map(mailOf));
    for (const { subject, text } of toAgents()) {
      expect(subject).toContain(reference);
      expect(text).toContain("Uiterlijk: dinsdag 1 december om 10.32 uur");
    }
    expect(toAgents()[2]?.text).toContain("Te laat: 4 uur werktijd");
    expect(
      toAgents().map(({ subject, text }) => [subject.replace(` ${reference}`, ""), text.split("\n")[2]]),
    ).toEqual([
      ["Vraag is bijna te laat", "Je krijgt dit omdat je de vraag hebt."],
      ["Vraag is te laat", "Je krijgt dit omdat je de vraag hebt."],
      [
        "Opgeschaald: vraag is te laat",
        "Je krijgt dit omdat je dagcoördinator bent en de vraag nog steeds wacht.",
      ],
      [
        "Opgeschaald: vraag is te laat",
        "Je krijgt dit omdat je teamleider Personeelsloket bent en de vraag nog steeds wacht.",
      ],
    ]);
    // Managers read no questions.
    expect(toAgents().map(({ text }) => text.includes("/vragen/"))).toEqual([true, true, true, false]);
    // So the mail says why it came, in the words for a manager.
    const explained = /^Eerste reactie.*werktijd.*\.$/m;
    expect(toAgents().map(({ text }) => explained.test(text ?? ""))).toEqual([false, false, false, true]);
  });

  test("of what nobody has in hand the coordinator of the desk", async () => {
    const ticketId = await aQuickOne({ queued: true });
    isAt(later(tuesday, 90));
    await hand("timers", [message(ticketId)]);
    await settled();
    expect(toAgents().map(({ to }) => to)).toEqual([mailOf(coen)]);
  });

  test("of two tiers that come together whoever hears of both once, whatever comes twice and wherever", async () => {
    const ids = await Promise.all([1, 2, 3].map(() => aQuickOne({ queued: true })));
    isAt(amsterdam(1, "16:00:00"));
    await hand(
      "timers",
      ids.map((ticketId) => message(ticketId)),
    );
    expect(await brought(ids[0] as TicketId)).toContain("escalated to coordinator");
    expect(await consequencesOf(await changes())).toEqual([]);
    await taken(urls.routing);
    let left: unknown[] = (await taken(urls.notices)).flatMap((body) => [JSON.parse(body), JSON.parse(body)]);
    const containers = await someContainers("notices", 2);
    for (let round = 0; left.length > 0 && round < 5; round++) {
      const parts = [0, 1].map((c) => left.filter((_, i) => i % 2 === c));
      const returned = await Promise.all(containers.map((container, c) => container(parts[c] ?? [])));
      left = returned.flatMap((positions, c) => positions.map((position) => parts[c]?.[position]));
    }
    expect(left).toEqual([]);
    expect(toAgents().map(({ to }) => to)).toEqual(ids.map(() => mailOf(coen)));
    expect(new Set(toAgents().map(({ subject }) => subject)).size).toBe(3);
  });

  test("of a tier apart from the one before whoever hears of both twice, and as an escalation", async () => {
    const ticketId = await aQuickOne({ queued: true });
    for (const at of [later(tuesday, 121), amsterdam(1, "14:32:01"), amsterdam(1, "14:33:00")]) {
      isAt(at);
      await hand("timers", [message(ticketId)]);
      await settled();
    }
    expect(toAgents().map(({ to }) => to)).toEqual([coen, coen].map(mailOf));
    const [first, second] = toAgents();
    expect(first?.text).toContain("omdat nog niemand de vraag heeft opgepakt.");
    expect(second?.subject).toContain("Opgeschaald");
    expect(second?.text).toContain("omdat je dagcoördinator bent");
  });

  test("of a clock that was met meanwhile nobody, nor of a warning that the breach overtook", async () => {
    const [met, late] = [await aQuickOne(), await aQuickOne()];
    isAt(later(tuesday, 90));
    await hand("timers", [message(met)]);
    await changes();
    await post(femke, met, "replies", { text: "Zo" });
    await changes();
    await hand("notices", noticesOf([met], await numberOf(met, "warned")));
    expect(toAgents()).toEqual([]);
    isAt(later(tuesday, 150));
    await hand("timers", [message(late)]);
    await settled();
    expect(toAgents().map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/^Vraag .* is te laat$/),
    ]);
  });
});

describe("the asker", () => {
  const toAnna = () => mailed().filter(({ to }) => to === mailOf(anna));

  test("reads with the receipt until when there is a first response, while that is to come", async () => {
    await api.asks(anna, { text: "Snel?", topic: quick });
    await settled();
    await api.asks(anna, { text: "Snel?", topic: quick });
    isAt(later(tuesday, 120));
    await settled();
    expect(toAnna().map(({ text }) => /uiterlijk (.*) een eerste reactie/.exec(text)?.[1])).toEqual([
      "dinsdag 1 december om 10.32 uur",
      undefined,
    ]);
  });

  test("is asked whether a promise was kept, but not beside the text that says what was done", async () => {
    const ticketId = await aQuickOne();
    const kept = async (body: object) => {
      await post(femke, ticketId, "promises", { text: "Ik zoek het uit", at: amsterdam(3, "12:00:00") });
      const n = await numberOf(ticketId, "promised");
      await settled();
      mails.resetHistory();
      await post(femke, ticketId, `promises/${n}/keep`, body);
      await settled();
      return toAnna();
    };
    expect(await kept({})).toEqual([
      {
        to: mailOf(anna),
        subject: expect.stringContaining("Klopt dat?"),
        text: expect.stringContaining("We hebben gedaan wat we je beloofden."),
      },
    ]);
    expect(await kept({ text: "Het is geregeld" })).toEqual([
      expect.objectContaining({ text: expect.stringContaining("Het is geregeld") }),
    ]);
  });
});

describe("a flood of deadlines for one receiver", () => {
  const at = later(tuesday, 3 * 3600 + 130);
  /** Twelve tickets whose target passed at once, with the notices of their first tier. */
  async function twelve(id = vechterhout): Promise<unknown[]> {
    const ids = await someTickets(12, { topic: quick, id, at: later(at, -130) });
    isAt(at);
    expect(
      await hand(
        "timers",
        ids.map((ticketId) => message(ticketId, id)),
      ),
    ).toEqual([]);
    expect(await consequencesOf(await changes())).toEqual([]);
    await taken(urls.routing);
    return (await taken(urls.notices)).map((body) => JSON.parse(body));
  }
  const toFemke = () => mailed().filter(({ to }) => to === mailOf(femke));
  const digests = () => toFemke().filter(({ subject }) => subject.startsWith("Termijnen"));
  /** What the schedule sends to the notices at an instant. */
  async function digestsSentAt(instant: Instant): Promise<unknown[]> {
    await runAt(instant);
    return (await taken(urls.notices)).map((body) => JSON.parse(body));
  }

  test("is ten mails and one digest of the rest, whatever comes twice and in however many containers", async () => {
    await runAt(later(at, -60));
    const notices = await twelve();
    // Of each the confirmation, the overtaken warning, and the first tier.
    expect(notices.length).toBe(36);
    const containers = await someContainers("notices", 3);
    let left = [...notices, ...notices];
    for (let round = 0; left.length > 0 && round < 5; round++) {
      const returned = await Promise.all(
        containers.map((container, c) => container(left.filter((_, i) => i % 3 === c))),
      );
      left = returned.flatMap((positions, c) => {
        const own = left.filter((_, i) => i % 3 === c);
        return positions.map((position) => own[position]);
      });
    }
    expect(left).toEqual([]);
    expect(toFemke()).toHaveLength(10);

    // 13:32 in Amsterdam: the quarter ends at 13:45, and a minute later nobody adds to it any more.
    expect(await digestsSentAt(amsterdam(1, "13:45:59"))).toEqual([]);
    const due = await digestsSentAt(amsterdam(1, "13:46:30"));
    expect(due).toEqual([
      { organisation: vechterhout, digestFor: femke.person, dueAt: amsterdam(1, "13:46:00") },
    ]);
    expect(await digestsSentAt(amsterdam(1, "13:47:30"))).toEqual([]);
    expect(await hand("notices", [...due, ...due]).then((back) => back.length)).toBeLessThan(2);
    expect(await hand("notices", due)).toEqual([]);
    // Notices that come once more are counted no more.
    expect(await hand("notices", notices)).toEqual([]);
    expect(toFemke()).toHaveLength(11);
    expect(digests()).toHaveLength(1);
    expect(digests()[0]?.subject).toBe("Termijnen die aandacht vragen: 2");
    expect(digests()[0]?.text.match(/Termijn: eerste reactie/g)).toHaveLength(2);
    expect(digests()[0]?.text.match(/\/vragen\/tkt_/g)).toHaveLength(2);
  });

  test("whose digest could not be mailed is mailed when the message comes again", async () => {
    await runAt(later(at, -60));
    const notices = await twelve();
    for (const notice of notices) await hand("notices", [notice]);
    const due = await digestsSentAt(amsterdam(1, "13:46:30"));
    mails.resetHistory();
    mails.on(SendEmailCommand).rejectsOnce(Object.assign(new Error("later"), { name: "TooManyRequests" }));
    expect(await hand("notices", due)).toEqual([0]);
    mails.resetHistory();
    mails.on(SendEmailCommand).resolves({});
    expect(await hand("notices", due)).toEqual([]);
    expect(await hand("notices", due)).toEqual([]);
    expect(digests()).toHaveLength(1);
  });

  test("begins to count anew in the next hour", async () => {
    await someTickets(1);
    isAt(amsterdam(1, "15:00:00"));
    const ids = await someTickets(2, { topic: quick, at: amsterdam(1, "14:58:00") });
    isAt(amsterdam(1, "15:00:01"));
    await hand(
      "timers",
      ids.map((ticketId) => message(ticketId)),
    );
    await settled();
    expect(toFemke()).toHaveLength(2);
  });
});

describe("outside working hours", () => {
  const night = amsterdam(2, "03:00:00");

  test("nobody is mailed: what an outage left until the night is told when the desk opens", async () => {
    await runAt(amsterdam(1, "10:00:00"));
    const ticketId = await aQuickOne();
    await runAt(night);
    await fireAt(night);
    await settled();
    expect(await brought(ticketId)).toEqual(["breached"]);
    expect(toAgents()).toEqual([]);
    await runAt(amsterdam(2, "08:25:00"));
    await fireAt(amsterdam(2, "08:29:59"));
    expect(await brought(ticketId)).toEqual(["breached"]);
    await fireAt(amsterdam(2, "08:30:00"));
    await settled();
    expect(await brought(ticketId)).toEqual(["breached", "escalated to owner", "escalated to coordinator"]);
    expect(new Set(toAgents().map(({ to }) => to))).toEqual(new Set([femke, coen].map(mailOf)));
    expect(toAgents()).toHaveLength(2);
  });

  test("a timer that was a second too late for this day is told the next, and does not go round until then", async () => {
    const asked = later(amsterdam(1, "16:59:58"), -90);
    const ticketId = await aQuickOne({ at: asked });
    isAt(amsterdam(1, "17:00:01"));
    expect(await hand("timers", [message(ticketId)])).toEqual([]);
    expect(await brought(ticketId)).toEqual([]);
    expect(sent).toEqual([]);
    await runAt(amsterdam(2, "08:20:00"));
    await runAt(amsterdam(2, "08:30:00"));
    await fireAt(amsterdam(2, "08:30:00"));
    expect(await brought(ticketId)).toEqual(["warned"]);
  });

  test("a mail that was held up until the evening waits for the morning, with whatever else there is", async () => {
    const ids = await someTickets(2, { topic: quick, at: amsterdam(1, "16:55:00") });
    isAt(amsterdam(1, "16:57:30"));
    await hand(
      "timers",
      ids.map((ticketId) => message(ticketId)),
    );
    isAt(amsterdam(1, "17:00:10"));
    await settled();
    await runAt(amsterdam(2, "08:30:30"));
    await settled();
    expect(toAgents()).toEqual([]);
    await runAt(amsterdam(2, "08:31:30"));
    await settled();
    expect(toAgents().map(({ to, subject }) => [to, subject])).toEqual([
      [mailOf(femke), "Termijnen die aandacht vragen: 2"],
    ]);
  });

  test("what the organisation finds that pressing is told at once", async () => {
    const ticketId = await aQuickOne({ id: anderhout });
    isAt(night);
    await hand("timers", [message(ticketId, anderhout)]);
    await settled();
    expect(new Set(toAgents().map(({ to }) => to))).toEqual(new Set([femke, coen].map(mailOf)));
    expect(toAgents()[0]?.subject).toContain("te laat");
  });
});

test("a flood of three hundred within a minute is seen to once each, in three containers, with every tenth message twice", async () => {
  const ids = await someTickets(300, { topic: quick });
  await runAt(later(tuesday, 1));
  expect(new Set(sent.map(({ ticketId }) => ticketId))).toEqual(new Set(ids));
  expect(new Set(sent.map(({ delay }) => delay))).toEqual(new Set([89]));
  const bodies = await taken(urls.timers);
  expect(bodies).toHaveLength(300);
  const all = [...bodies, ...bodies.filter((_, i) => i % 10 === 0)];
  isAt(later(tuesday, 90));
  const containers = await someContainers("timers", 3);
  const batches = Array.from({ length: 33 }, (_, i) => all.slice(i * 10, i * 10 + 10));
  await Promise.all(
    containers.map(async (container, c) => {
      for (const batch of batches.filter((_, i) => i % 3 === c)) expect(await container(batch)).toEqual([]);
    }),
  );
  const warnings = (await itemsIn(api.table)).filter(({ sk, data }) => {
    const { type, ticketId } = (data ?? {}) as { type?: string; ticketId?: TicketId };
    return sk.startsWith("event#") && type === "warned" && ids.includes(ticketId as TicketId);
  });
  expect(warnings).toHaveLength(300);
  expect(new Set(warnings.map(({ pk }) => pk)).size).toBe(300);
});
