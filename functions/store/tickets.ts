import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { Instant } from "../../shared/clock/instant.ts";
import type { Timed } from "../../shared/clock/timed.ts";
import { moveOf } from "../../shared/desk/live.ts";
import type { ContentId, OrganisationId, PersonId, TicketId } from "../../shared/id.ts";
import type { Content } from "../../shared/ticket/content.ts";
import type { TicketEvent } from "../../shared/ticket/event.ts";
import type { Reference } from "../../shared/ticket/reference.ts";
import type { Ticket } from "../../shared/ticket/ticket.ts";
import {
  keys,
  movePlace,
  ticketIn,
  ticketPartition,
  ticketsOf,
  timerPlace,
  workList,
  workListPlace,
} from "./keys.ts";
import {
  get,
  getMany,
  marshalled,
  type Page,
  put,
  query,
  type Stored,
  type Table,
  type Write,
} from "./table.ts";

export type Read = { at: Instant; person: PersonId; desk: string };

/** The writes of one change: events, image, texts; for a new ticket its reference and the pointer for whom it is about. */
export function ticketWrites(
  table: Table,
  { before, after, events, timerAt }: Timed,
  contents: readonly Content[],
  frontDesk: string,
): Write[] {
  const { organisation, ticketId } = after;
  return [
    putImage(table, before, after, frontDesk, timerAt),
    ...events.map((event, i) => {
      const isLast = i === events.length - 1;
      const item = {
        ...keys.event(organisation, ticketId, event.n),
        ...(isLast && { timerAt, ...movePlace(organisation, moveOf(before, after, event.at, frontDesk)) }),
        data: event,
      };
      return put(table, item, "conflict");
    }),
    ...contents.map((content) =>
      put(table, { ...keys.content(organisation, ticketId, content.contentId), data: content }, "conflict"),
    ),
    ...(before ? [] : firstWrites(table, after)),
  ];
}

function putImage(
  table: Table,
  before: Ticket | undefined,
  after: Ticket,
  frontDesk: string,
  timerAt: Instant | undefined,
): Write {
  const item = {
    ...keys.image(after.organisation, after.ticketId),
    ...workListPlace(after, frontDesk),
    ...timerPlace(after.organisation, after.ticketId, timerAt),
    gsi2pk: ticketsOf(after.organisation, after.asker),
    gsi2sk: `${after.askedAt}#${after.ticketId}`,
    version: after.version,
    data: after,
  };
  if (!before) return put(table, item, "conflict");
  return put(table, item, "conflict", "version = :before", { ":before": before.version });
}

function firstWrites(table: Table, ticket: Ticket): Write[] {
  const { organisation, ticketId, reference, about, askedAt } = ticket;
  const named = put(
    table,
    { ...keys.reference(organisation, reference), data: { ticketId } },
    "reference-taken",
  );
  if (about?.relation !== "namens") return [named];
  const pointer = {
    ...keys.about(organisation, ticketId, about.person),
    gsi2pk: ticketsOf(organisation, about.person),
    gsi2sk: `${askedAt}#${ticketId}`,
    data: { ticketId },
  };
  return [named, put(table, pointer, "conflict")];
}

/** Takes a text away for good; that it was there, and that it is gone, stays. */
export const redactWrite = (
  table: Table,
  organisation: OrganisationId,
  ticketId: TicketId,
  contentId: ContentId,
): Write => ({
  clash: "conflict",
  item: {
    Update: {
      TableName: table.name,
      Key: marshalled(keys.content(organisation, ticketId, contentId)),
      UpdateExpression: "SET #data.#text = :empty, #data.isRedacted = :yes",
      ConditionExpression: "attribute_exists(pk)",
      ExpressionAttributeNames: { "#data": "data", "#text": "text" },
      ExpressionAttributeValues: marshalled({ ":empty": "", ":yes": true }),
    },
  },
});

export const loadTicket = (table: Table, organisation: OrganisationId, ticketId: TicketId) =>
  get<Ticket>(table, keys.image(organisation, ticketId));

/** A ticket with every event that made it, in one read: what a change is decided on. */
export async function loadHistory(
  table: Table,
  organisation: OrganisationId,
  ticketId: TicketId,
): Promise<{ ticket: Ticket; events: TicketEvent[]; timerAt: string | undefined } | undefined> {
  const loaded = await loadWithHistory(table, organisation, ticketId);
  return loaded && { ticket: loaded.ticket, events: loaded.events, timerAt: loaded.timerAt };
}

/** With what is counted for it, too, which stands between the events and the image. */
export async function loadWithHistory(
  table: Table,
  organisation: OrganisationId,
  ticketId: TicketId,
): Promise<
  { ticket: Ticket; events: TicketEvent[]; timerAt: string | undefined; counted: unknown } | undefined
