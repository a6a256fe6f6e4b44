import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { readQuestions } from "../../infra/commands/demo/questions.ts";
import { retrying } from "../../infra/commands/retry.ts";
import { type NumberedRow, rowsOf } from "../../infra/commands/row-file.ts";
import { outputsFrom } from "../../infra/commands/stack-outputs.ts";
import { type Part, partsOf, reasonsOf, upload } from "../../infra/commands/upload.ts";
import { aFile } from "./given.ts";

async function all<T>(things: AsyncIterable<T>): Promise<T[]> {
  const gathered: T[] = [];
  for await (const thing of things) gathered.push(thing);
  return gathered;
}

const read = (name: string, text: string) => all(rowsOf(aFile(name, text)));
const row = (number: number, cells: object) => ({ number, row: cells });

describe("a file of rows", () => {
  test.each([
    ["commas", "a,b\n1,2\n"],
    ["semicolons", "a;b\n1;2\n"],
    ["a byte order mark and Windows lines", "\uFEFFa;b\r\n1;2\r\n"],
    ["blank lines", "a,b\n\n1,2\n,\n"],
    ["quotes with a separator and a line in them", '"a","b"\n"1","2"\n'],
    ["JSON Lines", '{"a":"1","b":"2"}\n\n'],
    ["JSON Lines with a byte order mark", '\uFEFF{"a":"1","b":"2"}'],
  ])("is read with %s", async (_, text) => {
    expect(await read("rows", text)).toEqual([row(1, { a: "1", b: "2" })]);
  });

  test("a quoted cell keeps its separators, quotes and new lines", async () => {
    expect(await read("rows.csv", 'a;b\n"x;y ""z""";"one\ntwo"\n')).toEqual([
      row(1, { a: 'x;y "z"', b: "one\ntwo" }),
    ]);
  });

  test("a separator inside a quoted header does not decide", async () => {
    expect(await read("rows.csv", '"a;b;c",d\n1,2\n')).toEqual([row(1, { "a;b;c": "1", d: "2" })]);
  });

  test("a short row lacks its last cells; a long one keeps what has no header, for the helpdesk to refuse", async () => {
    expect(await read("rows.csv", "a,b\n1\n1,2,3,4\n")).toEqual([
      row(1, { a: "1" }),
      row(2, { a: "1", b: "2", "": "3 4" }),
    ]);
  });

  test("two headers that are the same are told apart", async () => {
    expect(await read("rows.csv", "a,a\n1,2\n")).toEqual([row(1, { a: "1", "a (2)": "2" })]);
  });

  test("yes, no and lists in JSON become what the same cell in CSV would be", async () => {
    expect(await read("rows", '{"shielded":true,"personnelNumbers":["1","2"],"unit":null}\n')).toEqual([
      row(1, { shielded: "true", personnelNumbers: "1|2", unit: null }),
    ]);
  });

  test("a row that cannot be sent keeps its number and says why", async () => {
    const rows = await read(
      "rows",
      `{"a":1}\nnonsense\n[1]\n${JSON.stringify({ a: "x".repeat(4_001) })}\n{"a":{}}\n`,
    );
    expect(rows.map((one) => ("row" in one ? one.row : one.unreadable))).toEqual([
      { a: 1 },
      "the line is not JSON",
      "the line is JSON, but not an object",
      'column "a" holds something too long, or no text',
      'column "a" holds something too long, or no text',
    ]);
  });

  test("an open quote stops the reading with the line where it was noticed", async () => {
    await expect(read("rows.csv", 'a,b\n"1,2\n3,4\n')).rejects.toThrow(/rows.csv, line \d: this is not CSV/);
  });
});

async function* generated(count: number, cell: string): AsyncGenerator<NumberedRow> {
  for (let number = 1; number <= count; number++) yield { number, row: { cell } };
}

