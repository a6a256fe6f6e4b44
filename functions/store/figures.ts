import {
  type AttributeValue,
  DeleteItemCommand,
  QueryCommand,
  type QueryCommandInput,
  type QueryCommandOutput,
} from "@aws-sdk/client-dynamodb";
import type { Instant } from "../../shared/clock/instant.ts";
import type { TopicRecord } from "../../shared/faq/record.ts";
import type { OrganisationId, TicketId } from "../../shared/id.ts";
import {
  type Cells,
  type Contribution,
  demandCell,
  type Fields,
  openField,
  placeOf,
} from "../../shared/report/cell.ts";
import { monthsBetween } from "../../shared/report/day.ts";
import { sumOf } from "../../shared/report/difference.ts";
import type { TicketEvent } from "../../shared/ticket/event.ts";
import type { Ticket } from "../../shared/ticket/ticket.ts";
import { type Example, exampleWrite, noExampleWrite } from "./demand.ts";
import { backlogPartition, figuresPartition, type Key, keys } from "./keys.ts";
import { backOff, commit, getMany, marshalled, put, type Table, type Write } from "./table.ts";
import { loadWithHistory } from "./tickets.ts";
import { foundWrite } from "./topics.ts";

/** A contribution as it is stored: how often it was written tells apart two that are of one version. */
export type StoredContribution = Contribution & { writes: number };

/** What is to be counted for a ticket, in place of what was. */
export type Counted = {
  ticketId: TicketId;
  before?: StoredContribution | undefined;
  after: Contribution;
  difference: Cells;
  /** What a topic learns of it from now on; the topic stands in the contribution. */
  example?: { askedAt: Instant; example: Example } | undefined;
  /** A topic that was found in its words, and is not stored yet. */
  found?: TopicRecord | undefined;
};

/** A ticket, its events and what was counted for it, in one read. */
export async function loadCounted(
  table: Table,
  organisation: OrganisationId,
  ticketId: TicketId,
): Promise<
  { ticket: Ticket; events: TicketEvent[]; contribution: StoredContribution | undefined } | undefined
> {
  const loaded = await loadWithHistory(table, organisation, ticketId);
  if (!loaded) return undefined;
  const { ticket, events, counted } = loaded;
  return { ticket, events, contribution: counted as StoredContribution | undefined };
}

/** Of those that have one. */
export const loadContributions = (
  table: Table,
  organisation: OrganisationId,
  ticketIds: readonly TicketId[],
): Promise<Contribution[]> =>
  getMany<Contribution>(
    table,
    ticketIds.map((id) => keys.contribution(organisation, id)),
  );

/** A transaction takes a hundred items, and an item's expression a few hundred fields. */
const mostItems = 90;
const mostFields = 200;

/** Divides what is counted over as few transactions as will hold it. */
export function batchesOf(counted: readonly Counted[]): Counted[][] {
  const batches: Counted[][] = [];
  for (const one of counted) {
    const last = batches.at(-1);
    if (last && isWithin([...last, one])) last.push(one);
    else batches.push([one]);
  }
  return batches;
}

/**
 * As much of a change as one transaction takes, or all of it: whole cells, so that what is stored for the ticket is
 * what the counters hold of it at any moment. What is left is the difference that is found the next time.
 */
export function partOf(change: Counted): Counted {
  const cells = Object.entries(change.difference);
  if (cells.length < mostItems) return change;
  const difference = Object.fromEntries(cells.slice(0, mostItems - 1));
  const { version = 0, cells: before = {} } = change.before ?? {};
  return { ...change, difference, after: { ...change.after, version, cells: sumOf([before, difference]) } };
}

function isWithin(counted: readonly Counted[]): boolean {
  const fields = new Map<string, Set<string>>();
  for (const [cell, of] of counted.flatMap(({ difference }) => Object.entries(difference))) {
    const known = fields.get(cell) ?? new Set<string>();
    fields.set(cell, known);
    for (const field of Object.keys(of)) known.add(field);
  }
  const isSmall = [...fields.values()].every(({ size }) => size <= mostFields);
  const items = counted.reduce((sum, one) => sum + itemsOf(one), 0);
  return isSmall && fields.size + items <= mostItems;
}

/** Its contribution, and what is written of topics with it. */
function itemsOf({ before, after, found }: Counted): number {
  const examples = isTaughtAlike(before?.learnt, after.learnt) ? 0 : 2;
  return 1 + examples + (found ? 1 : 0);
}

