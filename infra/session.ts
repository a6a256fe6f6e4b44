import type { Construct } from "constructs";
import type { bundle } from "./bundle.ts";
import { type FunctionProps, HelpdeskFunction } from "./functions.ts";
import type { HelpdeskTable } from "./table.ts";

export type SessionProps = Pick<FunctionProps, "values"> & {
  code: ReturnType<typeof bundle>;
  table: HelpdeskTable;
};

/** Signs people in on the pages. It reads who somebody is in the people file, and writes sessions. */
export function makeSession(scope: Construct, { code, values, table }: SessionProps): HelpdeskFunction {
  const session = new HelpdeskFunction(scope, "SessionFunction", {
    description: "Signs people in and out on the pages",
    trigger: "http",
    needs: "session",
    values,
    code: code("http/session"),
  });
  table.allow(session, { actions: ["GetItem", "PutItem", "DeleteItem"] });
  return session;
}
