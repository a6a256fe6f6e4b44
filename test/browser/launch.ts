import { existsSync } from "node:fs";
import sparticuz from "@sparticuz/chromium";
import type { LaunchOptions } from "playwright-core";

const onThisMachine = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** A Chromium without a window: that of the machine, or else the one that comes as a package. */
export async function launchOptions(): Promise<LaunchOptions> {
  const own = [process.env.CHROMIUM, ...onThisMachine].find((path) => path && existsSync(path));
  return {
    executablePath: own ?? (await sparticuz.executablePath()),
    // Not all that the package would set: its other flags are for a smaller place, switch off what keeps origins apart, or
    // draw by way of a graphics card that the processor has to play.
    args: ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"],
    headless: true,
  };
}
