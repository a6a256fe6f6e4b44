import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { HostUrls } from "./host.ts";
import { HostError } from "./host-error.ts";

/** How other commands find the hosts that run now: each has a note of its own, named for the port of its API. */
export type Running = {
  pid: number;
  urls: HostUrls;
  resources: Record<string, string>;
  outputs: Record<string, string>;
};

const folder = ".local";
const noteName = /^running-\d+\.json$/;

export function noteRunning(running: Running): void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `running-${new URL(running.urls.api).port}.json`);
  // Whole at once: another host's commands may be reading every note here.
  writeFileSync(`${file}.new`, `${JSON.stringify(running, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}

/** Removes the note of this process, and no other host's. */
export function forgetRunning(): void {
  for (const { file, running } of notes()) if (running?.pid === process.pid) rmSync(file, { force: true });
}

/**
 * The host with this API, or else the one that was started last.
 * @throws HostError when no such host runs
 */
export function readRunning(apiUrl?: string): Running {
  const wanted = apiUrl?.replace(/\/$/, "");
  const found = livingHosts().find(({ urls }) => wanted === undefined || urls.api === wanted);
  if (found) return found;
  throw new HostError(
    wanted === undefined
      ? 'The host is not running here; start it with "npm start" in another terminal.'
      : `No host runs here at ${wanted}; without --url it is the one that was started last.`,
  );
}

/** The newest first. What a host that was killed left behind is cleared away. */
function livingHosts(): Running[] {
  return notes()
    .toSorted((one, other) => other.writtenAtMillis - one.writtenAtMillis)
    .flatMap(({ file, running }) => {
      if (running && isAlive(running.pid)) return [running];
      rmSync(file, { force: true });
      return [];
    });
}

type Note = { file: string; running: Running | undefined; writtenAtMillis: number };

function notes(): Note[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => noteName.test(name))
    .map((name) => noteIn(join(folder, name)));
}

/** Without a host where the note is gone by now, or is none. */
function noteIn(file: string): Note {
  try {
    return {
      file,
      running: JSON.parse(readFileSync(file, "utf8")),
      writtenAtMillis: statSync(file).mtimeMs,
    };
  } catch {
    return { file, running: undefined, writtenAtMillis: 0 };
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process lives too.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
