import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { loadRevisions, revisionWrite } from "../../functions/store/answers.ts";
import { keys, topicsAsked } from "../../functions/store/keys.ts";
import { savePeople } from "../../functions/store/people.ts";
import { put } from "../../functions/store/table.ts";
import { actWrite, learntWrite, loadRecord, recordWrite } from "../../functions/store/topics.ts";
import type { Instant } from "../../shared/clock/instant.ts";
import { packTopic } from "../../shared/faq/index-pack.ts";
import { emptyIndex, learn, stateOf } from "../../shared/faq/matcher.ts";
import type { TopicRecord } from "../../shared/faq/record.ts";
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
const editor = aMember("redactie-eva", { roles: ["employee", "editor"] });
const found = { nl: "Fiets leasen", en: "Leasing a bicycle" };

/** How a topic stands, as far as its place among the others goes. */
const aStanding = (key: string, state: string, demand: string) =>
  stored(
    api.table,
    put(
      api.table,
      {
        ...keys.standing(vechterhout, key),
        gsi4pk: topicsAsked(vechterhout, state),
        gsi4sk: `${demand}#${key}`,
        data: {},
      },
      "conflict",
    ),
  );

/** The functions' clock stands still, and each test is a minute later, so that nothing of the last one is kept. */
let now = tuesday;
const isNow = (at: Instant) => vi.useFakeTimers({ toFake: ["Date"], now: Date.parse(at) });

beforeAll(async () => {
  isNow(now);
  api = await inProcess();
  const { table } = api;
  await savePeople(table, vechterhout, [
    { before: undefined, after: Person.parse({ personId: tess.person, familyName: "Tip" }) },
    {
      before: undefined,
      after: Person.parse({ personId: anna.person, familyName: "Aal", managerPersonId: tess.person }),
    },
  ]);
  const spoken = { written: "Je **saldo** staat in het verlofsysteem.", spoken: "Dat staat in het systeem." };
  await Promise.all([
    storeTopic(
      table,
      aRecord("verlof_saldo", {
        publications: [published(2, "employee"), published(3, "internal"), published(4, "line-manager")],
      }),
      aRevision("verlof_saldo", 2, {
        texts: { nl: spoken, en: { written: "See the leave system.", spoken: "It is in the system." } },
        validUntil: "2026-12-31",
      }),
      aRevision("verlof_saldo", 3, {
        audience: "internal",
        texts: { nl: { written: "GEHEIM-INTERN", spoken: "x" } },
      }),
      aRevision("verlof_saldo", 4, {
        audience: "line-manager",
        texts: { nl: { written: "VOOR-LEIDINGGEVENDEN", spoken: "x" } },
      }),
    ),
    storeTopic(
      table,
      aRecord("leidinggevende_goedkeuren", { publications: [published(1, "line-manager")] }),
      aRevision("leidinggevende_goedkeuren", 1, { audience: "line-manager" }),
    ),
    storeTopic(
      table,
      aRecord("ikb", { publications: [published(1, "employee")] }),
      aRevision("ikb", 1, { validFrom: "2026-12-02" }),
    ),
    storeTopic(
      table,
      aRecord("jubileum", { publications: [published(1, "employee")] }),
      aRevision("jubileum", 1, { validUntil: "2026-11-30" }),
    ),
    storeTopic(
      table,
      aRecord("vog", { publications: [published(1, "internal")] }),
      aRevision("vog", 1, { audience: "internal", texts: { nl: { written: "GEHEIM-VOG", spoken: "x" } } }),
    ),
    storeTopic(
      table,
      aRecord("fietsregeling", { publications: [published(7, "employee")] }),
      aRevision("fietsregeling", 7),
    ),
    storeTopic(table, aRecord("new-lease", { origin: "found", name: found, under: "fietsregeling" })),
    storeTopic(
      table,
      aRecord("new-fiets", { origin: "found", name: found, under: "ikb", mergedInto: "fietsregeling" }),
    ),
    storeTopic(table, aRecord("new-rijwiel", { origin: "found", mergedInto: "new-fiets" })),
    storeTopic(table, aRecord("new-nameless", { origin: "found" })),
    storeTopic(table, aRecord("cao_verhoging", { archivedAt: tuesday })),
    aStanding("verlof_saldo", "answered", "100"),
    aStanding("fietsregeling", "answered", "300"),
    aStanding("loonheffingskorting", "open", "500"),
    aStanding("new-lease", "open", "200"),
  ]);
});
beforeEach(() => {
  now = later(now, 90);
  isNow(now);
});
afterEach(() => vi.useRealTimers());
afterAll(() => api.stop());

