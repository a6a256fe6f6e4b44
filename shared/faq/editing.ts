import type { Instant } from "../clock/instant.ts";
import type { PersonId, TicketId } from "../id.ts";
import type { DemandRules } from "../organisation/demand.ts";
import type { Organisation } from "../organisation/organisation.ts";
import { isRefusal, type Refusal, refused } from "../refusal.ts";
import type { LocalText } from "../text.ts";
import * as care from "./editing-care.ts";
import * as draft from "./editing-draft.ts";
import * as joining from "./editing-joining.ts";
import * as publication from "./editing-publication.ts";
import { type AnswerAudience, newRecord, type Revision, type TopicRecord } from "./record.ts";
import type { Topic } from "./topic.ts";
import type { AnswerChange, TopicAct, WithdrawalReason } from "./trail.ts";

/** What a draft says; its audience stands from its start. */
export type Written = Pick<Revision, "texts" | "sources" | "validFrom" | "validUntil">;

export type TopicCommand =
  | { do: "open"; name: LocalText; under: string }
  | { do: "name"; name: LocalText; under?: string | undefined }
  | { do: "set-owner"; desk: string }
  | { do: "set-review"; day: string }
  | { do: "find-still-right" }
  | { do: "mute" | "unmute" | "archive" | "unarchive" }
  | { do: "merge" }
  | { do: "unmerge" }
  | { do: "split"; key: string; name?: LocalText | undefined; tickets: TicketId[] }
  | { do: "start-draft"; audience: AnswerAudience; basedOn?: number | undefined }
  | { do: "save-draft"; revision: number; written: Written }
  | { do: "offer" | "discard"; revision: number }
  | { do: "send-back"; revision: number; remark: string }
  /** `seen`: the version that was read, so that nothing unread is published. */
  | { do: "publish"; revision: number; seen: number }
  | { do: "withdraw"; revision: number; because: WithdrawalReason }
  | { do: "confirm-withdrawal" | "restore" | "confirm-restoration"; revision: number };

/** An editor does something, on a day of the organisation; `rules` tell how long an answer goes without a look. */
export type Editing = {
  by: PersonId;
  at: Instant;
  today: string;
  organisation: Organisation;
  rules: Pick<DemandRules, "reviewDays" | "reviewEach">;
};

/** A topic as it is: of the configuration, of the table, or both; with its revisions that matter to the command. */
export type Subject = {
  topic: Topic | undefined;
  record: TopicRecord | undefined;
  revisions: ReadonlyMap<number, Revision>;
};

/** A topic to be changed: it has a record by now. */
export type Edited = Subject & {
  record: TopicRecord;
  other?: (Subject & { record: TopicRecord }) | undefined;
};

/** What a rule makes of a topic. Versions and the numbers of acts are no business of its. */
export type Step = {
  record?: Partial<TopicRecord>;
  did: Done;
  /** Revisions as they will be. */
  revisions?: Revision[];
  changes?: Omit<AnswerChange, "at" | "topic">[];
  /** Another topic that it touches, or makes. */
  other?: { record: TopicRecord; did: Done };
};
type Done = Omit<TopicAct, "n" | "at" | "by">;

export type RecordEdit = { before: TopicRecord | undefined; after: TopicRecord; act: TopicAct };
export type RevisionEdit = { before: Revision | undefined; after: Revision };

/** What has to be saved together. Nothing, where all already is as asked. */
export type Edits = { records: RecordEdit[]; revisions: RevisionEdit[]; changes: AnswerChange[] };

/**
 * The one rule of what editors do to topics and answers.
 * @param other the topic that this one is merged into, or was
 */
export function decideTopic(
  subject: Subject,
  command: TopicCommand,
  deed: Editing,
  other?: Subject,
): Edits | Refusal {
  const record = recordOf(subject, deed);
  if (!record) return refused("topic-unknown");
  const otherRecord = other && recordOf(other, deed);
  const edited = {
    ...subject,
    record,
    ...(other && otherRecord && { other: { ...other, record: otherRecord } }),
  };
  const step = decided(edited, command, deed);
  if (isRefusal(step)) return step;
  return step === "as-it-was"
    ? { records: [], revisions: [], changes: [] }
    : edits(subject, other, step, deed, record);
}

/** What a configured topic has while nobody has done anything to it is the same for all. */
const recordOf = ({ topic, record }: Subject, { organisation, at }: Editing): TopicRecord | undefined =>
  record ??
  (topic &&
    newRecord({ organisation: organisation.organisation.key, key: topic.key, origin: "configured" }, at));

export type Verdict = Step | "as-it-was" | Refusal;

function decided(topic: Edited, command: TopicCommand, deed: Editing): Verdict {
  switch (command.do) {
    case "open":
      return care.open(topic, command, deed);
    case "name":
      return care.name(topic, command, deed);
    case "set-owner":
      return care.setOwner(topic, command.desk, deed);
    case "set-review":
      return care.setReview(topic, command.day, deed);
    case "find-still-right":
      return care.findStillRight(topic, deed);
    case "mute":
    case "unmute":
    case "archive":
    case "unarchive":
      return care.setAside(topic, command.do, deed);
    case "merge":
      return joining.merge(topic, deed);
    case "unmerge":
      return joining.unmerge(topic);
    case "split":
      return joining.split(topic, command, deed);
    case "start-draft":
      return draft.start(topic, command, deed);
    case "save-draft":
      return draft.save(topic, command, deed);
    case "offer":
      return draft.offer(topic, command.revision, deed);
    case "send-back":
      return draft.sendBack(topic, command, deed);
    case "discard":
      return draft.discard(topic, command.revision);
    case "publish":
      return publication.publish(topic, command, deed);
    case "withdraw":
      return publication.withdraw(topic, command, deed);
    case "confirm-withdrawal":
      return publication.confirmWithdrawal(topic, command.revision, deed);
    case "restore":
      return publication.restore(topic, command.revision, deed);
    case "confirm-restoration":
      return publication.confirmRestoration(topic, command.revision, deed);
  }
}

function edits(
  subject: Subject,
  other: Subject | undefined,
  step: Step,
  deed: Editing,
  record: TopicRecord,
): Edits {
  const { at } = deed;
  const own = edit(subject.record, { ...record, ...step.record }, step.did, deed);
  const also = step.other && edit(other?.record, step.other.record, step.other.did, deed);
  return {
    records: also ? [own, also] : [own],
    revisions: (step.revisions ?? []).map((after) => {
      const before = subject.revisions.get(after.number);
      return { before, after: { ...after, version: (before?.version ?? 0) + 1, changedAt: at } };
    }),
    changes: (step.changes ?? []).map((change) => ({ ...change, at, topic: record.key })),
  };
}

function edit(
  before: TopicRecord | undefined,
  after: TopicRecord,
  did: Done,
  { by, at }: Editing,
): RecordEdit {
  const latestAct = after.latestAct + 1;
  return {
    before,
    after: { ...after, version: (before?.version ?? 0) + 1, latestAct, changedAt: at },
    act: { ...did, n: latestAct, at, by },
  };
}
