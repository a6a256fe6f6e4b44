import * as z from "zod/mini";
import { Day, Instant } from "../clock/instant.ts";
import { Concept } from "../faq/glossary-concept.ts";
import { AnswerAudience, Source } from "../faq/record.ts";
import { Key, TicketId } from "../id.ts";
import { later } from "../schema.ts";
import { LocalText } from "../text.ts";
import { Reference } from "../ticket/reference.ts";
import { SignpostView } from "./view.ts";

// A schema is built where it is first used: building them all would slow the start of every function.

/** Whoever answers questions also gets the answer as it is said on the telephone. */
const shownText = () => z.strictObject({ written: z.string(), spoken: z.optional(z.string()) });
const shownTexts = () => z.strictObject({ nl: shownText(), en: z.optional(shownText()) });

const answerView = () =>
  z.strictObject({
    revision: z.int(),
    audience: AnswerAudience,
    /** In markup: paragraphs, lists, headings, strong words and links. */
    texts: shownTexts(),
    sources: z.array(Source),
    validFrom: Day,
    validUntil: z.optional(Day),
    /** When somebody last looked whether it holds. */
    reviewedAt: Instant,
  });
export type AnswerView = z.infer<ReturnType<typeof answerView>>;

/** The answers of a topic that there are now for whoever asks. */
export const TopicAnswers = later(() =>
  z.strictObject({
    /** What the topic asked for was merged into, where it was. */
    topic: Key,
    name: LocalText,
    signpost: z.optional(SignpostView),
    answers: z.array(answerView()),
  }),
);

export const Suggested = later(() =>
  z.strictObject({
    suggestions: z.array(
      z.strictObject({
        topic: Key,
        /** Of a topic that was found in questions: the configured one that it stands under. */
        under: z.optional(Key),
        name: LocalText,
        /** How likely the first is right, between 0 and 1. */
        confidence: z.optional(z.number()),
        signpost: z.optional(SignpostView),
        answers: z.array(
          z.strictObject({ revision: z.int(), audience: AnswerAudience, texts: shownTexts() }),
        ),
      }),
    ),
  }),
);

/** What a page suggests answers with while somebody types, without asking for each letter. */
export const PageIndex = later(() =>
  z.discriminatedUnion("unchanged", [
    z.strictObject({ unchanged: z.literal(true), version: z.string() }),
    z.strictObject({
      unchanged: z.literal(false),
      version: z.string(),
      /** For `unpack` of the matcher: compressed with gzip, in base64. */
      pack: z.string(),
      topics: z.array(
        z.strictObject({
          key: Key,
          name: LocalText,
          answer: z.optional(z.strictObject({ revision: z.int() })),
          signpost: z.optional(SignpostView),
        }),
      ),
      /** Words with which somebody is worth pointing out at once, without what is typed leaving the page. */
      pointers: z.array(z.strictObject({ words: z.array(z.string()), signposts: z.array(SignpostView) })),
      /** The organisation's own concepts, beside those that every page has. */
      concepts: z.array(Concept),
    }),
  ]),
);
export type PageIndex = z.infer<typeof PageIndex>;

export const UsesTaken = later(() => z.strictObject({ taken: z.int() }));

const changeView = () =>
  z.strictObject({
    change: z.string(),
    at: Instant,
    topic: Key,
    name: LocalText,
    revision: z.int(),
    audience: AnswerAudience,
    what: z.enum(["published", "replaced", "withdrawn", "review-due"]),
    /** The revision whose place it took. */
    replaces: z.optional(z.int()),
    /** Why it was withdrawn. */
    because: z.optional(Key),
    isRead: z.boolean(),
  });
export type ChangeView = z.infer<ReturnType<typeof changeView>>;

export const AnswerChanges = later(() =>
  z.strictObject({
    items: z.array(changeView()),
    next: z.optional(z.string()),
    /** Of all that there are, not of this page. */
    unread: z.int(),
  }),
);

export const ChangesRead = later(() => z.strictObject({ read: z.int() }));

export const Preferences = later(() =>
  z.strictObject({
    /** Whether to be told, here and nowhere else, of answers to earlier questions that have changed. */
    changeNotices: z.boolean(),
  }),
);
export type Preferences = z.infer<typeof Preferences>;

const ownChange = () =>
  z.strictObject({
    ticketId: TicketId,
    reference: Reference,
    topic: Key,
    name: LocalText,
    what: z.enum(["replaced", "withdrawn"]),
    at: Instant,
    /** The revision that the question was answered with, and the one that is the answer now. */
    revision: z.int(),
    newer: z.optional(z.int()),
  });
export type OwnChange = z.infer<ReturnType<typeof ownChange>>;

export const OwnChanges = later(() => z.strictObject({ items: z.array(ownChange()) }));
