import type { HostLog } from "./functions.ts";

/** What every line of a structured logger repeats and nobody reads on one machine. */
const noise = new Set([
  "level",
  "message",
  "timestamp",
  "service",
  "cold_start",
  "function_arn",
  "function_memory_size",
  "function_name",
  "function_request_id",
  "sampling_rate",
  "xray_trace_id",
]);

/** One line a person can read, or nothing for a line that only carries figures. */
export function logLine({ source, text }: HostLog): string | undefined {
  // CDK ends a logical id in eight hexadecimal digits.
  const name = source.replace(/[0-9A-F]{8}$/, "");
  const structured = structuredLine(text);
  if (!structured) return `${name}  ${text}`;
  if ("_aws" in structured) return undefined;
  const details = Object.entries(structured)
    .filter(([key]) => !noise.has(key))
    .map(([key, value]) => `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`);
  return [`${name}  ${structured.level ?? "INFO"} ${structured.message ?? ""}`, ...details].join("  ");
}

function structuredLine(text: string): Record<string, unknown> | undefined {
  if (!text.startsWith("{")) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
