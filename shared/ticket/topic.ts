import { topicOf } from "../organisation/lookup.ts";
import { isOwn, mayRead } from "../person/access.ts";
import { refused, refusedAt } from "../refusal.ts";
import { highest } from "./confidentiality.ts";
import type { Decision, Deed } from "./deed.ts";
import type { KnownTopic } from "./event.ts";
import { raise } from "./raise.ts";
import type { Ticket } from "./ticket.ts";

/**
 * What an agent says that a question is about: a topic, or none of those that there are. `accepted`: what was
 * suggested was left as it stood.
 */
export type TopicSaid = (Omit<KnownTopic, "knownBy"> & { how: "confirmed" | "accepted" }) | "none";

const knownByHow = { confirmed: "agent-confirmed", accepted: "agent-accepted" } as const;

export const topicAsSaid = ({ how, ...topic }: Exclude<TopicSaid, "none">): KnownTopic => ({
  ...topic,
  knownBy: knownByHow[how],
});

export function setTopic(ticket: Ticket, said: TopicSaid, deed: Deed): Decision {
  const { by, organisation } = deed;
  if (isOwn(by.person, ticket)) return refused("own-ticket");
  if (mayRead(by, ticket, organisation) !== "as-desk") return refused("not-at-your-desk");
  if (ticket.state === "closed") return refused("ticket-closed");
  return topicSaid(ticket, said, deed);
}

/** A topic may raise how closely the ticket is kept; neither it nor its absence ever lowers that. */
export function topicSaid(ticket: Ticket, said: TopicSaid, { by, organisation }: Deed): Decision {
  if (said === "none") return ticket.topicDenied ? [] : [{ type: "topic-denied" }];
  const topic = topicOf(organisation, said.key);
  if (!topic) return unknownTopic("topic");
  if (topic.startsAt === "signpost") return refused("not-recorded");
  const raised = highest(ticket.confidentiality, topic.confidentiality);
  return [
    ...(isKnown(ticket, said) ? [] : [{ type: "topic-set" as const, topic: topicAsSaid(said) }]),
    ...(raised === ticket.confidentiality ? [] : raise(ticket, raised, "topic", [by.person])),
  ];
}

export const unknownTopic = (at: string) =>
  refusedAt(at, "unknown", "the key of a topic of this organisation");

/** Who leaves a topic as it stands takes nothing from whoever confirmed it. */
const isKnown = ({ topic }: Ticket, { key, part, how }: Exclude<TopicSaid, "none">): boolean =>
  topic !== undefined &&
  topic.key === key &&
  topic.part === part &&
  (topic.knownBy === knownByHow[how] || topic.knownBy === "agent-confirmed");
