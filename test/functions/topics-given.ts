import { revisionWrite } from "../../functions/store/answers.ts";
import { commit, type Table, type Write } from "../../functions/store/table.ts";
import { recordWrite } from "../../functions/store/topics.ts";
import type { Instant } from "../../shared/clock/instant.ts";
import {
  type AnswerAudience,
  newRecord,
  type Publication,
  type Revision,
  type TopicRecord,
} from "../../shared/faq/record.ts";
import { femke, gijs, tuesday, vechterhout } from "../given.ts";

/** What stands in the table, without whoever edits it: only what matters to a test is said. */
export async function stored(table: Table, ...writes: Write[]): Promise<void> {
  if ((await commit(table, writes)) !== "saved") throw new Error("it is stored");
}

export const aRecord = (key: string, given: Partial<TopicRecord> = {}): TopicRecord => ({
  ...newRecord({ organisation: vechterhout, key, origin: "configured" }, given.changedAt ?? tuesday),
  ...given,
});

export const aRevision = (topic: string, number: number, given: Partial<Revision> = {}): Revision => ({
  topic,
  number,
  version: 1,
  audience: "employee",
  state: "published",
  texts: { nl: { written: `Antwoord **${number}**`, spoken: `Antwoord ${number}` } },
  sources: [{ kind: "page", text: "Intranet" }],
  validFrom: "2026-01-01",
  authors: [femke.person],
  publishedBy: gijs.person,
  publishedAt: tuesday,
  madeAt: tuesday,
  changedAt: tuesday,
  ...given,
});

export const published = (
  revision: number,
  audience: AnswerAudience,
  from: Instant = tuesday,
): Publication => ({
  revision,
  audience,
  from,
});

/** A topic's record with its revisions. */
export const storeTopic = (table: Table, record: TopicRecord, ...revisions: Revision[]) =>
  stored(
    table,
    recordWrite(table, undefined, record),
    ...revisions.map((revision) => revisionWrite(table, record.organisation, undefined, revision)),
  );
