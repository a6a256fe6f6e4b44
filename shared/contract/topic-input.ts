import * as z from "zod/mini";
import { Day } from "../clock/instant.ts";
import { AnswerAudience, SourceKind } from "../faq/record.ts";
import { withdrawalReasons } from "../faq/trail.ts";
import { Key, TicketId } from "../id.ts";
import { later, positiveInt } from "../schema.ts";
import { noControls, noTurns, Paging, Text, textUpTo } from "./input.ts";

// A schema is built where it is first used: building them all would slow the start of every function.

const topicName = () => z.strictObject({ nl: textUpTo(100), en: textUpTo(100) });

export const AskDemand = later(() =>
  z.extend(Paging, {
    view: z._default(z.enum(["asked", "candidates", "surging", "attention", "merged", "aside"]), "asked"),
  }),
);

/** A revision to see the differences with. */
export const AskRevision = later(() =>
  z.strictObject({
    against: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(1_000_000))),
  }),
);
/** The draft that similar answers are looked for with. */
export const AskMaterial = later(() =>
  z.strictObject({
    revision: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(1_000_000))),
  }),
);

export const OpenTopic = later(() => z.strictObject({ name: topicName(), under: Key }));
export const NameTopic = later(() => z.strictObject({ name: topicName(), under: z.optional(Key) }));
export const SetOwner = later(() => z.strictObject({ desk: Key }));
/** Without a day: somebody looked and it still holds. */
export const SetReview = later(() => z.strictObject({ day: z.optional(Day) }));
export const MergeTopic = later(() => z.strictObject({ into: Key }));
export const SplitTopic = later(() =>
  z.strictObject({
    tickets: z.array(TicketId).check(z.minLength(1), z.maxLength(25)),
    name: z.optional(topicName()),
  }),
);

export const StartDraft = later(() =>
  z.strictObject({ audience: AnswerAudience, basedOn: z.optional(positiveInt()) }),
);

/** A draft may be half done: what it lacks is said when it is offered. */
const unfinished = (length: number) =>
  z
    .string()
    .check(
      z.maxLength(length),
      z.regex(noControls, "no control characters but new lines and tabs, and no halves of characters"),
      z.regex(noTurns, "no characters that turn the direction of the text"),
    );
const draftText = () => z.strictObject({ written: unfinished(10_000), spoken: unfinished(4_000) });

export const SaveDraft = later(() =>
  z.strictObject({
    texts: z.strictObject({ nl: draftText(), en: z.optional(draftText()) }),
    sources: z
      .array(
        z.strictObject({
          kind: SourceKind,
          text: textUpTo(300),
          url: z.optional(
            z.url().check(z.maxLength(500), z.regex(/^https:\/\//, "an address that starts with https")),
          ),
        }),
      )
      .check(z.maxLength(20)),
    validFrom: Day,
    validUntil: z.optional(Day),
  }),
);

export const SendBack = later(() => z.strictObject({ remark: Text.check(z.maxLength(2_000)) }));
/** The version that was read: what changed since is not published unread. */
export const Publish = later(() => z.strictObject({ version: positiveInt() }));
export const Withdraw = later(() => z.strictObject({ because: z.enum(withdrawalReasons) }));

const word = () => textUpTo(80).check(z.minLength(2), z.regex(/\p{L}|\p{N}/u, "a word or a few"));
/** Without any word the concept is no longer the organisation's own. */
export const PutConcept = later(() =>
  z.strictObject({
    nl: z.array(word()).check(z.maxLength(200)),
    en: z.array(word()).check(z.maxLength(200)),
  }),
);
