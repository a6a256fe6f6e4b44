import { createReadStream, existsSync, mkdirSync, mkdtempSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import axe from "axe-core";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
  type Request,
} from "playwright-core";
import { build } from "vite";
import { afterAll, afterEach, expect, inject } from "vitest";

let connected: Promise<Browser> | undefined;
const theBrowser = () => {
  connected ??= chromium.connect(inject("chromiumUrl"));
  return connected;
};

const stops: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const windows = new Map<BrowserContext, Set<Request>>();

/** What was on the screens, and what they waited for: a test that fails elsewhere can be understood from what it printed. */
afterEach(async ({ task }) => {
  const seen = [...windows];
  windows.clear();
  if (task.result?.state !== "fail") return;
  for (const [context, underWay] of seen) {
    for (const page of context.pages()) {
      const text = await page.innerText("body", { timeout: 2_000 }).catch(String);
      console.error(`${page.url()}\n${text.slice(0, 2_000)}`);
    }
    for (const request of underWay) console.error(`still under way: ${request.method()} ${request.url()}`);
  }
});

function watched(context: BrowserContext): void {
  const underWay = new Set<Request>();
  windows.set(context, underWay);
  context.on("request", (request) => underWay.add(request));
  context.on("requestfinished", (request) => underWay.delete(request));
  context.on("requestfailed", (request) => underWay.delete(request));
}

/** What a page said that it should not have: an error, or something that the content security policy refused. */
export type Complaints = string[];

export type Shown = { page: Page; complaints: Complaints };

/**
 * A window of its own: no cookies, nothing kept. Ask `complaints` to be empty at the end of every test; `expected`
 * names the ones that a test provokes.
 */
export async function aPage({
  expected = [],
  ...options
}: BrowserContextOptions & { expected?: readonly RegExp[] } = {}): Promise<Shown> {
  const browser = await theBrowser();
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: "nl-NL",
    timezoneId: "Europe/Amsterdam",
    // What fades is measured in between, where no colour is what it will be.
    reducedMotion: "reduce",
    ...options,
  });
  stops.push(() => context.close());
  context.setDefaultTimeout(10_000);
  watched(context);
  const complaints: Complaints = [];
  const complain = (text: string) => {
    if (!expected.some((known) => known.test(text))) complaints.push(text);
  };
  const page = await context.newPage();
  page.on("pageerror", (error) => complain(`error: ${error.message}`));
  page.on("console", (message) => {
    // The browser itself complains of every 401, also of the one by which a page learns that nobody is signed in.
    const isAskingWho = message.location().url.endsWith("/session") && /status of 401/.test(message.text());
    if (isAskingWho || !/^(error|warning)$/.test(message.type())) return;
    complain(`${message.type()}: ${message.text()}`);
  });
  return { page, complaints };
}

/** The pages built anew with what a mode adds to them, in a folder of the run's own. */
export async function builtAs(mode: string): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), "personeelsloket-web-"));
  const { NODE_ENV } = process.env;
  await build({
    configFile: fileURLToPath(new URL("../../vite.config.ts", import.meta.url)),
    mode,
    logLevel: "error",
    build: { outDir, emptyOutDir: true },
  });
  process.env.NODE_ENV = NODE_ENV;
  return outDir;
}

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Serves built files as the site does: any address that is no file is the page. */
export async function served(folder: string): Promise<string> {
  const server: Server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const file = join(folder, path);
    const isFile = file.startsWith(folder) && existsSync(file) && statSync(file).isFile();
    const sent = isFile ? file : join(folder, "index.html");
    response.setHeader("content-type", types[extname(sent)] ?? "application/octet-stream");
    response.setHeader("content-security-policy", policy);
    createReadStream(sent).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  stops.push(() => new Promise((resolve) => server.close(resolve)));
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

export type AxeFindings = { violations: string[]; incomplete: string[] };

/** What axe finds against WCAG 2.2 A and AA, as "rule: element" lines. */
export async function axeFindings(page: Page, within = "html"): Promise<AxeFindings> {
  // Through the debugger, which the content security policy does not concern.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(async (selector) => {
    const { violations, incomplete } = await (window as unknown as { axe: typeof axe }).axe.run(selector, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
      resultTypes: ["violations", "incomplete"],
    });
    const lines = (found: typeof violations) =>
      found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
    return { violations: lines(violations), incomplete: lines(incomplete) };
  }, within);
}

/** No part of the page is wider than its window. */
export async function expectReflow(page: Page): Promise<void> {
  const widths = await page.evaluate(() => ({
    page: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
  }));
  expect(widths.page).toBe(widths.window);
}

/** Nobody looks at pictures unless they ask for them: they take a third of a second each. */
export const wantsPictures = process.env.SCREENSHOTS !== undefined;

/** A picture of the page, or of what of it is in the window, in the folder SCREENSHOTS, where there is one. */
export async function pictured(page: Page, name: string, { isWhole = true } = {}): Promise<void> {
  if (!process.env.SCREENSHOTS) return;
  mkdirSync(process.env.SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(process.env.SCREENSHOTS, `${name}.png`), fullPage: isWhole });
}

/** What is asked of these addresses waits. @returns the way to let it go on */
export async function heldBack(page: Page, addresses: string): Promise<() => void> {
  let letGo = () => {};
  const isLetGo = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(addresses, async (route) => {
    await isLetGo;
    await route.continue();
  });
  return letGo;
}

/** What has the focus, by its role and name as they are read aloud. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement | null;
    const name =
      element === document.body ? "" : (element?.getAttribute("aria-label") ?? element?.innerText ?? "");
    return `${element?.tagName.toLowerCase()} ${name}`.trim();
  });

/** Opens a page of the helpdesk as one of its invented people, by its real sign-in. */
export async function signedIn(
  page: Page,
  { host }: { host: { urls: { api: string } } },
  person: string,
  path: string,
): Promise<void> {
  await page.goto(`${host.urls.api}${path}`);
  await page.locator(`button[value="${person}"]`).click();
  await page.getByRole("banner").waitFor();
}
