import { afterAll, beforeAll, expect, test } from "vitest";
import { aHelpdesk, given, type Helpdesk } from "../journeys/given.ts";
import { aPage, axeFindings, expectReflow, heldBack, pictured, signedIn } from "./given.ts";

let helpdesk: Helpdesk;

beforeAll(async () => {
  helpdesk = await aHelpdesk("sign-in");
});
afterAll(() => helpdesk.host.stop());

test("whoever opens a page signs in, comes back to that page, and finds the places of their roles", async () => {
  const { page, complaints } = await aPage();
  await signedIn(page, helpdesk, "medewerker-anna", "/vragen");
  await page.getByRole("heading", { level: 1, name: "Mijn vragen" }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/vragen");
  expect(await page.getByRole("navigation", { name: "Hoofdmenu" }).getByRole("link").allInnerTexts()).toEqual(
    ["Stel je vraag", "Mijn vragen"],
  );
  expect(await axeFindings(page)).toEqual({ violations: [], incomplete: [] });
  await pictured(page, "questions-1280");
  await page.getByRole("link", { name: "Stel je vraag" }).click();
  await page.getByRole("heading", { level: 1, name: "Waar kunnen we je mee helpen?" }).waitFor();
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
  await page.goto(`${helpdesk.host.urls.api}/werkplek`);
  await page.getByRole("heading", { name: "Deze pagina is er niet voor jouw rol" }).waitFor();
  expect(complaints).toEqual([]);
});

test("a page whose code comes while the page around it is being drawn is shown", async () => {
  const { page, complaints } = await aPage();
  // A busy machine: what follows on a drawing follows late.
  await page.addInitScript(() => {
    window.requestAnimationFrame = () => 0;
    const { setTimeout } = window;
    window.setTimeout = ((deed: TimerHandler, ms = 0) => setTimeout(deed, ms + 400)) as typeof setTimeout;
  });
  const letCodeCome = await heldBack(page, "**/assets/questions-*.js");
  const coming = signedIn(page, helpdesk, "medewerker-anna", "/vragen");
  await page.locator("main .skeleton").waitFor();
  letCodeCome();
  await coming;
  await page.getByRole("heading", { level: 1, name: "Mijn vragen" }).waitFor();
  expect(complaints).toEqual([]);
});

test("what is typed survives a reload and an ended session, and is sent once", async () => {
  const { page, complaints } = await aPage({ expected: [/status of 401/] });
  await signedIn(page, helpdesk, "medewerker-bilal", "/");
  const field = page.getByLabel("Je vraag");
  await field.fill("Hoeveel vakantiedagen heb ik nog?");
  await page.reload();
  expect(await field.inputValue()).toBe("Hoeveel vakantiedagen heb ik nog?");
  // As after ten hours: the browser still has the page, and the helpdesk no session.
  await page.context().clearCookies();
  await page.getByRole("button", { name: "Verstuur" }).click();
  await page.getByRole("dialog", { name: "Je sessie is verlopen" }).waitFor();
  await pictured(page, "session-ended-1280");
  const [signIn] = await Promise.all([
    page.waitForEvent("popup"),
    page.getByRole("button", { name: "Opnieuw inloggen" }).click(),
  ]);
  await signIn.locator('button[value="medewerker-bilal"]').click();
  await page.getByText("Je vraag is verstuurd").waitFor();
  expect(await field.count()).toBe(0);
  const { items } = given(await helpdesk.as("medewerker-bilal")("GET /v1/me/tickets"));
  expect(items.map(({ excerpt }) => excerpt)).toEqual(["Hoeveel vakantiedagen heb ik nog?"]);
  expect(complaints).toEqual([]);
});

test("signing out drops what was typed, and the next page asks who is there", async () => {
  const { page, complaints } = await aPage({ viewport: { width: 320, height: 640 } });
  await signedIn(page, helpdesk, "medewerker-cem", "/");
  await page.getByLabel("Je vraag").fill("Iets persoonlijks");
  await page.getByRole("button", { name: "Uitloggen" }).click();
  await page.getByRole("link", { name: "Inloggen" }).waitFor();
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain("Iets persoonlijks");
  expect(await axeFindings(page)).toEqual({ violations: [], incomplete: [] });
  await expectReflow(page);
  await pictured(page, "signed-out-320");
  expect(complaints).toEqual([]);
});
