import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  DeleteItemCommand,
  PutItemCommand,
  QueryCommand,
  ThrottlingException,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { listCells, saveCounted, writeCells } from "../../functions/store/figures.ts";
import { loadJob } from "../../functions/store/jobs.ts";
import { keys } from "../../functions/store/keys.ts";
import { marshalled } from "../../functions/store/table.ts";
import { loadHistory, loadTicket } from "../../functions/store/tickets.ts";
import { type Instant, instantOf } from "../../shared/clock/instant.ts";
import type { SentBodyOf } from "../../shared/contract/operations.ts";
import type { JobId, TicketId } from "../../shared/id.ts";
import type { Job } from "../../shared/job/job.ts";
import type { JobView } from "../../shared/job/view.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import type { Member } from "../../shared/person/member.ts";
import { askerNumber } from "../../shared/report/askers.ts";
import { type Cells, usesCell } from "../../shared/report/cell.ts";
import {
  administrator,
  after,
  aMember,
  anderhout,
  anna,
  femke,
  manager,
  organisation,
  someId,
  vechterhout,
} from "../given.ts";
import { type InProcess, type Item, inProcess, itemsIn } from "../in-process.ts";
import {
  aStream,
  consequencesOf,
  hand,
  type QueueName,
  someContainers,
  someQueues,
  taken,
} from "./consumers.ts";
import { aTableThatFails, cancelled, really } from "./faults.ts";

type Order = SentBodyOf<"POST /v1/jobs">;

let api: InProcess;
let urls: Record<QueueName, string>;
let changes: Awaited<ReturnType<typeof aStream>>;

/** Versions of the example organisation, as functions that start now find them. */
function deploy(...versions: Organisation[]) {
  const folder = mkdtempSync(join(tmpdir(), "jobs-"));
  writeFileSync(join(folder, "organisations.json"), JSON.stringify(versions));
  process.env.LAMBDA_TASK_ROOT = folder;
  vi.resetModules();
}

const clockShows = (instant: string) => vi.setSystemTime(new Date(instant));

beforeAll(async () => {
  vi.useFakeTimers({ now: new Date("2026-12-01T09:00:00Z"), toFake: ["Date"] });
  urls = await someQueues();
});
afterAll(() => {
  vi.useRealTimers();
});
beforeEach(async () => {
  clockShows("2026-12-01T09:00:00Z");
  deploy(organisation);
  api = await inProcess({ withStream: true });
  changes = await aStream(api.table);
});
afterEach(() => api.stop());

const start = (order: Order, by: Member = administrator, key?: string) =>
  api.as(by)("POST /v1/jobs", { body: order, ...(key && { key }) });

/** What the stream makes of the steps that were stored since. */
async function steps(): Promise<string[]> {
  clockShows(after(instantOf(Date.now()), 1));
  expect(await consequencesOf(await changes())).toEqual([]);
  return taken(urls.jobs);
}

async function look(jobId: JobId): Promise<JobView> {
  const shown = await api.as(administrator)("GET /v1/jobs/{jobId}", { params: { jobId } });
  if (!shown.ok) throw new Error("the job is there");
  return shown.body;
}

async function started(order: Order): Promise<JobId> {
  const answer = await start(order);
  if (!answer.ok) throw new Error(`not started: ${JSON.stringify(answer.problem)}`);
  return answer.body.jobId;
}

type Pace = {
  /** How often each message comes. */
  copies?: number;
  /** Tickets in a step, so that a few take many. */
  pageSize?: number;
  /** What happens just before a step. */
  before?: (job: Job) => Promise<void>;
};

async function take(bodies: readonly string[], pageSize?: number): Promise<void> {
  if (pageSize === undefined) return expect(await hand("jobs", bodies)).toEqual([]);
  const { takeStep } = await import("../../functions/jobs/step.ts");
  const { knownOrganisation } = await import("../../functions/runtime/organisations.ts");
  for (const message of bodies.map((body) => JSON.parse(body))) {
    const served = knownOrganisation(message.organisation);
    await takeStep({ table: api.table, organisation: served, at: instantOf(Date.now()), message, pageSize });
  }
}

/** Takes these steps and all that follow. @returns how many there were */
async function goOn(first: readonly string[], { copies = 1, pageSize, before }: Pace = {}): Promise<number> {
  let count = 0;
  for (let bodies = first; bodies.length > 0; bodies = await steps()) {
    count += bodies.length;
    if (before) await before(await jobOf(bodies));
    for (let copy = 0; copy < copies; copy++) await take(bodies, pageSize);
  }
  return count;
}

async function jobOf([body = "{}"]: readonly string[]): Promise<Job> {
  const job = await loadJob(api.table, vechterhout, JSON.parse(body).jobId);
  if (!job) throw new Error("the job is there");
  return job;
}

async function done(order: Order, pace?: Pace): Promise<{ view: JobView; stepsTaken: number }> {
  const jobId = await started(order);
  const stepsTaken = await goOn(await steps(), pace);
  return { view: await look(jobId), stepsTaken };
}
const resultOf = async (order: Order, pace?: Pace) => (await done(order, pace)).view.result;
const twice = { copies: 2 };

