import { HostError } from "./host-error.ts";

/** Event patterns as Lambda's filter criteria use them. */
export type Pattern = { [key: string]: unknown };

export function matchesPattern(pattern: Pattern, event: unknown): boolean {
  return Object.entries(pattern).every(([key, wanted]) => {
    if (key === "$or") return (wanted as Pattern[]).some((alternative) => matchesPattern(alternative, event));
    const value = isObject(event) ? event[key] : undefined;
    if (Array.isArray(wanted)) return wanted.some((rule) => matchesRule(rule, value));
    return matchesPattern(wanted as Pattern, value);
  });
}

const operators = ["exists", "prefix", "suffix", "equals-ignore-case", "anything-but", "numeric"];

/** Refuses at the start what would otherwise fail at the first record. */
export function checkPattern(pattern: Pattern): Pattern {
  for (const [key, wanted] of Object.entries(pattern)) {
    if (key === "$or") (wanted as Pattern[]).forEach(checkPattern);
    else if (isObject(wanted)) checkPattern(wanted);
    else for (const rule of wanted as unknown[]) checkRule(rule);
  }
  return pattern;
}

function checkRule(rule: unknown): void {
  const unknown = isObject(rule)
    ? Object.keys(rule).find((operator) => !operators.includes(operator))
    : undefined;
  if (unknown) throw new HostError(`An event pattern uses "${unknown}", which the host does not know.`);
}

function matchesRule(rule: unknown, value: unknown): boolean {
  if (isObject(rule) && "exists" in rule) return rule.exists === (value !== undefined && !isObject(value));
  if (Array.isArray(value)) return value.some((item) => matchesRule(rule, item));
  if (value === undefined) return false;
  if (!isObject(rule)) return rule === value;
  const [[name, argument] = ["", undefined]] = Object.entries(rule);
  switch (name) {
    case "prefix":
      return matchesText(value, argument, (text, wanted) => text.startsWith(wanted));
    case "suffix":
      return matchesText(value, argument, (text, wanted) => text.endsWith(wanted));
    case "equals-ignore-case":
      return typeof value === "string" && value.toLowerCase() === String(argument).toLowerCase();
    case "anything-but":
      return !(Array.isArray(argument) ? argument : [argument]).some((unwanted) =>
        matchesRule(unwanted, value),
      );
    case "numeric":
      return typeof value === "number" && matchesNumber(value, argument as (string | number)[]);
    default:
      return false;
  }
}

function matchesText(
  value: unknown,
  argument: unknown,
  test: (text: string, wanted: string) => boolean,
): boolean {
  if (typeof value !== "string") return false;
  if (!isObject(argument)) return test(value, String(argument));
  return test(value.toLowerCase(), String(argument["equals-ignore-case"]).toLowerCase());
}

function matchesNumber(value: number, comparisons: (string | number)[]): boolean {
  for (let index = 0; index < comparisons.length; index += 2) {
    if (!compare(value, String(comparisons[index]), Number(comparisons[index + 1]))) return false;
  }
  return true;
}

function compare(value: number, operator: string, limit: number): boolean {
  switch (operator) {
    case "=":
      return value === limit;
    case "<":
      return value < limit;
    case "<=":
      return value <= limit;
    case ">":
      return value > limit;
    case ">=":
      return value >= limit;
    default:
      return false;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
