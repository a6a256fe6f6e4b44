import { existsSync } from "node:fs";
import sparticuz from "@sparticuz/chromium";
import type { LaunchOptions } from "playwright-core";

const onThisMachine = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** A Chromium without a window: that of the machine, or else the one that comes as a package. */
export async function launchOptions(): Promise<LaunchOptions> {
  const own = [process.env.CHROMIUM, ...onThisMachine].find((path) => path && existsSync(path));
  return {
    executablePath: own ?? (await sparticuz.executablePath()),
    // In a process of its own, each page lives its own life; the package is made for a smaller place than this.
    args: own ? ["--no-sandbox"] : sparticuz.args.filter((arg) => !/single-process|no-zygote/.test(arg)),
    headless: true,
  };
}
