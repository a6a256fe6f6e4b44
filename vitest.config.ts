import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { Mixed } from "./test/sequencer.ts";

// What tests start, commands and functions, is compiled but once in a run.
const compiled = mkdtempSync(join(tmpdir(), "personeelsloket-compiled-"));
process.env.NODE_COMPILE_CACHE = compiled;
process.once("exit", () => rmSync(compiled, { recursive: true, force: true }));

export default defineConfig({
  test: {
    // Much of the time goes in waiting for the emulators, so a machine of two cores bears two.
    maxWorkers: 2,
    sequence: { sequencer: Mixed },
    reporters: ["default", "./test/closing-line.ts"],
    projects: [
      {
        test: {
          name: "unit",
          // Rules without state: nothing of one file is left for the next, and a process for each costs more than the tests.
          isolate: false,
          include: ["test/{shared,web}/**/*.test.ts", "test/architecture.test.ts"],
        },
      },
      {
        test: {
          name: "system",
          include: ["test/{functions,infra,local,journeys,commands}/**/*.test.ts"],
          globalSetup: "./test/emulators.ts",
          setupFiles: "./test/environment.ts",
          testTimeout: 30_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 10_000 } },
        },
      },
      {
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          // Where a whole browser stands still for a moment; what fails twice is wrong, what failed once is printed.
          retry: 1,
          globalSetup: ["./test/emulators.ts", "./test/browser/chromium.ts"],
          setupFiles: "./test/environment.ts",
          testTimeout: 60_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 10_000 } },
        },
      },
    ],
  },
});
