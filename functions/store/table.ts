import {
  BatchGetItemCommand,
  DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  type QueryCommandInput,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { Key } from "./keys.ts";

export type Table = { client: DynamoDBClient; name: string };

/** Built once per container; the region and, on one machine, the endpoint come from the environment. */
export const openTable = (name: string): Table => ({ client: new DynamoDBClient({}), name });

/** Why a write was refused by its own condition. */
export type Clash = "conflict" | "key-used" | "reference-taken" | "call-known" | "enough";

/** One write of a transaction, with what it means when its condition does not hold. */
export type Write = { item: TransactWriteItem; clash: Clash };

export type Stored<D> = Key & { data: D };

export const marshalled = (value: Record<string, unknown>) =>
  marshall(value, { removeUndefinedValues: true });

export const put = (
  table: Table,
  item: Key & Record<string, unknown>,
  clash: Clash,
  condition = "attribute_not_exists(pk)",
  values?: Record<string, unknown>,
  names?: Record<string, string>,
): Write => ({
  clash,
  item: {
    Put: {
      TableName: table.name,
      Item: marshalled(item),
      ConditionExpression: condition,
      ...(values && { ExpressionAttributeValues: marshalled(values) }),
      ...(names && { ExpressionAttributeNames: names }),
    },
  },
});

/** All or nothing. Another transaction on the same items counts as a conflict, to be decided anew. */
export async function commit(table: Table, writes: readonly Write[]): Promise<"saved" | Clash> {
  try {
    await table.client.send(new TransactWriteItemsCommand({ TransactItems: writes.map(({ item }) => item) }));
    return "saved";
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const reasons = error.CancellationReasons ?? [];
    // A spent key answers for the whole request, so it goes before any other clash.
    const clashes = writes.flatMap(({ clash }, i) =>
      reasons[i]?.Code === "ConditionalCheckFailed" ? [clash] : [],
    );
    if (clashes.includes("key-used")) return "key-used";
    if (clashes[0]) return clashes[0];
    const isPassing = reasons.some(({ Code }) => Code && passing.includes(Code));
    if (isPassing) return "conflict";
    throw error;
  }
}

const passing = ["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"];

export async function get<D>(table: Table, key: Key): Promise<D | undefined> {
  const { Item } = await table.client.send(
    new GetItemCommand({ TableName: table.name, Key: marshalled(key), ConsistentRead: true }),
  );
  return Item ? (unmarshall(Item) as Stored<D>).data : undefined;
}

/** In the order of the keys; what does not exist is left out. */
export async function getMany<D>(table: Table, wanted: readonly Key[]): Promise<D[]> {
  const found = new Map<string, D>();
  const unique = [...new Map(wanted.map((key) => [JSON.stringify([key.pk, key.sk]), key])).values()];
  for (let start = 0; start < unique.length; start += 100) {
    let left = unique.slice(start, start + 100).map(({ pk, sk }) => marshalled({ pk, sk }));
    for (let attempt = 0; left.length > 0; attempt++) {
      const { Responses, UnprocessedKeys } = await table.client.send(
        new BatchGetItemCommand({ RequestItems: { [table.name]: { Keys: left, ConsistentRead: true } } }),
      );
      for (const item of Responses?.[table.name] ?? []) {
        const { pk, sk, data } = unmarshall(item) as Stored<D>;
        found.set(JSON.stringify([pk, sk]), data);
      }
      left = (UnprocessedKeys?.[table.name]?.Keys ?? []) as typeof left;
      if (left.length > 0) await backOff(attempt);
    }
  }
  return unique.flatMap(({ pk, sk }) => found.get(JSON.stringify([pk, sk])) ?? []);
}

const longestRetry = 8;

/** Waits a random part of a doubling time, so that those who clashed do not clash again. */
export async function backOff(attempt: number): Promise<void> {
  if (attempt >= longestRetry) throw new Error("the table stays busy");
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt));
}

export type Page<T> = { items: T[]; next?: string | undefined };

type QueryOn = {
  index?: "gsi1" | "gsi2" | "gsi3" | "gsi4";
  pk: string;
  begins?: string;
  between?: [string, string];
  newestFirst?: boolean;
  limit?: number;
  /** The sort position to go on after. */
  after?: string | undefined;
};

/** One page of a partition: the items as stored, and where to go on. */
export async function query(
  table: Table,
  { index, pk, begins, between, newestFirst, limit, after }: QueryOn,
): Promise<Page<Key & Record<string, unknown>>> {
  const [pkName, skName] = index ? [`${index}pk`, `${index}sk`] : ["pk", "sk"];
  if (begins && after && !after.startsWith(begins)) return { items: [] };
  const range = rangeOf(skName, { begins, between, after, newestFirst });
  const input: QueryCommandInput = {
    TableName: table.name,
    ...(index && { IndexName: index }),
    KeyConditionExpression: [`${pkName} = :pk`, ...range.conditions].join(" AND "),
    ExpressionAttributeValues: marshalled({ ":pk": pk, ...range.values }),
    ScanIndexForward: !newestFirst,
    ...(limit && { Limit: limit + 1 }),
    ...(!index && { ConsistentRead: true }),
  };
  const items: (Key & Record<string, unknown>)[] = [];
  let start: QueryCommandInput["ExclusiveStartKey"];
  do {
    const page = await table.client.send(new QueryCommand({ ...input, ExclusiveStartKey: start }));
    for (const item of page.Items ?? []) items.push(unmarshall(item) as Key & Record<string, unknown>);
    start = page.LastEvaluatedKey;
  } while (start && (!limit || items.length <= limit));
  if (!limit || items.length <= limit) return { items };
  const shown = items.slice(0, limit);
  return { items: shown, next: String(shown.at(-1)?.[skName]) };
}

/** DynamoDB takes one condition on the sort key, so a prefix with a position in it becomes a range. */
function rangeOf(
  sk: string,
  { begins, between, after, newestFirst }: Pick<QueryOn, "begins" | "between" | "after" | "newestFirst">,
): { conditions: string[]; values: Record<string, string> } {
  if (between || (begins && after)) {
    const [from, to] = between ?? [`${after}\u0000`, `${begins}${last}`];
    return { conditions: [`${sk} BETWEEN :from AND :to`], values: { ":from": from, ":to": to } };
  }
  if (begins) return { conditions: [`begins_with(${sk}, :begins)`], values: { ":begins": begins } };
  if (after === undefined) return { conditions: [], values: {} };
  return { conditions: [`${sk} ${newestFirst ? "<" : ">"} :after`], values: { ":after": after } };
}

/** Sorts behind every character: DynamoDB compares bytes of UTF-8. */
const last = "\u{10ffff}".repeat(2);
