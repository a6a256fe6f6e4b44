import { type Fault, isRefusal, type Refusal, refused, refusedAt } from "../refusal.ts";
import type { Edited, Editing, TopicCommand, Verdict } from "./editing.ts";
import { isUnnamed } from "./editing-care.ts";
import { markupFaults } from "./markup.ts";
import type { Revision, TopicRecord } from "./record.ts";

// How an answer comes about: somebody writes it, offers it, and another person reads it.

type Command<D extends TopicCommand["do"]> = Extract<TopicCommand, { do: D }>;

/** One open draft per audience; from an earlier revision where one is given, which makes it a way back as well. */
export function start(edited: Edited, { audience, basedOn }: Command<"start-draft">, deed: Editing): Verdict {
  const { record, revisions } = edited;
  const no = notAnswered(edited);
  if (no) return no;
  if (record.drafts.some((number) => revisions.get(number)?.audience === audience))
    return refused("draft-open");
  const from = basedOn === undefined ? undefined : revisions.get(basedOn);
  if (basedOn !== undefined && !from) return refused("revision-unknown");
  const number = record.latestRevision + 1;
  const begun: Revision = {
    topic: record.key,
    number,
    version: 1,
    audience,
    state: "draft",
    texts: from?.texts ?? { nl: { written: "", spoken: "" } },
    sources: from?.sources ?? [],
    validFrom: deed.today,
    // What two persons never stood behind together has its author still.
    authors: [...new Set([deed.by, ...(from && !from.publishedAt ? from.authors : [])])],
    ...(basedOn !== undefined && { basedOn }),
    madeAt: deed.at,
    changedAt: deed.at,
  };
  return {
    record: { latestRevision: number, drafts: [...record.drafts, number], ...ownerOf(edited, deed) },
    revisions: [begun],
    did: { did: "draft-started", revision: number },
  };
}

/** Why a topic gets no answer, as things are with it. */
export function notAnswered({ record, topic }: Edited): Refusal | undefined {
  if (topic?.startsAt === "signpost") return refused("not-recorded");
  if (record.mergedInto) return refused("topic-merged");
  if (record.archivedAt) return refused("topic-archived");
  return isUnnamed(record) ? refused("topic-unnamed") : undefined;
}

/** Unless an editor says otherwise, the desk that answers the questions keeps the answer right. */
function ownerOf({ record, topic }: Edited, { organisation }: Editing): Partial<TopicRecord> {
  if (record.owner) return {};
  const place = topic ?? organisation.topics.find(({ key }) => key === record.under);
  return place ? { owner: place.desk } : {};
}

/** The revision that a command is about; nothing of one that is not this topic's. */
export const revisionIn = ({ revisions }: Edited, number: number): Revision | Refusal =>
  revisions.get(number) ?? refused("revision-unknown");

export function save(edited: Edited, { revision, written }: Command<"save-draft">, deed: Editing): Verdict {
  const draft = revisionIn(edited, revision);
  if (isRefusal(draft)) return draft;
  if (draft.state !== "draft") return refused("not-a-draft");
  const { validFrom, validUntil } = written;
  if (validUntil && validUntil < validFrom) {
    return refusedAt("validUntil", "before-from", "a day that is not before the first");
  }
  const { validUntil: _, ...kept } = draft;
  const authors = [...new Set([...draft.authors, deed.by])];
  return { revisions: [{ ...kept, ...written, authors }], did: { did: "draft-saved", revision } };
}

export function offer(edited: Edited, number: number, { by }: Editing): Verdict {
  const draft = revisionIn(edited, number);
  if (isRefusal(draft)) return draft;
  if (draft.state !== "draft") return refused("not-a-draft");
  const missing = missingIn(draft);
  if (missing.length > 0) return refused("answer-incomplete", missing);
  return {
    revisions: [{ ...draft, state: "offered", offeredBy: by }],
    did: { did: "offered", revision: number },
  };
}

/** What a revision lacks before another person can publish it, each at its place in what is saved. */
export function missingIn({ texts, sources }: Pick<Revision, "texts" | "sources">): Fault[] {
  const languages = [["nl", texts.nl] as const, ...(texts.en ? [["en", texts.en] as const] : [])];
  return [
    ...languages.flatMap(([language, { written }]) => {
      const at = `texts.${language}.written`;
      if (written.trim() === "") return [{ at, code: "missing", message: "the answer" }];
      return markupFaults(written).map((fault) => ({ ...fault, at }));
    }),
    ...(sources.length === 0 ? [{ at: "sources", code: "missing", message: "at least one source" }] : []),
  ];
}

/** Whoever offered it does not send it back to themselves: that says nothing. */
export function sendBack(
  edited: Edited,
  { revision, remark }: Command<"send-back">,
  { by }: Editing,
): Verdict {
  const offered = revisionIn(edited, revision);
  if (isRefusal(offered)) return offered;
  if (offered.state !== "offered") return refused("not-offered");
  if (offered.offeredBy === by) return refused("four-eyes");
  return {
    revisions: [{ ...offered, state: "draft", remark }],
    did: { did: "sent-back", revision, remark },
  };
}

export function discard(edited: Edited, number: number): Verdict {
  const draft = revisionIn(edited, number);
  if (isRefusal(draft)) return draft;
  if (draft.state !== "draft" && draft.state !== "offered") return refused("not-a-draft");
  return {
    record: { drafts: edited.record.drafts.filter((one) => one !== number) },
    revisions: [{ ...draft, state: "discarded" }],
    did: { did: "discarded", revision: number },
  };
}
