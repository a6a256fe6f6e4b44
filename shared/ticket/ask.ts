import type { Channel } from "../channel/channel.ts";
import type { Instant } from "../clock/instant.ts";
import { confidentialityOf } from "../desk/routing.ts";
import type { ContactId, ContentId, PersonId, TicketId } from "../id.ts";
import { deskOf, frontDesk, topicOf } from "../organisation/lookup.ts";
import type { Organisation } from "../organisation/organisation.ts";
import { type Refusal, refused, refusedAt } from "../refusal.ts";
import type { Language } from "../text.ts";
import { type Decision, raisedByDesk } from "./deed.ts";
import type {
  About,
  Cause,
  Happening,
  KnownTopic,
  Outcome,
  TicketKind,
  Urgency,
  UsedAnswer,
} from "./event.ts";
import type { Reference } from "./reference.ts";
import { unknownTopic } from "./topic.ts";

/** What an agent already did about a question while the caller was on the line or at the desk. */
export type AtOnce =
  | {
      answered: {
        contentId?: ContentId | undefined;
        outcome: Outcome;
        cause?: Cause | undefined;
        answer?: UsedAnswer | undefined;
      };
    }
  | { handedOver: { to?: string | undefined; reason: string; noteId?: ContentId | undefined } };

export type NewQuestion = {
  ticketId: TicketId;
  reference: Reference;
  contactId: ContactId;
  contentId: ContentId;
  channel: Channel;
  language: Language;
  asker: PersonId;
  about?: About | undefined;
  /** Whether the asker manages the person whom it is about (people file). */
  managesAbout?: boolean | undefined;
  takenBy?: PersonId | undefined;
  kind?: TicketKind | undefined;
  topic?: KnownTopic | undefined;
  /** An agent saw that it is about no topic that there is. */
  topicDenied?: boolean | undefined;
  wordRules: string[];
  urgency?: Urgency | undefined;
  follows?: TicketId | undefined;
  atOnce?: AtOnce | undefined;
  /** When it was asked, where that was before it is written down. */
  saidAt?: Instant | undefined;
  /** The agent promised that somebody telephones. */
  callBack?: boolean | undefined;
};

/** A new ticket; answered or handed over at once where the agent did so. */
export function ask(question: NewQuestion, organisation: Organisation): Decision {
  const no = notAsked(question, organisation);
  if (no) return no;
  const next = question.atOnce ? thereupon(question, question.atOnce, organisation) : [];
  if ("refused" in next) return next;
  const denied: Happening[] = question.topicDenied ? [{ type: "topic-denied" }] : [];
  const promised: Happening[] = question.callBack
    ? [{ type: "call-back-wanted", event: 1, because: "agreed" }]
    : [];
  return [asked(question, organisation), ...denied, ...next, ...promised];
}

function notAsked(question: NewQuestion, organisation: Organisation): Refusal | undefined {
  const { topic, about, takenBy, asker } = question;
  const known = topic && topicOf(organisation, topic.key);
  if (topic && !known) return unknownTopic("topic");
  if (known?.startsAt === "signpost") return refused("not-recorded");
  if (takenBy && (takenBy === asker || takenBy === about?.person)) return refused("own-ticket");
  if (about?.person === asker)
    return refusedAt("about.person", "same-as-asker", "somebody else than the asker");
  if (about && !takenBy && !question.managesAbout) return refused("not-your-employee");
  return undefined;
}

function asked(question: NewQuestion, organisation: Organisation): Happening {
  const { managesAbout, atOnce, kind, urgency, callBack, topicDenied, ...given } = question;
  const topic = question.topic && topicOf(organisation, question.topic.key);
  return {
    type: "asked",
    ...given,
    kind: kind ?? topic?.kind ?? "question",
    urgency: urgency ?? "normal",
    confidentiality: confidentialityOf(topic, question.wordRules, organisation),
    ...(atOnce && "answered" in atOnce && { answeredAtOnce: true }),
  };
}

/** The front office had it on the line: it stayed there for a moment, and was answered or handed over from there. */
function thereupon(question: NewQuestion, atOnce: AtOnce, organisation: Organisation): Decision {
  const front = frontDesk(organisation).key;
  const topic = question.topic && topicOf(organisation, question.topic.key);
  const confidentiality = confidentialityOf(topic, question.wordRules, organisation);
  const atFront: Happening[] = [
    { type: "routed", stay: 1, to: front, rule: "taken-by-front-office", confidentiality },
    { type: "arrived", stay: 1 },
  ];
  if ("answered" in atOnce) {
    if (!question.takenBy) throw new Error("only an agent answers at once");
    const claimed: Happening = { type: "claimed", person: question.takenBy };
    return [...atFront, claimed, { type: "resolved", ...atOnce.answered, from: "desk" }];
  }
  const { reason, noteId } = atOnce.handedOver;
  const to = atOnce.handedOver.to ?? topic?.desk;
  if (!to) return refusedAt("handOver.desk", "missing", "a desk, or a topic whose desk it is");
  if (!organisation.handOver.reasons.includes(reason)) return unknownReason("handOver.reason");
  const desk = deskOf(organisation, to);
  if (!desk) return refusedAt("handOver.desk", "unknown", "the key of a desk of this organisation");
  if (desk.kind === "front") return refused("same-desk");
  const handedOver: Happening = { type: "handed-over", stay: 2, to, reason, ...(noteId && { noteId }) };
  return [...atFront, ...raisedByDesk(confidentiality, desk), handedOver];
}

export const unknownReason = (at: string) =>
  refusedAt(at, "unknown", "one of the reasons in the organisation's configuration");
