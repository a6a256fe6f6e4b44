import * as z from "zod/mini";
import { Channel, SpokenChannel } from "../channel/channel.ts";
import { AnyInstant, Day } from "../clock/instant.ts";
import { ContentId, ImportId, Key, PersonId, TicketId } from "../id.ts";
import { allBut, intFrom, later } from "../schema.ts";
import { Language } from "../text.ts";
import { Confidentiality } from "../ticket/confidentiality.ts";
import { About, Cause, Outcome, TicketKind, Urgency, UsedAnswer } from "../ticket/event.ts";
import { redactReasons } from "../ticket/redaction.ts";
import { Reference } from "../ticket/reference.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
export const noControls = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\p{Cs}]*$/u;
/** What turns the direction of the text around it makes it read as something else than what was written. */
export const noTurns = /^[^\u202a-\u202e\u2066-\u2069]*$/u;
const somethingToSee = /[^\p{Cc}\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}]/u;

export const textUpTo = (length: number) =>
  z.string().check(
    z.trim(),
    z.minLength(1, { abort: true }),
    z.maxLength(length),
    z.regex(noControls, {
      error: "no control characters but new lines and tabs, and no halves of characters",
      abort: true,
    }),
    z.regex(noTurns, "no characters that turn the direction of the text"),
    z.regex(somethingToSee, "at least one character that can be seen"),
  );

const atMost = (length: number) => z.string().check(z.maxLength(length));

/** What a person typed. */
export const Text = later(() => textUpTo(20_000));
const ShortText = later(() => textUpTo(200));

export const Paging = later(() =>
  z.strictObject({
    limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(100)), 25),
    cursor: z.optional(atMost(400)),
  }),
);

export const AskQuestion = later(() =>
  z.strictObject({
    text: Text,
    topic: z.optional(Key),
    kind: z.optional(TicketKind),
    about: z.optional(About),
    language: z.optional(Language),
    follows: z.optional(TicketId),
  }),
);

const whoCalls = () =>
  z.discriminatedUnion("is", [
    z.strictObject({ is: z.literal("known"), personId: PersonId }),
    z.strictObject({
      is: z.enum(["provisional", "outsider"]),
      name: z.optional(ShortText),
      phone: z.optional(textUpTo(30)),
      email: z.optional(z.email().check(z.maxLength(200))),
      language: z.optional(Language),
    }),
  ]);

const answered = () =>
  z.strictObject({
    text: Text,
    outcome: z._default(allBut(Outcome, "withdrawn", "no-reply"), "answered"),
    cause: z.optional(Cause),
    /** The published answer that was given. */
    answer: z.optional(UsedAnswer),
  });

/** The key of a topic, or of a named one that was found in questions; `null`: none of those that there are. */
const saidTopic = () => z.nullable(Key);
/** `accepted`: what was suggested was left as it stood. */
const how = () => z._default(z.enum(["confirmed", "accepted"]), "confirmed");

const handedOver = () => z.strictObject({ desk: z.optional(Key), reason: Key, note: z.optional(Text) });

const spokenQuestion = () =>
  z
    .strictObject({
      text: Text,
      topic: z.optional(saidTopic()),
      how: how(),
      kind: z.optional(TicketKind),
      about: z.optional(About),
      urgency: z.optional(Urgency),
      follows: z.optional(TicketId),
      answer: z.optional(answered()),
      handOver: z.optional(handedOver()),
    })
    .check(
      z.refine((question) => !(question.answer && question.handOver), {
        path: ["handOver"],
        message: "either answered or handed over",
      }),
    );

const aboutExisting = () =>
  z
    .strictObject({
      ticketId: z.optional(TicketId),
      reference: z.optional(Reference),
      text: z.optional(Text),
      callBack: z.optional(z.enum(["reached", "not-reached"])),
    })
    .check(
      z.refine((existing) => (existing.ticketId === undefined) !== (existing.reference === undefined), {
        path: ["ticketId"],
        message: "either ticketId or reference",
      }),
    );

export const LogContact = later(() =>
  z.strictObject({
    channel: SpokenChannel,
    at: z.optional(AnyInstant),
    seconds: z.optional(intFrom(0, 86_400)),
    location: z.optional(Key),
    person: z.optional(whoCalls()),
    identityCheck: z.optional(Key),
    result: z.optional(Key),
    questions: z._default(z.array(spokenQuestion()).check(z.maxLength(5)), []),
    existing: z._default(z.array(aboutExisting()).check(z.maxLength(5)), []),
  }),
);
export type LogContact = z.output<typeof LogContact>;