const ask = (asker: Member = anna) => api.asks(asker, { text: "Hoe zit het?" });
const asks = (count: number) => Promise.all(Array.from({ length: count }, () => ask()));

async function change(route: "claim" | "resolve", ticketId: TicketId) {
  const call = api.as(femke);
  const params = { ticketId };
  const answer =
    route === "claim"
      ? await call("POST /v1/tickets/{ticketId}/claim", { params })
      : await call("POST /v1/tickets/{ticketId}/resolve", {
          params,
          body: { outcome: "answered", text: "Zo zit het." },
        });
  if (!answer.ok) throw new Error(`${route}: ${answer.problem.code}`);
}
async function answered(asker: Member = anna): Promise<TicketId> {
  const ticketId = await ask(asker);
  await change("claim", ticketId);
  clockShows("2026-12-01T15:00:00Z");
  await change("resolve", ticketId);
  clockShows("2026-12-01T09:00:00Z");
  return ticketId;
}

/** Puts an image back as somebody changed it by hand. */
async function tampered(ticketId: TicketId, with_: (image: Item) => Record<string, unknown>) {
  const { pk, sk } = keys.image(vechterhout, ticketId);
  const image = (await itemsIn(api.table)).find((item) => item.pk === pk && item.sk === sk) as Item;
  const Item = marshalled(with_(image));
  await api.table.client.send(new PutItemCommand({ TableName: api.table.name, Item }));
}

/** Five of whom no two share the number that askers are counted by. */
const everyone = [
  ...new Map(
    Array.from({ length: 20 }, (_, i) => aMember(`medewerker-${i}`)).map((member) => [
      askerNumber(vechterhout, member.person),
      member,
    ]),
  ).values(),
].slice(0, 5);
const newer = (changes: Partial<Organisation> = {}): Organisation => ({
  ...organisation,
  version: 2,
  ...changes,
});
const halved = (): Organisation => {
  const { standard, ...levels } = organisation.serviceLevels;
  return newer({ serviceLevels: { ...levels, standard: { ...standard, firstResponse: 4 } as never } });
};

describe("verifying the clocks", () => {
  const order = { kind: "verify-clocks" } as const;

  test("finds nothing where nobody touched the table, over many steps that are each told three times", async () => {
    await asks(4);
    for (const asker of everyone.slice(0, 3)) await answered(asker);
    const { view, stepsTaken } = await done(order, { copies: 3, pageSize: 3 });
    expect(view).toMatchObject({
      state: "done",
      progress: { seen: 7, different: 0 },
      result: { checked: 7, different: 0, unknownVersions: 0, tickets: [] },
    });
    expect(stepsTaken).toBeGreaterThan(2);
  });

  test.each<[string, (image: Item) => Record<string, unknown>]>([
    ["image", (image) => ({ ...image, data: { ...(image.data as object), urgency: "today" } })],
    [
      "clock",
      (image) => {
        const data = image.data as { clocks: object[] };
        const clocks = data.clocks.map((mark) => ({ ...mark, dueAt: "2030-01-01T00:00:00.000Z" }));
        return { ...image, data: { ...data, clocks } };
      },
    ],
    ["timer", (image) => ({ ...image, gsi3sk: String(image.gsi3sk).replace(/^20/, "21") })],
    ["timer that is gone", ({ gsi3pk, gsi3sk, ...image }) => image],
  ])("finds a ticket of which the %s was changed by hand, and names it by its id", async (_what, with_) => {
    const [ticketId] = await asks(3);
    await tampered(ticketId as TicketId, with_);
    expect(await resultOf(order)).toMatchObject({ checked: 3, different: 1, tickets: [ticketId] });
  });

  test("finds open tickets that name a version which is no longer deployed; closed ones are counted apart", async () => {
    const [open] = await asks(1);
    const closed = await answered();
    const { changeTicket } = await import("../../functions/runtime/change.ts");
    const signed = { table: api.table, organisation, ticketId: closed, by: "system" as const };
    await changeTicket({ ...signed, at: instantOf(Date.parse("2026-12-15T09:00:00Z")) }, () => [
      { type: "closed" },
    ]);
    deploy(newer());
    expect(await resultOf(order)).toEqual({ checked: 2, different: 1, unknownVersions: 1, tickets: [open] });
  });

  test("goes on past a ticket that cannot be replayed at all, and counts it", async () => {
    const [ticketId] = await asks(3);
    await tampered(ticketId as TicketId, (image) => image);
    const key = marshalled(keys.event(vechterhout, ticketId as TicketId, 1));
    await api.table.client.send(
      new PutItemCommand({
        TableName: api.table.name,
        Item: { ...key, ...marshalled({ data: { type: "none", n: 1 } }) },
      }),
    );
    expect(await resultOf(order)).toMatchObject({ checked: 3, different: 1, tickets: [ticketId] });
  });
});