describe("parts", () => {
  test.each([
    [1, "short", [1]],
    [250, "short", [250]],
    [251, "short", [250, 1]],
    [120, "x".repeat(4_000), [51, 51, 18]],
  ])("%i rows stay below the contract's limits", async (count, cell, sizes) => {
    const parts = await all(partsOf(generated(count, cell)));
    expect(parts.map(({ rows }) => rows.length)).toEqual(sizes);
    expect(parts.map(({ isLast }) => isLast)).toEqual(sizes.map((_, i) => i === sizes.length - 1));
    for (const { rows } of parts) expect(JSON.stringify(rows).length).toBeLessThanOrEqual(200 * 1024 + 2);
    const firsts = sizes.map((_, i) => 1 + sizes.slice(0, i).reduce((sum, size) => sum + size, 0));
    expect(parts.map(({ first }) => first)).toEqual(firsts);
  });

  test("the parts of a file name the import that the first one made; what could not be read is refused with its own reason", async () => {
    const sent: [Part, unknown][] = [];
    const refused: unknown[] = [];
    async function* rows(): AsyncGenerator<NumberedRow> {
      yield* generated(250, "a");
      yield { number: 251, unreadable: "the line is not JSON" };
    }
    const taken = await upload<"POST /v1/phone-logs">(
      rows(),
      async (part, importId) => {
        sent.push([part, importId]);
        const results = part.rows.map((cells, i) => ({
          row: part.first + i,
          result: "cell" in cells ? ("accepted" as const) : ("refused" as const),
        }));
        const accepted = results.filter(({ result }) => result === "accepted").length;
        const totals = { rows: results.length, accepted, known: 0, refused: results.length - accepted };
        return { ok: true, status: 200, body: { importId: "imp_1" as never, totals, rows: results } };
      },
      { refused: (one) => refused.push(one) },
    );
    expect(sent.map(([, importId]) => importId)).toEqual([undefined, "imp_1"]);
    expect(taken.totals).toEqual({ rows: 251, accepted: 250, known: 0, refused: 1 });
    expect(refused).toEqual([
      { row: 251, faults: [{ column: "", code: "unreadable", message: "the line is not JSON" }] },
    ]);
  });
});

test.each([
  ["takenBy", "unknown", "an agent of the helpdesk", "takenBy (unknown), expected an agent of the helpdesk"],
  ["name", "invalid", "Too long: 200 at the most", "name (invalid): Too long: 200 at the most"],
  ["name", "missing", "this is required", "name (missing): this is required"],
  ["", "unreadable", "the line is not JSON", "unreadable: the line is not JSON"],
])(
  "a refused row says its fault in %j and whether it is told what was expected: %s",
  (column, code, message, said) => {
    expect(reasonsOf({ faults: [{ column, code, message }] })).toBe(said);
  },
);

describe("sending again", () => {
  /** Answers with these statuses in turn; 0 breaks the connection. */
  async function aServer(statuses: number[]) {
    const keys: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      keys.push(request.headers["idempotency-key"] as string | undefined);
      const status = statuses.shift() ?? 200;
      if (status === 0) request.socket.destroy();
      else response.writeHead(status).end("{}");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/tickets`, keys, server };
  }

  test("a lost answer, a busy table and a throttled gateway are tried again with the same key", async () => {
    const { url, keys, server } = await aServer([0, 503, 429]);
    const headers = { "idempotency-key": "one" };
    expect((await retrying()(url, { method: "POST", headers })).status).toBe(200);
    expect(keys).toEqual(["one", "one", "one", "one"]);
    server.close();
  });

  test("what may not arrive twice is sent once, and a refusal is an answer", async () => {
    const { url, keys, server } = await aServer([503, 409]);
    expect((await retrying()(url, { method: "POST", headers: {} })).status).toBe(503);
    expect((await retrying()(url, { method: "GET", headers: {} })).status).toBe(409);
    expect(keys).toHaveLength(2);
    server.close();
  });
});

test("questions are the texts of a JSON Lines file, whatever else stands in its rows", () => {
  const file = aFile("q.jsonl", '\uFEFF{"text":" Eén? ","topic":"x"}\r\n\r\n{"id":2,"text":"Two?"}\n');
  expect(readQuestions(file)).toEqual(["Eén?", "Two?"]);
});

describe("the outputs of a stack", () => {
  const stack = (StackName: string) => ({ StackName, Outputs: [{ OutputKey: "A", OutputValue: StackName }] });
  const file = aFile("stacks.json", JSON.stringify({ Stacks: [stack("one"), stack("two")] }));

  test("are those of the stack that is named", () => {
    expect(outputsFrom(file, "two")).toEqual({ A: "two" });
  });

  test("several without a name, and an unknown name, are refused", () => {
    expect(() => outputsFrom(file, undefined)).toThrow("choose one with --stack");
    expect(() => outputsFrom(file, "three")).toThrow("describes no stack three");
  });
});
