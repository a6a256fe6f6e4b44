import * as z from "zod/mini";
import { Instant } from "../clock/instant.ts";
import { ContentId, PersonId, TicketId } from "../id.ts";
import { Side } from "./event.ts";

/** A text that a person typed, apart from the events so that it can be redacted, expired and erased. */
export const Content = z.strictObject({
  contentId: ContentId,
  ticketId: TicketId,
  kind: z.enum(["question", "reply", "note", "promise"]),
  from: Side,
  by: PersonId,
  at: Instant,
  text: z.string(),
  isRedacted: z.boolean(),
});
export type Content = z.infer<typeof Content>;