export const Assign = later(() => z.strictObject({ to: PersonId }));
const reply = () => z.strictObject({ text: Text, answer: z.optional(UsedAnswer) });
/** `callBack`: who asked would rather be called about it. The number stands in the text. */
export const Reply = later(() => z.extend(reply(), { callBack: z.optional(z.literal(true)) }));
const note = () => z.strictObject({ text: Text });
export const Note = later(note);
export const Transfer = later(() => z.strictObject({ to: Key, reason: Key, note: z.optional(Text) }));
export const Return = later(() => z.strictObject({ reason: Key, note: z.optional(Text) }));
export const Wait = later(() =>
  z.discriminatedUnion("for", [
    z.strictObject({ for: z.literal("asker"), text: Text }),
    z.strictObject({ for: z.literal("planned"), on: Day, note: z.optional(Text) }),
    z.strictObject({ for: z.literal("partner"), partner: Key, note: z.optional(Text) }),
    z.strictObject({ for: z.literal("approval"), role: Key, note: z.optional(Text) }),
  ]),
);
export const Resolve = later(() =>
  z.strictObject({
    outcome: allBut(Outcome, "no-reply"),
    cause: z.optional(Cause),
    text: z.optional(Text),
    /** What it was about, said in the same call. */
    topic: z.optional(saidTopic()),
    how: how(),
    answer: z.optional(UsedAnswer),
  }),
);
export const Reopen = later(() => z.strictObject({ reason: Key, text: z.optional(Text) }));
export const Rate = later(() => z.strictObject({ score: intFrom(1, 5), text: z.optional(Text) }));
export const SetTopic = later(() => z.strictObject({ topic: saidTopic(), how: how() }));
export const SetConfidentiality = later(() =>
  z.strictObject({
    to: allBut(Confidentiality, "not-recorded"),
    reason: Text,
  }),
);
export const NameReaders = later(() =>
  z.strictObject({
    add: z._default(z.array(PersonId).check(z.maxLength(20)), []),
    remove: z._default(z.array(PersonId).check(z.maxLength(20)), []),
  }),
);
export const Redact = later(() => z.strictObject({ contentId: ContentId, reason: z.enum(redactReasons) }));
export const MakePromise = later(() =>
  z.strictObject({ text: Text, at: AnyInstant, owner: z.optional(PersonId) }),
);
export const KeepPromise = later(() => z.strictObject({ text: z.optional(Text) }));
export const WithdrawPromise = later(() => z.strictObject({ reason: Text }));
export const ConfirmPromise = later(() => z.strictObject({ kept: z.boolean() }));
export const SetUrgency = later(() => z.strictObject({ to: Urgency, reason: Text }));
export const LinkPerson = later(() => z.strictObject({ to: PersonId }));

/** As a query has a list: parts with commas between them. */
const inParts = <T extends z.ZodMiniType>(list: T) =>
  z.pipe(
    z.pipe(
      atMost(100),
      z.transform((text): unknown => [...new Set(text.split(","))]),
    ),
    list,
  );

/** Whole weeks: from a Monday to a Sunday, both included. The channel is told apart in any case, so naming it is optional. */
export const AskServiceLevels = later(() =>
  z.strictObject({
    from: Day,
    to: Day,
    by: z._default(inParts(z.array(z.enum(["desk", "channel", "topic", "week"]))), ["desk"]),
    desk: z.optional(Key),
    channel: z.optional(Channel),
    topic: z.optional(Key),
    /** `csv` gives one part of the report as a table. */
    format: z._default(z.enum(["json", "csv"]), "json"),
    part: z._default(z.enum(["rows", "backlog", "topics", "hours"]), "rows"),
    cursor: z.optional(atMost(400)),
  }),
);

/** A row as a file has it: every cell still text. */
const fileRow = () => z.record(atMost(60), z.union([atMost(4000), z.number(), z.null()]));
export const FileRow = later(fileRow);
export type FileRow = z.infer<typeof FileRow>;

const importRows = () =>
  z.strictObject({
    importId: z.optional(ImportId),
    name: z.optional(ShortText),
    /** The number of the first row of this part within the file. */
    first: z._default(intFrom(1), 1),
    rows: z.array(fileRow()).check(z.maxLength(250)),
  });

export const ImportPhoneLog = later(() => importRows());
export const ImportPeople = later(() =>
  z.extend(importRows(), {
    /** The last part: whoever was in none of the parts has left. */
    complete: z._default(z.boolean(), false),
    allowManyLeavers: z._default(z.boolean(), false),
  }),
);
