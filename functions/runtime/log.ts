import { Logger } from "@aws-lambda-powertools/logger";

/** Structured lines for operators: routes, codes, ids of requests and milliseconds. Never a person, never a text. */
export const log = new Logger({ serviceName: "personeelsloket" });

/** Where something broke. The message is left out, since it may quote what a person typed. */
export function placeOf(error: unknown): { error: string; at?: string[] } {
  if (!(error instanceof Error)) return { error: typeof error };
  // The stack begins with the message, of which any line may look like a frame.
  const stack = (error.stack ?? "").replace(error.message, "");
  const frames = stack.split("\n").filter((line) => line.startsWith("    at "));
  return { error: error.name, at: frames.slice(0, 6).map((line) => line.trim()) };
}
