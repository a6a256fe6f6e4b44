import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { codeOf, functionFiles, idIn, type Json, synthesize } from "./given.ts";

const stack = synthesize();
type Statement = { of: string; actions: string[]; resources: Json[]; statement: Json };

const list = (value: Json): Json[] => (Array.isArray(value) ? value : [value]);
const statements: Statement[] = stack.of("AWS::IAM::Policy").flatMap(({ id, properties }) =>
  properties.PolicyDocument.Statement.map((statement: Json) => ({
    of: id.replace("RoleDefaultPolicy", ""),
    actions: list(statement.Action),
    resources: list(statement.Resource),
    statement,
  })),
);
const actionsOf = (name: string, service: string) =>
  statements
    .filter(({ of }) => of === name)
    .flatMap(({ actions }) => actions)
    .filter((action) => action.startsWith(`${service}:`))
    .map((action) => action.slice(service.length + 1))
    .sort();

test("no function may scan, and no action has a wildcard", () => {
  const actions = statements.flatMap(({ actions }) => actions);
  expect(actions).not.toContain("dynamodb:Scan");
  expect(actions.filter((action) => action.includes("*"))).toEqual([]);
});

test("no right covers every resource, but to list streams, which knows no other", () => {
  const wide = statements.filter(({ resources }) => resources.includes("*"));
  expect(wide.map(({ of, actions }) => [of, actions])).toEqual([
    ["ConsequencesFunction", ["dynamodb:ListStreams"]],
    ["FiguresFunction", ["dynamodb:ListStreams"]],
  ]);
  const partly = statements.filter(({ resources }) =>
    resources.some((part) => JSON.stringify(part).includes("*")),
  );
  const each = partly.flatMap(({ of, actions }) => actions.map((action) => `${of} ${action}`));
  const ofPages = ["s3:DeleteObject", "s3:PutObject"].map((action) => `PagesFunction ${action}`);
  expect(each.sort()).toEqual([
    ...["ConsequencesFunction", "FiguresFunction"].flatMap((of) =>
      ["dynamodb:ListStreams", "s3:PutObject"].map((action) => `${of} ${action}`),
    ),
    ...ofPages,
  ]);
});

test("no role has a policy of AWS's own, which would give more than is needed", () => {
  for (const { properties } of stack.of("AWS::IAM::Role"))
    expect(properties.ManagedPolicyArns).toBeUndefined();
});

const rights: Record<string, { table: string[]; indexes?: string[] }> = {
  TicketsFunction: {
    table: ["BatchGetItem", "GetItem", "PutItem", "Query", "UpdateItem"],
    indexes: ["gsi1", "gsi2", "gsi4"],
  },
  DesksFunction: { table: ["BatchGetItem", "GetItem", "PutItem", "Query"], indexes: ["gsi1", "gsi4"] },
  ContactsFunction: { table: ["BatchGetItem", "BatchWriteItem", "GetItem", "PutItem", "Query"] },
  PeopleFunction: {
    table: ["BatchGetItem", "BatchWriteItem", "GetItem", "PutItem", "Query"],
    indexes: ["gsi2"],
  },
  PhoneLogsFunction: { table: ["BatchGetItem", "BatchWriteItem", "GetItem", "PutItem", "Query"] },
  JobsFunction: { table: ["GetItem", "PutItem"] },
  ReportsFunction: { table: ["BatchGetItem", "GetItem", "PutItem", "Query"], indexes: ["gsi4"] },
  TopicsFunction: {
    table: ["BatchGetItem", "GetItem", "PutItem", "Query", "UpdateItem"],
    indexes: ["gsi2", "gsi4"],
  },
  EditingFunction: {
    table: ["BatchGetItem", "DeleteItem", "GetItem", "PutItem", "Query", "UpdateItem"],
    indexes: ["gsi4"],
  },
  CatalogueFunction: { table: ["GetItem", "PutItem"] },
  SessionFunction: { table: ["DeleteItem", "GetItem", "PutItem"] },
  PagesFunction: { table: [] },
  FiguresFunction: {
    table: ["BatchGetItem", "DeleteItem", "GetItem", "PutItem", "Query", "UpdateItem"],
    indexes: ["gsi4"],
  },
  RoutingFunction: { table: ["BatchGetItem", "GetItem", "PutItem", "Query"] },
  DeskFunction: { table: ["PutItem", "Query"] },
  NoticesFunction: {
    table: ["BatchGetItem", "GetItem", "PutItem", "Query", "UpdateItem"],
    indexes: ["gsi2"],
  },
  TimersFunction: { table: ["GetItem", "PutItem", "Query", "UpdateItem"] },
  ScheduleFunction: { table: ["GetItem", "PutItem", "Query"], indexes: ["gsi3"] },
  JobStepsFunction: {
    table: ["BatchGetItem", "DeleteItem", "GetItem", "PutItem", "Query", "UpdateItem"],
    indexes: ["gsi1", "gsi3", "gsi4"],
  },
  NightlyFunction: { table: ["GetItem", "PutItem"] },
};

