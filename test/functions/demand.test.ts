import { BatchGetItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { assignTickets } from "../../functions/reports/count.ts";
import { changeTicket } from "../../functions/runtime/change.ts";
import { loadExamples, loadStanding, type StoredStanding } from "../../functions/store/demand.ts";
import {
  listBacklog,
  listCells,
  loadContributions,
  loadCounted,
  writeCells,
} from "../../functions/store/figures.ts";
import { commit } from "../../functions/store/table.ts";
import { loadAllRecords, loadLearnt, loadRecord, recordWrite } from "../../functions/store/topics.ts";
import { useWrite } from "../../functions/store/uses.ts";
import { projectTopic } from "../../functions/topics/standing.ts";
import { clocksOf } from "../../shared/clock/clock.ts";
import { type Instant, instantOf } from "../../shared/clock/instant.ts";
import { personField } from "../../shared/faq/day-demand.ts";
import { blocks, featureOf } from "../../shared/faq/features.ts";
import { unpackTopic } from "../../shared/faq/index-pack.ts";
import { newRecord, type TopicRecord } from "../../shared/faq/record.ts";
import type { ContentId, TicketId } from "../../shared/id.ts";
import type { Member } from "../../shared/person/member.ts";
import { type Cells, usesCell } from "../../shared/report/cell.ts";
import { contributionOf } from "../../shared/report/contribution.ts";
import { differenceOf, sumOf } from "../../shared/report/difference.ts";
import type { Happening } from "../../shared/ticket/event.ts";
import { after, aMember, anna, bram, femke, organisation, someId, tuesday, vechterhout } from "../given.ts";
import { type InProcess, inProcess } from "../in-process.ts";
import { aCountingContainer, eventsOf } from "./consumers.ts";
import { aTableThatFails, really } from "./faults.ts";

let api: InProcess;
let tickets: TicketId[];
beforeAll(() => {
  vi.useFakeTimers({ now: new Date(tuesday), toFake: ["Date"] });
});
beforeEach(async () => {
  clockShows(tuesday);
  // Each container keeps the table that it first saw.
  vi.resetModules();
  api = await inProcess();
  tickets = [];
});
afterEach(() => api.stop());
afterAll(() => {
  vi.useRealTimers();
});

const clockShows = (instant: Instant) => vi.setSystemTime(new Date(instant));
const nowIs = () => instantOf(Date.now());
const minutesPass = (count: number) => clockShows(after(nowIs(), count * 60));

async function asks(text: string, { topic, asker = anna }: { topic?: string; asker?: Member } = {}) {
  const ticketId = await api.asks(asker, { text, ...(topic && { topic }) });
  tickets.push(ticketId);
  return ticketId;
}

const happens = (ticketId: TicketId, ...happenings: Happening[]) => {
  minutesPass(1);
  const change = { table: api.table, organisation, ticketId, at: nowIs(), by: femke.person };
  return changeTicket(change, () => happenings);
};
const confirmed = (key: string, part?: string): Happening => ({
  type: "topic-set",
  topic: { key, ...(part && { part }), knownBy: "agent-confirmed" },
});
const restricted: Happening = { type: "confidentiality-set", to: "restricted", because: "person" };
const denied: Happening = { type: "topic-denied" };
const contentId = someId<ContentId>("content", 1);
const noted: Happening = { type: "noted", contentId };

/** A container of its own, which knows of topics what is stored. */
async function container(): Promise<(...of: TicketId[]) => Promise<string[]>> {
  const count = await aCountingContainer();
  return (...of) => count(...eventsOf(...of));
}
const told = async (...of: TicketId[]) => (await container())(...of);

const months = { from: "2026-10", to: "2027-01" };
const stored = async () =>
  sumOf([await listCells(api.table, vechterhout, months), await listBacklog(api.table, vechterhout)]);
const onlyDemand = (cells: Cells): Cells =>
  Object.fromEntries(Object.entries(cells).filter(([cell]) => cell.startsWith("demand#")));
const demand = async () => onlyDemand(await stored());

/** What the tickets of this test come to when they are all counted anew, by what is known of each. */
async function real(): Promise<Cells> {
  const cells = tickets.map(async (ticketId) => {
    const loaded = await loadCounted(api.table, vechterhout, ticketId);
    if (!loaded) throw new Error("the ticket exists");
    const { ticket, events, contribution = {} } = loaded;
    const clocks = clocksOf(events, () => organisation);
    return contributionOf({ ticket, events, clocks }, organisation, contribution).cells;
  });
  return sumOf(await Promise.all(cells));
}
const contributionsOf = (...of: TicketId[]) => loadContributions(api.table, vechterhout, of);
const aboutOf = async (ticketId: TicketId) => (await contributionsOf(ticketId))[0]?.about;
const examplesOf = (topic: string) => loadExamples(api.table, vechterhout, topic, 100);
const standingOf = (topic: string) => loadStanding(api.table, vechterhout, topic);
const person = (member: Member) => personField(vechterhout, member.person);

/** Whether a topic, as it is stored, has learnt a word. */
async function knows(topic: string, word: string): Promise<boolean> {
  const [learnt] = await loadLearnt(api.table, vechterhout, [topic]);
  return learnt ? unpackTopic(learnt.state).sums.has(featureOf(blocks.words, word)) : false;
}

const ofHoliday = "Hoeveel verlofuren heb ik nog over dit jaar?";
const ofNothing = "Mag mijn papegaai Rikkie mee naar de kantine?";

describe("what is asked", () => {
  test("counts for its topic on the local day, its asker once, by the way it came", async () => {
    clockShows("2026-12-01T23:30:00.000Z" as Instant);
    const of = [
      await asks("Een", { topic: "ikb" }),
      await asks("Twee", { topic: "ikb" }),
      await asks("Drie", { topic: "ikb", asker: bram }),
    ];
    expect(await told(...of)).toEqual([]);
    expect(await demand()).toEqual({
      "demand#ikb#2026-12-02": { [person(anna)]: 2, [person(bram)]: 1, click: 3 },
    });
    expect(await standingOf("ikb")).toMatchObject({ state: "open", people7: 2, writes: 1 });
  });

  test("is put with the topic that it looks like while nobody said so, and the topic learns it a little", async () => {
    const ticketId = await asks(ofHoliday);
    await told(ticketId);
    expect(await aboutOf(ticketId)).toEqual({ topic: "verlof_saldo", how: "guess" });
    expect(await demand()).toEqual({ "demand#verlof_saldo#2026-12-01": { [person(anna)]: 1, click: 1 } });
    expect(await examplesOf("verlof_saldo")).toEqual([
      { ticketId, weight: 0.25, person: person(anna), kind: "guessed" },
    ]);
    expect(await knows("verlof_saldo", "verlofuren")).toBe(true);
    expect(await knows("verlof_saldo", "saldo")).toBe(true);
  });

  test("opens a topic where it looks like none, and the next ones like it come to the same, in whatever container", async () => {
    const [one, other] = [await asks(ofNothing), await asks(`${ofNothing} Hij bijt niet.`, { asker: bram })];
    await told(one, other);
    const found = (await aboutOf(one))?.topic ?? "";
    expect(found).toMatch(/^new-[0-9a-hjkmnp-tv-z]{26}$/);
    expect((await aboutOf(other))?.topic).toBe(found);
    expect(await loadRecord(api.table, vechterhout, found)).toMatchObject({ origin: "found", version: 1 });
    minutesPass(5);
    const later = await asks("Mag een papegaai in de kantine?");
    await told(later);
    expect((await aboutOf(later))?.topic).toBe(found);
    expect(await standingOf(found)).toMatchObject({ state: "provisional", people7: 2, days: 1 });
    expect(await loadAllRecords(api.table, vechterhout)).toHaveLength(1);
  });

  test("opens a topic once, though the next one like it comes before the container has looked again", async () => {
    const tell = await container();
    const one = await asks(ofNothing);
    expect(await tell(one)).toEqual([]);
    clockShows(after(nowIs(), 3));
    const other = await asks(`${ofNothing} Hij bijt niet.`, { asker: bram });
    expect(await tell(other)).toEqual([]);
    expect((await aboutOf(other))?.topic).toBe((await aboutOf(one))?.topic);
    expect(await loadAllRecords(api.table, vechterhout)).toHaveLength(1);
  });

  test("goes by what a person says from then on, and is guessed once, however often it is counted", async () => {
    const ticketId = await asks(ofHoliday);
    await told(ticketId);
    await happens(ticketId, confirmed("ikb"));
    await told(ticketId);
    expect(await aboutOf(ticketId)).toEqual({ topic: "ikb", how: "person" });
    expect(await demand()).toEqual({ "demand#ikb#2026-12-01": { [person(anna)]: 1, click: 1 } });
    expect(await examplesOf("verlof_saldo")).toEqual([]);
    expect(await examplesOf("ikb")).toMatchObject([{ weight: 1, kind: "confirmed" }]);
    expect(await knows("verlof_saldo", "verlofuren")).toBe(false);
    expect(await knows("ikb", "verlofuren")).toBe(true);
    expect(await standingOf("verlof_saldo")).toMatchObject({ people7: 0, demand: null });
  });

  test("keeps its guess, whatever was learnt since", async () => {
    const ticketId = await asks(ofHoliday);
    await told(ticketId);
    const others: TicketId[] = [];
    for (let i = 0; i < 3; i++)
      others.push(await asks(ofHoliday, { topic: "ikb", asker: aMember(`m-${i}`) }));
    for (const other of others) await happens(other, confirmed("ikb"));
    await told(...others);
    await happens(ticketId, noted);
    await told(ticketId);
    expect(await aboutOf(ticketId)).toEqual({ topic: "verlof_saldo", how: "guess" });
    expect(await stored()).toEqual(await real());
  });

  test("never falls to a topic with a name once an agent saw that it is about none of them", async () => {
    const ticketId = await asks(ofHoliday, { topic: "verlof_saldo" });
    await told(ticketId);
    await happens(ticketId, denied);
    await told(ticketId);
    const about = await aboutOf(ticketId);
    expect(about).toMatchObject({ how: "guess", isDenied: true, topic: expect.stringMatching(/^new-/) });
    expect(Object.keys(await demand())).toEqual([`demand#${about?.topic}#2026-12-01`]);
    const again = await asks(ofHoliday, { asker: bram });
    await happens(again, denied);
    await told(again);
    expect((await aboutOf(again))?.topic).toBe(about?.topic);
  });

  test("that was guessed before it was denied is looked at anew, and counted as a person says after that", async () => {
    const ticketId = await asks(ofHoliday);
    await told(ticketId);
    await happens(ticketId, denied);
    await told(ticketId);
    expect((await aboutOf(ticketId))?.topic).toMatch(/^new-/);
    await happens(ticketId, confirmed("ikb"));
    await told(ticketId);
    expect(Object.keys(await demand())).toEqual(["demand#ikb#2026-12-01"]);
    expect(await stored()).toEqual(await real());
  });

  test("counts for a part of a topic where that is known", async () => {
    const ticketId = await asks("Een", { topic: "ikb" });
    await happens(ticketId, confirmed("ikb", "new-sabbatical"));
    await told(ticketId);
    expect(Object.keys(await demand())).toEqual(["demand#new-sabbatical#2026-12-01"]);
  });

  test("counts as about nothing known where comparing fails, and is compared when it next changes", async () => {
    const ticketId = await asks(ofHoliday);
    const table = aTableThatFails();
    table.on(QueryCommand).callsFake((input, client) => {
      if (input.IndexName === "gsi4") throw Object.assign(new Error("no"), { name: "InternalServerError" });
      return really(client(), new QueryCommand(input));
    });
    expect(await told(ticketId)).toEqual([]);
    table.restore();
    expect(await demand()).toEqual({ "demand#none#2026-12-01": { [person(anna)]: 1, click: 1 } });
    expect(await contributionsOf(ticketId)).toEqual([
      expect.not.objectContaining({ about: expect.anything() }),
    ]);
    await happens(ticketId, noted);
    await told(ticketId);
    expect(Object.keys(await demand())).toEqual(["demand#verlof_saldo#2026-12-01"]);
  });

  test("is not said to be about what nobody may know of, and is learnt from nowhere then", async () => {
    const secret = organisation.topics.find(({ confidentiality }) => confidentiality === "restricted");
    const ticketId = await asks("Een", { topic: "ikb" });
    // As if the words looked like it: a person would have to say it.
    await assignTickets(api.table, organisation, [ticketId], secret?.key ?? "", nowIs());
    expect(await demand()).toEqual({});
    expect(await examplesOf(secret?.key ?? "")).toEqual([]);
  });
});

describe("answers", () => {
  const answer = { topic: "ikb", revision: 3 };

  test("that agents used count once for each question, for the topic of the answer", async () => {
    const ticketId = await asks("Een", { topic: "verlof_saldo" });
    await happens(
      ticketId,
      { type: "replied", contentId, from: "desk", answer },
      { type: "replied", contentId, from: "desk", answer },
    );
    await told(ticketId);
    expect(await demand()).toMatchObject({ "demand#ikb#2026-12-01": { "used.3": 1 } });
    expect(await stored()).toEqual(await real());
  });

  const opens = (day: string, { topic, revision }: typeof answer, what: object) =>
    commit(api.table, [
      useWrite(api.table, vechterhout, anna.person, undefined, { day, topic, revision, ...what }),
    ]);

  test("that the asker opened in the two working days before, and that did not help, are told by asking all the same", async () => {
    await opens("2026-11-27", answer, { opened: true });
    await opens("2026-11-30", { ...answer, revision: 4 }, { opened: true });
    await opens("2026-11-26", { ...answer, revision: 1 }, { opened: true });
    await opens("2026-11-30", { ...answer, revision: 2 }, { shown: true });
    await opens("2026-11-30", { topic: "verlof_saldo", revision: 9 }, { opened: true });
    const ticketId = await asks("Een", { topic: "ikb" });
    await told(ticketId);
    expect(await demand()).toEqual({
      "demand#ikb#2026-12-01": { [person(anna)]: 1, click: 1, "again.3": 1, "again.4": 1 },
    });
    // By then what was opened is forgotten, but not that it did not help.
    await happens(ticketId, confirmed("verlof_saldo"));
    await told(ticketId);
    expect(await demand()).toEqual({
      "demand#verlof_saldo#2026-12-01": { [person(anna)]: 1, click: 1, "again.9": 1 },
    });
    expect(await stored()).toEqual(await real());
  });
});

describe("counting is exact", () => {
  test("though everything is told twice, late, in another order and to two consumers at once", async () => {
    const of: TicketId[] = [];
    const texts = [ofHoliday, ofNothing, "Wanneer krijg ik mijn jaaropgave?", "Een vraag over mijn IKB"];
    for (let i = 0; i < 8; i++) of.push(await asks(`${texts[i % 4]} ${i}`, { asker: aMember(`m-${i % 3}`) }));
    const [one, other] = [await container(), await container()];
    await Promise.all([one(...of), other(...of.toReversed())]);
    for (const [i, ticketId] of of.entries()) await happens(ticketId, i % 2 ? denied : confirmed("ikb"));
    await Promise.all([...of.map((id) => one(id)), other(...of.toReversed())]);
    await happens(of[0] as TicketId, restricted);
    await Promise.all([one(...of, ...of), other(of[0] as TicketId)]);
    await told(...of.toReversed());
    expect(await stored()).toEqual(await real());
    for (const { key } of await loadAllRecords(api.table, vechterhout)) {
      const learnt = (await contributionsOf(...of)).filter(({ learnt }) => learnt?.topic === key);
      expect(await examplesOf(key)).toHaveLength(learnt.length);
    }
    // What was projected last is what a projection comes to now.
    const before = await standingOf("ikb");
    await projectTopic(api.table, organisation, "ikb", nowIs());
    expect(await standingOf("ikb")).toEqual(before);
  });

  test("when a question is kept more closely later: what it counted for and taught is taken back, and its text is left alone", async () => {
    const [ticketId, other] = [
      await asks("Mijn verlofuren bij de zwemkliniek", { topic: "verlof_saldo" }),
      await asks("Verlofuren en zeilschool", { topic: "verlof_saldo", asker: bram }),
    ];
    await told(ticketId, other);
    expect(await knows("verlof_saldo", "zwemkliniek")).toBe(true);
    await happens(ticketId, restricted);
    const table = aTableThatFails();
    expect(await told(ticketId)).toEqual([]);
    const texts = table
      .commandCalls(BatchGetItemCommand)
      .map(({ args: [{ input }] }) => JSON.stringify(input))
      .filter((input) => input.includes("content#"));
    table.restore();
    expect(texts.filter((input) => input.includes(ticketId))).toEqual([]);
    expect(texts.length).toBeGreaterThan(0);
    expect(await demand()).toEqual({ "demand#verlof_saldo#2026-12-01": { [person(bram)]: 1, click: 1 } });
    expect((await examplesOf("verlof_saldo")).map((example) => example.ticketId)).toEqual([other]);
    expect(await knows("verlof_saldo", "zwemkliniek")).toBe(false);
    expect(await knows("verlof_saldo", "zeilschool")).toBe(true);
    expect(await contributionsOf(ticketId)).toEqual([{ version: 2, cells: {}, writes: 2 }]);
    expect(await standingOf("verlof_saldo")).toMatchObject({ people7: 1 });
    expect(await stored()).toEqual(await real());
  });

  test("a question that is restricted from the start leaves nothing anywhere", async () => {
    const ticketId = await asks(ofNothing);
    await happens(ticketId, restricted);
    await told(ticketId);
    expect(await stored()).toEqual({});
    expect(await loadAllRecords(api.table, vechterhout)).toEqual([]);
    expect(await contributionsOf(ticketId)).toEqual([]);
  });
});

describe("topics that belong together", () => {
  const found = (key: string, given: Partial<TopicRecord> = {}) => ({
    ...newRecord({ organisation: vechterhout, key, origin: "found" }, nowIs()),
    ...given,
  });
  const without = (standing: StoredStanding | undefined) => ({ ...standing, writes: 0 });
  const project = async (key: string) => {
    minutesPass(1);
    await projectTopic(api.table, organisation, key, nowIs());
  };
  async function merge(key: string, mergedInto: string | undefined) {
    const before = (await loadRecord(api.table, vechterhout, key)) as TopicRecord;
    const { mergedInto: _, ...rest } = before;
    const after = { ...rest, ...(mergedInto && { mergedInto }), version: before.version + 1 };
    expect(await commit(api.table, [recordWrite(api.table, before, after)])).toBe("saved");
    await project(key);
  }

  test("are looked at as one while they are merged, without a counter being moved, and apart again after it", async () => {
    await commit(api.table, [recordWrite(api.table, undefined, found("new-one"))]);
    const of = [
      await asks("Een", { topic: "ikb" }),
      await asks("Twee", { topic: "ikb", asker: bram }),
      await asks("Drie", { topic: "verlof_saldo" }),
    ];
    await assignTickets(api.table, organisation, of.slice(1), "new-one", nowIs());
    await told(...of);
    const [ikb, one, counted] = [await standingOf("ikb"), await standingOf("new-one"), await stored()];
    expect([ikb?.people7, one?.people7]).toEqual([1, 2]);
    await merge("new-one", "ikb");
    expect(await standingOf("ikb")).toMatchObject({ people7: 2, takenIn: ["new-one"], state: "open" });
    expect(await standingOf("new-one")).toMatchObject({ state: "merged", into: "ikb" });
    // A container that heard of it too late does not forget what was merged.
    await happens(of[0] as TicketId, confirmed("ikb"));
    await told(of[0] as TicketId);
    expect(await standingOf("ikb")).toMatchObject({ people7: 2 });
    await merge("new-one", undefined);
    expect(without(await standingOf("ikb"))).toEqual(without(ikb));
    expect(without(await standingOf("new-one"))).toEqual(without(one));
    expect(await stored()).toEqual(counted);
  });

  test("a split moves the chosen questions with all that they count for, and merging undoes it", async () => {
    const of = [
      await asks("Een", { topic: "ikb" }),
      await asks("Twee", { topic: "ikb", asker: bram }),
      await asks("Drie", { topic: "ikb" }),
    ];
    for (const ticketId of of) await happens(ticketId, confirmed("ikb"));
    await told(...of);
    const before = await standingOf("ikb");
    expect(before).toMatchObject({ people7: 2 });
    const split = newRecord(
      { organisation: vechterhout, key: "new-split", origin: "split", splitFrom: "ikb" },
      nowIs(),
    );
    await commit(api.table, [recordWrite(api.table, undefined, split)]);
    const [chosen] = [of.slice(1)];
    expect(await assignTickets(api.table, organisation, chosen, "new-split", nowIs())).toEqual(new Set());
    expect(await demand()).toEqual({
      "demand#ikb#2026-12-01": { [person(anna)]: 1, click: 1 },
      "demand#new-split#2026-12-01": { [person(anna)]: 1, [person(bram)]: 1, click: 2 },
    });
    expect((await examplesOf("new-split")).map(({ weight, kind }) => [weight, kind])).toEqual([
      [1, "assigned"],
      [1, "assigned"],
    ]);
    expect([await knows("ikb", "twee"), await knows("new-split", "twee")]).toEqual([false, true]);
    // Told again, or confirmed as what it was, it stays where the editor put it; said to be something else, it goes.
    await happens(of[1] as TicketId, confirmed("ikb"));
    await told(...of);
    expect(await aboutOf(of[1] as TicketId)).toMatchObject({ topic: "new-split", how: "editor" });
    await happens(of[2] as TicketId, confirmed("verlof_saldo"));
    await told(of[2] as TicketId);
    expect(await aboutOf(of[2] as TicketId)).toEqual({ topic: "verlof_saldo", how: "person" });
    expect(await stored()).toEqual(await real());
    await merge("new-split", "ikb");
    expect(await standingOf("ikb")).toMatchObject({ people7: 2, takenIn: ["new-split"] });
  });

  test("what people say of an answer themselves counts with the topic, and stays what tickets make of it", async () => {
    const ticketId = await asks("Een", { topic: "ikb" });
    await told(ticketId);
    await writeCells(api.table, vechterhout, {
      [usesCell("ikb", "2026-12-01")]: { [person(bram)]: 1, [person(anna)]: 1, self: 2, "answered.1": 2 },
    });
    await project("ikb");
    expect(await standingOf("ikb")).toMatchObject({ people7: 2, askers: 2, days: 1 });
    expect(differenceOf(await real(), await stored())).toEqual({
      "demand#ikb#2026-12-01#uses": { [person(bram)]: 1, [person(anna)]: 1, self: 2, "answered.1": 2 },
    });
  });
});
