import type { Construct } from "constructs";
import { type HttpFunction, httpFunctions } from "../shared/contract/operations.ts";
import type { bundle } from "./bundle.ts";
import { type FunctionProps, HelpdeskFunction } from "./functions.ts";
import { pascal } from "./names.ts";
import type { HelpdeskTable, TableRights } from "./table.ts";

/** What each function behind the gateway does, and may do to the table for it. */
const rows: Record<
  HttpFunction,
  { description: string; may?: TableRights } & Pick<FunctionProps, "memoryMegabytes">
> = {
  tickets: {
    description: "Questions: ask, read and change",
    may: {
      actions: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem"],
      indexes: ["gsi1", "gsi2", "gsi4"],
    },
  },
  desks: {
    description: "What changes on a desk's list, and who is at a question: asked every few seconds",
    may: { actions: ["GetItem", "BatchGetItem", "Query", "PutItem"], indexes: ["gsi1", "gsi4"] },
  },
  contacts: {
    description: "Telephone calls and visits",
    may: { actions: ["GetItem", "BatchGetItem", "Query", "PutItem", "BatchWriteItem"] },
  },
  people: {
    description: "The people file: search and import",
    may: { actions: ["GetItem", "BatchGetItem", "Query", "PutItem", "BatchWriteItem"], indexes: ["gsi2"] },
  },
  "phone-logs": {
    description: "Imports of telephone logs",
    may: { actions: ["GetItem", "BatchGetItem", "Query", "PutItem", "BatchWriteItem"] },
  },
  jobs: {
    description: "Long work over all questions: start it and look at it",
    may: { actions: ["GetItem", "PutItem"] },
  },
  reports: {
    description: "Figures for the service manager",
    may: { actions: ["GetItem", "BatchGetItem", "Query", "PutItem"], indexes: ["gsi4"] },
    // A quarter's counters stand in memory together, and are summed with as much processor time as comes with it.
    memoryMegabytes: 1024,
  },
  topics: {
    description: "Topics and their answers, for whoever asks or answers",
    may: {
      actions: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem"],
      indexes: ["gsi2", "gsi4"],
    },
  },
  editing: {
    description: "What editors do with topics and answers",
    may: {
      actions: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"],
      indexes: ["gsi4"],
    },
  },
  catalogue: {
    description: "Configuration, description; and what is not there",
    // Nothing but who is signed in on the pages.
    may: { actions: ["GetItem", "PutItem"], partitions: "#session#*" },
  },
};

export type HttpFunctions = Record<HttpFunction, HelpdeskFunction>;

export type HttpFunctionsProps = Pick<FunctionProps, "values"> & {
  code: ReturnType<typeof bundle>;
  table: HelpdeskTable;
};

export function makeHttpFunctions(
  scope: Construct,
  { code, values, table }: HttpFunctionsProps,
): HttpFunctions {
  const made = httpFunctions.map((name) => {
    const { description, may, memoryMegabytes } = rows[name];
    const props = {
      description,
      memoryMegabytes,
      trigger: "http",
      needs: "http",
      values,
      code: code(`http/${name}`),
    } as const;
    const httpFunction = new HelpdeskFunction(scope, `${pascal(name)}Function`, props);
    if (may) table.allow(httpFunction, may);
    return [name, httpFunction] as const;
  });
  return Object.fromEntries(made) as HttpFunctions;
}
