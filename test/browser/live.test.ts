import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aHelpdesk, asked, given, type Helpdesk } from "../journeys/given.ts";
import { aPage, axeFindings, focused, pictured, signedIn } from "./given.ts";

let helpdesk: Helpdesk;

beforeAll(async () => {
  helpdesk = await aHelpdesk("live-page");
});
afterAll(() => helpdesk?.host.stop());

const nothing = { violations: [], incomplete: [] };

async function at(person: string, path: string) {
  const shown = await aPage();
  // The pages ask every ten seconds; a test says when these have passed.
  await shown.page.clock.install();
  await signedIn(shown.page, helpdesk, person, path);
  return shown;
}

async function keptUp(page: Page): Promise<void> {
  const asked = page.waitForResponse((response) => /\/desks\/[^/]+\/changes/.test(response.url()));
  await page.clock.fastForward(12_000);
  await asked;
}

test("what is new waits behind a pill and in the title; no row moves, and the one that has the focus keeps it", async () => {
  await asked(helpdesk, "medewerker-anna", { text: "De eerste vraag" });
  await helpdesk.host.idle();
  const { page, complaints } = await at("loket-femke", "/werkplek");
  const rows = page.locator(".rows-title");
  await rows.first().waitFor();
  await page.keyboard.press("j");
  await asked(helpdesk, "medewerker-bilal", { text: "De tweede vraag" });
  await asked(helpdesk, "medewerker-cem", { text: "De derde vraag" });
  await helpdesk.host.idle();
  await keptUp(page);
  await page.getByRole("button", { name: "2 nieuwe" }).waitFor();
  expect(await rows.allInnerTexts()).toEqual(["De eerste vraag"]);
  expect(await focused(page)).toBe("a De eerste vraag");
  await expect.poll(() => page.title()).toMatch(/^\(2\) Werkplek · 3 open/);
  expect(await axeFindings(page)).toEqual(nothing);
  await pictured(page, "desk-news-1280");
  await page.keyboard.press("n");
  await page.getByRole("link", { name: "De derde vraag" }).waitFor();
  expect(await rows.allInnerTexts()).toEqual(["De eerste vraag", "De tweede vraag", "De derde vraag"]);
  // What a colleague takes away stays in its place and says so.
  const { items } = given(
    await helpdesk.as("loket-gijs")("GET /v1/tickets", { query: { desk: "frontoffice" } }),
  );
  const second = items.find((row) => row.view === "desk" && row.excerpt === "De tweede vraag");
  given(
    await helpdesk.as("loket-gijs")("POST /v1/tickets/{ticketId}/resolve", {
      params: { ticketId: second?.ticketId as never },
      body: { outcome: "answered", text: "Zo is het." },
    }),
  );
  await helpdesk.host.idle();
  await keptUp(page);
  await page.getByText("Staat niet meer op deze lijst").waitFor();
  expect(await rows.allInnerTexts()).toEqual(["De eerste vraag", "De tweede vraag", "De derde vraag"]);
  await page.getByRole("button", { name: /Haal 1 oude weg/ }).waitFor();
  await page.keyboard.press("n");
  await page.getByRole("link", { name: "De tweede vraag" }).waitFor({ state: "hidden" });
  // What cannot come in is said.
  await page.route("**/changes*", (route) => route.fulfill({ status: 400, body: "{}" }));
  await keptUp(page);
  await page.getByText("Nieuwe vragen komen nu niet binnen.").waitFor();
  expect(complaints.filter((line) => !/status of 400/.test(line))).toEqual([]);
});

test("two agents in one question see each other, and who saves second gets both texts and the choice", async () => {
  const { ticketId } = await asked(helpdesk, "medewerker-daphne", { text: "Wie heeft mijn vraag?" });
  await helpdesk.host.idle();
  const [femke, vera] = await Promise.all([
    at("loket-femke", `/werkplek/${ticketId}`),
    at("coordinator-vera", `/werkplek/${ticketId}`),
  ]);
  for (const { page } of [femke, vera]) {
    await page.getByRole("heading", { name: "Vraag van Daf Bedacht" }).waitFor();
  }
  await keptUp(femke.page);
  await femke.page.getByText("Vera Dagdienst kijkt ook naar deze vraag.").waitFor();
  await femke.page.keyboard.press("r");
  await femke.page.getByLabel("Reactie aan de vrager").fill("Ik zoek het uit.");
  await keptUp(femke.page);
  await keptUp(vera.page);
  await vera.page.getByText("Femke Loket schrijft nu in deze vraag.").waitFor();
  expect(await axeFindings(vera.page)).toEqual(nothing);
  await vera.page.keyboard.press("i");
  await vera.page.getByLabel("Notitie, alleen voor collega's").fill("Ik weet het al: kamer 12.");
  await vera.page.keyboard.press("Control+Enter");
  await vera.page.getByText("De notitie is bewaard.").waitFor();
  // Also where the note came on the screen by itself, it may not have been read.
  await femke.page.reload();
  await femke.page.getByText("Deze vraag is intussen veranderd").waitFor();
  await femke.page.keyboard.press("Control+Enter");
  await femke.page.getByText("Een collega was je voor").waitFor();
  const both = femke.page.locator(".both");
  expect(await both.innerText()).toContain("Ik weet het al: kamer 12.");
  expect(await both.innerText()).toContain("Ik zoek het uit.");
  expect(await axeFindings(femke.page)).toEqual(nothing);
  await pictured(femke.page, "desk-stale-1280");
  await femke.page.getByRole("button", { name: "Pas mijn tekst aan" }).click();
  const field = femke.page.getByLabel("Reactie aan de vrager");
  expect(await field.inputValue()).toBe("Ik zoek het uit.");
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
  await field.fill("Het is kamer 12.");
  await femke.page.keyboard.press("Control+Enter");
  await femke.page.getByText("Je reactie is verstuurd.").waitFor();
  const { thread } = await helpdesk.ticket("loket-gijs", ticketId);
  expect(thread.map(({ text }) => text)).toEqual([
    "Wie heeft mijn vraag?",
    "Ik weet het al: kamer 12.",
    "Het is kamer 12.",
  ]);
  // A stale save is a no of the helpdesk's, which the browser calls an error.
  expect([...femke.complaints, ...vera.complaints].filter((line) => !/status of 412/.test(line))).toEqual([]);
});

test("a question that could not be renewed is renewed at the next look", async () => {
  const { ticketId } = await asked(helpdesk, "medewerker-emily", { text: "Wanneer begint mijn verlof?" });
  await helpdesk.host.idle();
  const { page, complaints } = await aPage({ expected: [/status of 400/] });
  await page.clock.install();
  await signedIn(page, helpdesk, "loket-femke", `/werkplek/${ticketId}`);
  await page.getByText("Wanneer begint mijn verlof?").first().waitFor();
  await keptUp(page);
  await page.route(`**/v1/tickets/${ticketId}`, (route) => route.fulfill({ status: 400, body: "{}" }));
  given(
    await helpdesk.as("medewerker-emily")("POST /v1/tickets/{ticketId}/replies", {
      params: { ticketId },
      body: { text: "Het gaat om maart." },
    }),
  );
  await helpdesk.host.idle();
  const failed = page.waitForResponse((response) => response.url().endsWith(ticketId));
  await keptUp(page);
  await failed;
  await page.unroute(`**/v1/tickets/${ticketId}`);
  await keptUp(page);
  await page.getByText("Het gaat om maart.").waitFor();
  expect(complaints).toEqual([]);
});