describe("recomputing the clocks", () => {
  const order = { kind: "recompute-clocks" } as const;
  const policiesOn = async (ticketId: TicketId) =>
    (await loadTicket(api.table, vechterhout, ticketId))?.clocks?.map(({ policy }) => policy);

  test("moves open clocks to the version in force, once, and leaves what ended as it was", async () => {
    const [open, finished] = [await ask(), await answered()];
    const before = await loadHistory(api.table, vechterhout, open);
    deploy(halved(), organisation);
    expect(await resultOf(order, twice)).toEqual({ seen: 2, changed: 1, failed: 0 });
    const rebound = await loadHistory(api.table, vechterhout, open);
    expect(await policiesOn(open)).toEqual([2, 2]);
    expect(await policiesOn(finished)).toEqual([1, 1]);
    expect(rebound?.events.at(-1)).toMatchObject({ type: "clocks-rebound", by: "system", configuration: 2 });
    expect(Date.parse(rebound?.timerAt ?? "")).toBeLessThan(Date.parse(before?.timerAt ?? ""));
    expect(rebound?.ticket.clocks?.[0]?.startedAt).toBe(before?.ticket.clocks?.[0]?.startedAt);
    expect(await resultOf(order)).toEqual({ seen: 2, changed: 0, failed: 0 });
    expect(await resultOf({ kind: "verify-clocks" })).toMatchObject({ checked: 2, different: 0 });
  });

  test("does nothing where no newer version was deployed", async () => {
    await ask();
    await answered();
    expect(await resultOf(order)).toMatchObject({ changed: 0 });
    expect(
      (await itemsIn(api.table)).filter(({ data }) => (data as { type?: string })?.type === "clocks-rebound"),
    ).toEqual([]);
  });

  test("sets the end of what is resolved anew as well", async () => {
    const finished = await answered();
    const before = await loadHistory(api.table, vechterhout, finished);
    deploy(newer({ ending: { ...organisation.ending, closeAfterWorkingDays: 9 } }), organisation);
    expect(await resultOf(order)).toMatchObject({ changed: 1 });
    const rebound = await loadHistory(api.table, vechterhout, finished);
    expect(Date.parse(rebound?.timerAt ?? "")).toBeGreaterThan(Date.parse(before?.timerAt ?? ""));
    expect(await resultOf(order)).toMatchObject({ changed: 0 });
  });

  test("reaches each of many tickets, though each moves within its list as it is changed", async () => {
    const ids = await asks(7);
    deploy(halved(), organisation);
    expect(await resultOf(order, { copies: 2, pageSize: 3 })).toEqual({ seen: 7, changed: 7, failed: 0 });
    for (const policies of await Promise.all(ids.map(policiesOn))) expect(policies).toEqual([2, 2]);
    expect(await resultOf({ kind: "verify-clocks" })).toMatchObject({ checked: 7, different: 0 });
  });

  test("leaves a ticket of which the timer was due and not taken: that changes with every look", async () => {
    const [late, finished] = [await ask(), await answered()];
    clockShows("2026-12-20T20:00:00Z");
    expect(await resultOf(order)).toEqual({ seen: 2, changed: 0, failed: 0 });
    expect(await policiesOn(late)).toEqual([1, 1]);
    deploy(halved(), organisation);
    expect(await resultOf(order)).toMatchObject({ changed: 1 });
    expect((await loadHistory(api.table, vechterhout, finished))?.events.at(-1)).toMatchObject({
      type: "resolved",
    });
  });

  test("comes to an end, though the older version puts new tickets in all the time", async () => {
    deploy(halved(), organisation);
    const jobId = await started(order);
    let passes = 0;
    const before = async ({ tally }: Job) => {
      passes = "changedInPass" in tally ? tally.pass : 0;
      if (passes > 9) throw new Error("without end");
      deploy(organisation);
      await ask();
      deploy(halved(), organisation);
    };
    await goOn(await steps(), { before });
    expect(passes).toBe(5);
    expect(await look(jobId)).toMatchObject({ state: "done" });
  });

  test("finds what was put where it had walked already, by a function that still ran the older version", async () => {
    await asks(7);
    deploy(halved(), organisation);
    const jobId = await started(order);
    for (let step = 1; step <= 3; step++) await take(await steps(), 3);
    deploy(organisation);
    clockShows("2026-12-01T08:00:00Z");
    const late = await asks(3);
    clockShows("2026-12-01T10:00:00Z");
    deploy(halved(), organisation);
    await goOn(await steps(), { pageSize: 3 });
    expect(await look(jobId)).toMatchObject({ state: "done", result: { changed: 10 } });
    for (const policies of await Promise.all(late.map(policiesOn))) expect(policies).toEqual([2, 2]);
  });

  test("looks at a desk's list that only an older version knows", async () => {
    const ticketId = await ask();
    const desks = organisation.desks.map((desk) =>
      desk.kind === "front" ? { ...desk, key: "reception" } : desk,
    );
    deploy(newer({ desks }), organisation);
    expect(await resultOf({ kind: "verify-clocks" })).toMatchObject({ checked: 1, different: 0 });
    expect(await resultOf(order)).toMatchObject({ changed: 1 });
    expect(await policiesOn(ticketId)).toEqual([2, 2]);
  });
});