test.each(Object.entries(rights))(
  "%s may do to the table what its work asks and no more",
  (name, { table }) => {
    const onTable = statements.filter(({ of, resources }) => of === name && resources.some(isTable));
    const actions = onTable.flatMap((statement) => statement.actions);
    expect(actions.map((action) => action.replace("dynamodb:", "")).sort()).toEqual(table);
  },
);

test.each(Object.entries(rights))("%s queries the indexes that its work asks and no other", (name, row) => {
  const onIndexes = statements.filter(({ of, resources }) => of === name && indexesIn(resources).length > 0);
  expect(onIndexes.flatMap(({ resources }) => indexesIn(resources)).sort()).toEqual(row.indexes ?? []);
  expect(new Set(onIndexes.flatMap(({ actions }) => actions))).toEqual(
    new Set(row.indexes ? ["dynamodb:Query"] : []),
  );
});

const isTable = (resource: Json) => JSON.stringify(resource) === '{"Fn::GetAtt":["Table","Arn"]}';
const indexesIn = (resources: Json[]) =>
  resources.flatMap((resource) => /\/index\/([^"]+)/.exec(JSON.stringify(resource))?.[1] ?? []);

const reading = ["DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"];

test("two functions read the table's stream, and every function has its row here", () => {
  expect(actionsOf("ConsequencesFunction", "dynamodb")).toEqual(reading);
  expect(actionsOf("FiguresFunction", "dynamodb")).toEqual(
    // Its rights on the table, then the one on an index.
    [...reading, ...(rights.FiguresFunction?.table ?? []), "Query"].sort(),
  );
  const functions = stack.of("AWS::Lambda::Function").map(({ id }) => id);
  expect(functions.sort()).toEqual([...Object.keys(rights), "ConsequencesFunction"].sort());
});

const real = join(import.meta.dirname, "../../functions");
test.skipIf(functionFiles.some((name) => !existsSync(join(real, `${name}.ts`))))(
  "each function may do what its bundled code can ask of the table, and no more",
  { timeout: 20_000 },
  () => {
    const built = synthesize({}, real);
    const asked = built
      .of("AWS::Lambda::Function")
      .filter(({ id }) => rights[id]?.table.length)
      .map((lambda) => [lambda.id, actionsIn(readFileSync(join(codeOf(built, lambda), "index.js"), "utf8"))]);
    expect(Object.fromEntries(asked)).toEqual(
      Object.fromEntries(
        Object.entries(rights).flatMap(([name, { table }]) => (table.length > 0 ? [[name, table]] : [])),
      ),
    );
  },
);

/** A transaction is granted as its parts. */
function actionsIn(code: string): string[] {
  const commands = [...code.matchAll(/extends [\w$]+\([\w$]+,[\w$]+,"(\w*Items?|Query|Scan)",/g)].flatMap(
    (match) => match[1] ?? [],
  );
  const parts = [
    ...(/\bPut:\{TableName/.test(code) ? ["PutItem"] : []),
    ...(/\bUpdate:\{TableName/.test(code) ? ["UpdateItem"] : []),
    ...(/\bDelete:\{TableName/.test(code) ? ["DeleteItem"] : []),
    ...(/\bConditionCheck:\{TableName/.test(code) ? ["another part of a transaction"] : []),
  ];
  return [...new Set([...commands.filter((name) => name !== "TransactWriteItems"), ...parts])].sort();
}

test("indexes can be queried and nothing else", () => {
  const onIndexes = statements.filter(({ resources }) => JSON.stringify(resources).includes("/index/"));
  expect(new Set(onIndexes.flatMap(({ actions }) => actions))).toEqual(new Set(["dynamodb:Query"]));
});

/** Lambda itself reads the stream with the function's rights, and past DynamoDB. */
const isForStream = (of: string, actions: string[]) =>
  ["ConsequencesFunction", "FiguresFunction"].includes(of) &&
  actions.join() === "kms:Decrypt,kms:DescribeKey";

test("functions use the table's key through DynamoDB only", () => {
  const uses = statements.filter(
    ({ of, actions }) => !isForStream(of, actions) && actions.some((action) => action.startsWith("kms:")),
  );
  expect(uses).not.toEqual([]);
  for (const { statement } of uses) {
    expect(JSON.stringify(statement.Condition.StringEquals["kms:ViaService"])).toContain("dynamodb.");
  }
});

test("only the stream and the timers send messages, and each consumer reads its own queues", () => {
  const sends = (name: string) =>
    statements
      .filter(({ of, actions }) => of === name && actions.includes("sqs:SendMessage"))
      .flatMap(({ resources }) => resources.map(idIn));
  const senders = statements.filter(({ actions }) => actions.includes("sqs:SendMessage"));
  expect(new Set(senders.map(({ of }) => of))).toEqual(
    new Set(["ConsequencesFunction", "TimersFunction", "ScheduleFunction"]),
  );
  expect(sends("TimersFunction")).toEqual(["TimersQueue"]);
  expect(sends("ScheduleFunction").sort()).toEqual(["NoticesQueue", "TimersQueue"]);
  const queuesOf = (name: string) =>
    statements
      .filter(({ of, actions }) => of === name && actions.includes("sqs:ReceiveMessage"))
      .flatMap(({ resources }) => resources.map(idIn));
  expect(queuesOf("RoutingFunction")).toEqual(["RoutingQueue"]);
  expect(queuesOf("NoticesFunction")).toEqual(["NoticesQueue"]);
  expect(queuesOf("TimersFunction")).toEqual(["TimersQueue"]);
  expect(queuesOf("JobStepsFunction")).toEqual(["JobsQueue"]);
  expect(queuesOf("DeskFunction").every((id) => id.startsWith("Desk"))).toBe(true);
});

test("only notices may mail, and only as the helpdesk", () => {
  const mailers = statements.filter(({ actions }) => actions.some((action) => action.startsWith("ses:")));
  expect(mailers.map(({ of, actions }) => [of, actions])).toEqual([["NoticesFunction", ["ses:SendEmail"]]]);
  expect(mailers[0]?.statement.Condition).toEqual({
    StringEquals: { "ses:FromAddress": { Ref: "MailSender" } },
  });
});

test("failed records can be added to the bucket, and not read or removed by a function", () => {
  for (const name of ["ConsequencesFunction", "FiguresFunction"]) {
    expect(actionsOf(name, "s3"), name).toEqual(["ListBucket", "PutObject"]);
  }
});

test("the pages are put into their own bucket, and nothing is read there or elsewhere", () => {
  const own = statements.filter(
    ({ of, actions }) => of === "PagesFunction" && !actions[0]?.startsWith("logs:"),
  );
  expect(own.map(({ actions, resources }) => [actions, resources.map((one) => JSON.stringify(one))])).toEqual(
    [
      [["s3:ListBucket"], [expect.stringContaining('"SiteFiles"')]],
      [["s3:DeleteObject", "s3:PutObject"], [expect.stringContaining('"SiteFiles"')]],
    ],
  );
});

test("what tells of the set-up reads of the table nothing but who is signed in", () => {
  const [own] = statements.filter(
    ({ of, resources }) => of === "CatalogueFunction" && resources.some(isTable),
  );
  expect(own?.statement.Condition).toEqual({
    "ForAllValues:StringLike": { "dynamodb:LeadingKeys": ["#session#*"] },
  });
});
