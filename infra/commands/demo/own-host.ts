import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { helpdeskApp } from "../../app.ts";
import { type Host, startHost } from "../../local/host.ts";
import { logLine } from "../../local/log-line.ts";
import { builtPages } from "../../pages.ts";
import { CannotRun, tell } from "../arguments.ts";

/**
 * A host for one run: free ports, empty state; ended by ctrl-C as well.
 * @param startAt lets its time be moved, from this instant on
 */
export async function withOwnHost<T>(
  use: (host: Host) => Promise<T>,
  { startAt, parameters = {} }: { startAt?: string; parameters?: Record<string, string> } = {},
): Promise<T> {
  let host: Host | undefined;
  const interrupted = async () => {
    tell("Stoppen ...");
    await host?.stop();
    process.exit(2);
  };
  process.once("SIGINT", interrupted).once("SIGTERM", interrupted);
  try {
    const assembly = madeOnce();
    tell("DynamoDB Local, wachtrijen, mail en uitgever starten ...");
    host = await startHost({
      assembly,
      compileCache: join(assembly, "compiled"),
      // Time passes only where it is moved: nothing else falls due while the story is told.
      ...(startAt && { clock: { startAt }, schedules: "by-hand" as const }),
      onLog: (entry) => {
        const line = entry.level === "error" ? logLine(entry) : undefined;
        if (line) tell(line);
      },
      parameters: ({ issuer, api }) => ({ Issuer: issuer, PublicUrl: api, ...parameters }),
    });
    return await use(host);
  } finally {
    process.off("SIGINT", interrupted).off("SIGTERM", interrupted);
    await host?.stop();
  }
}

let made: string | undefined;

/** The template in a temporary folder that goes with the command, for however many hosts it starts. */
function madeOnce(): string {
  if (made) return made;
  const folder = mkdtempSync(join(tmpdir(), "personeelsloket-demo-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  tell("Het sjabloon maken ...");
  synthesize(folder);
  made = folder;
  return folder;
}

/** The full validation belongs to the project's own checks; here it would only cost seconds. */
function synthesize(outdir: string): void {
  process.env.CDK_VALIDATION = "false";
  const pages = builtPages("De pagina's maken ...");
  if ("faults" in pages) throw new CannotRun(pages.faults.join("\n"));
  const made = helpdeskApp({ outdir, pagesFolder: pages.folder });
  if ("faults" in made) throw new CannotRun(made.faults.join("\n"));
  made.app.synth();
}