export const isTaughtAlike = (one: Contribution["learnt"], other: Contribution["learnt"]): boolean =>
  one?.topic === other?.topic && one?.weight === other?.weight;

/**
 * Puts down what is counted for some tickets, and adds the differences to the counters, in one transaction. It holds
 * only while each ticket still has the contribution that the difference was taken from: one that is merely older, or
 * another of the same version, would have its own difference added twice.
 */
export async function saveCounted(
  table: Table,
  organisation: OrganisationId,
  counted: readonly Counted[],
): Promise<"saved" | "conflict"> {
  const contributions = counted.map(({ ticketId, before, after }) => {
    const writes = (before?.writes ?? 0) + 1;
    const item = { ...keys.contribution(organisation, ticketId), writes, data: { ...after, writes } };
    return before
      ? put(table, item, "conflict", "writes = :before", { ":before": before.writes })
      : put(table, item, "conflict");
  });
  const differences = sumOf(counted.map(({ difference }) => difference));
  const saved = await commit(table, [
    ...contributions,
    ...additions(table, organisation, differences),
    ...counted.flatMap((one) => lessonWrites(table, organisation, one)),
    ...foundIn(counted).map((record) => foundWrite(table, record)),
  ]);
  if (saved !== "saved") return "conflict";
  await clearBacklog(table, organisation, differences);
  return saved;
}

/** What a topic learnt of a ticket stands with that topic, at the same moment that the ticket counts for it. */
function lessonWrites(
  table: Table,
  organisation: OrganisationId,
  { ticketId, before, after, example }: Counted,
): Write[] {
  const [was, is] = [before?.learnt, after.learnt];
  if (isTaughtAlike(was, is)) return [];
  return [
    ...(was && was.topic !== is?.topic ? [noExampleWrite(table, organisation, was.topic, ticketId)] : []),
    ...(is && example ? [exampleWrite(table, organisation, is.topic, { ticketId, ...example })] : []),
  ];
}

/** Several questions may be about the same that is new. */
const foundIn = (counted: readonly Counted[]): TopicRecord[] => [
  ...new Map(counted.flatMap(({ found }) => (found ? [[found.key, found] as const] : []))).values(),
];

/**
 * Throws away the counters of days of which nothing is open any more, so that a report reads no more of them than there
 * are open questions. Only one that stands at nothing goes, whoever adds to it meanwhile: what is added later makes it
 * anew. It holds nothing up, since one that stays says nothing either.
 */
async function clearBacklog(table: Table, organisation: OrganisationId, differences: Cells): Promise<void> {
  const lessened = Object.entries(differences).flatMap(([cell, { [openField]: open = 0 }]) =>
    placeOf(cell).of === "backlog" && open < 0 ? [keyOf(organisation, cell)] : [],
  );
  await Promise.allSettled(
    lessened.map((key) =>
      table.client.send(
        new DeleteItemCommand({
          TableName: table.name,
          Key: marshalled(key),
          ConditionExpression: "#open = :zero",
          ExpressionAttributeNames: { "#open": openField },
          ExpressionAttributeValues: marshalled({ ":zero": 0 }),
        }),
      ),
    ),
  );
}

/** Adds differences to the counters, whoever else adds to them meanwhile. */
export async function writeCells(
  table: Table,
  organisation: OrganisationId,
  differences: Cells,
): Promise<void> {
  for (const part of cellWrites(table, organisation, differences)) {
    for (let attempt = 0; (await commit(table, part)) !== "saved"; attempt++) await backOff(attempt);
  }
}

/** Differences as writes, as many together as one transaction takes with some others. */
export function cellWrites(table: Table, organisation: OrganisationId, differences: Cells): Write[][] {
  return layersOf(differences).flatMap((layer) => {
    const writes = additions(table, organisation, layer);
    return Array.from({ length: Math.ceil(writes.length / mostItems) }, (_, i) =>
      writes.slice(i * mostItems, (i + 1) * mostItems),
    );
  });
}

/** A counter with more fields than one expression holds is written in turns. */
function layersOf(differences: Cells): Cells[] {
  const layers: Cells[] = [];
  for (const [cell, fields] of Object.entries(differences)) {
    const named = Object.entries(fields);
    for (let start = 0; start < named.length; start += mostFields) {
      const layer = layers[start / mostFields] ?? {};
      layer[cell] = Object.fromEntries(named.slice(start, start + mostFields));
      layers[start / mostFields] = layer;
    }
  }
  return layers;
}

const additions = (table: Table, organisation: OrganisationId, cells: Cells): Write[] =>
  Object.entries(cells).map(([cell, fields]) => addition(table, keyOf(organisation, cell), fields));