const answerOf = (topic: string, member = anna) => api.raw("GET", `/v1/topics/${topic}/answer`, { member });
const listed = async (member = anna) => (await api.raw("GET", "/v1/topics", { member })).body.items;
const keysOf = (items: readonly { key: string }[]) => items.map(({ key }) => key);
const suggest = (text: string, member = anna, more = {}) =>
  api.raw("POST", "/v1/topics/suggest", { member, body: JSON.stringify({ text, ...more }) });

/** An editor changes a record, as it is now. */
async function changeRecord(key: string, change: Partial<TopicRecord>): Promise<void> {
  const before = await loadRecord(api.table, vechterhout, key);
  if (!before) throw new Error("there is a record");
  await stored(
    api.table,
    recordWrite(api.table, before, { ...before, ...change, version: before.version + 1, changedAt: now }),
  );
}

describe("the answers of a topic", () => {
  test("are for an employee what was written for employees, with where it stands and until when", async () => {
    const { status, body } = await answerOf("verlof_saldo");
    expect(status).toBe(200);
    expect(body).toMatchObject({
      topic: "verlof_saldo",
      answers: [
        {
          revision: 2,
          audience: "employee",
          texts: { nl: { written: expect.stringContaining("saldo") }, en: { written: expect.any(String) } },
          sources: [{ kind: "page" }],
          validFrom: "2026-01-01",
          validUntil: "2026-12-31",
          reviewedAt: tuesday,
        },
      ],
    });
    expect(body.answers).toHaveLength(1);
    expect(JSON.stringify(body)).not.toMatch(/spoken|GEHEIM|LEIDING/);
  });

  test("are for who manages people also what was written for them", async () => {
    const { body, text } = await answerOf("verlof_saldo", tess);
    expect(body.answers.map(({ revision }: { revision: number }) => revision)).toEqual([2, 4]);
    expect(text).not.toMatch(/spoken|GEHEIM/);
  });

  test.each([femke, editor])(
    "are for who answers or writes them all, also as they are said: %#",
    async (member) => {
      const { body } = await answerOf("verlof_saldo", member);
      expect(body.answers.map(({ audience }: { audience: string }) => audience)).toEqual([
        "employee",
        "line-manager",
        "internal",
      ]);
      expect(body.answers[0].texts.nl.spoken).toContain("systeem");
    },
  );

  test("that are not in force yet, or no longer, are none", async () => {
    expect((await answerOf("ikb")).body.answers).toEqual([]);
    expect((await answerOf("jubileum")).body.answers).toEqual([]);
    isNow(later(tuesday, 86_400));
    expect((await answerOf("ikb")).body.answers).toMatchObject([{ revision: 1 }]);
  });

  test("of what was archived are none, for nobody, and are there again when it is taken back", async () => {
    const answersFor = async (member: Member) => (await answerOf("fietsregeling", member)).body.answers;
    await changeRecord("fietsregeling", { archivedAt: now });
    for (const member of [anna, femke]) expect(await answersFor(member)).toEqual([]);
    await changeRecord("fietsregeling", { archivedAt: undefined });
    expect(await answersFor(anna)).toMatchObject([{ revision: 7 }]);
  });

  test("of what was merged are those of what it was merged into", async () => {
    for (const topic of ["new-fiets", "new-rijwiel"]) {
      expect((await answerOf(topic)).body).toMatchObject({
        topic: "fietsregeling",
        answers: [{ revision: 7 }],
      });
    }
  });

  test("of what nobody named, and of what is not there, are unknown alike", async () => {
    for (const topic of ["new-nameless", "nooit-van-gehoord"]) {
      for (const member of [anna, femke]) {
        expect(await answerOf(topic, member)).toMatchObject({ status: 404, body: { code: "topic-unknown" } });
      }
    }
  });

  test("are where nothing is recorded the way to go instead", async () => {
    const { body } = await answerOf("vertrouwenspersoon");
    expect(body).toMatchObject({ answers: [], signpost: { text: { nl: expect.any(String) } } });
  });

  test("say when somebody last found that they still hold", async () => {
    const lookedAt = later(tuesday, 40);
    await stored(
      api.table,
      actWrite(api.table, vechterhout, "fietsregeling", {
        n: 1,
        at: lookedAt,
        by: editor.person,
        did: "found-still-right",
      }),
      actWrite(api.table, vechterhout, "fietsregeling", {
        n: 2,
        at: later(tuesday, 50),
        by: editor.person,
        did: "owner-set",
      }),
    );
    expect((await answerOf("fietsregeling")).body.answers).toMatchObject([{ reviewedAt: lookedAt }]);
  });

  test("belong to one organisation", async () => {
    const neighbour = aMember("buur", { organisation: anderhout });
    expect((await answerOf("verlof_saldo", neighbour)).body.answers).toEqual([]);
  });
});