describe("a step", () => {
  /** Lets the saving of steps go wrong, and nothing else. */
  function whereStepsAreNotSaved() {
    const table = aTableThatFails();
    table.on(TransactWriteItemsCommand).callsFake((input, getClient) => {
      if (JSON.stringify(input).includes("#job#")) throw new Error("broken off");
      return really(getClient(), new TransactWriteItemsCommand(input));
    });
    return table;
  }
  const rebound = async () =>
    (await itemsIn(api.table)).filter(({ data }) => (data as { type?: string })?.type === "clocks-rebound");

  test("that broke off before it was saved is taken again, and no ticket is changed twice", async () => {
    await asks(5);
    deploy(halved(), organisation);
    const jobId = await started({ kind: "recompute-clocks" });
    const bodies = await steps();
    const broken = whereStepsAreNotSaved();
    expect(await hand("jobs", bodies)).toEqual([0]);
    broken.restore();
    expect(await rebound()).toHaveLength(5);
    expect(await look(jobId)).toMatchObject({ state: "running", progress: { seen: 0 } });
    await goOn(bodies);
    expect(await look(jobId)).toMatchObject({ state: "done", result: { seen: 5, changed: 5, failed: 0 } });
    expect(await rebound()).toHaveLength(5);
  });

  test("counts once, also when two containers take it at the same moment", async () => {
    await asks(5);
    const jobId = await started({ kind: "verify-clocks" });
    const containers = await someContainers("jobs", 3);
    for (let bodies = await steps(); bodies.length > 0; bodies = await steps()) {
      expect(bodies).toHaveLength(1);
      for (const failures of await Promise.all(containers.map((take) => take(bodies))))
        expect(failures).toEqual([]);
    }
    expect(await look(jobId)).toMatchObject({ result: { checked: 5, different: 0 } });
  });

  test("comes back when something else was at the same items while it was saved, so that the job goes on", async () => {
    await asks(2);
    const jobId = await started({ kind: "verify-clocks" });
    const bodies = await steps();
    const table = aTableThatFails();
    table.on(TransactWriteItemsCommand).rejects(cancelled("TransactionConflict"));
    expect(await hand("jobs", bodies)).toEqual([0]);
    table.restore();
    await goOn(bodies);
    expect(await look(jobId)).toMatchObject({ state: "done", result: { checked: 2 } });
  });

  test("comes back while the table is too busy to be read, and is no reason to call a ticket wrong", async () => {
    await asks(2);
    const jobId = await started({ kind: "verify-clocks" });
    const bodies = await steps();
    const table = aTableThatFails();
    table.on(QueryCommand).callsFake((input, getClient) => {
      if (JSON.stringify(input).includes("#ticket#"))
        throw new ThrottlingException({ message: "", $metadata: {} });
      return really(getClient(), new QueryCommand(input));
    });
    expect(await hand("jobs", bodies)).toEqual([0]);
    table.restore();
    await goOn(bodies);
    expect(await look(jobId)).toMatchObject({ result: { checked: 2, different: 0 } });
  });

  test("of a job that is not there does nothing", async () => {
    expect(await hand("jobs", [{ organisation: vechterhout, jobId: someId("job", 9), step: 1 }])).toEqual([]);
  });
});

