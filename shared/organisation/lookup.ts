import type { Desk } from "../desk/desk.ts";
import type { Topic } from "../faq/topic.ts";
import type { Organisation } from "./organisation.ts";

export function deskOf(organisation: Pick<Organisation, "desks">, key: string): Desk | undefined {
  return organisation.desks.find((desk) => desk.key === key);
}

export function topicOf(organisation: Pick<Organisation, "topics">, key: string): Topic | undefined {
  return organisation.topics.find((topic) => topic.key === key);
}

/** @throws when there is none, which `validate` refuses */
export function frontDesk(organisation: Pick<Organisation, "desks">): Desk {
  const front = organisation.desks.find((desk) => desk.kind === "front");
  if (!front) throw new Error("an organisation has a front office");
  return front;
}

/**
 * The queue that carries a desk: the one it names, else its own, else the one that always exists.
 * @param queues the names of the queues that were deployed
 */
export function queueOf(
  organisation: Pick<Organisation, "desks">,
  deskKey: string,
  queues: readonly string[],
): string {
  return deskOf(organisation, deskKey)?.queue ?? (queues.includes(deskKey) ? deskKey : "shared");
}