describe("the list of topics", () => {
  test("says what the form asks beside the question", async () => {
    const items = await listed();
    const { fields } = items.find(({ key }: { key: string }) => key === "werkgeversverklaring");
    expect(fields).toMatchObject([{ kind: "choice", isRequired: true }, { kind: "day" }]);
  });

  test("begins with what has an answer, and has what is asked most before what is asked less", async () => {
    const items = await listed();
    const shown = keysOf(items);
    expect(shown.slice(0, 4)).toEqual(["fietsregeling", "verlof_saldo", "loonheffingskorting", "new-lease"]);
    const configured = organisation.topics.map(({ key }) => key);
    const others = shown.slice(4);
    expect(others).toEqual(configured.filter((key) => others.includes(key)));
    expect(items[0].answer).toEqual({ revision: 7 });
    expect(items[2].answer).toBeUndefined();
    expect(JSON.stringify(items)).not.toMatch(/300|demand/);
  });

  test("is for whom a topic is meant", async () => {
    const forManagers = "leidinggevende_goedkeuren";
    expect(keysOf(await listed(anna))).not.toContain(forManagers);
    const items = await listed(tess);
    expect(items.find(({ key }: { key: string }) => key === forManagers)).toMatchObject({
      answer: { revision: 1 },
    });
    expect(keysOf(await listed(femke))).toContain(forManagers);
  });

  test("tells an answer only to whom it was written for", async () => {
    const answered = async (member: typeof anna, topic: string) =>
      (await listed(member)).find(({ key }: { key: string }) => key === topic)?.answer;
    expect(await answered(anna, "vog")).toBeUndefined();
    expect(await answered(tess, "vog")).toBeUndefined();
    expect(await answered(femke, "vog")).toEqual({ revision: 1 });
    expect(await answered(anna, "jubileum")).toBeUndefined();
  });

  test("has a topic that was found and named, as a topic of the one that it stands under", async () => {
    const items = await listed();
    expect(items.find(({ key }: { key: string }) => key === "new-lease")).toMatchObject({
      name: found,
      startsAt: "front",
      audience: ["employee"],
    });
  });

  test("leaves out what was merged, archived, or has no name", async () => {
    const shown = keysOf(await listed(femke));
    for (const gone of ["new-fiets", "new-rijwiel", "new-nameless", "cao_verhoging"]) {
      expect(shown).not.toContain(gone);
    }
  });
});

