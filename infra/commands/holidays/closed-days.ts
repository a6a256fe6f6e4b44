import { readFileSync } from "node:fs";
import * as z from "zod";
import { Organisation } from "../../../shared/organisation/organisation.ts";
import { CannotRun } from "../arguments.ts";

/** What matters here; a file with a fault elsewhere is still being worked on. */
const WithClosedDays = z.object({
  closedDays: Organisation.shape.closedDays,
  calendars: Organisation.shape.calendars,
});

/**
 * When an organisation is closed, from its file.
 * @throws CannotRun with the first thing that is wrong with it
 */
export function readClosedDays(file: string): z.infer<typeof WithClosedDays> {
  const read = WithClosedDays.safeParse(jsonIn(file));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const at = issue?.path.length ? `${issue.path.join(".")}: ` : "";
  throw new CannotRun(`${file} is not an organisation file: ${at}${issue?.message}.`);
}

function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw new CannotRun(`${file} is not an organisation file: it is not JSON.`);
    }
    const isAbsent = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new CannotRun(isAbsent ? `There is no file ${file}.` : `${file} cannot be read.`);
  }
}
