import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    reporters: ["default", "./test/closing-line.ts"],
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/shared/**/*.test.ts", "test/architecture.test.ts"],
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
        },
      },
    ],
  },
});