describe("suggestions for a text", () => {
  test("are the three likeliest, with the answers that there are for whoever asks", async () => {
    const { status, body, text } = await suggest("Hoeveel verlof heb ik nog over?");
    expect(status).toBe(200);
    expect(body.suggestions).toHaveLength(3);
    const [first] = body.suggestions;
    expect(first).toMatchObject({ topic: "verlof_saldo", answers: [{ revision: 2, audience: "employee" }] });
    expect(first.answers).toHaveLength(1);
    expect(first.confidence).toBeGreaterThan(0);
    expect(text).not.toMatch(/spoken|GEHEIM|LEIDING/);
    const { body: forAgent } = await suggest("Hoeveel verlof heb ik nog over?", femke);
    expect(forAgent.suggestions[0].answers).toHaveLength(3);
    expect(forAgent.suggestions[0].answers[0].texts.nl.spoken).toBeTruthy();
  });

  test("come while somebody types", async () => {
    const { body } = await suggest("hoeveel verl", anna, { isTyping: true });
    expect(body.suggestions[0].topic).toMatch(/^verlof_/);
  });

  test("leave no trace of what was typed", async () => {
    const before = await itemsIn(api.table);
    await suggest("Ik word gepest door mijn zeilwagenleverancier");
    expect(await itemsIn(api.table)).toEqual(before);
  });

  test("tell nobody who asks what one colleague asked about another, and agents what looks like it", async () => {
    const index = emptyIndex();
    learn(index, "zwangerschapsverlof", "Mijn leidinggevende Zwaardhert is zwanger, wat nu?");
    const state = packTopic(stateOf(index, "zwangerschapsverlof") as NonNullable<ReturnType<typeof stateOf>>);
    const before = (await suggest("Zwaardhert")).body;
    await stored(
      api.table,
      learntWrite(api.table, vechterhout, undefined, { key: "zwangerschapsverlof", at: now, state }),
    );
    now = later(now, 90);
    isNow(now);
    expect((await suggest("Zwaardhert")).body).toEqual(before);
    expect((await suggest("Zwaardhert", femke)).body.suggestions[0].topic).toBe("zwangerschapsverlof");
  });

  test("show the way where nothing is recorded", async () => {
    const { body } = await suggest("Ik wil met een vertrouwenspersoon praten");
    expect(body.suggestions[0]).toMatchObject({
      topic: "vertrouwenspersoon",
      signpost: { key: expect.any(String) },
    });
  });
});

test("an answer is found at once where it is asked for by name, and within fifteen seconds in lists and suggestions", async () => {
  const topic = "thuiswerkvergoeding";
  const inList = async () =>
    (await listed(bram)).find(({ key }: { key: string }) => key === topic)?.answer?.revision;
  const suggested = async () =>
    (await suggest("Hoeveel krijg ik voor thuiswerken?", bram)).body.suggestions.find(
      (one: { topic: string }) => one.topic === topic,
    )?.answers[0]?.revision;
  const answered = async () => (await answerOf(topic, bram)).body.answers[0]?.revision;
  expect([await inList(), await suggested(), await answered()]).toEqual([undefined, undefined, undefined]);

  now = later(now, 5);
  isNow(now);
  await storeTopic(
    api.table,
    aRecord(topic, { publications: [published(1, "employee", now)], changedAt: now }),
    aRevision(topic, 1),
  );
  expect(await answered()).toBe(1);
  isNow(later(now, 15));
  expect([await inList(), await suggested(), await answered()]).toEqual([1, 1, 1]);

  now = later(now, 60);
  isNow(now);
  expect(await inList()).toBe(1);
  await changeRecord(topic, { publications: [{ ...published(1, "employee"), until: now }] });
  const [revision] = await loadRevisions(api.table, vechterhout, [{ topic, number: 1 }]);
  if (!revision) throw new Error("there is a revision");
  await stored(
    api.table,
    revisionWrite(api.table, vechterhout, revision, { ...revision, state: "withdrawn", version: 2 }),
  );
  // What somebody typed a second ago and was answered with is not answered with any more.
  expect([await suggested(), await answered()]).toEqual([undefined, undefined]);
  isNow(later(now, 15));
  expect([await inList(), await suggested(), await answered()]).toEqual([undefined, undefined, undefined]);
});
