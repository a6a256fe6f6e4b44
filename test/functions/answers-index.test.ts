import { gunzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { exampleWrite } from "../../functions/store/demand.ts";
import { savePeople } from "../../functions/store/people.ts";
import { marshalled, put } from "../../functions/store/table.ts";
import { loadTicket } from "../../functions/store/tickets.ts";
import { loadRecord, recordWrite } from "../../functions/store/topics.ts";
import { buildPageIndex } from "../../functions/topics/page-index.ts";
import { instantOf } from "../../shared/clock/instant.ts";
import { hrConcepts } from "../../shared/faq/glossary/concepts.ts";
import { conceptsFrom, glossaryOf, withOwn } from "../../shared/faq/glossary.ts";
import { unpack } from "../../shared/faq/index-pack.ts";
import { knowsWord, type ReadyIndex, suggest } from "../../shared/faq/matcher.ts";
import type { TopicRecord } from "../../shared/faq/record.ts";
import type { TicketId } from "../../shared/id.ts";
import type { Member } from "../../shared/person/member.ts";
import { Person } from "../../shared/person/person.ts";
import {
  aMember,
  anderhout,
  anna,
  bram,
  femke,
  after as later,
  organisation,
  tuesday,
  vechterhout,
} from "../given.ts";
import { type InProcess, inProcess, itemsIn } from "../in-process.ts";
import { aRecord, aRevision, published, stored, storeTopic } from "./topics-given.ts";

let api: InProcess;
const tess = aMember("teamleider-tess");
const cor = aMember("medewerker-cor");
const glossary = glossaryOf(conceptsFrom(hrConcepts));

/** The functions' clock stands still, and each test is a minute later, so that nothing of the last one is kept. */
let now = tuesday;
const isNow = () => vi.useFakeTimers({ toFake: ["Date"], now: Date.parse(now) });
function passes(seconds: number): void {
  now = later(now, seconds);
  isNow();
}

beforeAll(async () => {
  isNow();
  api = await inProcess();
  const { table } = api;
  const card = (member: Member, given: Record<string, unknown>) => ({
    before: undefined,
    after: Person.parse({ personId: member.person, ...given }),
  });
  await savePeople(table, vechterhout, [
    card(tess, { familyName: "Tip" }),
    card(anna, { knownAs: "Zwaluwtje", familyName: "Aal", managerPersonId: tess.person }),
  ]);
  const answered = (key: string, audience: "employee" | "line-manager" | "internal") =>
    storeTopic(
      table,
      aRecord(key, { publications: [published(1, audience)] }),
      aRevision(key, 1, { audience }),
    );
  await Promise.all([
    answered("verlof_saldo", "employee"),
    answered("ikb", "employee"),
    answered("zorgverlof", "employee"),
    answered("leidinggevende_goedkeuren", "line-manager"),
    answered("vog", "internal"),
  ]);
});
beforeEach(() => passes(90));
afterEach(() => vi.useRealTimers());
afterAll(() => api.stop());

type Body = {
  unchanged: boolean;
  version: string;
  pack: string;
  topics: { key: string; answer?: { revision: number }; signpost?: unknown }[];
  concepts: { key: string; nl: string[]; en: string[] }[];
  pointers: { words: string[]; signposts: { key: string }[] }[];
};
const indexFor = async (member: Member, version?: string): Promise<Body> => {
  const answer = await api.raw("GET", `/v1/topics/index${version ? `?version=${version}` : ""}`, { member });
  expect(answer.status).toBe(200);
  return answer.body;
};
const unpacked = ({ pack, concepts }: Body): ReadyIndex =>
  unpack(gunzipSync(Buffer.from(pack, "base64")), withOwn(glossary, concepts)).index;
const build = () => buildPageIndex(api.table, organisation, now);
const keysOf = ({ topics }: Body) => topics.map(({ key }) => key);
const signposts = organisation.topics.flatMap(({ key, signpost }) => (signpost ? [key] : []));

async function changeRecord(key: string, change: Partial<TopicRecord>): Promise<void> {
  const before = await loadRecord(api.table, vechterhout, key);
  if (!before) throw new Error("there is a record");
  const after = { ...before, ...change, version: before.version + 1, changedAt: now };
  await stored(api.table, recordWrite(api.table, before, after));
}

/** A question that a topic learnt, as counting puts it down. */
async function asked(topic: string, by: Member, text: string, learntBy = topic): Promise<TicketId> {
  const ticketId = await api.asks(by, { text, topic });
  const ticket = await loadTicket(api.table, vechterhout, ticketId);
  const example = { weight: 1, person: `~${by.person}`, kind: "confirmed" as const };
  await stored(
    api.table,
    exampleWrite(api.table, vechterhout, learntBy, {
      ticketId,
      askedAt: ticket?.askedAt ?? now,
      example,
    }),
  );
  return ticketId;
}

describe("the index of a page", () => {
  test("has what has an answer for the caller, and where to go instead", async () => {
    const body = await indexFor(anna);
    expect(body.unchanged).toBe(false);
    expect(new Set(keysOf(body))).toEqual(new Set(["verlof_saldo", "ikb", "zorgverlof", ...signposts]));
    expect(body.topics.find(({ key }) => key === "ikb")).toMatchObject({
      name: { nl: expect.any(String) },
      answer: { revision: 1 },
    });
    expect(body.topics.find(({ key }) => key === signposts[0])?.signpost).toMatchObject({
      text: { nl: expect.any(String), en: expect.any(String) },
    });
    expect(new Set(unpacked(body).keys)).toEqual(new Set(keysOf(body)));
    expect(suggest(unpacked(body), "hoeveel verlof heb ik nog", 1).ranked[0]?.topic).toBe("verlof_saldo");
  });

  test("has for who manages people what is theirs, and for nobody what is for the helpdesk", async () => {
    const has = async (member: Member, topic: string) => {
      const body = await indexFor(member);
      return [keysOf(body).includes(topic), unpacked(body).keys.includes(topic)];
    };
    expect(await has(tess, "leidinggevende_goedkeuren")).toEqual([true, true]);
    expect(await has(anna, "leidinggevende_goedkeuren")).toEqual([false, false]);
    expect(await has(femke, "leidinggevende_goedkeuren")).toEqual([false, false]);
    for (const member of [anna, tess, femke]) expect(await has(member, "vog")).toEqual([false, false]);
  });

  test("is the same before the night and after it, but for what people asked", async () => {
    const before = await indexFor(anna);
    expect(await build()).toMatchObject({ topics: 4 + signposts.length });
    passes(15);
    const after = await indexFor(anna);
    expect(after.topics).toEqual(before.topics);
    expect(after.version).not.toBe(before.version);
    expect(new Set(unpacked(after).keys)).toEqual(new Set(unpacked(before).keys));
    const parts = (await itemsIn(api.table)).filter(({ pk }) => pk.endsWith("#topics-index"));
    expect(parts.map(({ sk }) => sk).sort()).toEqual(["employee#0000", "index", "line-manager#0000"]);
  });

  test("is sent once, and is known by its version", async () => {
    const { version } = await indexFor(anna);
    expect(await indexFor(anna, version)).toEqual({ unchanged: true, version });
    expect((await indexFor(bram, version)).unchanged).toBe(true);
    expect((await indexFor(tess, version)).unchanged).toBe(false);
    expect((await indexFor(anna, "anders")).unchanged).toBe(false);
    const bad = await api.raw("GET", "/v1/topics/index?version=%20x", { member: anna });
    expect(bad).toMatchObject({ status: 400 });
  });

  test("belongs to one organisation", async () => {
    const body = await indexFor({ ...anna, organisation: anderhout });
    expect(keysOf(body).filter((key) => !signposts.includes(key))).toEqual([]);
  });

  test("has the organisation's own concepts", async () => {
    const concept = { key: "zeilwagenregeling", nl: ["zeilwagen"], en: ["land yacht"] };
    const before = await indexFor(anna);
    await stored(
      api.table,
      put(
        api.table,
        { pk: "vechterhout#glossary", sk: "concept#zeilwagenregeling", data: concept },
        "conflict",
      ),
    );
    passes(15);
    const after = await indexFor(anna);
    expect(after.concepts).toEqual([concept]);
    expect(after.version).not.toBe(before.version);
  });
});

describe("of what people asked", () => {
  test("the night's index holds what three of them brought, and nothing of what two did", async () => {
    const people = [anna, bram, cor];
    for (const by of people) await asked("ikb", by, "Kan ik met het budget een parapent betalen?");
    for (const by of people.slice(1)) await asked("ikb", by, "En een luchtschroef dan?");
    await build();
    passes(15);
    const index = unpacked(await indexFor(anna));
    expect(knowsWord(index, "parapent")).toBe(true);
    expect(knowsWord(index, "luchtschroef")).toBe(false);
    expect(suggest(index, "parapent", 1).ranked[0]?.topic).toBe("ikb");
  });

  test("what was merged into a topic counts with it", async () => {
    await storeTopic(
      api.table,
      aRecord("new-weg", { origin: "found", under: "ikb", mergedInto: "ikb", changedAt: now }),
    );
    passes(15);
    await asked("ikb", anna, "Mag ik er ook een waterfiets van kopen?");
    await asked("ikb", bram, "Is een waterfiets goed?", "new-weg");
    await build();
    passes(15);
    expect(knowsWord(unpacked(await indexFor(anna)), "waterfiets")).toBe(false);
    await asked("ikb", cor, "Een waterfiets?", "new-weg");
    await build();
    passes(15);
    expect(knowsWord(unpacked(await indexFor(anna)), "waterfiets")).toBe(true);
  });

  test("neither names nor sensitive or restricted questions are in it, however many brought them", async () => {
    for (const by of [anna, bram, cor]) {
      await asked("verlof_saldo", by, "Mijn leidinggevende Kwezeltje zegt dat ik saldo heb, klopt dat?");
      await asked("zorgverlof", by, "Mijn tante heeft knuppelziekte, mag ik vrij?");
    }
    const restricted = await Promise.all(
      [anna, bram, cor].map((by) => asked("ikb", by, "Het gaat over een grafschrift")),
    );
    for (const ticketId of restricted) {
      const raised = await api.raw("POST", `/v1/tickets/${ticketId}/confidentiality`, {
        member: femke,
        body: JSON.stringify({ to: "restricted", reason: "Gaat over iets anders" }),
      });
      expect(raised.status).toBe(200);
    }
    await build();
    passes(15);
    const index = unpacked(await indexFor(anna));
    expect(knowsWord(index, "leidinggevende")).toBe(true);
    for (const word of ["kwezeltje", "knuppelziekte", "grafschrift", "naam"]) {
      expect([word, knowsWord(index, word)]).toEqual([word, false]);
    }
  });

  test("nor the name of a colleague who has nothing to do with them", async () => {
    const spitsvogel = Person.parse({ personId: "medewerker-s", familyName: "Spitsvogel" });
    await savePeople(api.table, vechterhout, [{ before: undefined, after: spitsvogel }]);
    for (const by of [anna, bram, cor])
      await asked("ikb", by, "Volgens Spitsvogel betaalt het budget een kampeertent, klopt dat?");
    await build();
    passes(15);
    const index = unpacked(await indexFor(anna));
    expect([knowsWord(index, "kampeertent"), knowsWord(index, "spitsvogel")]).toEqual([true, false]);
  });

  test("what was made unreadable is forgotten by the next night", async () => {
    const ids = await Promise.all(
      [anna, bram, cor].map((by) => asked("ikb", by, "Iets met een hoefijzer van mijn budget")),
    );
    await build();
    passes(15);
    expect(knowsWord(unpacked(await indexFor(anna)), "hoefijzer")).toBe(true);
    const ticket = await loadTicket(api.table, vechterhout, ids[0] as TicketId);
    const redacted = await api.raw("POST", `/v1/tickets/${ids[0]}/redactions`, {
      member: femke,
      body: JSON.stringify({ contentId: ticket?.questionId, reason: "special-data" }),
    });
    expect(redacted.status).toBe(200);
    await build();
    passes(15);
    expect(knowsWord(unpacked(await indexFor(anna)), "hoefijzer")).toBe(false);
  });
});

describe("what was published or withdrawn since the night", () => {
  test("is in the index, or gone from it, within fifteen seconds", async () => {
    await build();
    passes(15);
    const before = await indexFor(anna);
    expect(keysOf(before)).not.toContain("thuiswerkvergoeding");
    await storeTopic(
      api.table,
      aRecord("thuiswerkvergoeding", { publications: [published(1, "employee", now)], changedAt: now }),
      aRevision("thuiswerkvergoeding", 1),
    );
    passes(15);
    const added = await indexFor(anna, before.version);
    expect(added.unchanged).toBe(false);
    expect(keysOf(added)).toContain("thuiswerkvergoeding");
    const index = unpacked(added);
    expect(suggest(index, "vergoeding voor thuiswerken", 1).ranked[0]?.topic).toBe("thuiswerkvergoeding");
    // What the night learnt stays.
    expect(knowsWord(index, "parapent")).toBe(true);

    await changeRecord("ikb", { publications: [{ ...published(1, "employee"), until: now }] });
    passes(15);
    const taken = await indexFor(anna, added.version);
    expect(keysOf(taken)).not.toContain("ikb");
    expect(unpacked(taken).keys).not.toContain("ikb");
    await changeRecord("ikb", { publications: [published(1, "employee")] });
    passes(15);
    expect(keysOf(await indexFor(anna))).toContain("ikb");
  });

  test("counts from its first day to its last", async () => {
    const valid = { validFrom: "2026-12-01", validUntil: "2026-12-01" };
    await storeTopic(
      api.table,
      aRecord("jubileum", { publications: [published(1, "employee")], changedAt: now }),
      aRevision("jubileum", 1, valid),
    );
    passes(15);
    expect(keysOf(await indexFor(anna))).toContain("jubileum");
    now = instantOf(Date.parse("2026-12-01T23:00:30Z"));
    isNow();
    expect(keysOf(await indexFor(anna))).not.toContain("jubileum");
  });
});

test("comes with the words that point somebody out at once, and whom they point out", async () => {
  const { pointers } = await indexFor(anna);
  const delicate = organisation.routing.filter(({ shows }) => shows);
  expect(pointers.map(({ words }) => words)).toEqual(delicate.map(({ when }) => when.words));
  expect(pointers[0]?.signposts.map(({ key }) => key)).toEqual(delicate[0]?.shows);
});

test("an index that nothing can be made of is done without", async () => {
  const part = (await itemsIn(api.table)).find(({ sk }) => sk === "employee#0000");
  if (!part) throw new Error("there is an index");
  const data = { ...(part.data as object), at: now, bytes: new Uint8Array([1, 2, 3]) };
  await stored(
    api.table,
    { clash: "conflict", item: { Put: { TableName: api.table.name, Item: marshalled({ ...part, data }) } } },
    {
      clash: "conflict",
      item: {
        Put: {
          TableName: api.table.name,
          Item: marshalled({ pk: part.pk, sk: "index", at: now, data: { at: now } }),
        },
      },
    },
  );
  passes(15);
  const body = await indexFor(anna);
  expect(unpacked(body).keys).toContain("verlof_saldo");
  // One that was made from an earlier look does not take the place of a later one.
  expect(await buildPageIndex(api.table, organisation, tuesday)).toBeTruthy();
  passes(15);
  expect((await indexFor(anna, body.version)).unchanged).toBe(true);
});
