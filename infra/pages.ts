import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmdirSync, statSync } from "node:fs";
import { join } from "node:path";

const project = join(import.meta.dirname, "..");
const built = join(project, "web/dist");
const building = join(project, "web/.building");
const longestBuildMs = 120_000;

/** The folder of the built pages: made anew where a source is newer, so that no command has to be remembered. */
export function builtPages(saying = "Building the pages ..."): { folder: string } | { faults: string[] } {
  const isBuilt = isFresh() || alone(() => isFresh() || build(saying));
  if (isBuilt) return { folder: built };
  return { faults: ['web/dist: the pages could not be built; "npm run build:web" tells why'] };
}

function build(saying: string): boolean {
  process.stderr.write(`${saying}\n`);
  // Nothing of it on the standard output, which a program may read; what goes wrong is told beside it.
  const { status } = spawnSync("npm", ["run", "--silent", "build:web"], {
    cwd: project,
    stdio: ["ignore", "ignore", "inherit"],
  });
  return status === 0 && existsSync(join(built, "index.html"));
}

/** Two that build at once would empty each other's folder: the second waits, and finds the work done. */
function alone(deed: () => boolean): boolean {
  while (!taken()) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  try {
    return deed();
  } finally {
    rmdirSync(building);
  }
}

function taken(): boolean {
  const since = statSync(building, { throwIfNoEntry: false })?.mtimeMs;
  if (since !== undefined && since > Date.now() - longestBuildMs) return false;
  if (since !== undefined) rmdirSync(building);
  try {
    mkdirSync(building);
    return true;
  } catch {
    return false;
  }
}

function isFresh(): boolean {
  const page = statSync(join(built, "index.html"), { throwIfNoEntry: false });
  const sources = ["web", "shared", "vite.config.ts"].map((source) => join(project, source));
  const newestMs = Math.max(...sources.map(newestIn));
  return page !== undefined && page.mtimeMs >= newestMs;
}

/** Files only: a folder changes with the build itself. */
function newestIn(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found || path === built) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}
