import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  type DynamoDBClient,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import type { AwsClientStub } from "aws-sdk-client-mock";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { listEveryone, savePeople } from "../../functions/store/people.ts";
import {
  type Clash,
  commit,
  getMany,
  marshalled,
  put,
  query,
  type Table,
} from "../../functions/store/table.ts";
import type { OrganisationId } from "../../shared/id.ts";
import { Person } from "../../shared/person/person.ts";
import { aTable, itemsIn } from "../in-process.ts";
import { aTableThatFails, cancelled, really } from "./faults.ts";

let table: Table;
beforeAll(async () => {
  table = await aTable();
});
let client: AwsClientStub<DynamoDBClient> | undefined;
afterEach(() => client?.restore());
function stubbed() {
  client = aTableThatFails();
  return client;
}

const saved = (pk: string, sk: string) => ({
  PutRequest: { Item: marshalled({ pk, sk, gsi1pk: pk, gsi1sk: sk, data: sk }) },
});
async function filled(pk: string, sks: readonly string[]) {
  for (let start = 0; start < sks.length; start += 25) {
    const batch = sks.slice(start, start + 25).map((sk) => saved(pk, sk));
    await table.client.send(new BatchWriteItemCommand({ RequestItems: { [table.name]: batch } }));
  }
}

describe("a transaction", () => {
  const write = (sk: string, clash: Clash) => put(table, { pk: "clash", sk }, clash);

  test("says which of its conditions failed: a spent key before all others, else the first", async () => {
    await commit(table, [write("a", "conflict"), write("b", "key-used"), write("c", "reference-taken")]);
    expect(
      await commit(table, [write("a", "conflict"), write("c", "reference-taken"), write("b", "key-used")]),
    ).toBe("key-used");
    expect(await commit(table, [write("c", "reference-taken"), write("a", "conflict")])).toBe(
      "reference-taken",
    );
    expect(await commit(table, [write("a", "call-known"), write("new", "conflict")])).toBe("call-known");
    expect((await itemsIn(table)).some(({ sk }) => sk === "new")).toBe(false);
    expect(await commit(table, [write("new", "conflict")])).toBe("saved");
  });

  test.each([
    [["ConditionalCheckFailed", "TransactionConflict"], "reference-taken"],
    [["TransactionConflict", "None"], "conflict"],
    [["None", "ThrottlingError"], "conflict"],
    [["ProvisionedThroughputExceeded", "None"], "conflict"],
  ])("that was cancelled for %j says %s", async (codes, said) => {
    stubbed()
      .on(TransactWriteItemsCommand)
      .rejects(cancelled(...codes));
    expect(await commit(table, [write("x", "reference-taken"), write("y", "key-used")])).toBe(said);
  });

  test("that can never be is a fault, and so is any other error", async () => {
    for (const error of [cancelled("ValidationError", "None"), new Error("network")]) {
      stubbed().on(TransactWriteItemsCommand).rejects(error);
      await expect(commit(table, [write("x", "conflict"), write("y", "key-used")])).rejects.toBe(error);
      client?.restore();
    }
  });
});

