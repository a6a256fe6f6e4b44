import { gzipSync } from "node:zlib";
import { signpost } from "../../shared/contract/show.ts";
import { pack, pageFeatures } from "../../shared/faq/index-pack.ts";
import { emptyIndex, type ReadyIndex } from "../../shared/faq/matcher.ts";
import { withTopics } from "../../shared/faq/page-index.ts";
import type { OrganisationId } from "../../shared/id.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import type { Given, Request } from "../runtime/request.ts";
import { sha256 } from "../store/markers.ts";
import type { Page } from "../store/page-index.ts";
import type { Table } from "../store/table.ts";
import { askerAudiences } from "./audience.ts";
import { type KnownTopics, knownTopics } from "./known.ts";
import { answeredTopics, type PageEntry } from "./page-topics.ts";
import { type StoredIndex, storedIndex, unpacked } from "./stored-index.ts";

/**
 * The index that a page suggests answers with, for the caller as an asker. What the night made is the bulk of it; the
 * topics that were answered since are added, and those without an answer go, so that both are seen within a minute.
 */
export async function showIndex({
  member,
  organisation,
  table,
  at,
  query,
}: Request<"GET /v1/topics/index">): Promise<Given<"GET /v1/topics/index">> {
  const [known, audiences] = await Promise.all([
    knownTopics(table, organisation, at),
    askerAudiences(table, member),
  ]);
  const page: Page = audiences.includes("line-manager") ? "line-manager" : "employee";
  const [entries, stored] = await Promise.all([
    answeredTopics({ table, organisation, known, at }, page),
    storedIndex(table, member.organisation, page, at),
  ]);
  const topics = entries.map(({ seeds: _, takenIn: __, ...shown }) => shown);
  const concepts = [...known.own];
  const pointers = pointersOf(organisation);
  const version = sha256(JSON.stringify([stored?.madeAt, page, topics, concepts, pointers])).slice(
    0,
    versionLength,
  );
  if (query.version === version) return { body: { unchanged: true, version } };
  const packed = packFor({ table, organisation: member.organisation, page, version }, () =>
    packWith(stored, entries, known.index),
  );
  return { body: { unchanged: false, version, pack: packed, topics, pointers, concepts } };
}

/** The rules of which the words alone show somebody to go to. */
const pointersOf = (organisation: Organisation) =>
  organisation.routing.flatMap(({ when, shows = [] }) => {
    const signposts = shows.flatMap((key) => signpost(key, organisation));
    return when.words && signposts.length > 0 ? [{ words: when.words, signposts }] : [];
  });

const versionLength = 24;

/** What a warm function keeps: what was last sent of each page of an organisation. */
type Sent = { version: string; pack: string };
const kept = new WeakMap<Table, Map<string, Sent>>();

type Sending = { table: Table; organisation: OrganisationId; page: Page; version: string };

function packFor({ table, organisation, page, version }: Sending, make: () => string): string {
  const ofTable = kept.get(table) ?? new Map<string, Sent>();
  kept.set(table, ofTable);
  const name = `${organisation}#${page}`;
  const has = ofTable.get(name);
  if (has?.version === version) return has.pack;
  const sent = { version, pack: make() };
  ofTable.set(name, sent);
  return sent.pack;
}

function packWith(
  stored: StoredIndex | undefined,
  entries: readonly PageEntry[],
  { glossary }: KnownTopics["index"],
): string {
  const index = stored && unpacked(stored.bytes, glossary);
  if (stored && index && isOf(index, entries)) return Buffer.from(stored.bytes).toString("base64");
  const now = withTopics(index ?? emptyIndex(glossary), entries);
  const bytes = pack(now, { version: 1, featuresPerTopic: pageFeatures(now.topicCount) });
  return gzipSync(bytes).toString("base64");
}

const isOf = ({ keys }: ReadyIndex, entries: readonly PageEntry[]) =>
  keys.length === entries.length && entries.every(({ key }) => keys.includes(key));
