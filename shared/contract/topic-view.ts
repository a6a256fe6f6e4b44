import * as z from "zod/mini";
import { Day, Instant } from "../clock/instant.ts";
import { NotAnsweredReason } from "../faq/day-demand.ts";
import { Concept } from "../faq/glossary-concept.ts";
import { AnswerAudience, Publication, Revision, RevisionState, TopicState } from "../faq/record.ts";
import { TopicAct } from "../faq/trail.ts";
import { Key, PersonId, TicketId } from "../id.ts";
import { later } from "../schema.ts";
import { LocalText } from "../text.ts";

// A schema is built where it is first used: building them all would slow the start of every function.

/** Where a change left a topic, so that a repeated call gets the very same answer. */
export const TopicChanged = later(() => z.strictObject({ topic: Key, version: z.int(), state: TopicState }));

export const TopicSplit = later(() =>
  z.strictObject({
    topic: Key,
    version: z.int(),
    state: TopicState,
    /** The topic that the questions went to. */
    made: Key,
  }),
);

/** Where a change left a revision: `version` is the revision's, `topicVersion` its topic's. */
export const RevisionChanged = later(() =>
  z.strictObject({
    topic: Key,
    revision: z.int(),
    version: z.int(),
    state: RevisionState,
    topicVersion: z.int(),
  }),
);

/** A text in which personal data has made way for what kind of data it was. */
const masked = () => z.strictObject({ text: z.string(), found: z.array(z.string()) });

const question = () => z.extend(masked(), { ticketId: TicketId, askedAt: Instant });
export type MaskedQuestion = z.infer<ReturnType<typeof question>>;

/** A revision without its texts. */
const revisionHead = () =>
  z.strictObject({
    number: z.int(),
    version: z.int(),
    audience: AnswerAudience,
    state: RevisionState,
    validFrom: Day,
    validUntil: z.optional(Day),
    basedOn: z.optional(z.int()),
    languages: z.array(z.enum(["nl", "en"])),
    authors: z.array(PersonId),
    offeredBy: z.optional(PersonId),
    publishedBy: z.optional(PersonId),
    publishedAt: z.optional(Instant),
    endedAt: z.optional(Instant),
    withdrawnBy: z.optional(PersonId),
    withdrawnBecause: z.optional(Key),
    changedAt: Instant,
  });
export type RevisionHead = z.infer<ReturnType<typeof revisionHead>>;

/** Who the ids among the editors are; one that the people file does not know, or keeps to few, is missing. */
const names = () => z.record(z.string(), z.string());

const figure = () => z.nullable(z.number());
const share = () => z.strictObject({ share: z.number(), low: z.number(), high: z.number() });

/** What became of one revision. A figure at `null` is about too few people to be shown. */
const effect = () =>
  z.strictObject({
    revision: z.int(),
    audience: AnswerAudience,
    from: Day,
    until: z.optional(Day),
    used: figure(),
    shown: figure(),
    opened: figure(),
    answered: figure(),
    notAnswered: figure(),
    again: figure(),
    reasons: z.array(z.strictObject({ reason: NotAnsweredReason, count: figure() })),
    /** Of those who opened it, who said that it answered their question. */
    helped: z.nullable(share()),
    /** How much was asked four weeks before and after, against topics without a new answer. */
    volume: z.nullable(
      z.strictObject({ before: figure(), after: figure(), ratio: figure(), isAtMost: z.boolean() }),
    ),
  });

/** How a topic stands. A figure at `null` is about too few people to be shown. */
const standing = () =>
  z.strictObject({
    asOf: Day,
    people7: figure(),
    people28: figure(),
    people28Before: figure(),
    /** Up to fifty. */
    askers: figure(),
    days: figure(),
    trend: z.enum(["up", "steady", "down"]),
    surge: z.optional(z.strictObject({ since: Day })),
    quietUntil: z.optional(Day),
    candidate: z.optional(z.enum(["demand", "surge"])),
    stale: z.array(
      z.enum([
        ...(["review-due", "rules-change", "not-helping"] as const),
        ...(["validity-ended", "validity-ending", "seldom-asked"] as const),
      ]),
    ),
    handlingMinutes: z.int(),
    effects: z.array(effect()),
  });
export type StandingView = z.infer<ReturnType<typeof standing>>;