describe("what if", () => {
  const days = { from: "2026-12-01", to: "2026-12-01" };
  const candidate = (policy: Organisation) => policy as unknown as Record<string, unknown>;
  const rowsOf = (view: JobView) => {
    if (view.kind !== "what-if" || !view.result) throw new Error("done");
    return view.result.rows;
  };
  const showingAll: Organisation = {
    ...organisation,
    figures: { ...organisation.figures, minimumGroup: { askers: 1, agents: 1 } },
  };
  const firstResponse = (view: JobView) => rowsOf(view).find(({ metric }) => metric === "firstResponse");

  test("the same configuration differs in nothing from what was", async () => {
    for (const asker of everyone) await answered(asker);
    const { view } = await done({ kind: "what-if", candidate: candidate(organisation), ...days }, twice);
    expect(view.result).toMatchObject({ failed: 0, minimumAskers: 5 });
    expect(firstResponse(view)).toMatchObject({ desk: "frontoffice", met: 5, missed: 0 });
    for (const { met, missed, metThen, missedThen } of rowsOf(view))
      expect([metThen, missedThen]).toEqual([met, missed]);
  });

  test("with half the target, what took six hours is missed; nothing is changed, and the candidate is not kept", async () => {
    for (const asker of everyone) await answered(asker);
    const before = (await itemsIn(api.table)).filter(({ pk }) => pk.includes("#ticket#"));
    const { view } = await done({ kind: "what-if", candidate: candidate(halved()), ...days });
    expect(firstResponse(view)).toMatchObject({ met: 5, missed: 0, metThen: 0, missedThen: 5 });
    const items = await itemsIn(api.table);
    expect(items.filter(({ pk }) => pk.includes("#ticket#"))).toEqual(before);
    const ofJob = items.filter(({ pk }) => pk.includes("#job#"));
    expect(JSON.stringify(ofJob)).not.toMatch(/serviceLevels|medewerker-/);
    expect(ofJob.find(({ sk }) => sk === "candidate")).toMatchObject({ data: "" });
  });

  test("no number is shown of fewer than five askers", async () => {
    for (const asker of [...everyone.slice(0, 4), ...everyone.slice(0, 4)]) await answered(asker);
    const { view } = await done({ kind: "what-if", candidate: candidate(organisation), ...days });
    expect(rowsOf(view).length).toBeGreaterThan(0);
    for (const row of rowsOf(view)) expect(row).toMatchObject({ met: null, missed: null, metThen: null });
  });

  test("only what was asked on the days of the period counts, by the organisation's own clock", async () => {
    deploy(showingAll);
    clockShows("2026-12-01T22:59:00Z");
    await ask();
    clockShows("2026-12-01T23:01:00Z");
    await ask();
    clockShows("2026-12-20T09:00:00Z");
    const missed = async (from: string, to: string) => {
      const { view } = await done({ kind: "what-if", candidate: candidate(organisation), from, to });
      return firstResponse(view)?.missed;
    };
    expect(await missed("2026-12-01", "2026-12-01")).toBe(1);
    expect(await missed("2026-12-01", "2026-12-02")).toBe(2);
    expect(await missed("2026-12-03", "2026-12-31")).toBe(undefined);
  });

  test("what no report counts is not counted here", async () => {
    await answered();
    const { open } = organisation.confidentiality;
    const confidentiality = { ...organisation.confidentiality, open: { ...open, counted: false } };
    deploy({ ...showingAll, confidentiality });
    const { view } = await done({ kind: "what-if", candidate: candidate(organisation), ...days });
    expect(rowsOf(view)).toEqual([]);
    deploy(showingAll);
    const other = await done({ kind: "what-if", candidate: candidate(organisation), ...days });
    expect(firstResponse(other.view)).toMatchObject({ met: 1 });
  });

  test("no total tells what a row hides, and while it runs nobody is named", async () => {
    for (const asker of everyone.slice(0, 2)) await answered(asker);
    const jobId = await started({ kind: "what-if", candidate: candidate(organisation), ...days });
    await take(await steps(), 1);
    const bodies = await steps();
    expect(JSON.stringify(await jobOf(bodies))).toContain("askers");
    expect(JSON.stringify(await jobOf(bodies))).not.toContain("medewerker");
    await goOn(bodies);
    expect(await look(jobId)).toMatchObject({ progress: { seen: 0, failed: 0 }, state: "done" });
    expect(JSON.stringify((await look(jobId)).result)).not.toMatch(/replayed|[^0-9]2[^0-9]/);
  });

  test("one that made way keeps nothing of what it counted, nor the candidate", async () => {
    await answered();
    await answered();
    const order = { kind: "what-if", candidate: candidate(organisation), ...days } as const;
    const stuck = await started(order);
    await take(await steps(), 1);
    clockShows("2026-12-01T09:30:00Z");
    expect((await start(order)).ok).toBe(true);
    const items = (await itemsIn(api.table)).filter(({ pk }) => pk.endsWith(`#job#${stuck}`));
    const left = items.find(({ sk }) => sk === "job")?.data as Job;
    expect(left).toMatchObject({ state: "failed", tally: { seen: 1 } });
    expect(left.tally).toHaveProperty("cells", {});
    expect(items.find(({ sk }) => sk === "candidate")).toMatchObject({ data: "" });
  });

  test.each<[string, Partial<Extract<Order, { kind: "what-if" }>>, string]>([
    ["a configuration with a fault", { candidate: { ...organisation, desks: [] } }, "body.candidate.desks"],
    ["no configuration at all", { candidate: {} }, "body.candidate.version"],
    ["days the wrong way round", { from: "2026-12-02", to: "2026-12-01" }, "body.to"],
    [
      "the configuration of another organisation",
      { candidate: { ...organisation, organisation: { ...organisation.organisation, key: "anderhout" } } },
      "body.candidate.organisation.key",
    ],
  ])("%s is refused, and says where", async (_what, given, at) => {
    const answer = await start({ kind: "what-if", candidate: candidate(organisation), ...days, ...given });
    if (answer.ok) throw new Error("refused");
    expect(answer).toMatchObject({ status: 400, problem: { code: "invalid-input" } });
    expect(answer.problem.faults?.map((fault) => fault.at)).toContain(at);
  });
});

