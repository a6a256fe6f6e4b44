import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aHelpdesk, given, type Helpdesk } from "../journeys/given.ts";
import { dayAfter, mondayBefore, weeksOfQuestions } from "./figures-given.ts";
import { aPage, axeFindings, expectReflow, focused, pictureFolder, signedIn } from "./given.ts";

let helpdesk: Helpdesk;
let pictures: string;
const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Amsterdam" }).format(new Date());
const from = mondayBefore(today, 3);
const to = dayAfter(mondayBefore(today, 0), 6);
const period = `van=${from}&tot=${to}`;

beforeAll(async () => {
  helpdesk = await aHelpdesk("reports");
  pictures = pictureFolder();
  await weeksOfQuestions(helpdesk.host, today);
});
afterAll(() => helpdesk.host.stop());

const reported = async (query: object) =>
  given(
    await helpdesk.as("teamleider-wim")("GET /v1/reports/service-levels", {
      query: { from, to, by: "week", ...query },
    }),
  );
const shownSum = (counts: readonly (number | null | undefined)[]) =>
  counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
const card = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const filter = (page: Page, name: string) =>
  page.getByRole("form", { name: "Waarover" }).getByLabel(name, { exact: true });
const figure = (page: Page, name: string) =>
  page.locator(".figures > div", { hasText: name }).locator("dd").innerText();

test("a manager filters by the address, and every figure is the API's own", async () => {
  const { page, complaints } = await aPage();
  await signedIn(page, helpdesk, "teamleider-wim", `/rapporten?${period}`);
  await page.locator(".chart svg").first().waitFor();
  const all = await reported({});
  expect(await figure(page, "Vragen gesteld")).toBe(
    String(shownSum(all.rows.map(({ figures }) => figures?.asked))),
  );
  await filter(page, "Onderwerp").selectOption("verlof_saldo");
  await filter(page, "Team").selectOption("frontoffice");
  await filter(page, "Kanaal").selectOption("click");
  await page.getByRole("button", { name: "Toon de cijfers" }).focus();
  await page.keyboard.press("Enter");
  const some = await reported({ desk: "frontoffice", topic: "verlof_saldo", channel: "click" });
  const asked = String(shownSum(some.rows.map(({ figures }) => figures?.asked)));
  await page.locator(".figures dd", { hasText: asked }).first().waitFor();
  expect(new URL(page.url()).search).toBe(`?${period}&team=frontoffice&onderwerp=verlof_saldo&kanaal=click`);
  expect(await focused(page)).toMatch(/^button Toon de cijfers/);
  const compliance = card(page, "Op tijd, per week");
  await compliance.getByText("Toon als tabel").click();
  const shares = await compliance.locator("tbody tr td:nth-child(4)").allInnerTexts();
  expect(shares).toHaveLength(4);
  for (const [i, { figures }] of some.rows.entries()) {
    const { met = 0, missed = 0, reopened = 0 } = figures?.resolution ?? {};
    expect(shares[i]).toContain(`(${met} van ${met + missed + reopened})`);
  }
  await page.goBack();
  await page.waitForURL((url) => url.search === `?${period}`);
  await expect.poll(() => filter(page, "Onderwerp").inputValue()).toBe("");
  await filter(page, "Tot en met").selectOption(dayAfter(from, -7));
  await page.getByRole("button", { name: "Toon de cijfers" }).click();
  await page.getByText("Kies een week die niet voor de eerste week ligt").waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("report-to");
  expect(complaints).toEqual([]);
});

test("what is downloaded is the table of the API, with its filters", async () => {
  const { page, complaints } = await aPage({ acceptDownloads: true });
  await signedIn(page, helpdesk, "teamleider-wim", `/rapporten?${period}&onderwerp=ikb`);
  await page.locator(".chart svg").first().waitFor();
  for (const [what, query] of [
    ["Waarover wordt gevraagd", "by=week&part=topics"],
    ["Op tijd, per week", "by=week&part=rows"],
    ["Per team", "by=desk&part=rows"],
  ] as const) {
    const button = page.getByRole("button", { name: `Download CSV: ${what}`, exact: true });
    const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
    const file = join(pictures, download.suggestedFilename());
    await download.saveAs(file);
    const own = await page.evaluate(
      async (address) => (await fetch(address)).text(),
      `/v1/reports/service-levels?from=${from}&to=${to}&topic=ikb&${query}&format=csv`,
    );
    expect(own.split("\r\n").length).toBeGreaterThan(2);
    expect(readFileSync(file, "utf8")).toBe(own);
    expect(await focused(page)).toBe(`button Download CSV: ${what}`);
  }
  expect(complaints).toEqual([]);
});