/** What one person did, and waits for another. */
const waiting = () =>
  z.strictObject({
    offered: z.array(z.int()),
    withdrawals: z.array(z.int()),
    restorations: z.array(z.int()),
  });

const demandRow = () =>
  z.strictObject({
    topic: Key,
    state: TopicState,
    name: z.optional(LocalText),
    under: z.optional(Key),
    mergedInto: z.optional(Key),
    owner: z.optional(Key),
    reviewOn: z.optional(Day),
    answers: z.array(z.strictObject({ audience: AnswerAudience, revision: z.int() })),
    waiting: z.optional(waiting()),
    standing: z.optional(standing()),
    /** Of a topic without a name: the newest question that may be shown. */
    sample: z.optional(masked()),
  });
export type DemandRow = z.infer<ReturnType<typeof demandRow>>;

export const DemandList = later(() =>
  z.strictObject({ items: z.array(demandRow()), next: z.optional(z.string()) }),
);

export const TopicDetail = later(() =>
  z.strictObject({
    topic: Key,
    /** 0 while no editor did anything to it. */
    version: z.int(),
    state: TopicState,
    origin: z.enum(["configured", "found", "split"]),
    name: z.optional(LocalText),
    under: z.optional(Key),
    splitFrom: z.optional(Key),
    mergedInto: z.optional(Key),
    /** The topics that are looked at as this one. */
    merged: z.array(Key),
    mutedAt: z.optional(Instant),
    archivedAt: z.optional(Instant),
    isAlwaysKept: z.boolean(),
    owner: z.optional(Key),
    reviewOn: z.optional(Day),
    standing: z.optional(standing()),
    publications: z.array(Publication),
    drafts: z.array(z.int()),
    /** What one person did at once and a second has to look at. */
    withdrawals: z.array(z.int()),
    restorations: z.array(z.int()),
    revisions: z.array(revisionHead()),
    /** The last fifty, newest first. */
    trail: z.array(TopicAct),
    names: names(),
    /** The newest, as they were asked; none of topics that are kept closely. */
    questions: z.array(question()),
  }),
);
export type TopicDetail = z.infer<typeof TopicDetail>;

const part = () => z.strictObject({ is: z.enum(["same", "added", "removed"]), text: z.string() });
const differenceOfTexts = () => z.strictObject({ written: z.array(part()), spoken: z.array(part()) });

export const RevisionDetail = later(() =>
  z.strictObject({
    revision: Revision,
    names: names(),
    /** What it lacks before another person can publish it. */
    missing: z.array(z.strictObject({ at: z.string(), code: z.string(), message: z.string() })),
    /** What another revision would have to lose and gain to become this one. */
    difference: z.optional(
      z.strictObject({ against: z.int(), nl: differenceOfTexts(), en: differenceOfTexts() }),
    ),
  }),
);

export const AnswerMaterial = later(() =>
  z.strictObject({
    questions: z.array(question()),
    /** What agents answered, of questions that are done. */
    replies: z.array(z.extend(masked(), { ticketId: TicketId, at: Instant })),
    /** Published answers that say much the same, the most alike first. */
    similar: z.array(
      z.strictObject({
        topic: Key,
        name: z.optional(LocalText),
        revision: z.int(),
        audience: AnswerAudience,
        /** Between 0 for nothing shared and 1 for the same words. */
        alike: z.number(),
        written: z.string(),
      }),
    ),
  }),
);

export const MergeSuggestions = later(() =>
  z.strictObject({
    week: z.string(),
    suggestions: z.array(
      z.strictObject({
        topic: Key,
        name: z.optional(LocalText),
        into: Key,
        intoName: z.optional(LocalText),
        alike: z.number(),
      }),
    ),
  }),
);

const offeredWord = () =>
  z.strictObject({
    word: z.string(),
    /** The topics that it was used about, the most usual first. */
    topics: z.array(Key),
    /** How many people used it; nothing where they are few. */
    people: z.nullable(z.int()),
  });

export const GlossaryView = later(() =>
  z.strictObject({ concepts: z.array(Concept), words: z.array(offeredWord()) }),
);
export const ConceptPut = later(() => z.strictObject({ concept: Key }));
export const WordDismissed = later(() => z.strictObject({ word: z.string() }));
