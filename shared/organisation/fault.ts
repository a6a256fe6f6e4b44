import type * as z from "zod/mini";
import "../english.ts";
import type { Fault } from "../refusal.ts";

export type Path = readonly PropertyKey[];

/** The faults behind one issue of the schema; each says where by a path such as `topics[3].desk`. */
export function faultsOf(issue: z.core.$ZodIssue, data: unknown): Fault[] {
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) =>
      faultAt([...issue.path, key], "unknown-key", "this key is not known here"),
    );
  if (issue.code === "custom")
    return [faultAt(issue.path, String(issue.params?.code ?? "invalid"), issue.message)];
  if (issue.code === "invalid_key")
    return [faultAt(issue.path, "invalid-key", issue.issues[0]?.message ?? issue.message)];
  if (valueAt(data, issue.path) === undefined) return [faultAt(issue.path, "missing", "this is required")];
  return [faultAt(issue.path, issue.code.replaceAll("_", "-"), issue.message)];
}

export function faultAt(path: Path, code: string, message: string): Fault {
  return { at: written(path), code, message };
}

/** What may be missing at any depth, because it was missing or wrong. */
export type Sound<T> = T extends readonly (infer Item)[]
  ? (Sound<Item> | undefined)[]
  : T extends object
    ? { [Name in keyof T]?: Sound<T[Name]> | undefined }
    : T;

/**
 * The data with every wrongly typed value taken out, so that what refers to what can be checked beside
 * faults of form. A value that broke a rule of its own (a custom issue) has the right type and stays.
 */
export function sound<T>(data: unknown, issues: readonly z.core.$ZodIssue[]): Sound<T> {
  const broken = new Set(
    issues.filter((issue) => !keepsType.has(issue.code)).map(({ path }) => written(path)),
  );
  return (broken.has("") || !isObject(data) ? {} : without(broken, data, [])) as Sound<T>;
}

const keepsType: ReadonlySet<string> = new Set(["custom", "unrecognized_keys", "invalid_key"]);

function without(broken: ReadonlySet<string>, value: unknown, path: Path): unknown {
  if (broken.has(written(path))) return undefined;
  if (Array.isArray(value)) return value.map((item, i) => without(broken, item, [...path, i]));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, without(broken, item, [...path, name])]),
  );
}

function written(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    return text ? `${text}.${String(step)}` : String(step);
  }, "");
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, step) => (isObject(value) ? (value as Record<PropertyKey, unknown>)[step] : undefined),
    data,
  );
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
