import { DeleteItemCommand, QueryCommand, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import type { DynamoDBRecord } from "aws-lambda";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { changeTicket } from "../../functions/runtime/change.ts";
import {
  batchesOf,
  listBacklog,
  listCells,
  loadContributions,
  loadCounted,
  saveCounted,
  writeCells,
} from "../../functions/store/figures.ts";
import { backlogPartition } from "../../functions/store/keys.ts";
import { query } from "../../functions/store/table.ts";
import { clocksOf } from "../../shared/clock/clock.ts";
import { instantOf } from "../../shared/clock/instant.ts";
import type { ContentId, OrganisationId, TicketId } from "../../shared/id.ts";
import type { Member } from "../../shared/person/member.ts";
import type { Cells } from "../../shared/report/cell.ts";
import { contributionOf } from "../../shared/report/contribution.ts";
import { differenceOf, sumOf } from "../../shared/report/difference.ts";
import type { Happening } from "../../shared/ticket/event.ts";
import { replay } from "../../shared/ticket/evolve.ts";
import type { Ticket } from "../../shared/ticket/ticket.ts";
import { routed } from "../../shared/ticket/unattended.ts";
import { aMember, anderhout, anna, femke, organisation, someId, vechterhout } from "../given.ts";
import { type InProcess, inProcess } from "../in-process.ts";
import { aCountingContainer, eventsOf } from "./consumers.ts";
import { aTableThatFails, cancelled, really } from "./faults.ts";

let api: InProcess;
beforeAll(async () => {
  api = await inProcess();
});
afterAll(() => api.stop());

/** Each test looks at questions and counters of its own: it begins with none. */
let before: Cells;
let tickets: TicketId[];
beforeEach(async () => {
  before = await stored();
  tickets = [];
});

const thisYear = new Date().getUTCFullYear();
const months = { from: `${thisYear - 1}-12`, to: `${thisYear + 1}-03` };
const stored = async (of: OrganisationId = vechterhout) =>
  sumOf([await listCells(api.table, of, months), await listBacklog(api.table, of)]);

/** What was counted in this test. */
const counted = async () => differenceOf(before, await stored());

/** What the tickets of this test come to, made anew from all that happened to them. */
async function real(): Promise<Cells> {
  const cells = tickets.map(async (ticketId) => {
    const loaded = await loadCounted(api.table, vechterhout, ticketId);
    if (!loaded) throw new Error("the ticket exists");
    const { ticket, events } = loaded;
    return contributionOf({ ticket, events, clocks: clocksOf(events, () => organisation) }, organisation)
      .cells;
  });
  return sumOf(await Promise.all(cells));
}

async function asks(text: string, topic = "ikb", asker: Member = anna): Promise<TicketId> {
  const ticketId = await api.asks(asker, { text, topic });
  tickets.push(ticketId);
  return ticketId;
}

const twoMonthsOn = instantOf(Date.now() + 62 * 86_400_000);

const happens = (ticketId: TicketId, ...happenings: Happening[]) =>
  changeTicket(
    { table: api.table, organisation, ticketId, at: instantOf(Date.now()), by: femke.person },
    () => happenings,
  );
const route = (ticketId: TicketId) =>
  changeTicket(
    { table: api.table, organisation, ticketId, at: instantOf(Date.now()), by: "system" },
    (ticket) => routed(ticket, { worksAtDesk: false, is: ["employee"] }, organisation),
  );
const about = (topic: string): Happening => ({
  type: "topic-set",
  topic: { key: topic, knownBy: "agent-confirmed" },
});

const withdrawn: Happening = { type: "resolved", outcome: "withdrawn", from: "asker" };

async function asksAt(desk: string): Promise<TicketId> {
  const ticketId = await asks("Een");
  await route(ticketId);
  await happens(ticketId, { type: "handed-over", stay: 2, to: desk, reason: "needs-specialist" });
  return ticketId;
}

/** How many counters of what is open are stored, those of nothing with them. */
async function backlogItems(): Promise<number> {
  const { items } = await query(api.table, { pk: backlogPartition(vechterhout) });
  return items.length;
}

/** Promised for each of sixty days, and kept on none of them. */
async function hasManyDays(): Promise<TicketId> {
  const ticketId = await asks("Een");
  const contentId = someId<ContentId>("content", 1);
  const promises = Array.from({ length: 60 }, (_, i): Happening => {
    const dueAt = instantOf(Date.now() + (i + 1) * 86_400_000);
    return { type: "promised", dueAt, owner: femke.person, contentId };
  });
  await happens(ticketId, ...promises);
  await changeTicket({ table: api.table, organisation, ticketId, at: twoMonthsOn, by: femke.person }, () => [
    { type: "noted", contentId },
  ]);
  return ticketId;
}

const told = async (...of: TicketId[]) => (await aCountingContainer())(...eventsOf(...of));

test("what is counted for questions is what happened to them, as one write for many", async () => {
  const [one, other] = [await asks("Een"), await asks("Twee", "verlof_saldo")];
  await route(one);
  expect(await told(one, one, other)).toEqual([]);
  expect(await counted()).toEqual(await real());
  expect(Object.keys(await counted())).toEqual(
    expect.arrayContaining([expect.stringMatching(/#frontoffice#ikb$/)]),
  );
});

test("told twice, late, or of what changed no figure, the counters stay as they are", async () => {
  const ticketId = await asks("Een");
  await told(ticketId);
  const once = await counted();
  expect(await told(ticketId, ticketId)).toEqual([]);
  await route(ticketId);
  await happens(ticketId, { type: "claimed", person: femke.person });
  await told(ticketId);
  await told(ticketId);
  expect(await counted()).toEqual(once);
  expect(await counted()).toEqual(await real());
});

test("two consumers at once count each question once", async () => {
  const of: TicketId[] = [];
  for (let i = 0; i < 6; i++) of.push(await asks(`Vraag ${i}`));
  const [one, other] = [await aCountingContainer(), await aCountingContainer()];
  await Promise.all([one(...eventsOf(...of)), other(...eventsOf(...of.toReversed()))]);
  for (const ticketId of of) await route(ticketId);
  await Promise.all([...of.map((id) => one(...eventsOf(id))), other(...eventsOf(...of))]);
  expect(await counted()).toEqual(await real());
});

test("more questions than one transaction takes are counted in several", async () => {
  const topics = organisation.topics.filter(({ confidentiality }) => confidentiality === "open");
  for (let i = 0; i < 40; i++) await asks(`Vraag ${i}`, topics[i % topics.length]?.key);
  expect(await told(...tickets)).toEqual([]);
  expect(await counted()).toEqual(await real());
  const contributions = await loadContributions(api.table, vechterhout, tickets);
  expect(sumOf(contributions.map(({ cells }) => cells))).toEqual(await real());
});

test("a change of topic takes every figure along, and setting it back brings them back", async () => {
  const ticketId = await asks("Een");
  await told(ticketId);
  const first = await counted();
  await happens(ticketId, about("verlof_saldo"));
  await told(ticketId);
  expect(JSON.stringify(await counted())).not.toContain("#ikb");
  await happens(ticketId, about("ikb"));
  await told(ticketId);
  expect(await counted()).toEqual(first);
});

test("a question that becomes restricted takes back all that it counted for", async () => {
  const ticketId = await asks("Een");
  await told(ticketId);
  expect(await counted()).not.toEqual({});
  await happens(ticketId, { type: "confidentiality-set", to: "restricted", because: "person" });
  await told(ticketId);
  expect(await counted()).toEqual({});
  const [contribution] = await loadContributions(api.table, vechterhout, [ticketId]);
  expect(contribution?.cells).toEqual({});
});

test("a day of which nothing is open any more leaves no counter behind, and gets one when it is reopened", async () => {
  const [one, other] = [await asksAt("payroll"), await asksAt("payroll")];
  await told(one, other);
  const open = await backlogItems();
  await happens(one, withdrawn);
  await told(one);
  expect(await backlogItems()).toBe(open);
  await happens(other, withdrawn);
  await told(other);
  expect(await backlogItems()).toBe(open - 1);
  await happens(other, { type: "reopened", reason: "not-done", from: "asker" });
  await told(other);
  expect(await backlogItems()).toBe(open);
  expect(await counted()).toEqual(await real());
});

test("a question that counts on more days than one transaction takes is moved to another topic in parts", async () => {
  const ticketId = await hasManyDays();
  await told(ticketId);
  expect(Object.keys(await counted()).length).toBeGreaterThan(60);
  await happens(ticketId, about("verlof_saldo"));
  const [one, other] = [await aCountingContainer(), await aCountingContainer()];
  const failed = await Promise.all([one(...eventsOf(ticketId)), other(...eventsOf(ticketId))]);
  expect(failed).toEqual([[], []]);
  expect(JSON.stringify(await counted())).not.toContain("#ikb");
  expect(await counted()).toEqual(await real());
});

test("figures of one organisation are not those of another", async () => {
  await asks("Een");
  await told(...tickets);
  expect(await stored(anderhout)).toEqual({});
});

test("a question that is gone counts for nothing and holds nothing up", async () => {
  const ticketId = await asks("Een");
  const gone = `${ticketId.slice(0, -3)}ZZZ` as TicketId;
  expect(await told(gone, ticketId)).toEqual([]);
  expect(await counted()).toEqual(await real());
});

test("counters that went wrong are put right by what differs, however much it is", async () => {
  await asks("Een");
  await told(...tickets);
  const right = await counted();
  const many = Array.from({ length: 120 }, (_, i) => [
    `${thisYear}-06-01#frontoffice#topic-${i}`,
    { "call.asked": 1 },
  ]);
  await writeCells(api.table, vechterhout, Object.fromEntries(many));
  const wrong = differenceOf(await counted(), right);
  expect(Object.keys(wrong)).toHaveLength(120);
  await writeCells(api.table, vechterhout, wrong);
  expect(await counted()).toEqual(right);
});

test("a counter that lacks more fields than one expression holds is put right whole", async () => {
  const fields = Object.fromEntries(Array.from({ length: 450 }, (_, i) => [`click.re.h${i}`, i + 1]));
  const cells = { [`${thisYear}-06-02#frontoffice#ikb`]: fields };
  await writeCells(api.table, vechterhout, cells);
  expect(await counted()).toMatchObject(cells);
  await writeCells(api.table, vechterhout, differenceOf(cells, {}));
  expect(await counted()).not.toHaveProperty(Object.keys(cells)[0] as string);
});

test("no transaction takes more than the table allows, nor any counter more fields", () => {
  const cells = (count: number, fields: number): Cells =>
    Object.fromEntries(
      Array.from({ length: count }, (_, cell) => [
        `2026-12-01#frontoffice#${cell < 3 ? "of-all" : count}-${cell}`,
        Object.fromEntries(Array.from({ length: fields }, (_, field) => [`f${count}.${field}`, 1])),
      ]),
    );
  const after = { version: 1, cells: {} };
  const counted = [30, 31, 33, 5, 80, 1].map((count) => ({
    ticketId: `tkt_${count}` as TicketId,
    after,
    difference: cells(count, count === 5 ? 190 : 12),
  }));
  const batches = batchesOf(counted);
  expect(batches.flat()).toEqual(counted);
  for (const batch of batches) {
    const sum = sumOf(batch.map(({ difference }) => difference));
    expect(Object.keys(sum).length + batch.length).toBeLessThanOrEqual(90);
    expect(Math.max(...Object.values(sum).map((fields) => Object.keys(fields).length))).toBeLessThanOrEqual(
      200,
    );
  }
  expect(batches.length).toBeLessThan(counted.length);
});

describe("when the table fails", () => {
  let table: ReturnType<typeof aTableThatFails>;
  beforeEach(() => {
    table = aTableThatFails();
  });
  afterEach(() => table.restore());

  test("many questions are one write, also where the batch tells of one twice", async () => {
    const of = [await asks("Een"), await asks("Twee"), await asks("Drie", "verlof_saldo")];
    expect(await told(...of, ...of)).toEqual([]);
    // A transaction for each question that was asked, and one for the figures of all.
    expect(table.commandCalls(TransactWriteItemsCommand)).toHaveLength(4);
  });

  test("a question whose figures are not saved comes again, alone, and counts once", async () => {
    const [one, other] = [await asks("Een"), await asks("Twee")];
    const isAbout = (input: unknown) => JSON.stringify(input).includes(other);
    table.on(TransactWriteItemsCommand).callsFake((input, client) => {
      if (isAbout(input)) throw Object.assign(new Error("gone"), { name: "InternalServerError" });
      return really(client(), new TransactWriteItemsCommand(input));
    });
    expect(await told(one, other)).toEqual(["2"]);
    table.restore();
    expect(await told(other)).toEqual([]);
    expect(await counted()).toEqual(await real());
  });

  test("a write that was carried out, though the answer was lost, is not made again", async () => {
    const ticketId = await asks("Een");
    let calls = 0;
    table.on(TransactWriteItemsCommand).callsFake(async (input, client) => {
      const done = await really(client(), new TransactWriteItemsCommand(input));
      calls += 1;
      if (calls === 1) throw Object.assign(new Error("lost"), { name: "TimeoutError" });
      return done;
    });
    expect(await told(ticketId)).toEqual([]);
    table.restore();
    expect([calls, await counted()]).toEqual([1, await real()]);
  });

  test("a counter that others write at the same moment is tried again", async () => {
    const of = [await asks("Een"), await asks("Twee")];
    let calls = 0;
    table.on(TransactWriteItemsCommand).callsFake((input, client) => {
      calls += 1;
      if (calls < 4) throw cancelled(...input.TransactItems.map(() => "TransactionConflict"));
      return really(client(), new TransactWriteItemsCommand(input));
    });
    expect(await told(...of)).toEqual([]);
    table.restore();
    expect(await counted()).toEqual(await real());
  });

  test("a question that was counted by another meanwhile is counted anew, not twice", async () => {
    const ticketId = await asks("Een");
    let isFirst = true;
    table.on(TransactWriteItemsCommand).callsFake(async (input, client) => {
      if (isFirst) {
        isFirst = false;
        // Another consumer counts it between this one's read and its write, and then it changes.
        await told(ticketId);
        await happens(ticketId, about("verlof_saldo"));
      }
      return really(client(), new TransactWriteItemsCommand(input));
    });
    expect(await told(ticketId)).toEqual([]);
    table.restore();
    expect(await counted()).toEqual(await real());
  });

  test("nor is one that another counted as it was a moment before", async () => {
    const ticketId = await asks("Een");
    await told(ticketId);
    await happens(ticketId, about("verlof_saldo"));
    await happens(ticketId, about("jaaropgave"));
    let isFirst = true;
    table.on(TransactWriteItemsCommand).callsFake(async (input, client) => {
      if (isFirst) {
        isFirst = false;
        await countedByAnother(ticketId);
      }
      return really(client(), new TransactWriteItemsCommand(input));
    });
    expect(await told(ticketId)).toEqual([]);
    table.restore();
    expect(await counted()).toEqual(await real());
  });

  /** As it was before its last event. */
  async function countedByAnother(ticketId: TicketId): Promise<void> {
    const loaded = await loadCounted(api.table, vechterhout, ticketId);
    const events = loaded?.events.slice(0, -1) ?? [];
    const ticket = replay(events) as Ticket;
    const clocks = clocksOf(events, () => organisation);
    const after = contributionOf({ ticket, events, clocks }, organisation);
    const before = loaded?.contribution;
    const difference = differenceOf(before?.cells ?? {}, after.cells);
    expect(await saveCounted(api.table, vechterhout, [{ ticketId, before, after, difference }])).toBe(
      "saved",
    );
  }

  test("a question whose figures were moved in part counts for all of it when it comes again", async () => {
    const ticketId = await hasManyDays();
    await told(ticketId);
    await happens(ticketId, about("verlof_saldo"));
    let calls = 0;
    table.on(TransactWriteItemsCommand).callsFake((input, client) => {
      calls += 1;
      if (calls > 1) throw Object.assign(new Error("gone"), { name: "InternalServerError" });
      return really(client(), new TransactWriteItemsCommand(input));
    });
    expect(await told(ticketId)).toEqual(["1"]);
    table.restore();
    const contributions = await loadContributions(api.table, vechterhout, tickets);
    expect(await counted()).toEqual(sumOf(contributions.map(({ cells }) => cells)));
    expect(await counted()).not.toEqual(await real());
    expect(await told(ticketId)).toEqual([]);
    expect(await counted()).toEqual(await real());
  });

  test("one that two count at once without a change of version is counted once", async () => {
    const ticketId = await asks("Een");
    await told(ticketId);
    const loaded = await loadCounted(api.table, vechterhout, ticketId);
    const before = loaded?.contribution;
    if (!before) throw new Error("it was counted");
    const difference = differenceOf(before.cells, {});
    const change = { ticketId, before, after: { version: before.version, cells: {} }, difference };
    expect(await saveCounted(api.table, vechterhout, [change])).toBe("saved");
    expect(await saveCounted(api.table, vechterhout, [change])).toBe("conflict");
    expect(await counted()).toEqual({});
  });

  test("a counter of what is open that another adds to, just as it came to nothing, stays", async () => {
    const [one, other] = [await asksAt("development"), await asksAt("development")];
    await told(one);
    const open = await backlogItems();
    await happens(one, withdrawn);
    table.on(DeleteItemCommand).callsFake(async (input, client) => {
      await told(other);
      return really(client(), new DeleteItemCommand(input));
    });
    expect(await told(one)).toEqual([]);
    table.restore();
    expect(await backlogItems()).toBe(open);
    expect(await counted()).toEqual(await real());
  });

  test("a question is counted, though the counter that it left at nothing could not be thrown away", async () => {
    const ticketId = await asksAt("personnel-administration");
    await told(ticketId);
    await happens(ticketId, withdrawn);
    table.on(DeleteItemCommand).rejects(Object.assign(new Error("no"), { name: "InternalServerError" }));
    expect(await told(ticketId)).toEqual([]);
    table.restore();
    expect(await counted()).toEqual(await real());
  });

  test("a question that cannot be read comes again, and the others are counted", async () => {
    const [one, other] = [await asks("Een"), await asks("Twee")];
    table.on(QueryCommand).callsFake((input, client) => {
      if (JSON.stringify(input).includes(one))
        throw Object.assign(new Error("no"), { name: "ThrottlingException" });
      return really(client(), new QueryCommand(input));
    });
    expect(await told(one, other)).toEqual(["1"]);
    table.restore();
    expect(await told(one)).toEqual([]);
    expect(await counted()).toEqual(await real());
  });

  test("a record that holds no event fails alone", async () => {
    const ticketId = await asks("Een");
    const consumer = await aCountingContainer();
    const broken = { dynamodb: { SequenceNumber: "7" } } as DynamoDBRecord;
    expect(await consumer(...eventsOf(ticketId), broken)).toEqual(["7"]);
    expect(await counted()).toEqual(await real());
  });
});

test("an asker stands in the figures by a number that many share, never by name", async () => {
  const asker = aMember("heel-herkenbare-naam");
  await asks("Een", "ikb", asker);
  await told(...tickets);
  const [contribution] = await loadContributions(api.table, vechterhout, tickets);
  expect(JSON.stringify([contribution, await stored()])).not.toContain("herkenbare");
});
