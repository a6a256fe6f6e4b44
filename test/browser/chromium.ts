import { chromium } from "playwright-core";
import type { TestProject } from "vitest/node";
import { launchOptions } from "./launch.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Where the one Chromium of this run listens. */
    chromiumUrl: string;
  }
}

/** One Chromium for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await chromium.launchServer(await launchOptions());
  project.provide("chromiumUrl", server.wsEndpoint());
  return () => server.close();
}
