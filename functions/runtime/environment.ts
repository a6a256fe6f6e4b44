import { type Environment, type Variable, variables } from "../../shared/contract/environment.ts";

/** A function's settings. A missing or malformed one stops it at once: that is a fault of the deployment. */
export function environment<V extends Variable>(...names: readonly V[]): Pick<Environment, V> {
  const entries = names.map((name) => {
    const parsed = variables[name].safeParse(process.env[name]);
    if (!parsed.success) throw new Error(`environment variable ${name} is missing or malformed`);
    return [name, parsed.data];
  });
  return Object.fromEntries(entries);
}

/** Where a function's own files lie. */
export const taskRoot = (): string => process.env.LAMBDA_TASK_ROOT ?? ".";
