import { existsSync } from "node:fs";
import sparticuz from "@sparticuz/chromium";
import { chromium } from "playwright-core";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** Where the one Chromium of this run listens. */
    chromiumUrl: string;
  }
}

const onThisMachine = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** One Chromium for the whole run: that of the machine, or else the one that comes as a package. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const own = [process.env.CHROMIUM, ...onThisMachine].find((path) => path && existsSync(path));
  const server = await chromium.launchServer({
    executablePath: own ?? (await sparticuz.executablePath()),
    // In a process of its own, each page lives its own life; the package is made for a smaller place than this.
    args: own ? ["--no-sandbox"] : sparticuz.args.filter((arg) => !/single-process|no-zygote/.test(arg)),
    headless: true,
  });
  project.provide("chromiumUrl", server.wsEndpoint());
  return () => server.close();
}