describe("rebuilding the figures", () => {
  const order = { kind: "rebuild-figures" } as const;
  const cells = (n: number): Cells => ({
    [`2026-12-0${n}#payroll#ikb`]: { asked: 1, met: n },
    "2026-11-30#frontoffice#none": { asked: 1 },
    [`backlog#2026-12-0${n}#payroll`]: { open: 1 },
  });
  /** Tickets that were counted, as the consumer of figures does it. */
  async function counted(count: number, days = 5) {
    const ids = await asks(count);
    for (const [i, ticketId] of ids.entries()) {
      const after = { version: 1, cells: cells(1 + (i % days)) };
      await saveCounted(api.table, vechterhout, [{ ticketId, after, difference: after.cells }]);
    }
    return ids;
  }
  const anHourLater = () => clockShows("2026-12-01T10:00:00Z");
  const counters = async () =>
    (await itemsIn(api.table)).filter(({ pk }) => /#(figures#|backlog$)/.test(pk)).toSorted(bySort);
  const bySort = (one: Item, other: Item) => one.sk.localeCompare(other.sk);
  /** Puts a ticket on another list, as a change does that changes no figure. */
  const moves = (
    ticketId: TicketId,
    part: "open" | "done",
    { desk = "frontoffice", since = instantOf(Date.now()) } = {},
  ) =>
    tampered(ticketId, (image) => {
      const at = instantOf(Date.now());
      const place = { gsi1pk: `${vechterhout}#desk#${desk}#${part}`, gsi1sk: `${since}#${ticketId}` };
      return { ...image, ...place, data: { ...(image.data as object), changedAt: at } };
    });
  /** Once in each walk, when the first list has been walked: that of what the front office has open. */
  function betweenTheLists(deed: (pass: number) => Promise<void>) {
    const isDone = new Set<number>();
    return async ({ walk, tally }: Job) => {
      const [list] = walk.left;
      if (!("phase" in tally) || tally.phase !== "walk" || !list || !("part" in list)) return;
      const isFirst = list.desk === "frontoffice" && list.part === "open";
      if (isFirst || isDone.has(tally.pass)) return;
      isDone.add(tally.pass);
      await deed(tally.pass);
    };
  }
  const spoil = () => writeCells(api.table, vechterhout, { "2026-12-01#payroll#ikb": { met: 3, lost: 1 } });

  test("finds no difference where every counter is what its tickets say, over many steps that come twice", async () => {
    await counted(7);
    const { view, stepsTaken } = await done(order, { copies: 2, pageSize: 3 });
    expect(view.result).toEqual({ counters: 16, different: 0 });
    expect(stepsTaken).toBeGreaterThan(6);
  });

  test("finds counters that were changed by hand, and leaves them unless it is told to correct them", async () => {
    await counted(6);
    const before = await counters();
    await spoil();
    anHourLater();
    expect(await resultOf(order, twice)).toMatchObject({ different: 2 });
    expect(await resultOf({ ...order, write: true }, twice)).toMatchObject({ different: 2 });
    expect(await counters()).toEqual(before.map((item) => expect.objectContaining(item)));
    expect(await resultOf(order)).toMatchObject({ different: 0 });
  });

  test("finds a wrong counter of demand, and leaves alone what people told of answers themselves", async () => {
    const [ticketId] = (await asks(1)) as [TicketId];
    const after = { version: 1, cells: { "demand#ikb#2026-12-01": { click: 1, "~1": 1 } } };
    await saveCounted(api.table, vechterhout, [{ ticketId, after, difference: after.cells }]);
    const uses = { [usesCell("ikb", "2026-12-01")]: { self: 2, "~2": 1 } };
    await writeCells(api.table, vechterhout, { ...uses, "demand#ikb#2026-12-01": { "~7": 1 } });
    anHourLater();
    expect(await resultOf({ ...order, write: true }, twice)).toEqual({ counters: 2, different: 1 });
    expect(await resultOf(order)).toMatchObject({ different: 0 });
    expect(await listCells(api.table, vechterhout, { from: "2026-12", to: "2026-12" })).toEqual({
      ...after.cells,
      ...uses,
    });
  });

  test("finds a counter of a month and a backlog of which every ticket is gone", async () => {
    await counted(1);
    await writeCells(api.table, vechterhout, { "backlog#2026-10-01#payroll": { open: 1 } });
    anHourLater();
    expect(await resultOf({ ...order, write: true })).toMatchObject({ different: 1 });
    expect(await resultOf(order)).toMatchObject({ different: 0 });
  });

  test("takes what a ticket did meanwhile for no difference; a wrong counter that moved is left for the next time", async () => {
    await counted(3);
    await spoil();
    anHourLater();
    const jobId = await started({ ...order, write: true });
    expect(await hand("jobs", await steps())).toEqual([]);
    await counted(2);
    await goOn(await steps());
    expect(await look(jobId)).toMatchObject({ state: "done", result: { different: 1 } });
    clockShows("2026-12-01T11:00:00Z");
    expect(await resultOf({ ...order, write: true })).toMatchObject({ different: 1 });
    expect(await resultOf(order)).toMatchObject({ different: 0 });
  });

  test.each([true, false])(
    "calls no counter wrong when a question was counted after each walk (write: %s)",
    async (write) => {
      const ids = await asks(2);
      await counted(3);
      anHourLater();
      const passes = new Set<number>();
      const before = async ({ tally }: Job) => {
        if (!("phase" in tally) || tally.phase !== "compare" || passes.has(tally.pass)) return;
        passes.add(tally.pass);
        const after = { version: 1, cells: cells(1) };
        const ticketId = ids[tally.pass - 1] as TicketId;
        await saveCounted(api.table, vechterhout, [{ ticketId, after, difference: after.cells }]);
      };
      expect((await done({ ...order, write }, { before })).view.result).toMatchObject({ different: 0 });
      expect(passes.size).toBe(2);
      expect(await resultOf(order)).toMatchObject({ different: 0 });
    },
  );

  test.each([
    ["answered", {}],
    ["answered long ago and called back", { since: "2026-11-01T09:00:00.000Z" as Instant }],
  ])(
    "calls no counter wrong when each walk met a ticket twice: it was %s in between",
    async (_what, place) => {
      const [one, other] = (await counted(2, 1)) as [TicketId, TicketId];
      anHourLater();
      const before = betweenTheLists((pass) => moves(pass === 1 ? one : other, "done", place));
      const { view } = await done({ ...order, write: true }, { before, pageSize: 1 });
      expect(view.result).toMatchObject({ different: 0 });
      clockShows("2026-12-01T11:00:00Z");
      expect(await resultOf(order)).toMatchObject({ different: 0 });
    },
  );

  test("calls no counter wrong when each walk missed a ticket: it was reopened in between", async () => {
    const [ticketId] = (await counted(2, 1)) as [TicketId, TicketId];
    await moves(ticketId, "done");
    anHourLater();
    const reopen = betweenTheLists(() => moves(ticketId, "open"));
    const before = async (job: Job) => {
      if ("phase" in job.tally && job.tally.phase === "compare") await moves(ticketId, "done");
      await reopen(job);
    };
    const { view } = await done({ ...order, write: true }, { before, pageSize: 1 });
    expect(view.result).toMatchObject({ different: 0 });
    clockShows("2026-12-01T11:00:00Z");
    expect(await resultOf(order)).toMatchObject({ different: 0 });
  });

  test("walks over what was done at a desk that no configuration names any more", async () => {
    const [ticketId] = await asks(1);
    const after = { version: 1, cells: { "2026-12-01#archive#ikb": { asked: 1 } } };
    const entry = { ticketId: ticketId as TicketId, after, difference: after.cells };
    await saveCounted(api.table, vechterhout, [entry]);
    await moves(entry.ticketId, "done", { desk: "archive" });
    anHourLater();
    expect(await resultOf({ ...order, write: true }, twice)).toEqual({ counters: 1, different: 0 });
    await writeCells(api.table, vechterhout, { "2026-12-01#archive#ikb": { asked: 3 } });
    expect(await resultOf({ ...order, write: true })).toMatchObject({ different: 1 });
    expect(await resultOf(order)).toMatchObject({ different: 0 });
  });

  test("corrects more than one transaction holds", async () => {
    await counted(1);
    const many = Array.from({ length: 95 }, (_, i) => [`2026-12-01#payroll#topic-${i}`, { asked: 1 }]);
    await writeCells(api.table, vechterhout, Object.fromEntries(many));
    anHourLater();
    expect(await resultOf({ ...order, write: true })).toMatchObject({ different: 95 });
    expect(await resultOf(order)).toMatchObject({ different: 0 });
  });

  test("corrects once, though the message of that step came twice at the same moment", async () => {
    await counted(3);
    await spoil();
    anHourLater();
    const jobId = await started({ ...order, write: true });
    let bodies = await steps();
    const isCorrecting = ({ tally }: Job) =>
      "phase" in tally && tally.phase === "correct" && tally.months[tally.month] === "2026-12";
    while (!isCorrecting(await jobOf(bodies))) {
      await take(bodies, 40);
      bodies = await steps();
    }
    const table = aTableThatFails();
    let isFirst = true;
    table.on(TransactWriteItemsCommand).callsFake(async (input, getClient) => {
      if (isFirst) {
        isFirst = false;
        await take(bodies, 40);
      }
      return really(getClient(), new TransactWriteItemsCommand(input));
    });
    await take(bodies, 40);
    table.restore();
    await goOn(await steps());
    expect(await look(jobId)).toMatchObject({ state: "done", result: { different: 2 } });
    expect(await resultOf(order)).toMatchObject({ different: 0 });
  });

  test("corrects once, though the correction broke off before its step was saved", async () => {
    await counted(3);
    await spoil();
    anHourLater();
    const jobId = await started({ ...order, write: true });
    for (let bodies = await steps(); bodies.length > 0; bodies = await steps()) {
      const table = aTableThatFails();
      table.on(TransactWriteItemsCommand).callsFake((input, getClient) => {
        if (JSON.stringify(input).includes("#job#")) throw new Error("broken off");
        return really(getClient(), new TransactWriteItemsCommand(input));
      });
      expect(await hand("jobs", bodies)).toEqual([0]);
      table.restore();
      expect(await hand("jobs", bodies)).toEqual([]);
    }
    expect(await look(jobId)).toMatchObject({ result: { different: 2 } });
    expect(await resultOf(order)).toMatchObject({ different: 0 });
  });
});

describe("one job of a kind", () => {
  const refusal = { ok: false, status: 409, problem: { code: "job-running" } };

  test("runs at a time in an organisation", async () => {
    await started({ kind: "verify-clocks" });
    expect(await start({ kind: "verify-clocks" })).toMatchObject(refusal);
    expect((await start({ kind: "recompute-clocks" })).ok).toBe(true);
    deploy(organisation, { ...organisation, organisation: { ...organisation.organisation, key: anderhout } });
    expect((await start({ kind: "verify-clocks" }, { ...administrator, organisation: anderhout })).ok).toBe(
      true,
    );
  });

  test("makes way when it did nothing for a quarter of an hour, and does nothing more after that", async () => {
    await ask();
    const stuck = await started({ kind: "verify-clocks" });
    const late = await steps();
    clockShows("2026-12-01T09:14:59Z");
    expect(await start({ kind: "verify-clocks" })).toMatchObject(refusal);
    clockShows("2026-12-01T09:15:00Z");
    const { view } = await done({ kind: "verify-clocks" });
    expect(view).toMatchObject({ state: "done", result: { checked: 1 } });
    expect(await hand("jobs", late)).toEqual([]);
    expect(await look(stuck)).toMatchObject({ state: "failed", progress: { seen: 0 } });
    expect(await steps()).toEqual([]);
  });

  test("is started when the last one was so long ago that the table took it away", async () => {
    const jobId = await started({ kind: "verify-clocks" });
    const Key = marshalled(keys.job(vechterhout, jobId));
    await api.table.client.send(new DeleteItemCommand({ TableName: api.table.name, Key }));
    expect((await start({ kind: "verify-clocks" })).ok).toBe(true);
  });

  test("that is displaced while it takes a step does not come back by saving it", async () => {
    await asks(2);
    const slow = await started({ kind: "verify-clocks" });
    const bodies = await steps();
    const table = aTableThatFails();
    let isSaving = false;
    table.on(TransactWriteItemsCommand).callsFake(async (input, getClient) => {
      if (!isSaving && JSON.stringify(input).includes("#job#")) {
        isSaving = true;
        clockShows("2026-12-01T09:30:00Z");
        await started({ kind: "verify-clocks" });
      }
      return really(getClient(), new TransactWriteItemsCommand(input));
    });
    expect(await hand("jobs", bodies)).toEqual([]);
    table.restore();
    expect(await look(slow)).toMatchObject({ state: "failed", progress: { seen: 0 } });
  });

  test("is started once by a request that is sent twice with its key", async () => {
    const answers = [
      await start({ kind: "verify-clocks" }, administrator, "one"),
      await start({ kind: "verify-clocks" }, administrator, "one"),
    ];
    expect(answers[0]).toMatchObject({ ok: true, status: 201 });
    expect(answers[1]).toEqual(answers[0]);
    expect(await steps()).toHaveLength(1);
  });
});

describe("jobs are for", () => {
  const whatIf: Order = {
    kind: "what-if",
    candidate: organisation as unknown as Record<string, unknown>,
    from: "2026-12-01",
    to: "2026-12-01",
  };
  const notForThem = { ok: false, status: 403, problem: { code: "not-your-role" } };

  test.each(["verify-clocks", "recompute-clocks", "rebuild-figures", "learn-topics"] as const)(
    "the administrator, and not for the service manager: %s",
    async (kind) => {
      const jobId = await started({ kind });
      expect(await start({ kind }, manager)).toMatchObject(notForThem);
      expect(await api.as(manager)("GET /v1/jobs/{jobId}", { params: { jobId } })).toMatchObject(notForThem);
      expect(await start({ kind }, femke)).toMatchObject(notForThem);
    },
  );

  test("both, where other targets are tried out", async () => {
    const answer = await start(whatIf, manager);
    if (!answer.ok) throw new Error("started");
    const { jobId } = answer.body;
    expect(await api.as(manager)("GET /v1/jobs/{jobId}", { params: { jobId } })).toMatchObject({ ok: true });
    expect(await api.as(anna)("GET /v1/jobs/{jobId}", { params: { jobId } })).toMatchObject(notForThem);
  });

  test("their own organisation: another's is not there", async () => {
    const jobId = await started({ kind: "verify-clocks" });
    deploy(organisation, { ...organisation, organisation: { ...organisation.organisation, key: anderhout } });
    const neighbour = { ...administrator, organisation: anderhout };
    const there = await api.as(neighbour)("GET /v1/jobs/{jobId}", { params: { jobId } });
    expect(there).toMatchObject({ ok: false, status: 404, problem: { code: "job-unknown" } });
  });
});

describe("every night", () => {
  const night = async () => {
    const { handler } = await import("../../functions/schedule/nightly.ts");
    return (handler as unknown as (event: object, context: object) => Promise<void>)({}, {});
  };

  test("the clocks of every organisation are recomputed and verified and its topics learn, unless that is being done", async () => {
    deploy(organisation, { ...organisation, organisation: { ...organisation.organisation, key: anderhout } });
    await night();
    await night();
    const bodies = (await steps()).map((body) => JSON.parse(body));
    const theirs = [anderhout, vechterhout].flatMap((one) => [one, one, one]);
    expect(bodies.map((body) => body.organisation).sort()).toEqual(theirs);
    const ours = bodies.filter((body) => body.organisation === vechterhout).map(({ jobId }) => jobId);
    await goOn(bodies);
    const views = await Promise.all(ours.map(look));
    expect(views.map(({ kind }) => kind).sort()).toEqual([
      "learn-topics",
      "recompute-clocks",
      "verify-clocks",
    ]);
    for (const { state } of views) expect(state).toBe("done");
  });
});
