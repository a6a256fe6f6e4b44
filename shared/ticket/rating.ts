import { topicOf } from "../organisation/lookup.ts";
import type { Organisation } from "../organisation/organisation.ts";
import { type Refusal, refused } from "../refusal.ts";
import { isDone, type Ticket } from "./ticket.ts";

/** Why someone may not rate how a ticket was handled; nothing where they may. It is for who asked, once. */
export function notRatedBy(person: string, ticket: Ticket, organisation: Organisation): Refusal | undefined {
  if (person !== ticket.asker) return refused("not-your-role");
  if (!isDone(ticket)) return refused("not-resolved");
  if (ticket.topic && topicOf(organisation, ticket.topic.key)?.noRating) return refused("not-rated");
  return ticket.rating ? refused("already-rated") : undefined;
}
