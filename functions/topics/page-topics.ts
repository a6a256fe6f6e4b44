import type { Instant } from "../../shared/clock/instant.ts";
import { signpost } from "../../shared/contract/show.ts";
import type { SignpostView } from "../../shared/contract/view.ts";
import { offeredTopics } from "../../shared/faq/offered.ts";
import { lookedAtAs } from "../../shared/faq/record.ts";
import { seedsOf } from "../../shared/faq/seeds.ts";
import { topicOf } from "../../shared/organisation/lookup.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import type { LocalText } from "../../shared/text.ts";
import type { Page } from "../store/page-index.ts";
import type { Table } from "../store/table.ts";
import type { KnownTopics } from "./known.ts";
import { answersInForce } from "./published.ts";

/** A topic as a page knows it: what it is called, what to show, and what it is recognised by. */
export type PageEntry = {
  key: string;
  name: LocalText;
  answer?: { revision: number };
  signpost?: SignpostView | undefined;
  seeds: string[];
  /** The topics merged into it. */
  takenIn: string[];
};

type Asking = { table: Table; organisation: Organisation; known: Pick<KnownTopics, "records">; at: Instant };

/** The topics that a page has something to show for: an answer that is in force, or where to go instead. */
export async function answeredTopics(
  { table, organisation, known, at }: Asking,
  page: Page,
): Promise<PageEntry[]> {
  const { records } = known;
  const audiences = page === "employee" ? (["employee"] as const) : (["employee", "line-manager"] as const);
  const answers = await answersInForce(table, records, organisation, { audiences, at });
  const knownBy = recognition(organisation, records);
  return offeredTopics(organisation, records).flatMap(({ key, name, configured }) => {
    const [answer] = answers.get(key) ?? [];
    const pointsTo = configured.signpost;
    if (!answer && !pointsTo) return [];
    return {
      key,
      name,
      ...(answer && { answer: { revision: answer.revision } }),
      ...(pointsTo && { signpost: signpost(pointsTo, organisation)[0] }),
      ...knownBy(key),
    };
  });
}

/** The topics that people may choose, each with what it is recognised by. */
export function choosableTopics(
  organisation: Organisation,
  { records }: Pick<KnownTopics, "records">,
): Pick<PageEntry, "key" | "seeds" | "takenIn">[] {
  const knownBy = recognition(organisation, records);
  return offeredTopics(organisation, records).map(({ key }) => ({ key, ...knownBy(key) }));
}

/** What was merged into a topic brings its own names and examples. */
function recognition(organisation: Organisation, records: KnownTopics["records"]) {
  const merged = [...records.values()].filter(({ mergedInto }) => mergedInto);
  const takenInBy = Map.groupBy(
    merged.map(({ key }) => key),
    (key) => lookedAtAs(key, records),
  );
  return (key: string): Pick<PageEntry, "seeds" | "takenIn"> => {
    const takenIn = (takenInBy.get(key) ?? []).filter((other) => other !== key);
    return { takenIn, seeds: [key, ...takenIn].flatMap((one) => seedsFor(one, organisation, records)) };
  };
}

function seedsFor(key: string, organisation: Organisation, records: KnownTopics["records"]): string[] {
  const configured = topicOf(organisation, key);
  const name = configured?.name ?? records.get(key)?.name;
  return name ? seedsOf({ name, ...(configured && { examples: configured.examples }) }) : [];
}
