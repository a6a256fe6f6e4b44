import { BatchGetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { startJob } from "../../functions/jobs/start.ts";
import { takeStep } from "../../functions/jobs/step.ts";
import { changeTicket } from "../../functions/runtime/change.ts";
import { mintAt } from "../../functions/runtime/request.ts";
import { listChanges } from "../../functions/store/changes.ts";
import { loadMerges, loadStanding, loadWords, saveAlone, wordWrite } from "../../functions/store/demand.ts";
import { loadJob } from "../../functions/store/jobs.ts";
import { keys } from "../../functions/store/keys.ts";
import { savePeople } from "../../functions/store/people.ts";
import { commit, marshalled } from "../../functions/store/table.ts";
import { redactWrite } from "../../functions/store/tickets.ts";
import { loadLearnt, recordWrite } from "../../functions/store/topics.ts";
import { withinTime } from "../../functions/topics/refine.ts";
import { type Instant, instantOf } from "../../shared/clock/instant.ts";
import { blocks, featureOf } from "../../shared/faq/features.ts";
import { unpackTopic } from "../../shared/faq/index-pack.ts";
import { newRecord, type TopicRecord } from "../../shared/faq/record.ts";
import type { JobId, TicketId } from "../../shared/id.ts";
import type { Job } from "../../shared/job/job.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import { Person } from "../../shared/person/person.ts";
import { isRefusal } from "../../shared/refusal.ts";
import type { Happening } from "../../shared/ticket/event.ts";
import { after, aMember, femke, organisation, tuesday, vechterhout } from "../given.ts";
import { type InProcess, inProcess, itemsIn } from "../in-process.ts";
import { aTableThatFails } from "./faults.ts";

let api: InProcess;
beforeAll(() => {
  vi.useFakeTimers({ now: new Date(tuesday), toFake: ["Date"] });
});
beforeEach(async () => {
  vi.setSystemTime(new Date(tuesday));
  // Each container keeps the table that it first saw.
  vi.resetModules();
  api = await inProcess();
});
afterEach(() => api.stop());
afterAll(() => {
  vi.useRealTimers();
});

const nowIs = () => instantOf(Date.now());
const minutesPass = (count: number) => vi.setSystemTime(new Date(after(nowIs(), count * 60)));

/** A few topics, so that a night is soon over. */
const served: Organisation = {
  ...organisation,
  topics: organisation.topics.filter(
    ({ key, confidentiality }) =>
      ["ikb", "verlof_saldo", "jaaropgave"].includes(key) || confidentiality === "restricted",
  ),
};

/** A job from beginning to end, a day later, each step told twice. */
async function night(pageSize = 40): Promise<Job> {
  minutesPass(24 * 60);
  const jobId: JobId = mintAt(nowIs()).job();
  const signed = { table: api.table, organisation: vechterhout, jobId, by: "system" as const, at: nowIs() };
  if (isRefusal(await startJob(signed, { kind: "learn-topics" }))) throw new Error("started");
  for (let step = 1; ; step++) {
    const message = { organisation: vechterhout, jobId, step };
    const taking = { table: api.table, organisation: served, at: nowIs(), message, pageSize };
    await takeStep(taking);
    await takeStep(taking);
    const job = (await loadJob(api.table, vechterhout, jobId)) as Job;
    if (job.state === "done") return job;
    if (step > 200) throw new Error("without end");
  }
}

const happens = async (ticketId: TicketId, ...happenings: Happening[]) => {
  const change = { table: api.table, organisation, ticketId, at: nowIs(), by: femke.person };
  await changeTicket(change, () => happenings);
};

/** Asked, confirmed by an agent and counted. */
async function confirmed(text: string, asker = "medewerker-anna", topic = "ikb", ...more: Happening[]) {
  const ticketId = await api.asks(aMember(asker), { text, topic });
  const said: Happening = { type: "topic-set", topic: { key: topic, knownBy: "agent-confirmed" } };
  await happens(ticketId, said, ...more);
  await counts(ticketId);
  return ticketId;
}

async function counts(ticketId: TicketId) {
  const { handler } = await import("../../functions/stream/figures.ts");
  const NewImage = marshalled({ data: { organisation: vechterhout, ticketId } });
  const event = { Records: [{ dynamodb: { SequenceNumber: "1", NewImage } }] };
  expect(await (handler as unknown as (event: object) => Promise<unknown>)(event)).toEqual({
    batchItemFailures: [],
  });
}

async function stateOf(topic: string) {
  const [learnt] = await loadLearnt(api.table, vechterhout, [topic]);
  return learnt && unpackTopic(learnt.state);
}
const knows = async (topic: string, word: string) =>
  (await stateOf(topic))?.sums.has(featureOf(blocks.words, word)) ?? false;
const redact = async (ticketId: TicketId) => {
  const [contentId] = await questionIds(ticketId);
  await commit(api.table, [redactWrite(api.table, vechterhout, ticketId, contentId as never)]);
};
async function questionIds(ticketId: TicketId): Promise<string[]> {
  const { loadTicket } = await import("../../functions/store/tickets.ts");
  return [(await loadTicket(api.table, vechterhout, ticketId))?.questionId ?? ""];
}
const sensitive: Happening = { type: "confidentiality-set", to: "sensitive", because: "person" };

test("a topic knows each morning what may still be known: its names, its examples and the questions that are there", async () => {
  const [gone] = [await confirmed("Vraag over de zwemkliniek"), await confirmed("Vraag over de zeilschool")];
  expect(await knows("ikb", "zwemkliniek")).toBe(true);
  await redact(gone);
  const job = await night(2);
  expect(job).toMatchObject({ kind: "learn-topics", result: { topics: served.topics.length, failed: 0 } });
  expect(await knows("ikb", "zwemkliniek")).toBe(false);
  expect(await knows("ikb", "zeilschool")).toBe(true);
  for (const { key } of served.topics) expect((await stateOf(key))?.sums.size).toBeGreaterThan(10);
  expect(await loadStanding(api.table, vechterhout, "ikb")).toMatchObject({ asOf: "2026-12-02", people7: 1 });
  expect(await loadStanding(api.table, vechterhout, "verlof_saldo")).toMatchObject({ people7: 0 });
});

test("a second night in which nothing happened writes nothing that was learnt, and topics are told apart", async () => {
  await confirmed("Hoeveel vakantie-uren kan ik kopen met mijn keuzebudget?");
  await confirmed("Kan ik met mijn keuzebudget een fiets kopen?", "medewerker-bram", "verlof_saldo");
  await night();
  const corrected = await stateOf("ikb");
  expect(corrected?.corrections.size).toBeGreaterThan(0);
  const atOf = async () =>
    (await loadLearnt(api.table, vechterhout, ["ikb", "verlof_saldo", "jaaropgave"])).map(({ at }) => at);
  const before = await atOf();
  await night(3);
  expect(await atOf()).toEqual(before);
  expect(await stateOf("ikb")).toEqual(corrected);
});

test("a topic with which something is wrong is told of, and keeps no other back", async () => {
  await confirmed("Vraag over de zeilschool");
  await confirmed("Vraag over de zwemkliniek", "medewerker-anna", "verlof_saldo");
  const broken = { ...keys.learnt(vechterhout, "ikb"), at: "1", data: { key: "ikb", at: 1, state: 7 } };
  await api.table.client.send(new PutItemCommand({ TableName: api.table.name, Item: marshalled(broken) }));
  expect(await night()).toMatchObject({ state: "done", result: { failed: expect.any(Number) } });
  expect(await knows("verlof_saldo", "zwemkliniek")).toBe(true);
  expect(await loadStanding(api.table, vechterhout, "ikb")).toMatchObject({ asOf: "2026-12-02" });
});

test("what another version packed is made anew", async () => {
  await confirmed("Vraag over de zeilschool");
  const [before] = await loadLearnt(api.table, vechterhout, ["ikb"]);
  const other = { ...before, state: Uint8Array.from([99, 1, 2]) };
  const item = { ...keys.learnt(vechterhout, "ikb"), at: before?.at, data: other };
  await api.table.client.send(new PutItemCommand({ TableName: api.table.name, Item: marshalled(item) }));
  expect(await night()).toMatchObject({ result: { failed: 0 } });
  expect(await knows("ikb", "zeilschool")).toBe(true);
});

test("the text of a question that is restricted since is not read, also where that was not counted yet", async () => {
  const ticketId = await confirmed("Vraag over de zwemkliniek");
  await happens(ticketId, { type: "confidentiality-set", to: "restricted", because: "person" });
  const table = aTableThatFails();
  await night();
  const read = table.commandCalls(BatchGetItemCommand).map(({ args: [{ input }] }) => JSON.stringify(input));
  table.restore();
  expect(read.filter((input) => input.includes(ticketId) && input.includes("content#"))).toEqual([]);
  expect(await knows("ikb", "zwemkliniek")).toBe(false);
});

test("a word that nobody knows is offered once three people used it about one topic, and never a word of what is sensitive", async () => {
  for (const asker of ["a1", "a2", "a3"]) {
    await confirmed("Hoe werkt de flexipot en de gezondheid?", asker);
    await confirmed("Mag ik naar de zwemkliniek?", asker, "ikb", sensitive);
  }
  for (const asker of ["a1", "a2", "a2"]) await confirmed("Wat is de tuimelpas?", asker);
  await night();
  const words = async () => (await loadWords(api.table, vechterhout)).map(({ word }) => word);
  expect(await words()).toContain("flexipot");
  expect(await words()).not.toContain("tuimelpas");
  expect(await words()).not.toContain("zwemkliniek");
  const [offered] = (await loadWords(api.table, vechterhout)).filter(({ word }) => word === "flexipot");
  expect(offered).toMatchObject({ topics: ["ikb"], people: 3, seenAt: nowIs() });
  await confirmed("Wat is de tuimelpas?", "a3");
  await night();
  expect(await words()).toContain("tuimelpas");
});

test("the name of somebody in the people file is no word to offer, however many wrote it", async () => {
  const zwaardhert = Person.parse({ personId: "teamleider-z", familyName: "Zwaardhert", kind: "employee" });
  await savePeople(api.table, vechterhout, [{ before: undefined, after: zwaardhert }]);
  for (const asker of ["a1", "a2", "a3"])
    await confirmed("Waarom zegt Zwaardhert iets over de flexipot?", asker);
  await night();
  const words = (await loadWords(api.table, vechterhout)).map(({ word }) => word);
  expect(words).toContain("flexipot");
  expect(words).not.toContain("zwaardhert");
});

test("the words of each topic are kept apart until all are compared: together they may be more than an item holds", async () => {
  for (const asker of ["a1", "a2", "a3"]) {
    await confirmed("Hoe werkt de flexipot?", asker);
    await confirmed("Waar is de tuimelpas?", asker, "verlof_saldo");
  }
  await night();
  const left = (await itemsIn(api.table)).filter(({ sk }) => String(sk).startsWith("part#words#"));
  expect(left).toHaveLength(2);
  expect((await loadWords(api.table, vechterhout)).map(({ word }) => word)).toEqual([
    "flexipot",
    "tuimelpas",
  ]);
});

test("a word that was dismissed is offered no more, and one that nobody uses any more is forgotten", async () => {
  const asked = [];
  for (const asker of ["a1", "a2", "a3"]) asked.push(await confirmed("De flexipot of tuimelpas?", asker));
  await night();
  const [flexipot] = (await loadWords(api.table, vechterhout)).filter(({ word }) => word === "flexipot");
  if (!flexipot) throw new Error("offered");
  await saveAlone(api.table, wordWrite(api.table, vechterhout, { ...flexipot, dismissedAt: nowIs() }));
  await confirmed("De flexipot of tuimelpas?", "a4");
  await night();
  const words = async () =>
    (await loadWords(api.table, vechterhout)).map(({ word, people, dismissedAt }) => [
      word,
      people,
      dismissedAt !== undefined,
    ]);
  expect(await words()).toEqual([
    ["flexipot", 3, true],
    ["tuimelpas", 4, false],
  ]);
  for (const ticketId of asked) await redact(ticketId);
  await night();
  expect(await words()).toEqual([["flexipot", 3, true]]);
});

test("once a week found topics that look like another are proposed, and none of what may not be counted", async () => {
  const of = ["Mag mijn papegaai mee?", "Papegaai in de kantine?"];
  for (const text of of) {
    const ticketId = await api.asks(aMember("a1"), { text });
    await happens(ticketId, { type: "topic-denied" });
    await counts(ticketId);
    // The next container opens a topic of its own.
    minutesPass(1);
  }
  await night();
  const merges = await loadMerges(api.table, vechterhout, "2026-W49");
  expect(merges?.madeAt).toBe(nowIs());
  for (const { topic, alike } of merges?.suggestions ?? []) {
    expect(topic).toMatch(/^new-/);
    expect(alike).toBeGreaterThan(0);
  }
  const secret = new Set(
    organisation.topics
      .filter(({ confidentiality }) => !organisation.confidentiality[confidentiality].counted)
      .map(({ key }) => key),
  );
  expect(merges?.suggestions.length).toBeGreaterThan(0);
  expect(merges?.suggestions.filter(({ into }) => secret.has(into))).toEqual([]);
  await night();
  expect(await loadMerges(api.table, vechterhout, "2026-W49")).toEqual(merges);
});

test("a review that was to be done yesterday is told once to the desk that keeps the answer, for each date", async () => {
  const record: TopicRecord = {
    ...newRecord({ organisation: vechterhout, key: "ikb", origin: "configured" }, tuesday),
    reviewOn: "2026-12-01",
    owner: "payroll",
    latestRevision: 3,
    publications: [
      { revision: 3, audience: "employee", from: tuesday },
      { revision: 2, audience: "employee", from: tuesday, until: tuesday },
    ],
  };
  await commit(api.table, [recordWrite(api.table, undefined, record)]);
  const told = () => listChanges(api.table, vechterhout, "2026-01-01T00:00:00.000Z" as Instant);
  await night();
  const due = { topic: "ikb", revision: 3, audience: "employee", what: "review-due", owner: "payroll" };
  expect(await told()).toMatchObject([{ ...due, at: "2026-12-01T00:00:00.000Z" }]);
  await night();
  expect(await told()).toHaveLength(1);
  const later = { ...record, version: 2, reviewOn: "2026-12-03", changedAt: nowIs() };
  await commit(api.table, [recordWrite(api.table, record, later)]);
  minutesPass(1);
  await night();
  expect((await told()).map(({ at }) => at.slice(0, 10))).toEqual(["2026-12-03", "2026-12-01"]);
});

test("no review is asked for of what nobody is shown any more", async () => {
  const due: Partial<TopicRecord> = {
    reviewOn: "2026-12-01",
    publications: [{ revision: 1, audience: "employee", from: tuesday }],
  };
  for (const [key, given] of [
    ["ikb", { archivedAt: tuesday }],
    ["verlof_saldo", { mergedInto: "jaaropgave" }],
  ] as const) {
    const record = newRecord({ organisation: vechterhout, key, origin: "configured" }, tuesday);
    await commit(api.table, [recordWrite(api.table, undefined, { ...record, ...due, ...given })]);
  }
  await night();
  expect(await listChanges(api.table, vechterhout, "2026-01-01T00:00:00.000Z" as Instant)).toEqual([]);
});

test("there is time to tell so many topics apart: those with a name, and of the others the newest", () => {
  const record = (key: string, name?: string): [string, TopicRecord] => {
    const found = newRecord({ organisation: vechterhout, key, origin: "found" }, tuesday);
    return [key, { ...found, ...(name && { name: { nl: name, en: name } }) }];
  };
  const records = new Map([record("new-1"), record("new-2", "Twee"), record("new-3"), record("new-4")]);
  const all = ["ikb", ...records.keys()];
  expect(withinTime(all, records, 4)).toEqual(["ikb", "new-2", "new-3", "new-4"]);
  expect(withinTime(all, records, 2)).toEqual(["ikb", "new-2"]);
  expect(withinTime(all, records, 9)).toEqual(all);
});
