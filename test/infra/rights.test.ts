import { expect, test } from "vitest";
import { idIn, type Json, synthesize } from "./given.ts";

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

const byKey = [
  "BatchGetItem",
  "ConditionCheckItem",
  "DeleteItem",
  "GetItem",
  "PutItem",
  "Query",
  "UpdateItem",
];

test("no function may scan, and no action has a wildcard", () => {
  const actions = statements.flatMap(({ actions }) => actions);
  expect(actions).not.toContain("dynamodb:Scan");
  expect(actions.filter((action) => action.includes("*"))).toEqual([]);
});

test("no right covers every resource, but to list streams, which knows no other", () => {
  const wide = statements.filter(({ resources }) => resources.includes("*"));
  expect(wide.map(({ of, actions }) => [of, actions])).toEqual([
    ["ConsequencesFunction", ["dynamodb:ListStreams"]],
  ]);
  const partly = statements.filter(({ resources }) =>
    resources.some((part) => JSON.stringify(part).includes("*")),
  );
  expect(partly.flatMap(({ actions }) => actions).sort()).toEqual(["dynamodb:ListStreams", "s3:PutObject"]);
});

test("no role has a policy of AWS's own, which would give more than is needed", () => {
  for (const { properties } of stack.of("AWS::IAM::Role"))
    expect(properties.ManagedPolicyArns).toBeUndefined();
});

test.each([
  ["TicketsFunction", byKey],
  ["ContactsFunction", byKey],
  ["PeopleFunction", [...byKey, "BatchWriteItem"].sort()],
  ["PhoneLogsFunction", [...byKey, "BatchWriteItem"].sort()],
  ["RoutingFunction", byKey],
  ["DeskFunction", byKey],
  ["NoticesFunction", byKey],
  ["ConsequencesFunction", ["DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"]],
])("%s may do to the table what its work asks and no more", (name, actions) => {
  expect(actionsOf(name, "dynamodb")).toEqual(actions);
});

test("the catalogue has no right to the table, nor to its key", () => {
  for (const service of ["dynamodb", "kms"]) expect(actionsOf("CatalogueFunction", service)).toEqual([]);
});

test("indexes can be queried and nothing else", () => {
  const onIndexes = statements.filter(({ resources }) => JSON.stringify(resources).includes("/index/"));
  expect(new Set(onIndexes.flatMap(({ actions }) => actions))).toEqual(new Set(["dynamodb:Query"]));
});

test("functions use the table's key through DynamoDB only", () => {
  const uses = statements.filter(
    ({ of, actions }) => of !== "ConsequencesFunction" && actions.some((action) => action.startsWith("kms:")),
  );
  expect(uses).not.toEqual([]);
  for (const { statement } of uses) {
    expect(JSON.stringify(statement.Condition.StringEquals["kms:ViaService"])).toContain("dynamodb.");
  }
});

test("only the stream sends messages, and each consumer reads its own queues", () => {
  const senders = statements.filter(({ actions }) => actions.includes("sqs:SendMessage"));
  expect(senders.map(({ of }) => of)).toEqual(["ConsequencesFunction"]);
  const queuesOf = (name: string) =>
    statements
      .filter(({ of, actions }) => of === name && actions.includes("sqs:ReceiveMessage"))
      .flatMap(({ resources }) => resources.map(idIn));
  expect(queuesOf("RoutingFunction")).toEqual(["RoutingQueue"]);
  expect(queuesOf("NoticesFunction")).toEqual(["NoticesQueue"]);
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
  expect(actionsOf("ConsequencesFunction", "s3")).toEqual(["ListBucket", "PutObject"]);
});
