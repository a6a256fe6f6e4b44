import { randomBytes, randomInt } from "node:crypto";
import type { Instant } from "../../shared/clock/instant.ts";
import type { AnswerOf, BodyOf, ParamsOf, QueryOf, Route } from "../../shared/contract/operations.ts";
import {
  type ContactId,
  type ContentId,
  type ImportId,
  type JobId,
  makeId,
  type PersonId,
  type TicketId,
} from "../../shared/id.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import type { Member } from "../../shared/person/member.ts";
import type { Refusal } from "../../shared/refusal.ts";
import { makeReference, type Reference } from "../../shared/ticket/reference.ts";
import type { Table, Write } from "../store/table.ts";

/** New ids and references: the only randomness of a request. */
export type Mint = {
  ticket(): TicketId;
  contact(): ContactId;
  content(): ContentId;
  person(): PersonId;
  import(): ImportId;
  job(): JobId;
  reference(): Reference;
};

export function mintAt(at: Instant): Mint {
  const now = Date.parse(at);
  const id = (prefix: Parameters<typeof makeId>[0]) => makeId(prefix, now, randomBytes(10));
  return {
    ticket: () => id("ticket") as TicketId,
    contact: () => id("contact") as ContactId,
    content: () => id("content") as ContentId,
    person: () => id("person") as PersonId,
    import: () => id("import") as ImportId,
    job: () => id("job") as JobId,
    reference: () => makeReference(new Date(now).getUTCFullYear(), randomInt(10_000_000)),
  };
}

/** A request as a handler gets it: parsed, signed in, with its moment and its ids. */
export type Request<R extends Route = Route> = {
  member: Member;
  organisation: Organisation;
  at: Instant;
  mint: Mint;
  table: Table;
  params: ParamsOf<R>;
  query: QueryOf<R>;
  body: BodyOf<R>;
  /** The version that the caller last saw, where they said so. */
  ifMatch?: number | undefined;
  /** The write that makes a repeated request harmless, for the transaction that does its work. */
  marker: (answer: AnswerOf<R>) => Write[];
};

/** A table instead of the answer itself, with the name that it is kept under and where the next part of it stands. */
export type GivenTable = { csv: string; name: string; next?: string | undefined };
export type Given<R extends Route = Route> = { body: AnswerOf<R>; version?: number } | GivenTable;
export type Handler<R extends Route> = (request: Request<R>) => Promise<Given<R> | Refusal>;

/** The same key was used at the same moment by another copy of this request: that one's answer holds. */
export class KeyUsed extends Error {
  override name = "KeyUsed";
}

/** Retries by deciding anew were of no avail. */
export class Busy extends Error {
  override name = "Busy";
}
