import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { runJob } from "../../infra/commands/jobs/run.ts";
import { tableOf } from "../../infra/commands/jobs/what-if-table.ts";
import type { Caller } from "../../shared/contract/call.ts";
import { organisation, someId, tuesday } from "../given.ts";
import { aFile, type Ended, run } from "./given.ts";

type Said = { method: string; path: string; key?: string; token?: string; body?: unknown };

const jobId = someId("job", 1);
const ticketId = someId("ticket", 1);
const view = (kind: string, given: object) => ({
  jobId,
  kind,
  state: "running",
  startedAt: tuesday,
  movedAt: tuesday,
  progress: { seen: 0 },
  ...given,
});

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A helpdesk that gives these answers in turn, the last one for ever. */
async function aHelpdesk(answers: { status?: number; body: object }[]) {
  const said: Said[] = [];
  const server = createServer(async (request, response) => {
    said.push(await read(request));
    const { status = 200, body } = (
      answers.length > 1 ? answers.shift() : answers[0]
    ) as (typeof answers)[number];
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, said };
}

async function read(request: IncomingMessage): Promise<Said> {
  let text = "";
  for await (const chunk of request) text += chunk;
  return {
    method: request.method ?? "",
    path: request.url ?? "",
    key: request.headers["idempotency-key"] as string,
    token: request.headers.authorization as string,
    ...(text && { body: JSON.parse(text) }),
  };
}

const at = (url: string) => ["--url", url, "--token", "t"];
const verified = (result: object) => [
  { status: 201, body: view("verify-clocks", { progress: { seen: 0, different: 0 } }) },
  { body: view("verify-clocks", { state: "done", progress: { seen: 12, different: 0 }, result }) },
];
const onlyJson = ({ out }: Ended) => {
  expect(out.trim().split("\n")).toHaveLength(1);
  return JSON.parse(out);
};

describe("clocks:verify", () => {
  test("prints what it found as JSON and nothing else, with its progress beside it", async () => {
    const { url, said } = await aHelpdesk(verified({ checked: 12, different: 0, tickets: [] }));
    const ended = await run("clocks-verify", ["--json", ...at(url)]);
    expect(ended.out).toBe('{"checked":12,"different":0}\n');
    expect(ended).toMatchObject({ code: 0, err: "12 questions compared, 0 differ\n" });
    expect(said).toMatchObject([
      { method: "POST", path: "/v1/jobs", token: "Bearer t", body: { kind: "verify-clocks" } },
      { method: "GET", path: `/v1/jobs/${jobId}` },
    ]);
    expect(said[0]?.key).toMatch(/.{20}/);
  });

  test("fails when a question differs, and names it on standard error alone", async () => {
    const { url } = await aHelpdesk(verified({ checked: 12, different: 1, tickets: [ticketId] }));
    const ended = await run("clocks-verify", ["--json", ...at(url)]);
    expect(onlyJson(ended)).toEqual({ checked: 12, different: 1 });
    expect(ended.code).toBe(1);
    expect(ended.err).toContain(ticketId);
  });

  test("says so where such a job is running already", async () => {
    const title = "Er loopt al zo'n taak. Wacht tot die klaar is.";
    const { url } = await aHelpdesk([{ status: 409, body: { code: "job-running", title } }]);
    expect(await run("clocks-verify", at(url))).toEqual({ code: 2, out: "", err: `${title}\n` });
  });
});

test("clocks:recompute fails when questions could not be reckoned with", async () => {
  const counted = { seen: 5, changed: 4, failed: 1 };
  const { url } = await aHelpdesk([
    { status: 201, body: view("recompute-clocks", { state: "done", progress: counted, result: counted }) },
  ]);
  const ended = await run("clocks-recompute", ["--json", ...at(url)]);
  expect(onlyJson(ended)).toEqual(counted);
  expect(ended.code).toBe(1);
});

describe("figures:rebuild", () => {
  const rebuilt = (different: number) => [
    {
      status: 201,
      body: view("rebuild-figures", {
        state: "done",
        progress: { seen: 5, counters: 9, different },
        result: { counters: 9, different },
      }),
    },
  ];

  test.each([
    [0, [], 0, false],
    [2, [], 1, false],
    [2, ["--write"], 0, true],
  ] as const)(
    "with %i counters that differ and %j it ends with code %i",
    async (different, options, code, write) => {
      const { url, said } = await aHelpdesk(rebuilt(different));
      const ended = await run("figures-rebuild", ["--json", ...options, ...at(url)]);
      expect(onlyJson(ended)).toEqual({ counters: 9, different });
      expect(ended.code).toBe(code);
      expect(said[0]?.body).toEqual({ kind: "rebuild-figures", write });
    },
  );
});

describe("what-if", () => {
  const days = ["--from", "2026-12-01", "--to", "2026-12-31"];
  const file = () => aFile("organisation.json", JSON.stringify(organisation));
  const row = { desk: "frontoffice", metric: "firstResponse", met: 7, missed: 1, metThen: 5, missedThen: 3 };
  const hidden = { desk: "payroll", metric: "ola", met: null, missed: null, metThen: null, missedThen: null };
  const result = {
    from: "2026-12-01",
    to: "2026-12-31",
    failed: 0,
    minimumAskers: 5,
    combined: ["legal-position"],
    rows: [row, hidden],
  };
  const tried = [
    {
      status: 201,
      body: view("what-if", { state: "done", progress: { seen: 50, failed: 0 }, result }),
    },
  ];

  test("sends the whole file with the period, and shows a line for each desk and clock", async () => {
    const { url, said } = await aHelpdesk(tried);
    const ended = await run("what-if", [file(), ...days, ...at(url)]);
    expect(ended.code).toBe(0);
    expect(ended.out).toBe(`${tableOf(result)}\n`);
    expect(said[0]?.body).toMatchObject({ from: "2026-12-01", to: "2026-12-31", candidate: { version: 1 } });
  });

  test("gives the result as it is with --json", async () => {
    const { url } = await aHelpdesk(tried);
    expect(onlyJson(await run("what-if", [file(), ...days, "--json", ...at(url)]))).toEqual(result);
  });

  test("a table has its numbers under each other, and says what is hidden", () => {
    expect(tableOf(result).split("\n")).toEqual([
      "Questions asked from 2026-12-01 to 2026-12-31",
      "",
      "desk         clock          met  missed  met then  missed then",
      "frontoffice  firstResponse    7       1         5            3",
      "payroll      ola             <5      <5        <5           <5",
      "",
      "<5: fewer than 5 people asked, or it would tell of those: no number is shown.",
    ]);
  });

  test.each([
    ["no file", days, "Name the organisation file"],
    ["no period", ["FILE", "--from", "2026-12-01"], "Say --to"],
    [
      "a day that is none",
      ["FILE", "--from", "1 dec", "--to", "2026-12-31"],
      "--from takes a day as YYYY-MM-DD",
    ],
    ["days the wrong way round", ["FILE", "--from", "2026-12-31", "--to", "2026-12-01"], "not before --from"],
    ["a file that is not there", ["nowhere.json", ...days], "nowhere.json cannot be read"],
    ["a file that is no JSON", ["TEXT", ...days], "is not a JSON object"],
  ])("with %s it cannot run, and says what is missing", async (_what, options, said) => {
    const files: Record<string, string> = { FILE: file(), TEXT: aFile("text.json", "hello") };
    const ended = await run("what-if", [
      ...options.map((option) => files[option] ?? option),
      ...at("http://127.0.0.1:9"),
    ]);
    expect(ended).toMatchObject({ code: 2, out: "" });
    expect(ended.err).toContain(said);
  });

  test("tells each fault of the file where it stands", async () => {
    const faults = [{ at: "body.candidate.desks[2].calendar", code: "unknown", message: "a calendar" }];
    const { url } = await aHelpdesk([
      { status: 400, body: { code: "invalid-input", title: "Nee.", faults } },
    ]);
    const ended = await run("what-if", [file(), ...days, ...at(url)]);
    expect(ended).toMatchObject({
      code: 2,
      out: "",
      err: "body.candidate.desks[2].calendar: a calendar\nNee.\n",
    });
  });
});

describe.each(["clocks-verify", "clocks-recompute", "figures-rebuild", "what-if"])("%s", (command) => {
  const operands =
    command === "what-if" ? [aFile("o.json", "{}"), "--from", "2026-12-01", "--to", "2026-12-02"] : [];

  test("says how it is used, and how a helpdesk is started where none runs", async () => {
    const [help, alone] = await Promise.all([run(command, ["--help"]), run(command, operands)]);
    expect(help).toMatchObject({ code: 0, err: "" });
    expect(help.out).toMatch(/^[A-Z][\s\S]*Usage: npm run [\s\S]*--json/);
    expect(alone).toMatchObject({ code: 2, out: "" });
    expect(alone.err).toContain('start it with "npm start"');
  });
});

describe("a job that is followed", () => {
  const order = { kind: "verify-clocks" } as const;
  const following = async (views: object[]) => {
    const waits: number[] = [];
    const call = (async () => ({
      ok: true,
      body: views.length > 1 ? views.shift() : views[0],
    })) as unknown as Caller;
    const ended = runJob<"verify-clocks">(call, order, {
      say: ({ seen }) => `${seen}`,
      wait: async (millis) => waits.push(millis),
    });
    return { result: await ended.catch((error: Error) => error.message), waits };
  };
  const moved = (second: number) =>
    view("verify-clocks", { movedAt: `2026-12-01T09:30:${String(second).padStart(2, "0")}.000Z` });

  test("is looked at ever less often, and given up after a quarter of an hour without a step", async () => {
    const { result, waits } = await following([moved(1), moved(2), moved(2)]);
    expect(result).toMatch(/made no progress since 2026-12-01T09:30:02.000Z.*npm run replay/);
    expect(waits.slice(0, 5)).toEqual([200, 400, 800, 1600, 2000]);
    expect(waits.slice(1).reduce((sum, millis) => sum + millis, 0)).toBeGreaterThanOrEqual(15 * 60_000);
  });

  test("that another took the place of is no success", async () => {
    expect((await following([view("verify-clocks", { state: "failed" })])).result).toMatch(
      /made no progress/,
    );
  });
});
