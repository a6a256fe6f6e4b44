import type { TicketId } from "../../shared/id.ts";
import { log } from "./log.ts";

/** A message about a ticket that was erased: nothing is left to do, and waiting will not bring it back. */
export function goneAway(queue: string, ticketId: TicketId): void {
  log.info("the ticket is no longer there", { queue, ticketId });
}
