import * as z from "zod/mini";
import { Day, Instant } from "../clock/instant.ts";
import { Key, OrganisationId, PersonId } from "../id.ts";
import { intFrom, later, positiveInt, someOf, someText } from "../schema.ts";
import { LocalText } from "../text.ts";

/** For whom an answer is written: everybody, whoever manages people, or the helpdesk itself. */
export const AnswerAudience = z.enum(["employee", "line-manager", "internal"]);
export type AnswerAudience = z.infer<typeof AnswerAudience>;

/** A time in which a revision was the answer. `until` is missing while it still is. */
export const Publication = later(() =>
  z.strictObject({
    revision: positiveInt(),
    audience: AnswerAudience,
    from: Instant,
    until: z.optional(Instant),
  }),
);
export type Publication = z.infer<typeof Publication>;

/**
 * What editors made of a topic. One that the configuration has gets a record when it first needs one; any other was
 * found in questions that looked like nothing known, or split off from one that is known.
 */
export const TopicRecord = later(() =>
  z.strictObject({
    organisation: OrganisationId,
    key: Key,
    version: positiveInt(),
    origin: z.enum(["configured", "found", "split"]),
    /** Of a found topic, from when an editor named it. A configured topic's name is the configuration's. */
    name: z.optional(LocalText),
    /** The configured topic that a named found topic stands under: its routing and targets come from there. */
    under: z.optional(Key),
    splitFrom: z.optional(Key),
    /** Its counts and questions are looked at as that topic's for as long as it stays so. */
    mergedInto: z.optional(Key),
    mutedAt: z.optional(Instant),
    archivedAt: z.optional(Instant),
    /** The desk that keeps its answers right. */
    owner: z.optional(Key),
    /** When somebody has to look whether its answers still hold. */
    reviewOn: z.optional(Day),
    /** Newest first, the last twenty. */
    publications: z.array(Publication),
    /** Revisions that are being written or wait for a second person. */
    drafts: z.array(positiveInt()),
    /** Revisions that one person withdrew and no second person has looked at. */
    withdrawals: z.array(positiveInt()),
    /** Revisions that one person published again, likewise. */
    restorations: z.optional(z.array(positiveInt())),
    latestRevision: intFrom(0),
    /** The number of the last act in its trail. */
    latestAct: intFrom(0),
    madeAt: Instant,
    changedAt: Instant,
  }),
);
export type TopicRecord = z.infer<typeof TopicRecord>;

export const SourceKind = z.enum(["collective-agreement", "law", "page", "other"]);

/** Where a rule of an answer stands: an article, a law, a page. */
export const Source = later(() =>
  z.strictObject({
    kind: SourceKind,
    text: someText(),
    url: z.optional(z.url()),
  }),
);
export type Source = z.infer<typeof Source>;

/** An answer in one language: as it is read (markup), and as it is said on the telephone. */
export const AnswerText = later(() => z.strictObject({ written: z.string(), spoken: z.string() }));
export type AnswerText = z.infer<typeof AnswerText>;

/** draft ─► offered ─► published ─► replaced or withdrawn; a draft that is thrown away is discarded. */
export const RevisionState = z.enum(["draft", "offered", "published", "replaced", "withdrawn", "discarded"]);
export type RevisionState = z.infer<typeof RevisionState>;

/** One version of a topic's answer for one audience. Numbers go up per topic. */
export const Revision = later(() =>
  z.strictObject({
    topic: Key,
    number: positiveInt(),
    version: positiveInt(),
    audience: AnswerAudience,
    state: RevisionState,
    texts: z.strictObject({ nl: AnswerText, en: z.optional(AnswerText) }),
    sources: z.array(Source),
    validFrom: Day,
    validUntil: z.optional(Day),
    basedOn: z.optional(positiveInt()),
    /** Everyone who wrote at it: none of them can publish it. */
    authors: someOf(PersonId),
    /** What the second person wants otherwise. */
    remark: z.optional(z.string()),
    offeredBy: z.optional(PersonId),
    publishedBy: z.optional(PersonId),
    publishedAt: z.optional(Instant),
    endedAt: z.optional(Instant),
    withdrawnBy: z.optional(PersonId),
    withdrawnBecause: z.optional(Key),
    /** The second person, who looked at the withdrawal afterwards. */
    withdrawalSeenBy: z.optional(PersonId),
    /** Who published it again at once, and the second person, who looked at that afterwards. */
    restoredBy: z.optional(PersonId),
    restorationSeenBy: z.optional(PersonId),
    madeAt: Instant,
    changedAt: Instant,
  }),
);
export type Revision = z.infer<typeof Revision>;

export const TopicState = z.enum(["provisional", "open", "answered", "muted", "merged"]);
export type TopicState = z.infer<typeof TopicState>;

export function stateOf(record: TopicRecord): TopicState {
  if (record.mergedInto) return "merged";
  // What is published there is shown to nobody.
  if (record.archivedAt) return "muted";
  if (record.publications.some(({ until }) => until === undefined)) return "answered";
  if (record.mutedAt) return "muted";
  return record.origin !== "configured" && !record.name ? "provisional" : "open";
}

/** The revision that is the answer for an audience now. Whether it is in force that day, its own days tell. */
export const publishedFor = (record: TopicRecord, audience: AnswerAudience): number | undefined =>
  record.publications.find((one) => one.audience === audience && one.until === undefined)?.revision;

/** The revision that people are shown. What is in the archive stays published there, for when it is taken back. */
export const answerFor = (record: TopicRecord, audience: AnswerAudience): number | undefined =>
  record.archivedAt ? undefined : publishedFor(record, audience);

/** The topic that this one is looked at as: itself, or what it was merged into, however many steps that takes. */
export function lookedAtAs(key: string, records: ReadonlyMap<string, TopicRecord>): string {
  let at = key;
  for (const seen = new Set([key]); ; seen.add(at)) {
    const next = records.get(at)?.mergedInto;
    if (next === undefined || seen.has(next)) return at;
    at = next;
  }
}

/** A record as it first is. */
export const newRecord = (
  given: Pick<TopicRecord, "organisation" | "key" | "origin"> &
    Partial<Pick<TopicRecord, "name" | "under" | "splitFrom">>,
  at: Instant,
): TopicRecord => ({
  ...given,
  version: 1,
  publications: [],
  drafts: [],
  withdrawals: [],
  latestRevision: 0,
  latestAct: 0,
  madeAt: at,
  changedAt: at,
});
