import {
  BatchWriteItemCommand,
  DeleteTableCommand,
  QueryCommand,
  type WriteRequest,
} from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keys } from "../../functions/store/keys.ts";
import { listEveryone, savePeople, searchPeople } from "../../functions/store/people.ts";
import { marshalled, type Table } from "../../functions/store/table.ts";
import type { OrganisationId, PersonId } from "../../shared/id.ts";
import { Person } from "../../shared/person/person.ts";
import { aTable } from "../in-process.ts";

let table: Table;
beforeAll(async () => {
  table = await aTable();
});
afterAll(() => table.client.send(new DeleteTableCommand({ TableName: table.name })));

async function written(items: readonly Record<string, unknown>[]): Promise<void> {
  const requests: WriteRequest[] = items.map((item) => ({ PutRequest: { Item: marshalled(item) } }));
  const batches = Array.from({ length: Math.ceil(requests.length / 25) }, (_, i) =>
    requests.slice(i * 25, i * 25 + 25),
  );
  let next = 0;
  const worker = async () => {
    for (let batch = batches[next++]; batch; batch = batches[next++]) {
      await table.client.send(new BatchWriteItemCommand({ RequestItems: { [table.name]: batch } }));
    }
  };
  await Promise.all(Array.from({ length: 6 }, worker));
}

/** How many Query calls a deed takes. */
async function counted<T>(deed: () => Promise<T>): Promise<{ answer: T; queries: number }> {
  let queries = 0;
  const { middlewareStack } = table.client;
  middlewareStack.add(
    (next, context) => async (args) => {
      if (context.commandName === QueryCommand.name) queries += 1;
      return next(args);
    },
    { step: "initialize", name: "count" },
  );
  const answer = await deed().finally(() => middlewareStack.remove("count"));
  return { answer, queries };
}

describe("a search among twenty thousand people", () => {
  const organisation = "groothout" as OrganisationId;

  /** What the index holds of them under the worst names; a search reads nothing else. */
  beforeAll(async () => {
    const rows = Array.from({ length: 20_000 }, (_, n) => {
      const terms = [
        ...(n % 2 === 0 ? ["van"] : []),
        ...(n % 3 === 0 ? ["jan"] : []),
        ...(n % 4 === 1 ? ["de"] : []),
      ];
      const personId = `g${n}` as PersonId;
      return terms.map((term) => ({
        ...keys.name(organisation, term, personId),
        data: { personId, terms, shielded: false },
      }));
    });
    await written(rows.flat());
    const rare = Person.parse({ personId: "rare", givenName: "Jan", familyName: "Zeldzaam" });
    await savePeople(table, organisation, [{ before: undefined, after: rare }]);
  });

  test.each([
    "van",
    "de v",
    "jan",
    "jan van",
    "van de",
    "ja",
    "50",
    "jan zeldzaam",
    "bestaat niet",
    "de",
    "van jan de",
  ])("for %j takes two queries at most", async (q) => {
    const { answer, queries } = await counted(() => searchPeople(table, organisation, q, { limit: 25 }));
    expect(queries).toBeLessThanOrEqual(2);
    expect(answer.items.length).toBeLessThanOrEqual(25);
  });

  test("finds the one person whose rare name stands beside a common one", async () => {
    const page = await searchPeople(table, organisation, "jan zeldz", { limit: 25 });
    expect(page.items.map(({ personId }) => personId)).toEqual(["rare"]);
  });
});

test("everyone is listed, also where they fill more than one page of the table", async () => {
  const organisation = "o".repeat(40) as OrganisationId;
  // Keys alone count in the index: long ones fill its first megabyte sooner.
  const ids = Array.from({ length: 5_500 }, (_, n) => `${"x".repeat(58)}${String(n).padStart(6, "0")}`);
  await written(
    ids.map((id) => ({
      ...keys.person(organisation, id as PersonId),
      gsi2pk: `${organisation}#people`,
      gsi2sk: id,
    })),
  );
  const { answer, queries } = await counted(() => listEveryone(table, organisation));
  expect(answer).toEqual(ids);
  expect(queries).toBeGreaterThan(1);
});