test("what is about too few is hidden and says why, in the picture and in the table", async () => {
  const { page, complaints } = await aPage();
  await signedIn(page, helpdesk, "or-dirk", `/rapporten?${period}`);
  const topics = card(page, "Waarover wordt gevraagd");
  await topics.locator("svg").waitFor();
  await page.getByText("Cijfers over minder dan 5 vragers laten we niet zien").waitFor();
  expect(await topics.locator("svg").textContent()).toContain("te weinig vragers");
  await topics.getByText("Toon als tabel").click();
  const year = topics.getByRole("row", { name: /jaaropgave/i });
  expect(await year.locator("td").allInnerTexts()).toContain("te weinig vragers");
  const { rows } = await reported({ topic: "jaaropgave" });
  expect(rows.every(({ hidden, figures }) => hidden && figures === null)).toBe(true);
  expect(complaints).toEqual([]);
});

/**
 * What axe finds, but for texts of which it cannot tell what they stand on: those in charts, which `leastContrast`
 * looks at, and cells of a table that are scrolled out of sight, which are like those in sight.
 */
async function findings(page: Page): Promise<{ violations: string[]; incomplete: string[] }> {
  const { violations, incomplete } = await axeFindings(page);
  const isExplained = (line: string) =>
    page.evaluate(
      (target) => document.querySelector(target)?.closest(".chart svg, .table-scroll td") != null,
      line.replace(/^color-contrast: /, ""),
    );
  const explained = await Promise.all(
    incomplete.map(async (line) => line.startsWith("color-contrast: ") && (await isExplained(line))),
  );
  return { violations, incomplete: incomplete.filter((_, i) => !explained[i]) };
}

/** The least contrast between a text in a chart and what it stands on. */
const leastContrast = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const parts = (colour: string) => (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
    const light = (colour: string) => {
      const [r = 0, g = 0, b = 0] = parts(colour).map((part) => {
        const c = part / 255;
        return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ratios = [...document.querySelectorAll(".chart svg text")].map((text) => {
      const level = /plot-heat-text-(\d)/.exec(text.parentElement?.getAttribute("class") ?? "")?.[1];
      const cell = level && text.closest("svg")?.querySelector(`.plot-heat-${level}`);
      const ground = cell
        ? getComputedStyle(cell).fill
        : getComputedStyle(text.closest(".card") as Element).backgroundColor;
      const [one, other] = [light(getComputedStyle(text).fill), light(ground)];
      return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    });
    return ratios.length > 30 ? Math.min(...ratios) : 0;
  });

test("charts can be read in both themes, by whoever listens, and on a small screen", async () => {
  const { page, complaints } = await aPage({ reducedMotion: "reduce" });
  await signedIn(page, helpdesk, "teamleider-wim", `/rapporten?${period}`);
  await page.locator(".chart-heat svg").waitFor();
  for (const svg of await page.locator(".chart svg").all()) {
    expect(await svg.getAttribute("role")).toBe("img");
    const sentence = await svg.getAttribute("aria-label");
    expect(await page.locator(".chart-sentence", { hasText: sentence ?? "" }).count()).toBe(1);
    expect(await svg.locator("style").count()).toBe(0);
  }
  for (const summary of await page.getByText("Toon als tabel").all()) await summary.click();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await leastContrast(page)).toBeGreaterThanOrEqual(4.5);
    expect(await findings(page)).toEqual({ violations: [], incomplete: [] });
    if (process.env.SCREENSHOTS)
      await page.screenshot({ path: join(pictures, `reports-1280-${colorScheme}.png`), fullPage: true });
  }
  await page.setViewportSize({ width: 320, height: 800 });
  await page.waitForFunction(() => (document.querySelector(".chart svg")?.clientWidth ?? 999) < 300);
  await expectReflow(page);
  expect(await findings(page)).toEqual({ violations: [], incomplete: [] });
  if (process.env.SCREENSHOTS)
    await page.screenshot({ path: join(pictures, "reports-320.png"), fullPage: true });
  expect(complaints).toEqual([]);
});

test("what answers do is told of the same weeks, and in English where that is chosen", async () => {
  const { page, complaints } = await aPage();
  await signedIn(page, helpdesk, "or-dirk", `/rapporten?${period}`);
  await page.getByRole("link", { name: "Wat antwoorden doen" }).click();
  await page.getByRole("heading", { level: 1, name: "Wat antwoorden doen" }).waitFor();
  await expect.poll(() => focused(page)).toBe("h1 Wat antwoorden doen");
  expect(new URL(page.url()).search).toBe(`?${period}`);
  const own = given(await helpdesk.as("or-dirk")("GET /v1/reports/answers", { query: { from, to } }));
  const coverage = card(page, "Dekking: vragen met een antwoord");
  await coverage.getByText("Toon als tabel").click();
  const contacts = await coverage.locator("tbody tr td:nth-child(2)").allInnerTexts();
  expect(contacts).toEqual(own.weeks.map(({ contacts }) => String(contacts ?? "te weinig vragers")));
  expect(await findings(page)).toEqual({ violations: [], incomplete: [] });
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { level: 1, name: "What answers do" }).waitFor();
  await page.setViewportSize({ width: 320, height: 800 });
  await expectReflow(page);
  if (process.env.SCREENSHOTS)
    await page.screenshot({ path: join(pictures, "reports-answers-320.png"), fullPage: true });
  expect(complaints).toEqual([]);
});
