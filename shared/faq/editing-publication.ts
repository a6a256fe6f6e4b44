import { deskOf } from "../organisation/lookup.ts";
import { isRefusal, type Refusal, refused } from "../refusal.ts";
import type { Edited, Editing, Step, TopicCommand, Verdict } from "./editing.ts";
import { nextReview } from "./editing-care.ts";
import { missingIn, notAnswered, revisionIn } from "./editing-draft.ts";
import { parseMarkup, plainOf } from "./markup.ts";
import { type Publication, publishedFor, type Revision, type TopicRecord } from "./record.ts";

// Two persons stand behind every answer. Taking one away, or putting one back that two persons saw before, one person
// does at once; a second looks afterwards.

type Command<D extends TopicCommand["do"]> = Extract<TopicCommand, { do: D }>;

export function publish(edited: Edited, { revision, seen }: Command<"publish">, deed: Editing): Verdict {
  const offered = revisionIn(edited, revision);
  if (isRefusal(offered)) return offered;
  const no = notPublished(edited, offered, seen, deed);
  if (no) return no;
  const published: Revision = { ...spokenToo(offered), publishedBy: deed.by };
  return putUp(
    edited,
    published,
    deed,
    { did: "published" },
    { drafts: without(edited.record.drafts, revision) },
  );
}

function notPublished(edited: Edited, offered: Revision, seen: number, deed: Editing): Refusal | undefined {
  if (offered.state !== "offered") return refused("not-offered");
  if (offered.authors.includes(deed.by)) return refused("four-eyes");
  if (offered.version !== seen) return refused("stale");
  const { owner } = edited.record;
  if (!owner || !deskOf(deed.organisation, owner)) return refused("owner-missing");
  const missing = missingIn(offered);
  if (missing.length > 0) return refused("answer-incomplete", missing);
  return notAnswered(edited) ?? outOfTime(edited, offered, deed);
}

/** An answer that holds later would leave those who ask until then with nothing. */
function outOfTime({ record }: Edited, revision: Revision, { today }: Editing): Refusal | undefined {
  if (revision.validUntil && revision.validUntil < today) return refused("no-longer-valid");
  const takesPlace = publishedFor(record, revision.audience) !== undefined;
  return takesPlace && revision.validFrom > today ? refused("not-yet-valid") : undefined;
}

/** What nobody wrote to be said is said as it is written. */
function spokenToo(revision: Revision): Revision {
  const { nl, en } = revision.texts;
  const spoken = ({ written, spoken }: Revision["texts"]["nl"]) => ({
    written,
    spoken: spoken.trim() === "" ? plainOf(parseMarkup(written)) : spoken,
  });
  return { ...revision, texts: { nl: spoken(nl), ...(en && { en: spoken(en) }) } };
}

/** Makes a revision the answer of its audience, in the place of the one that was. */
function putUp(
  edited: Edited,
  revision: Revision,
  deed: Editing,
  { did }: Pick<Step["did"], "did">,
  also: Partial<TopicRecord>,
): Step {
  const { record, revisions } = edited;
  const { number, audience } = revision;
  const replaces = publishedFor(record, audience);
  const replaced = replaces === undefined ? undefined : revisions.get(replaces);
  const { endedAt, remark, withdrawnBy, withdrawnBecause, withdrawalSeenBy, ...rest } = revision;
  const from = { revision: number, audience, from: deed.at };
  return {
    record: {
      publications: kept([from, ...ended(record.publications, replaces, deed)]),
      restorations: without(record.restorations ?? [], replaces),
      ...(isDue(record, deed) && { reviewOn: nextReview(edited, deed) }),
      ...also,
    },
    revisions: [
      { ...rest, state: "published", publishedAt: deed.at },
      ...(replaced ? [{ ...replaced, state: "replaced" as const, endedAt: deed.at }] : []),
    ],
    changes: [
      { revision: number, audience, what: replaces === undefined ? "published" : "replaced", replaces },
    ],
    did: { did, revision: number },
  };
}