function addition(table: Table, key: Key, fields: Fields): Write {
  const names = Object.keys(fields);
  return {
    clash: "conflict",
    item: {
      Update: {
        TableName: table.name,
        Key: marshalled(key),
        UpdateExpression: `ADD ${names.map((_, i) => `#${i} :${i}`).join(", ")}`,
        ExpressionAttributeNames: Object.fromEntries(names.map((name, i) => [`#${i}`, name])),
        ExpressionAttributeValues: marshalled(
          Object.fromEntries(names.map((name, i) => [`:${i}`, fields[name]])),
        ),
      },
    },
  };
}

function keyOf(organisation: OrganisationId, cell: string): Key {
  const place = placeOf(cell);
  const pk =
    place.of === "backlog"
      ? backlogPartition(organisation)
      : figuresPartition(organisation, place.day.slice(0, 7));
  return { pk, sk: cell };
}

/** The counters of the days of some months, those of nothing left out. Months as YYYY-MM, the last with them. */
export async function listCells(
  table: Table,
  organisation: OrganisationId,
  { from, to }: { from: string; to: string },
): Promise<Cells> {
  const months = await Promise.all(
    monthsBetween(from, to).map((month) => cellsIn(table, figuresPartition(organisation, month))),
  );
  return sumOf(months);
}

export const listBacklog = async (table: Table, organisation: OrganisationId): Promise<Cells> =>
  sumOf([await cellsIn(table, backlogPartition(organisation))]);

/** The counters from one day to another, with those of both: as many reads as there are months, and no more of each. */
export async function readCells(
  table: Table,
  organisation: OrganisationId,
  { from, to }: { from: string; to: string },
): Promise<Cells[]> {
  // The hours of a day sort behind all of its desks.
  const between: [string, string] = [from, `${to}#\u{10ffff}`];
  const months = monthsBetween(from, to).map((month) => figuresPartition(organisation, month));
  return Promise.all([
    ...months.map((pk) => cellsIn(table, pk, { between, isEventual: true })),
    cellsIn(table, backlogPartition(organisation), { isEventual: true }),
  ]);
}

/** What was counted of a topic on days of some months, in as many reads as there are months. */
export async function readDemand(
  table: Table,
  organisation: OrganisationId,
  topic: string,
  { from, to }: { from: string; to: string },
): Promise<Cells[]> {
  // The key of a cell without its day begins those of all days.
  const begins = demandCell(topic, "");
  const between: [string, string] = [begins, `${begins}\u{10ffff}`];
  return Promise.all(
    monthsBetween(from, to).map((month) =>
      cellsIn(table, figuresPartition(organisation, month), { between }),
    ),
  );
}

/** Of every topic. `isEventual`: a moment behind, for half of what it costs. */
export async function readDemandOfAll(
  table: Table,
  organisation: OrganisationId,
  { from, to }: { from: string; to: string },
  { isEventual = false } = {},
): Promise<Cells> {
  const begins = demandCell("", "").slice(0, -1);
  const between: [string, string] = [begins, `${begins}\u{10ffff}`];
  const months = await Promise.all(
    monthsBetween(from, to).map((month) =>
      cellsIn(table, figuresPartition(organisation, month), { between, isEventual }),
    ),
  );
  return Object.assign({}, ...months);
}

/** Counters are all numbers, and very many, so that they are read without asking of each what it is. */
async function cellsIn(
  table: Table,
  pk: string,
  { between, isEventual = false }: { between?: [string, string]; isEventual?: boolean } = {},
): Promise<Cells> {
  const cells: Cells = {};
  const [from, to] = between ?? [];
  let start: QueryCommandInput["ExclusiveStartKey"];
  do {
    const page: QueryCommandOutput = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        KeyConditionExpression: between ? "pk = :pk AND sk BETWEEN :from AND :to" : "pk = :pk",
        ExpressionAttributeValues: marshalled({ ":pk": pk, ":from": from, ":to": to }),
        ConsistentRead: !isEventual,
        ExclusiveStartKey: start,
      }),
    );
    for (const { pk: _, sk, ...fields } of page.Items ?? []) cells[sk?.S ?? ""] = numbersIn(fields);
    start = page.LastEvaluatedKey;
  } while (start);
  return cells;
}

function numbersIn(attributes: Record<string, AttributeValue>): Fields {
  const fields: Fields = {};
  for (const name in attributes) fields[name] = Number(attributes[name]?.N);
  return fields;
}
