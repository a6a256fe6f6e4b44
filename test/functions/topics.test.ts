import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { assignTickets } from "../../functions/reports/count.ts";
import { loadRevisions } from "../../functions/store/answers.ts";
import { writeCells } from "../../functions/store/figures.ts";
import { keys } from "../../functions/store/keys.ts";
import { savePeople } from "../../functions/store/people.ts";
import { listActs, loadRecord } from "../../functions/store/topics.ts";
import { projectTopic } from "../../functions/topics/standing.ts";
import { instantOf } from "../../shared/clock/instant.ts";
import { localDay } from "../../shared/clock/zone.ts";
import type { Route, SentBodyOf } from "../../shared/contract/operations.ts";
import { openedField, personField, usedField } from "../../shared/faq/day-demand.ts";
import { newRecord } from "../../shared/faq/record.ts";
import type { PersonId, TicketId } from "../../shared/id.ts";
import type { Member } from "../../shared/person/member.ts";
import { demandCell } from "../../shared/report/cell.ts";
import { smallDesks } from "../../shared/report/small-desks.ts";
import { aMember, anderhout, anna, bram, femke, manager, organisation, vechterhout } from "../given.ts";
import { type InProcess, inProcess, itemsIn, type RawAnswer } from "../in-process.ts";
import { storeTopic } from "./topics-given.ts";

const editor = (name: string) => aMember(name, { roles: ["employee", "editor"] });
const [roos, sem, tess] = [editor("redactie-roos"), editor("redactie-sem"), editor("redactie-tess")];

let api: InProcess;
beforeAll(async () => {
  api = await inProcess();
  await savePeople(api.table, vechterhout, [
    ...[
      { personId: anna.person, givenName: "Anna", familyName: "Testers" },
      { personId: "medewerker-farid" as PersonId, givenName: "Farid", familyName: "Denkbeeld" },
      { personId: femke.person, givenName: "Femke", familyName: "Zonnestraal" },
      { personId: bram.person, givenName: "Bram", familyName: "Schuilnaam", shielded: true },
      { personId: roos.person, givenName: "Roos", familyName: "Redactie", workEmail: "roos@example.nl" },
    ].map((person) => ({
      before: undefined,
      after: {
        kind: "employee" as const,
        personnelNumbers: [],
        language: "nl" as const,
        shielded: false,
        ...person,
      },
    })),
  ]);
});
afterAll(() => api.stop());

