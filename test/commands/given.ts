import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export type Ended = { code: number | null; out: string; err: string };

export const aFolder = () => mkdtempSync(join(tmpdir(), "commands-"));

export function aFile(name: string, text: string): string {
  const file = join(aFolder(), name);
  writeFileSync(file, text);
  return file;
}

/** Runs a command as `npm run` would, in a folder where no host has left a note. */
export function run(
  command: string,
  options: string[],
  { cwd = aFolder(), onStart }: { cwd?: string; onStart?: (child: ChildProcess) => void } = {},
): Promise<Ended> {
  const file = fileURLToPath(import.meta.resolve(`../../infra/commands/${command}.ts`));
  const child = spawn(process.execPath, [file, ...options], { cwd });
  const said = { out: "", err: "" };
  child.stdout.on("data", (chunk: Buffer) => {
    said.out += chunk;
  });
  child.stderr.on("data", (chunk: Buffer) => {
    said.err += chunk;
  });
  onStart?.(child);
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, ...said })));
}
