import type { LocalText } from "../shared/text.ts";
import { useAnswer } from "./reading.ts";
import { useHere } from "./session-gate.tsx";
import { useSpeech } from "./speech.tsx";

/** Who may read how the helpdesk is set up, and so knows every team and topic by its name. */
const mayReadConfiguration = [
  ...(["front-office", "back-office", "coordinator", "administrator", "service-manager"] as const),
  ...(["editor", "works-council"] as const),
] as readonly string[];

export type Named = { key: string; name: string };

export type Names = {
  desks: readonly Named[];
  topics: readonly Named[];
  deskName: (key: string) => string;
  topicName: (key: string) => string;
  isKnown: boolean;
};

/** Names of teams and topics. For whom the set-up is closed, a team stands by its key. */
export function useNames(): Names {
  const { membership } = useHere();
  const { language } = useSpeech();
  const mayRead = membership.roles.some((role) => mayReadConfiguration.includes(role));
  const set = useAnswer("GET /v1/configuration", undefined, { enabled: mayRead, staleTime: 600_000 });
  const listed = useAnswer("GET /v1/topics", undefined, {
    enabled: !mayRead && membership.roles.includes("employee"),
    staleTime: 600_000,
  });
  const inWords = ({ key, name }: { key: string; name: LocalText }): Named => ({ key, name: name[language] });
  const desks = (set.data?.body.desks ?? []).map(inWords);
  const topics = (set.data?.body.topics ?? listed.data?.body.items ?? []).map(inWords);
  const byName = (one: Named, other: Named) => one.name.localeCompare(other.name, language);
  return {
    desks: desks.toSorted(byName),
    topics: topics.toSorted(byName),
    deskName: (key) => nameIn(desks, key),
    topicName: (key) => nameIn(topics, key),
    isKnown: !set.isLoading && !listed.isLoading,
  };
}

const nameIn = (all: readonly Named[], key: string) =>
  all.find((one) => one.key === key)?.name ?? key.replace(/[-_]+/g, " ");
