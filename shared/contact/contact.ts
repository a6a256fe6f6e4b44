import * as z from "zod/mini";
import { Channel } from "../channel/channel.ts";
import { Instant } from "../clock/instant.ts";
import { ContactId, Key, PersonId, TicketId } from "../id.ts";
import { intFrom } from "../schema.ts";

/** One moment of click, call or face: when, how long, by whom, with whom, and about which tickets (perhaps none). */
export const Contact = z.strictObject({
  contactId: ContactId,
  channel: Channel,
  at: Instant,
  seconds: z.optional(intFrom(0)),
  location: z.optional(Key),
  kind: Key,
  result: Key,
  person: z.optional(PersonId),
  takenBy: z.optional(PersonId),
  identityCheck: z.optional(Key),
  tickets: z.array(TicketId),
});
export type Contact = z.infer<typeof Contact>;

export type ContactContent = {
  questions: readonly { isAnswered: boolean }[];
  existing: readonly { callBack?: string | undefined }[];
};

/** What a contact was for, in the organisation's words (`contact.kinds`). */
export function kindOf({ questions, existing }: ContactContent): string {
  if (questions.length > 0) return "new-question";
  if (existing.some(({ callBack }) => callBack)) return "call-back";
  return existing.length > 0 ? "about-existing" : "information-given";
}

/** How it ended, where the agent does not say so: solved at first contact, or on its way to somebody else. */
export function resultOf({ questions, existing }: ContactContent): string {
  if (questions.some(({ isAnswered }) => !isAnswered)) return "handed-over";
  return existing.some(({ callBack }) => callBack === "not-reached") ? "not-reached" : "answered";
}
