import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { HostUrls } from "./host.ts";
import { HostError } from "./host-error.ts";

/** How other commands find the host that runs now. */
export type Running = {
  pid: number;
  urls: HostUrls;
  resources: Record<string, string>;
  outputs: Record<string, string>;
};

export const runningFile = ".local/running.json";

export function noteRunning(running: Running): void {
  mkdirSync(dirname(runningFile), { recursive: true });
  writeFileSync(runningFile, `${JSON.stringify(running, null, 2)}\n`);
}

/** Removes the note, unless a later host has put its own there. */
export function forgetRunning(): void {
  if (existsSync(runningFile) && JSON.parse(readFileSync(runningFile, "utf8")).pid === process.pid)
    rmSync(runningFile);
}

export function readRunning(): Running {
  const running: Running | undefined =
    existsSync(runningFile) && JSON.parse(readFileSync(runningFile, "utf8"));
  if (!running || !isAlive(running.pid)) {
    throw new HostError('The host is not running here; start it with "npm start" in another terminal.');
  }
  return running;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
