import type { ContentId, PersonId } from "../id.ts";
import type { Confidentiality } from "./confidentiality.ts";
import type { Happening } from "./event.ts";
import { isDone, type Ticket } from "./ticket.ts";

/** Keeps a ticket more closely; one that gets named readers keeps at least one. */
export function raise(
  ticket: Ticket,
  to: Confidentiality,
  because: "words" | "topic" | "person",
  alsoReads: PersonId[],
  noteId?: ContentId,
): Happening[] {
  const set: Happening = { type: "confidentiality-set", to, because, ...(noteId && { noteId }) };
  if (to !== "restricted") return [set];
  const readers = [...new Set([...ticket.readers, ...inHandOf(ticket), ...alsoReads])];
  return [set, { type: "readers-named", readers }];
}

/** Who has the ticket in hand, or answered it. */
function inHandOf(ticket: Ticket): PersonId[] {
  if ("claimedBy" in ticket) return [ticket.claimedBy];
  if (!isDone(ticket)) return [];
  const { by, from } = ticket.resolution;
  return from === "desk" && by !== "system" ? [by] : [];
}