> {
  // Events, then the image: the texts sort before them.
  const { items } = await query(table, {
    pk: ticketPartition(organisation, ticketId),
    between: ["event#", "image"],
  });
  const stored = items as Stored<unknown>[];
  const image = stored.find(({ sk }) => sk === "image") as (Stored<Ticket> & { gsi3sk?: string }) | undefined;
  const counted = stored.find(({ sk }) => sk === "figures")?.data;
  return (
    image && { ticket: image.data, events: eventsIn(stored), timerAt: image.gsi3sk?.split("#")[0], counted }
  );
}

const eventsIn = (stored: readonly Stored<unknown>[]) =>
  stored.filter(({ sk }) => sk.startsWith("event#")).map(({ data }) => data as TicketEvent);

export const loadTickets = (table: Table, organisation: OrganisationId, ids: readonly TicketId[]) =>
  getMany<Ticket>(
    table,
    ids.map((id) => keys.image(organisation, id)),
  );

export const loadEvent = (table: Table, organisation: OrganisationId, ticketId: TicketId, n: number) =>
  get<TicketEvent>(table, keys.event(organisation, ticketId, n));

export const loadContent = (
  table: Table,
  organisation: OrganisationId,
  ticketId: TicketId,
  contentId: ContentId,
) => get<Content>(table, keys.content(organisation, ticketId, contentId));

/** The questions as asked, of several tickets at once. */
export const loadQuestions = (table: Table, tickets: readonly Ticket[]) =>
  getMany<Content>(
    table,
    tickets.map(({ organisation, ticketId, questionId }) => keys.content(organisation, ticketId, questionId)),
  );

/** Every text and every event of a ticket, in one query. */
export async function loadThread(
  table: Table,
  organisation: OrganisationId,
  ticketId: TicketId,
): Promise<{ contents: Content[]; events: TicketEvent[] }> {
  const { items } = await query(table, {
    pk: ticketPartition(organisation, ticketId),
    between: ["content#", "event#\uffff"],
  });
  const stored = items as Stored<unknown>[];
  return {
    contents: stored.filter(({ sk }) => sk.startsWith("content#")).map(({ data }) => data as Content),
    events: eventsIn(stored),
  };
}

export async function ticketByReference(
  table: Table,
  organisation: OrganisationId,
  reference: Reference,
): Promise<TicketId | undefined> {
  return (await get<{ ticketId: TicketId }>(table, keys.reference(organisation, reference)))?.ticketId;
}

type Listing = { limit: number; after?: string | undefined };
type Place = { ticketId: TicketId; position: string };

/** Open work by when it is due, done work newest first. */
export async function listDesk(
  table: Table,
  organisation: OrganisationId,
  desk: string,
  part: "open" | "done",
  { limit, after }: Listing,
): Promise<Page<Place>> {
  const page = await query(table, {
    index: "gsi1",
    pk: workList(organisation, desk, part),
    newestFirst: part === "done",
    limit,
    after,
  });
  return { items: page.items.map((item) => placeOf(item, "gsi1sk")), next: page.next };
}

/** Someone's own tickets and those asked *namens* them, newest first. */
export async function listPerson(
  table: Table,
  organisation: OrganisationId,
  person: PersonId,
  { limit, after }: Listing,
): Promise<Page<Place>> {
  const page = await query(table, {
    index: "gsi2",
    pk: ticketsOf(organisation, person),
    newestFirst: true,
    limit,
    after,
  });
  return { items: page.items.map((item) => placeOf(item, "gsi2sk")), next: page.next };
}

function placeOf(item: Record<string, unknown>, sk: string): Place {
  const position = String(item[sk]);
  return { position, ticketId: ticketIn(position) };
}

/** Stands on its own, so that it is either stored or throws: nobody reads what was not written down. */
export async function saveRead(
  table: Table,
  organisation: OrganisationId,
  ticketId: TicketId,
  read: Read,
): Promise<void> {
  const item = { ...keys.read(organisation, ticketId, read.at, read.person), data: read };
  await table.client.send(new PutItemCommand({ TableName: table.name, Item: marshalled(item) }));
}

export async function listReads(
  table: Table,
  organisation: OrganisationId,
  ticketId: TicketId,
  { limit, after }: Listing,
): Promise<Page<Read>> {
  const page = await query(table, {
    pk: ticketPartition(organisation, ticketId),
    begins: "read#",
    limit,
    after,
  });
  return { items: (page.items as Stored<Read>[]).map(({ data }) => data), next: page.next };
}
