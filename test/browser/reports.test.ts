import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aHelpdesk, given, type Helpdesk } from "../journeys/given.ts";
import { chartFindings, leastContrast } from "./charts.ts";
import { dayAfter, mondayBefore, weeksOfQuestions } from "./figures-given.ts";
import { aPage, expectReflow, focused, pictured, signedIn, wantsPictures } from "./given.ts";

let helpdesk: Helpdesk;
const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Amsterdam" }).format(new Date());
const from = mondayBefore(today, 3);
const to = dayAfter(mondayBefore(today, 0), 6);
const period = `van=${from}&tot=${to}`;

beforeAll(async () => {
  helpdesk = await aHelpdesk("reports");
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
  const { page, complaints } = await aPage({ expected: [/status of 401/, /ERR_INTERNET_DISCONNECTED/] });
  await signedIn(page, helpdesk, "teamleider-wim", `/rapporten?${period}`);
  await page.locator(".chart svg").first().waitFor();
  const all = await reported({});
  expect(await figure(page, "Vragen gesteld")).toBe(
    String(shownSum(all.rows.map(({ figures }) => figures?.asked))),
  );
  await filter(page, "Onderwerp").selectOption("verlof_saldo");
  await filter(page, "Team").selectOption("frontoffice");
  await filter(page, "Kanaal").selectOption("click");
  let waitMs = 2_000;
  await page.route("**/v1/reports/**", async (route) => {
    await new Promise((resume) => setTimeout(resume, waitMs));
    await route.continue();
  });
  await page.getByRole("button", { name: "Toon de cijfers" }).focus();
  await page.keyboard.press("Enter");
  // The address says it at once; the figures do not pretend that they are of it already.
  await page.getByText("Hieronder staan nog die van de vorige keuze.").waitFor();
  const some = await reported({ desk: "frontoffice", topic: "verlof_saldo", channel: "click" });
  const asked = String(shownSum(some.rows.map(({ figures }) => figures?.asked)));
  await page.locator(".figures dd", { hasText: asked }).first().waitFor();
  waitMs = 0;
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
  await filter(page, "Kanaal").selectOption("call");
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Toon de cijfers" }).click();
  await page.getByText("Geen verbinding").first().waitFor();
  expect(await page.locator(".figures").count()).toBe(0);
  await page.context().clearCookies();
  // It asks again by itself as soon as there is a connection.
  await page.context().setOffline(false);
  await page.getByRole("dialog", { name: "Je sessie is verlopen" }).waitFor();
  const [signIn] = await Promise.all([
    page.waitForEvent("popup"),
    page.getByRole("button", { name: "Opnieuw inloggen" }).click(),
  ]);
  await signIn.locator('button[value="teamleider-wim"]').click();
  const calls = shownSum((await reported({ channel: "call" })).rows.map(({ figures }) => figures?.asked));
  await page
    .locator(".figures dd", { hasText: String(calls) })
    .first()
    .waitFor();
  await filter(page, "Tot en met").selectOption(dayAfter(from, -7));
  await page.getByRole("button", { name: "Toon de cijfers" }).click();
  await page.getByText("Kies een week die niet voor de eerste week ligt").waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("report-to");
  await page.goto(`${helpdesk.host.urls.api}/rapporten?van=2001-01-01`);
  await page.getByText("Kies hoogstens 57 weken").waitFor();
  expect(complaints).toEqual([]);
});

test("what is downloaded is the table of the API, with its filters", async () => {
  const { page, complaints } = await aPage({ acceptDownloads: true });
  await signedIn(page, helpdesk, "teamleider-wim", `/rapporten?${period}&onderwerp=ikb`);
  await page.locator(".chart svg").first().waitFor();
  const folder = mkdtempSync(join(tmpdir(), "reports-"));
  for (const [what, query] of [
    ["Waarover wordt gevraagd", "by=week&part=topics"],
    ["Op tijd, per week", "by=week&part=rows"],
    ["Per team", "by=desk&part=rows"],
  ] as const) {
    const button = page.getByRole("button", { name: `Download CSV: ${what}`, exact: true });
    const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
    const file = join(folder, download.suggestedFilename());
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
    expect(await leastContrast(page, 30)).toBeGreaterThanOrEqual(4.5);
    expect(await chartFindings(page)).toEqual({ violations: [], incomplete: [] });
    await pictured(page, `reports-1280-${colorScheme}`);
  }
  await page.setViewportSize({ width: 320, height: 800 });
  await page.waitForFunction(() => (document.querySelector(".chart svg")?.clientWidth ?? 999) < 300);
  await expectReflow(page);
  expect(await chartFindings(page)).toEqual({ violations: [], incomplete: [] });
  if (wantsPictures) {
    await pictured(page, "reports-320");
    await page.emulateMedia({ forcedColors: "active" });
    await pictured(page, "reports-320-forced");
  }
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
  expect(await chartFindings(page)).toEqual({ violations: [], incomplete: [] });
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { level: 1, name: "What answers do" }).waitFor();
  await page.setViewportSize({ width: 320, height: 800 });
  await expectReflow(page);
  await pictured(page, "reports-answers-320");
  expect(complaints).toEqual([]);
});