const send = (
  by: Member,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
) =>
  api.raw(method, path, { member: by, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
const post = (by: Member, path: string, body: unknown = {}, headers: Record<string, string> = {}) =>
  send(by, "POST", `/v1/topics/${path}`, body, headers);
const get = (by: Member, path: string) => send(by, "GET", `/v1/topics/${path}`);
const codeOf = ({ status, body }: RawAnswer) => (status < 300 ? status : `${status} ${body.code}`);

const written = (text: string) => ({
  texts: { nl: { written: text, spoken: "" } },
  sources: [{ kind: "collective-agreement", text: "Artikel 4.2", url: "https://cao.example/4-2" }],
  validFrom: "2026-01-01",
});
const save = (by: Member, topic: string, revision: number, text: string, headers = {}) =>
  send(by, "PUT", `/v1/topics/${topic}/revisions/${revision}`, written(text), headers);

/** A draft that was offered. @returns its number and the version that a second person reads */
async function offered(topic: string, text: string, by = roos, audience = "employee") {
  const { revision } = (await post(by, `${topic}/drafts`, { audience })).body;
  expect(codeOf(await save(by, topic, revision, text))).toBe(200);
  const { body } = await post(by, `${topic}/revisions/${revision}/offer`);
  return { revision: revision as number, version: body.version as number };
}

async function published(topic: string, text: string, by = roos, second = sem): Promise<number> {
  const { revision, version } = await offered(topic, text, by);
  expect(codeOf(await post(second, `${topic}/revisions/${revision}/publish`, { version }))).toBe(200);
  return revision;
}

const answerOf = async (topic: string): Promise<string[]> =>
  (await get(anna, `${topic}/answer`)).body.answers.map(
    ({ texts }: { texts: { nl: { written: string } } }) => texts.nl.written,
  );

describe("the life of an answer", () => {
  test("is written by one person and published by another; from that moment everybody finds it", async () => {
    const started = await post(roos, "ikb/drafts", { audience: "employee" });
    expect(started).toMatchObject({
      status: 201,
      body: { topic: "ikb", revision: 1, version: 1, state: "draft", topicVersion: 1 },
    });
    expect(codeOf(await post(roos, "ikb/revisions/1/offer"))).toBe("409 answer-incomplete");
    const saved = await save(roos, "ikb", 1, "Kies **vóór** 1 december.");
    expect(saved.headers.get("etag")).toBe('"2"');
    const inOffer = await post(roos, "ikb/revisions/1/offer");
    expect(inOffer.body).toMatchObject({ state: "offered", version: 3 });
    expect(await answerOf("ikb")).toEqual([]);
    const { version } = inOffer.body;
    expect(codeOf(await post(roos, "ikb/revisions/1/publish", { version }))).toBe("403 four-eyes");
    expect(codeOf(await post(sem, "ikb/revisions/1/publish", { version: 2 }))).toBe("412 stale");
    expect(codeOf(await post(sem, "ikb/revisions/1/publish", { version }))).toBe(200);
    expect(await answerOf("ikb")).toEqual(["Kies **vóór** 1 december."]);
    const detail = await get(tess, "ikb");
    expect(detail.headers.get("etag")).toBe(`"${detail.body.version}"`);
    expect(detail.body).toMatchObject({
      state: "answered",
      owner: organisation.topics.find(({ key }) => key === "ikb")?.desk,
      publications: [{ revision: 1, audience: "employee" }],
      revisions: [{ number: 1, state: "published", authors: [roos.person], publishedBy: sem.person }],
    });
    expect(JSON.stringify(detail.body.revisions)).not.toContain("december");
    expect(detail.body.trail.map(({ did }: { did: string }) => did)).toEqual([
      "published",
      "offered",
      "draft-saved",
      "draft-started",
    ]);
  });

  test("whoever wrote a word of it cannot publish it, in whatever order", async () => {
    const { revision } = (await post(roos, "jaaropgave/drafts", { audience: "employee" })).body;
    await save(roos, "jaaropgave", revision, "Een");
    await save(sem, "jaaropgave", revision, "Twee");
    const { version } = (await post(sem, `jaaropgave/revisions/${revision}/offer`)).body;
    const publish = (by: Member) => post(by, `jaaropgave/revisions/${revision}/publish`, { version });
    expect(codeOf(await publish(sem))).toBe("403 four-eyes");
    expect(codeOf(await publish(roos))).toBe("403 four-eyes");
    expect(codeOf(await publish(tess))).toBe(200);
  });

  test("goes on: sent back, a second one, back to the first, withdrawn at once, and looked at by another", async () => {
    const topic = "salarisstrook";
    const { revision } = await offered(topic, "Eerste");
    const back = await post(sem, `${topic}/revisions/${revision}/send-back`, { remark: "Noem de dag" });
    expect(back.body).toMatchObject({ state: "draft" });
    expect((await get(roos, `${topic}/revisions/1`)).body.revision.remark).toBe("Noem de dag");
    const again = (await post(roos, `${topic}/revisions/${revision}/offer`)).body;
    await post(sem, `${topic}/revisions/${revision}/publish`, { version: again.version });
    expect(await published(topic, "Tweede", sem, tess)).toBe(2);
    expect(await answerOf(topic)).toEqual(["Tweede"]);

    const difference = await get(tess, `${topic}/revisions/2?against=1`);
    expect(difference.body.difference.nl.written).toEqual([
      { is: "removed", text: "Eerste" },
      { is: "added", text: "Tweede" },
    ]);
    expect(codeOf(await get(tess, `${topic}/revisions/2?against=9`))).toBe("404 revision-unknown");

    expect(codeOf(await post(tess, `${topic}/revisions/1/restore`))).toBe(200);
    expect(await answerOf(topic)).toEqual(["Eerste"]);
    expect(codeOf(await post(tess, `${topic}/revisions/1/confirm-restoration`))).toBe("403 four-eyes");
    expect((await demand("attention")).find((row) => row.topic === topic)?.waiting).toEqual({
      offered: [],
      withdrawals: [],
      restorations: [1],
    });
    expect(codeOf(await post(roos, `${topic}/revisions/1/confirm-restoration`))).toBe(200);

    const withdrawal = { because: "wrong" };
    expect(codeOf(await post(roos, `${topic}/revisions/1/withdraw`, withdrawal))).toBe(200);
    expect(await answerOf(topic)).toEqual([]);
    expect(codeOf(await post(roos, `${topic}/revisions/1/confirm-withdrawal`))).toBe("403 four-eyes");
    expect(codeOf(await post(sem, `${topic}/revisions/1/restore`))).toBe(200);
    expect(await answerOf(topic)).toEqual(["Eerste"]);
    expect((await demand("attention")).map((row) => row.topic)).not.toContain(topic);
    await post(roos, `${topic}/revisions/1/withdraw`, withdrawal);
    expect(codeOf(await post(sem, `${topic}/revisions/1/confirm-withdrawal`))).toBe(200);
    expect(codeOf(await post(sem, `${topic}/revisions/1/confirm-withdrawal`))).toBe("409 nothing-to-confirm");

    const changes = await send(femke, "GET", "/v1/changes?limit=100");
    const told = changes.body.items
      .filter((change: { topic: string }) => change.topic === topic)
      .map(({ what, revision, replaces }: Record<string, unknown>) => [what, revision, replaces]);
    expect(told).toEqual([
      ["withdrawn", 1, undefined],
      ["published", 1, undefined],
      ["withdrawn", 1, undefined],
      ["replaced", 1, 2],
      ["replaced", 2, 1],
      ["published", 1, undefined],
    ]);
  });
});

type Row = {
  topic: string;
  state: string;
  sample?: { text: string };
  waiting?: unknown;
  standing?: { people7: unknown };
};
const demand = async (view: string, by = roos): Promise<Row[]> =>
  (await get(by, `demand?view=${view}&limit=100`)).body.items;

test("editors read each other's names, of those who are no secret, and nothing else of them", async () => {
  const hidden = aMember(bram.person, { roles: ["employee", "editor"] });
  const { revision } = (await post(roos, "overwerk_toelage/drafts", { audience: "employee" })).body;
  await save(roos, "overwerk_toelage", revision, "Je krijgt het een maand later.");
  expect(codeOf(await post(sem, `overwerk_toelage/revisions/${revision}/offer`))).toBe(200);
  await post(hidden, `overwerk_toelage/revisions/${revision}/send-back`, { remark: "Zeg tot wanneer." });
  await post(sem, "overwerk_toelage/owner", { desk: "frontoffice" });
  for (const path of ["overwerk_toelage", `overwerk_toelage/revisions/${revision}`]) {
    const { text, body } = await get(tess, path);
    // Whom the people file does not know, or keeps to few, stands by no name.
    expect(body.names).toEqual({ [roos.person]: "Roos Redactie" });
    expect(text).not.toMatch(/example\.nl|Schuilnaam/);
  }
});

describe("editors who work at the same time", () => {
  test("of two who save what both saw, one is told that it is old; so for a topic", async () => {
    const { revision } = (await post(roos, "reiskosten_woonwerk/drafts", { audience: "internal" })).body;
    const ifMatch = { "if-match": '"1"' };
    const saves = await Promise.all(
      [roos, sem].map((by) => save(by, "reiskosten_woonwerk", revision, `Van ${by.person}`, ifMatch)),
    );
    expect(saves.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    expect(codeOf(await post(roos, `reiskosten_woonwerk/revisions/${revision}/discard`, {}, ifMatch))).toBe(
      "412 stale",
    );

    const { version } = (await get(roos, "reiskosten_woonwerk")).body;
    const own = { "if-match": `"${version}"` };
    const owners = await Promise.all(
      ["leave", "legal-position"].map((desk) => post(roos, "reiskosten_woonwerk/owner", { desk }, own)),
    );
    expect(owners.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    expect(codeOf(await post(roos, "ouderschapsverlof/mute", {}, { "if-match": '"0"' }))).toBe(200);
    expect(codeOf(await post(roos, "ouderschapsverlof/mute", {}, { "if-match": '"0"' }))).toBe("412 stale");
  });

  test("ten who start a draft make one, and ten who publish it publish it once", async () => {
    const starts = await Promise.all(
      Array.from({ length: 10 }, () => post(roos, "cao_verhoging/drafts", { audience: "employee" })),
    );
    expect(starts.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(starts.map(codeOf))).toEqual(new Set([201, "409 draft-open"]));
    await save(roos, "cao_verhoging", 1, "Vanaf januari");
    const { version } = (await post(roos, "cao_verhoging/revisions/1/offer")).body;
    const publishing = await Promise.all(
      Array.from({ length: 6 }, () => post(sem, "cao_verhoging/revisions/1/publish", { version })),
    );
    expect(publishing.filter(({ status }) => status === 200)).toHaveLength(1);
    const acts = await listActs(api.table, vechterhout, "cao_verhoging", 50);
    expect(acts.map(({ did }) => did)).toEqual(["published", "offered", "draft-saved", "draft-started"]);
  });

  test("two who merge two topics into each other at once make no circle", async () => {
    const answers = await Promise.all([
      post(roos, "loonheffingskorting/merge", { into: "salaris_fout" }),
      post(sem, "salaris_fout/merge", { into: "loonheffingskorting" }),
    ]);
    expect(answers.map(codeOf).toSorted()).toEqual([200, "409 topic-merged"]);
    const merged = answers.find(({ status }) => status === 200)?.body.topic;
    expect(codeOf(await post(roos, `${merged}/unmerge`))).toBe(200);
  });
});

test("a change that is sent again with its key has one effect and the same answer, one deed after another", async () => {
  const topic = "bankrekening_wijzigen";
  const revisions = `${topic}/revisions/1`;
  const deeds: [Member, string, string, unknown][] = [
    [roos, "POST", `${topic}/owner`, { desk: "payroll" }],
    [roos, "POST", `${topic}/review`, { day: "2099-01-01" }],
    [roos, "POST", `${topic}/mute`, {}],
    [roos, "POST", `${topic}/mute`, {}],
    [roos, "POST", `${topic}/unmute`, {}],
    [roos, "POST", `${topic}/archive`, {}],
    [roos, "POST", `${topic}/unarchive`, {}],
    [roos, "POST", `${topic}/merge`, { into: "jaaropgave" }],
    [roos, "POST", `${topic}/unmerge`, {}],
    [roos, "POST", `${topic}/drafts`, { audience: "employee" }],
    [roos, "PUT", revisions, written("Zo")],
    [roos, "POST", `${revisions}/offer`, {}],
    [sem, "POST", `${revisions}/send-back`, { remark: "Anders" }],
    [roos, "POST", `${revisions}/offer`, {}],
    [sem, "POST", `${revisions}/publish`, { version: 5 }],
    [roos, "POST", `${topic}/review`, {}],
    [roos, "POST", `${revisions}/withdraw`, { because: "wrong" }],
    [sem, "POST", `${revisions}/confirm-withdrawal`, {}],
    [roos, "POST", `${revisions}/restore`, {}],
    [sem, "POST", `${revisions}/confirm-restoration`, {}],
    [roos, "POST", `${topic}/drafts`, { audience: "internal", basedOn: 1 }],
    [roos, "POST", `${topic}/revisions/2/discard`, {}],
  ];
  for (const [i, [by, method, path, body]] of deeds.entries()) {
    const headers = { "idempotency-key": `edit-${i}` };
    const first = await send(by, method, `/v1/topics/${path}`, body, headers);
    expect([path, i, codeOf(first)]).toEqual([path, i, path.endsWith("/drafts") ? 201 : 200]);
    const stored = await itemsIn(api.table);
    const again = await send(by, method, `/v1/topics/${path}`, body, headers);
    expect([path, again.status, again.text]).toEqual([path, first.status, first.text]);
    expect(again.headers.get("etag")).toBe(first.headers.get("etag"));
    expect(await itemsIn(api.table)).toEqual(stored);
  }
});

const hidden =
  /Schuilnaam|Anna|Testers|Farid|Denkbeeld|Femke|Zonnestraal|111222333|111\.222\.333|06-12345678|mail\.example|NL91/;
const told =
  "Hoi, ik ben Anna Testers, mijn BSN is 111222333 en Farid Denkbeeld van hiernaast zei dat ik moest bellen op 06-12345678 of mailen naar anna@mail.example. Mijn rekening is NL91 ABNA 0417 1643 00. Hoe werkt het fietsplan?";

const answer = async (ticketId: TicketId, text: string) => {
  await api.as(femke)("POST /v1/tickets/{ticketId}/claim", { params: { ticketId } });
  const done = await api.as(femke)("POST /v1/tickets/{ticketId}/resolve", {
    params: { ticketId },
    body: { outcome: "answered", text },
  });
  expect(done.ok).toBe(true);
};
/** Questions that were counted as being about a topic. */
async function asked(
  topic: string,
  bodies: SentBodyOf<"POST /v1/tickets">[],
  by = anna,
): Promise<TicketId[]> {
  const ids: TicketId[] = [];
  for (const body of bodies) ids.push(await api.asks(by, body));
  await assignTickets(api.table, organisation, ids, topic, instantOf(Date.now()));
  return ids;
}

describe("what an editor sees of questions", () => {
  test("is without names, numbers and addresses, whoever wrote them, and so are the replies", async () => {
    const [ticketId] = await asked("ontslag_nemen", [{ text: told }]);
    await answer(
      ticketId as TicketId,
      "Beste Anna, dat staat op intranet. Vraag het ook Farid. Groet, Femke Zonnestraal",
    );
    const detail = await get(roos, "ontslag_nemen");
    expect(detail.body.questions).toHaveLength(1);
    expect(detail.body.questions[0]).toMatchObject({
      ticketId,
      text: expect.stringContaining("fietsplan"),
    });
    const material = await get(roos, "ontslag_nemen/material");
    expect(material.body.replies).toHaveLength(1);
    expect(material.body.replies[0].text).toContain("intranet");
    for (const { text } of [detail, material]) expect(text).not.toMatch(hidden);
    // Whoever is shielded is not found by name, and still known to have asked.
    await asked("ontslag_nemen", [{ text: "Volgens mij staat het fietsplan van Schuilnaam nog open" }], bram);
    const shielded = await get(roos, "ontslag_nemen");
    expect(shielded.body.questions).toHaveLength(2);
    expect(shielded.text).not.toMatch(hidden);
    expect(detail.body.questions[0].found).toEqual(
      expect.arrayContaining(["name", "bsn", "phone", "mail", "iban"]),
    );
  });

  test("holds nothing of questions that are kept closely, nor of topics that are", async () => {
    const secret = { text: "Mijn geheim over het ontslag" };
    const [open, raised] = await asked("ww_uitkering", [{ text: "Gewone vraag over mijn contract" }, secret]);
    for (const to of ["sensitive", "restricted"] as const) {
      const before = await get(roos, "ww_uitkering");
      expect(before.text).toContain("Gewone vraag");
      await api.as(femke)("POST /v1/tickets/{ticketId}/confidentiality", {
        params: { ticketId: raised as TicketId },
        body: { to, reason: "Gaat over ziekte" },
      });
      const after = await Promise.all(
        ["ww_uitkering", "ww_uitkering/material"].map((path) => get(roos, path)),
      );
      for (const { text } of after) expect(text).not.toMatch(/geheim/);
    }
    expect((await get(roos, "ww_uitkering")).body.questions.map(({ ticketId }: never) => ticketId)).toEqual([
      open,
    ]);
    await asked("zorgverlof", [{ text: "Geheime zorg", topic: "zorgverlof" }]);
    await asked("zorgverlof", [{ text: "Geheim: wie kan mij morgen helpen?" }]);
    expect((await get(roos, "zorgverlof")).body.questions).toEqual([]);
    await asked("loonbeslag", [{ text: "Geheim beslag", topic: "loonbeslag" }]);
    for (const path of ["loonbeslag", "loonbeslag/material"]) {
      expect((await get(roos, path)).text).not.toMatch(/[Gg]eheim/);
    }
  });

  test("offers answers that say much the same", async () => {
    await published(
      "verlof_saldo",
      "Je ziet je verlofsaldo in het verlofportaal onder Mijn verlof. Daar staat ook welke uren dit jaar vervallen.",
    );
    const { revision } = (await post(roos, "verlof_vervalt/drafts", { audience: "employee" })).body;
    await save(
      roos,
      "verlof_vervalt",
      revision,
      "Je verlofsaldo zie je in het verlofportaal onder Mijn verlof. Daar zie je ook welke uren dit jaar vervallen.",
    );
    const { similar } = (await get(roos, `verlof_vervalt/material?revision=${revision}`)).body;
    expect(similar[0]).toMatchObject({
      topic: "verlof_saldo",
      revision: 1,
      name: { en: expect.any(String) },
    });
    expect(codeOf(await get(roos, "verlof_vervalt/material?revision=9"))).toBe("404 revision-unknown");
  });
});

/** A topic that was found in questions, as counting makes it. */
async function found(key: string, texts: string[], by = anna): Promise<TicketId[]> {
  const record = newRecord({ organisation: vechterhout, key, origin: "found" }, instantOf(Date.now()));
  await storeTopic(api.table, record);
  return asked(
    key,
    texts.map((text) => ({ text })),
    by,
  );
}

test("how often agents of a small desk used an answer is told to editors no more than in a report", async () => {
  const [small] = smallDesks(organisation, []).topics;
  const topic = small as string;
  const revision = await published(topic, "Zo gaat dat.");
  const today = localDay(Date.now(), organisation.organisation.zone);
  const people = Object.fromEntries(
    Array.from({ length: 9 }, (_, i) => [personField(vechterhout, `p-${i}`), 1]),
  );
  await writeCells(api.table, vechterhout, {
    [demandCell(topic, today)]: { ...people, call: 9, [usedField(revision)]: 9, [openedField(revision)]: 9 },
  });
  await projectTopic(api.table, organisation, topic, instantOf(Date.now()));
  const { standing } = (await get(roos, topic)).body;
  expect(standing).toMatchObject({ people7: 9, effects: [{ used: null, opened: 9 }] });
  const row = (await demand("asked")).find((one) => one.topic === topic);
  expect(row?.standing).toMatchObject({ effects: [{ used: null, opened: 9 }] });
});

describe("topics that were found, merged and split", () => {
  test("a found one shows a question until it has a name", async () => {
    await found("new-fiets", ["Ik ben Anna Testers: hoe vraag ik een fiets van de zaak aan?"]);
    const row = (await demand("asked")).find(({ topic }) => topic === "new-fiets");
    expect(row).toMatchObject({ state: "provisional", sample: { text: expect.stringContaining("fiets") } });
    expect(row?.sample?.text).not.toMatch(hidden);
    expect(row?.standing).toMatchObject({ people7: null });
    const forManager = (await demand("asked", manager)).find(({ topic }) => topic === "new-fiets");
    expect(forManager).toMatchObject({ state: "provisional" });
    expect(forManager).not.toHaveProperty("sample");
    const name = { nl: "Fiets van de zaak", en: "Company bike" };
    expect(codeOf(await post(roos, "new-fiets/open", { name, under: "ikb" }))).toBe(200);
    const named = (await demand("asked")).find(({ topic }) => topic === "new-fiets");
    expect(named).toMatchObject({ state: "open", name, under: "ikb" });
    expect(named).not.toHaveProperty("sample");
  });

  test("a merge shows both together, and undoing it each apart as it was", async () => {
    await found("new-trein", ["Krijg ik een treinkaart?"]);
    await found("new-bus", ["Krijg ik een buskaart?"], bram);
    const before = await loadRecord(api.table, vechterhout, "new-bus");
    expect(codeOf(await post(roos, "new-bus/merge", { into: "new-trein" }))).toBe(200);
    const together = (await get(roos, "new-trein")).body;
    expect(together.merged).toEqual(["new-bus"]);
    expect(together.questions.map(({ text }: { text: string }) => text).toSorted()).toEqual([
      "Krijg ik een buskaart?",
      "Krijg ik een treinkaart?",
    ]);
    expect((await demand("merged")).map(({ topic }) => topic)).toContain("new-bus");
    expect((await demand("asked")).map(({ topic }) => topic)).not.toContain("new-bus");
    expect(codeOf(await post(roos, "new-bus/unmerge"))).toBe(200);
    const apart = (await get(roos, "new-trein")).body;
    expect(apart).toMatchObject({ merged: [], questions: [{ text: "Krijg ik een treinkaart?" }] });
    const { version, latestAct, changedAt, ...rest } = before as NonNullable<typeof before>;
    const after = await loadRecord(api.table, vechterhout, "new-bus");
    expect(after).toMatchObject(rest);
    expect(after?.mergedInto).toBeUndefined();
  });

  test("what was put aside is found where it can be taken back", async () => {
    await found("new-muis", ["Krijg ik een nieuwe muis?"]);
    const isIn = async (view: string) => (await demand(view)).some(({ topic }) => topic === "new-muis");
    expect([await isIn("asked"), await isIn("aside")]).toEqual([true, false]);
    for (const [aside, back] of [
      ["mute", "unmute"],
      ["archive", "unarchive"],
    ] as const) {
      expect(codeOf(await post(roos, `new-muis/${aside}`))).toBe(200);
      expect([await isIn("asked"), await isIn("aside")]).toEqual([false, true]);
      expect(codeOf(await post(roos, `new-muis/${back}`))).toBe(200);
      expect([await isIn("asked"), await isIn("aside")]).toEqual([true, false]);
    }
  });

  test("a split takes the chosen questions along, only those of the topic, and once", async () => {
    const [one, two] = await asked("thuiswerkvergoeding", [
      { text: "Mag ik hier parkeren?" },
      { text: "Waar laad ik mijn auto op?" },
    ]);
    const name = { nl: "Laadpaal", en: "Charging point" };
    const elsewhere = await api.asks(anna, { text: "Iets heel anders" });
    const wrong = await post(roos, "thuiswerkvergoeding/split", { tickets: [two, elsewhere], name });
    expect(wrong).toMatchObject({ status: 400, body: { faults: [{ at: "body.tickets[1]" }] } });
    const key = { "idempotency-key": "split" };
    const split = await post(roos, "thuiswerkvergoeding/split", { tickets: [two], name }, key);
    expect(codeOf(split)).toBe(200);
    expect((await post(roos, "thuiswerkvergoeding/split", { tickets: [two], name }, key)).text).toBe(
      split.text,
    );
    const { made } = split.body;
    const idsOf = async (topic: string) =>
      (await get(roos, topic)).body.questions.map(({ ticketId }: { ticketId: string }) => ticketId);
    expect(await idsOf("thuiswerkvergoeding")).toEqual([one]);
    expect(await idsOf(made)).toEqual([two]);
    expect((await get(roos, made)).body).toMatchObject({
      ...{
        origin: "split",
        splitFrom: "thuiswerkvergoeding",
        under: "thuiswerkvergoeding",
        name,
        state: "open",
      },
    });
    expect(codeOf(await post(roos, `${made}/merge`, { into: "thuiswerkvergoeding" }))).toBe(200);
    expect((await idsOf("thuiswerkvergoeding")).toSorted()).toEqual([one, two].toSorted());
  });
});

describe("the glossary", () => {
  test("keeps the organisation's own concepts, and lets them go without words", async () => {
    const put = (nl: string[], en: string[] = []) =>
      send(roos, "PUT", "/v1/glossary/concepts/personeelsfeest", { nl, en });
    expect(codeOf(await put(["personeelsfeest", "zomerfeest"], ["summer party"]))).toBe(200);
    const concepts = async () => (await send(roos, "GET", "/v1/glossary")).body.concepts;
    expect(await concepts()).toEqual([
      { key: "personeelsfeest", nl: ["personeelsfeest", "zomerfeest"], en: ["summer party"] },
    ]);
    expect(codeOf(await put(["!"]))).toBe("400 invalid-input");
    expect(codeOf(await put([]))).toBe(200);
    expect(await concepts()).toEqual([]);
  });

  test("offers words until somebody dismisses them, and no number of few people", async () => {
    const { saveAlone, wordWrite } = await import("../../functions/store/demand.ts");
    const seenAt = instantOf(Date.now());
    for (const [word, people] of [
      ["bloempot", 3],
      ["plantenbak", 7],
    ] as const) {
      await saveAlone(
        api.table,
        wordWrite(api.table, vechterhout, { word, topics: ["ikb"], people, seenAt }),
      );
    }
    const words = async () => (await send(roos, "GET", "/v1/glossary")).body.words;
    expect(await words()).toEqual([
      { word: "plantenbak", topics: ["ikb"], people: 7 },
      { word: "bloempot", topics: ["ikb"], people: null },
    ]);
    const dismiss = (word: string) => send(roos, "POST", `/v1/glossary/words/${word}/dismiss`, {});
    expect(codeOf(await dismiss("plantenbak"))).toBe(200);
    expect(codeOf(await dismiss("onbekend"))).toBe("404 word-unknown");
    expect((await words()).map(({ word }: { word: string }) => word)).toEqual(["bloempot"]);
  });
});

test("the merges proposed this week are those that nobody has made", async () => {
  const { mergesWrite, saveAlone } = await import("../../functions/store/demand.ts");
  const { weekOf } = await import("../../shared/report/day.ts");
  const { localDay } = await import("../../shared/clock/zone.ts");
  await found("new-a", []);
  await found("new-b", []);
  const week = weekOf(localDay(Date.now(), organisation.organisation.zone));
  const suggestions = [
    { topic: "new-a", into: "ikb", alike: 0.6 },
    { topic: "new-b", into: "ikb", alike: 0.5 },
  ];
  const madeAt = instantOf(Date.now());
  await saveAlone(api.table, mergesWrite(api.table, vechterhout, { week, madeAt, suggestions }));
  await post(roos, "new-a/merge", { into: "ikb" });
  const shown = await get(roos, "merges");
  expect(shown.body).toEqual({
    week,
    suggestions: [{ topic: "new-b", into: "ikb", intoName: expect.anything(), alike: 0.5 }],
  });
});

describe("what editors may not", () => {
  test("a neighbour's editor finds nothing of this organisation's answers", async () => {
    const neighbour = editor("redactie-buur");
    const theirs = await get({ ...neighbour, organisation: anderhout }, "ikb");
    expect(theirs.body).toMatchObject({ version: 0, revisions: [], trail: [], questions: [] });
    expect(codeOf(await get({ ...neighbour, organisation: anderhout }, "ikb/revisions/1"))).toBe(
      "404 revision-unknown",
    );
  });

  test.each<[Route, string, unknown, string[]]>([
    ["POST /v1/topics/{topic}/open", "ikb/open", { name: { nl: "x" } }, ["body.name.en", "body.under"]],
    ["POST /v1/topics/{topic}/split", "ikb/split", { tickets: [] }, ["body.tickets"]],
    ["POST /v1/topics/{topic}/split", "ikb/split", { tickets: ["tkt_1"] }, ["body.tickets[0]"]],
    ["POST /v1/topics/{topic}/drafts", "ikb/drafts", { audience: "boss" }, ["body.audience"]],
    ["POST /v1/topics/{topic}/review", "ikb/review", { day: "2020-01-01" }, ["body.day"]],
    ["POST /v1/topics/{topic}/review", "ikb/review", { day: "morgen" }, ["body.day"]],
    ["POST /v1/topics/{topic}/owner", "ikb/owner", { desk: "maan" }, ["body.desk"]],
    ["POST /v1/topics/{topic}/merge", "ikb/merge", { into: "onzin" }, ["body.into"]],
    ["POST /v1/topics/{topic}/mute", "IKB/mute", {}, ["path.topic"]],
    [
      "POST /v1/topics/{topic}/revisions/{revision}/withdraw",
      "ikb/revisions/0/withdraw",
      { because: "geen zin" },
      ["body.because", "path.revision"],
    ],
  ])("%s with what is wrong hears where, and nothing is stored", async (_, path, body, places) => {
    const before = await itemsIn(api.table);
    const answer = await post(roos, path, body);
    expect(answer).toMatchObject({ status: 400, body: { code: "invalid-input" } });
    expect(answer.body.faults.map(({ at }: { at: string }) => at).toSorted()).toEqual(places);
    expect(await itemsIn(api.table)).toEqual(before);
  });

  test("a draft takes no address but https, no control character, and no more than its length", async () => {
    const { revision } = (await post(roos, "opleiding/drafts", { audience: "employee" })).body;
    const put = (body: object) => send(roos, "PUT", `/v1/topics/opleiding/revisions/${revision}`, body);
    const faultsOf = async (body: object) =>
      (await put(body)).body.faults?.map(({ at }: { at: string }) => at) ?? "stored";
    const source = { kind: "page", text: "Intranet" };
    expect(
      await faultsOf({ ...written("Zo"), sources: [{ ...source, url: "javascript:alert(1)" }] }),
    ).toEqual(["body.sources[0].url"]);
    for (const text of ["a\u0000b", "a\u202eb", "x".repeat(10_001)]) {
      expect(await faultsOf(written(text))).toEqual(["body.texts.nl.written"]);
    }
    expect(await faultsOf(written("x".repeat(10_000)))).toBe("stored");
    const ended = { ...written("Zo"), validFrom: "2026-12-02", validUntil: "2026-12-01" };
    expect(await faultsOf(ended)).toEqual(["body.validUntil"]);
  });

  test("what does not exist is not found", async () => {
    expect(codeOf(await get(roos, "onzin"))).toBe("404 topic-unknown");
    expect(codeOf(await post(roos, "onzin/mute"))).toBe("404 topic-unknown");
    expect(codeOf(await post(roos, "ikb/revisions/99/offer"))).toBe("404 revision-unknown");
    expect(codeOf(await get(roos, "onzin/material"))).toBe("404 topic-unknown");
  });
});

test("an answer is stored with who did what, and its texts in its own item only", async () => {
  const revision = await published("jubileum", "Een **stage** begint met een gesprek.");
  const [stored] = await loadRevisions(api.table, vechterhout, [{ topic: "jubileum", number: revision }]);
  expect(stored?.texts.nl.spoken).toBe("Een stage begint met een gesprek.");
  const { pk, sk } = keys.revision(vechterhout, "jubileum", revision);
  const others = (await itemsIn(api.table)).filter((item) => !(item.pk === pk && item.sk === sk));
  expect(JSON.stringify(others)).not.toContain("begint met een gesprek");
});
