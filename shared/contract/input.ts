import * as z from "zod";
import { SpokenChannel } from "../channel/channel.ts";
import { AnyInstant, Day } from "../clock/instant.ts";
import { ContentId, ImportId, Key, PersonId, TicketId } from "../id.ts";
import { Language } from "../text.ts";
import { Confidentiality } from "../ticket/confidentiality.ts";
import { About, Cause, Outcome, TicketKind, Urgency } from "../ticket/event.ts";
import { Reference } from "../ticket/reference.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
const noControls = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\p{Cs}]*$/u;

const textUpTo = (length: number) =>
  z.string().trim().min(1).max(length).regex(noControls, "no control characters but new lines and tabs");

/** What a person typed. */
export const Text = textUpTo(20_000);
const ShortText = textUpTo(200);

export const Paging = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(400).optional(),
});

export const AskQuestion = z.lazy(() =>
  z.strictObject({
    text: Text,
    topic: Key.optional(),
    kind: TicketKind.optional(),
    about: About.optional(),
    language: Language.optional(),
    follows: TicketId.optional(),
  }),
);

const whoCalls = () =>
  z.discriminatedUnion("is", [
    z.strictObject({ is: z.literal("known"), personId: PersonId }),
    z.strictObject({
      is: z.enum(["provisional", "outsider"]),
      name: ShortText.optional(),
      phone: textUpTo(30).optional(),
      email: z.email().max(200).optional(),
      language: Language.optional(),
    }),
  ]);

const answered = () =>
  z.strictObject({
    text: Text,
    outcome: Outcome.exclude(["withdrawn", "no-reply"]).default("answered"),
    cause: Cause.optional(),
  });

const handedOver = () => z.strictObject({ desk: Key.optional(), reason: Key, note: Text.optional() });

const spokenQuestion = () =>
  z
    .strictObject({
      text: Text,
      topic: Key.optional(),
      kind: TicketKind.optional(),
      about: About.optional(),
      urgency: Urgency.optional(),
      follows: TicketId.optional(),
      answer: answered().optional(),
      handOver: handedOver().optional(),
    })
    .refine((question) => !(question.answer && question.handOver), {
      path: ["handOver"],
      message: "either answered or handed over",
    });

const aboutExisting = () =>
  z
    .strictObject({
      ticketId: TicketId.optional(),
      reference: Reference.optional(),
      text: Text.optional(),
      callBack: z.enum(["reached", "not-reached"]).optional(),
    })
    .refine((existing) => (existing.ticketId === undefined) !== (existing.reference === undefined), {
      path: ["ticketId"],
      message: "either ticketId or reference",
    });

export const LogContact = z.lazy(() =>
  z.strictObject({
    channel: SpokenChannel,
    at: AnyInstant.optional(),
    seconds: z.int().min(0).max(86_400).optional(),
    location: Key.optional(),
    person: whoCalls().optional(),
    identityCheck: Key.optional(),
    result: Key.optional(),
    questions: z.array(spokenQuestion()).max(5).default([]),
    existing: z.array(aboutExisting()).max(5).default([]),
  }),
);
export type LogContact = z.output<typeof LogContact>;

export const Assign = z.lazy(() => z.strictObject({ to: PersonId }));
const reply = () => z.strictObject({ text: Text });
export const Reply = z.lazy(reply);
const note = () => z.strictObject({ text: Text });
export const Note = z.lazy(note);
export const Transfer = z.lazy(() => z.strictObject({ to: Key, reason: Key, note: Text.optional() }));
export const Return = z.lazy(() => z.strictObject({ reason: Key, note: Text.optional() }));
export const Wait = z.lazy(() =>
  z.discriminatedUnion("for", [
    z.strictObject({ for: z.literal("asker"), text: Text }),
    z.strictObject({ for: z.literal("planned"), on: Day, note: Text.optional() }),
    z.strictObject({ for: z.literal("partner"), partner: Key, note: Text.optional() }),
    z.strictObject({ for: z.literal("approval"), role: Key, note: Text.optional() }),
  ]),
);
export const Resolve = z.lazy(() =>
  z.strictObject({
    outcome: Outcome.exclude(["no-reply"]),
    cause: Cause.optional(),
    text: Text.optional(),
  }),
);
export const Reopen = z.lazy(() => z.strictObject({ reason: Key, text: Text.optional() }));
export const Rate = z.lazy(() => z.strictObject({ score: z.int().min(1).max(5), text: Text.optional() }));
export const SetTopic = z.lazy(() => z.strictObject({ topic: Key }));
export const SetConfidentiality = z.lazy(() =>
  z.strictObject({
    to: Confidentiality.exclude(["not-recorded"]),
    reason: Text,
  }),
);
export const NameReaders = z.lazy(() =>
  z.strictObject({
    add: z.array(PersonId).max(20).default([]),
    remove: z.array(PersonId).max(20).default([]),
  }),
);
export const Redact = z.lazy(() => z.strictObject({ contentId: ContentId, reason: Key }));
export const LinkPerson = z.lazy(() => z.strictObject({ to: PersonId }));

/** A row as a file has it: every cell still text. */
const fileRow = () => z.record(z.string().max(60), z.union([z.string().max(4000), z.number(), z.null()]));
export const FileRow = z.lazy(fileRow);
export type FileRow = z.infer<typeof FileRow>;

const importRows = () =>
  z.strictObject({
    importId: ImportId.optional(),
    name: ShortText.optional(),
    /** The number of the first row of this part within the file. */
    first: z.int().min(1).default(1),
    rows: z.array(fileRow()).max(250),
  });

export const ImportPhoneLog = z.lazy(() => importRows());
export const ImportPeople = z.lazy(() =>
  importRows().extend({
    /** The last part: whoever was in none of the parts has left. */
    complete: z.boolean().default(false),
    allowManyLeavers: z.boolean().default(false),
  }),
);