const isDue = ({ reviewOn }: TopicRecord, { today }: Editing) => !reviewOn || reviewOn <= today;
const without = (numbers: readonly number[], number: number | undefined) =>
  numbers.filter((one) => one !== number);
const ended = (publications: readonly Publication[], revision: number | undefined, { at }: Editing) =>
  publications.map((one) => (one.revision === revision && !one.until ? { ...one, until: at } : one));

const mostPublications = 20;

/** What still is an answer is never among those that are left out. */
function kept(publications: readonly Publication[]): Publication[] {
  const past = publications.filter(({ until }) => until !== undefined);
  const room = mostPublications - (publications.length - past.length);
  const shown = new Set(past.slice(0, room));
  return publications.filter((one) => one.until === undefined || shown.has(one));
}

export function withdraw(edited: Edited, { revision, because }: Command<"withdraw">, deed: Editing): Verdict {
  const published = revisionIn(edited, revision);
  if (isRefusal(published)) return published;
  if (published.state !== "published") return refused("not-published");
  const { record } = edited;
  const withdrawn = {
    state: "withdrawn",
    endedAt: deed.at,
    withdrawnBy: deed.by,
    withdrawnBecause: because,
  } as const;
  return {
    record: {
      publications: ended(record.publications, revision, deed),
      withdrawals: [...record.withdrawals, revision],
      restorations: without(record.restorations ?? [], revision),
    },
    revisions: [{ ...published, ...withdrawn }],
    changes: [{ revision, audience: published.audience, what: "withdrawn", because }],
    did: { did: "withdrawn", revision, reason: because },
  };
}

export function confirmWithdrawal(edited: Edited, number: number, { by }: Editing): Verdict {
  const withdrawn = revisionIn(edited, number);
  if (isRefusal(withdrawn)) return withdrawn;
  const { withdrawals } = edited.record;
  if (!withdrawals.includes(number)) return refused("nothing-to-confirm");
  if (withdrawn.withdrawnBy === by) return refused("four-eyes");
  return {
    record: { withdrawals: without(withdrawals, number) },
    revisions: [{ ...withdrawn, withdrawalSeenBy: by }],
    did: { did: "withdrawal-confirmed", revision: number },
  };
}

/**
 * Publishes an earlier revision again. Where it undoes what one person withdrew and nothing came in its place, its
 * second person has looked, unless it is who wrote it or put it up alone before; else somebody still has to.
 */
export function restore(edited: Edited, number: number, deed: Editing): Verdict {
  const earlier = revisionIn(edited, number);
  if (isRefusal(earlier)) return earlier;
  if (earlier.state !== "replaced" && earlier.state !== "withdrawn") return refused("never-published");
  const no = notAnswered(edited) ?? outOfTime(edited, earlier, deed);
  if (no) return no;
  const { record } = edited;
  const { withdrawnBy, authors } = earlier;
  const isLook =
    record.withdrawals.includes(number) &&
    ![withdrawnBy, earlier.restoredBy, ...authors].includes(deed.by) &&
    publishedFor(record, earlier.audience) === undefined;
  const { restoredBy, restorationSeenBy, ...rest } = earlier;
  const step = putUp(
    edited,
    isLook ? rest : { ...rest, restoredBy: deed.by },
    deed,
    { did: "restored" },
    {
      withdrawals: without(record.withdrawals, number),
    },
  );
  if (isLook) return step;
  return {
    ...step,
    record: { ...step.record, restorations: [...(step.record?.restorations ?? []), number] },
  };
}

export function confirmRestoration(edited: Edited, number: number, { by }: Editing): Verdict {
  const restored = revisionIn(edited, number);
  if (isRefusal(restored)) return restored;
  const restorations = edited.record.restorations ?? [];
  if (!restorations.includes(number)) return refused("nothing-to-confirm");
  if (restored.restoredBy === by) return refused("four-eyes");
  return {
    record: { restorations: without(restorations, number) },
    revisions: [{ ...restored, restorationSeenBy: by }],
    did: { did: "restoration-confirmed", revision: number },
  };
}