describe("a page of a partition", () => {
  const sks = Array.from({ length: 23 }, (_, n) => `item#${String(n).padStart(3, "0")}`);
  const others = ["aaa", "item", "item!", "itemz", "zzz", "item#\u{1f600}"];
  const own = [...sks, "item#\u{1f600}"];
  beforeAll(() => filled("pages", [...sks, ...others]));

  async function all(given: Omit<Parameters<typeof query>[1], "pk">) {
    const seen: string[] = [];
    let after: string | undefined;
    let pages = 0;
    do {
      const page = await query(table, { pk: "pages", ...given, after });
      seen.push(...page.items.map(({ sk }) => sk));
      expect(page.items.length).toBeLessThanOrEqual(given.limit ?? Number.POSITIVE_INFINITY);
      after = page.next;
      pages += 1;
    } while (after);
    return { seen, pages };
  }

  test.each([1, 2, 5, 23, 24, 25])(
    "of a prefix, %i at a time: all of it once, and nothing beside it",
    async (limit) => {
      const { seen, pages } = await all({ begins: "item#", limit });
      expect(seen).toEqual(own);
      expect(pages).toBe(Math.ceil(own.length / limit));
    },
  );

  test.each(["gsi1", undefined] as const)("of a whole partition of %s, in both orders", async (index) => {
    const whole = [...sks, ...others].toSorted((one, other) =>
      Buffer.compare(Buffer.from(one), Buffer.from(other)),
    );
    for (const limit of [1, 4, 29, 30]) {
      expect((await all({ ...(index && { index }), limit })).seen).toEqual(whole);
      expect((await all({ ...(index && { index }), limit, newestFirst: true })).seen).toEqual(
        whole.toReversed(),
      );
    }
  });

  test("after a position outside the prefix is empty; between two positions is what lies there", async () => {
    for (const after of ["aaa", "item", "zzz", "\u{1f600}"]) {
      expect((await query(table, { pk: "pages", begins: "item#", after })).items).toEqual([]);
    }
    const between = await query(table, { pk: "pages", between: ["item#002", "item#004\uffff"] });
    expect(between.items.map(({ sk }) => sk)).toEqual(["item#002", "item#003", "item#004"]);
  });
});

describe("many items at once", () => {
  const sks = Array.from({ length: 130 }, (_, n) => `n${n}`);
  const keysOf = (list: readonly string[]) => list.map((sk) => ({ pk: "many", sk }));
  beforeAll(() => filled("many", sks));

  test("come in the order of their keys, once each, without those that are not there", async () => {
    const wanted = [...sks.toReversed(), "absent", "n3", "n3"];
    expect(await getMany(table, keysOf(wanted))).toEqual(sks.toReversed());
    expect(await getMany(table, [])).toEqual([]);
  });

  test("come whole and in order where the table gives them in pieces", async () => {
    let calls = 0;
    stubbed()
      .on(BatchGetItemCommand)
      .callsFake(async (input, getClient) => {
        calls += 1;
        const { Keys, ...rest } = input.RequestItems[table.name];
        const [now, later] = [Keys.slice(0, 40), Keys.slice(40)];
        const answer = await really(
          getClient(),
          new BatchGetItemCommand({ RequestItems: { [table.name]: { ...rest, Keys: now } } }),
        );
        const UnprocessedKeys = later.length > 0 ? { [table.name]: { ...rest, Keys: later } } : {};
        return { ...answer, UnprocessedKeys };
      });
    expect(await getMany(table, keysOf(sks))).toEqual(sks);
    expect(calls).toBe(4);
  });

  test("are not waited for for ever", async () => {
    stubbed()
      .on(BatchGetItemCommand)
      .callsFake(async (input) => ({ Responses: {}, UnprocessedKeys: input.RequestItems }));
    await expect(getMany(table, keysOf(["n1"]))).rejects.toThrow("busy");
  });

  test("are written whole where the table takes them in pieces", async () => {
    const organisation = "stukjes" as OrganisationId;
    stubbed()
      .on(BatchWriteItemCommand)
      .callsFake(async (input, getClient) => {
        const requests = input.RequestItems[table.name];
        await really(
          getClient(),
          new BatchWriteItemCommand({ RequestItems: { [table.name]: requests.slice(0, 10) } }),
        );
        return { UnprocessedItems: requests.length > 10 ? { [table.name]: requests.slice(10) } : {} };
      });
    const people = Array.from({ length: 30 }, (_, n) =>
      Person.parse({ personId: `stuk${n}`, familyName: `Naam${n}` }),
    );
    await savePeople(
      table,
      organisation,
      people.map((after) => ({ before: undefined, after })),
    );
    client?.restore();
    expect((await listEveryone(table, organisation)).length).toBe(30);
  });
});
