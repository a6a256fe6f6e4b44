import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TicketId } from "../../shared/id.ts";
import { aHelpdesk, asked, given, type Helpdesk } from "../journeys/given.ts";
import { payslip, publish } from "./desk-given.ts";
import { aPage, axeFindings, expectReflow, focused, pictureFolder, signedIn } from "./given.ts";

let helpdesk: Helpdesk;
let pictures: string;

beforeAll(async () => {
  helpdesk = await aHelpdesk("desk-page");
  pictures = pictureFolder();
  await publish(helpdesk.as, "salarisstrook", payslip);
  // The helpdesk knows its agents from their first call on.
  for (const agent of ["loket-femke", "loket-gijs", "salaris-omar", "coordinator-vera"]) {
    given(await helpdesk.as(agent)("GET /v1/changes"));
  }
});
afterAll(() => helpdesk?.host.stop());

async function at(person: string, path: string, options: Parameters<typeof aPage>[0] = {}) {
  const shown = await aPage(options);
  await signedIn(shown.page, helpdesk, person, path);
  return shown;
}

async function question(text: string, person = "medewerker-anna"): Promise<TicketId> {
  const { ticketId } = await asked(helpdesk, person, { text });
  await helpdesk.host.idle();
  return ticketId;
}

const nothing = { violations: [], incomplete: [] };
const said = (page: Page, text: string) => page.locator(".ticket-said").getByText(text).waitFor();
async function fromPalette(page: Page, words: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog", { name: "Alle acties" }).waitFor();
  await page.keyboard.type(words);
  await page.keyboard.press("Enter");
}
const opened = (page: Page, name: string) => page.getByRole("heading", { level: 2, name }).waitFor();

test("with keys alone an agent goes down the list, opens a question, uses its answer, says what it was about and is done", async () => {
  const first = await question("Wanneer krijg ik mijn salarisstrook?", "medewerker-bilal");
  await question("Mijn eigen vraag", "loket-femke");
  const { page, complaints } = await at("loket-femke", "/werkplek");
  await page.getByRole("link", { name: "Wanneer krijg ik mijn salarisstrook?" }).waitFor();
  expect(await axeFindings(page)).toEqual(nothing);
  await page.screenshot({ path: join(pictures, "desk-1280.png") });
  await page.keyboard.press("j");
  expect(await focused(page)).toBe("a Wanneer krijg ik mijn salarisstrook?");
  await page.keyboard.press("j");
  expect(await focused(page)).toBe("a Mijn eigen vraag");
  await page.keyboard.press("k");
  await page.keyboard.press("o");
  await opened(page, "Vraag van Bilal Voorbeeld");
  await expect.poll(() => focused(page)).toBe("h2 Vraag van Bilal Voorbeeld");
  await page.keyboard.press("b");
  await said(page, "Je hebt deze vraag in behandeling.");
  await page.getByRole("button", { name: /Gebruik dit antwoord: Salarisstrook/ }).focus();
  await page.keyboard.press("Enter");
  const text = page.getByLabel("Antwoord aan de vrager");
  expect(await text.inputValue()).toContain("Je salaris wordt op de 24e betaald");
  expect(await focused(page)).toContain("textarea");
  expect(await axeFindings(page)).toEqual(nothing);
  await page.screenshot({ path: join(pictures, "desk-answer-1280.png"), fullPage: true });
  // A digit types within the text, and chooses outside of it.
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("2");
  expect(await page.getByRole("radio", { name: /^2\. / }).isChecked()).toBe(true);
  await page.keyboard.press("1");
  await page.keyboard.press("Control+Enter");
  await page.keyboard.press("Control+Enter");
  await said(page, "Het antwoord is verstuurd en de vraag is afgerond.");
  await expect.poll(() => focused(page)).toBe("h2 Vraag van Bilal Voorbeeld");
  const ticket = await helpdesk.ticket("loket-gijs", first);
  expect(ticket).toMatchObject({
    state: "resolved",
    topic: { key: "salarisstrook", knownBy: "agent-confirmed" },
    answer: { topic: "salarisstrook", revision: 1 },
  });
  expect(ticket.thread).toHaveLength(2);
  await page.keyboard.press("l");
  await expect.poll(() => focused(page)).toBe("h2 Werklijst");
  await page.getByRole("link", { name: "Mijn eigen vraag" }).waitFor();
  await page.getByText("Je eigen vraag: een collega behandelt haar").waitFor();
  expect(complaints).toEqual([]);
});

test("a question goes to another desk and comes back, each with its reason, and the red thread tells it", async () => {
  const ticketId = await question("Waarom klopt mijn toelage niet?", "medewerker-cem");
  const { page, complaints } = await at("loket-femke", `/werkplek/${ticketId}`);
  await opened(page, "Vraag van Cem Fictief");
  await page.keyboard.press("d");
  await page.keyboard.press("Control+Enter");
  await page.getByText("Er zijn 2 dingen die niet kloppen").waitFor();
  expect(await focused(page)).toContain("Kies een team");
  expect(await axeFindings(page)).toEqual(nothing);
  await page.getByLabel("Naar welk team?").selectOption({ label: "Salarisadministratie" });
  await page.getByLabel("Reden").selectOption({ label: "Vraagt een specialist" });
  await page.getByLabel("Notitie voor het team").fill("Zie de strook van mei.");
  await page.keyboard.press("Control+Enter");
  await said(page, "De vraag is doorgegeven.");
  await helpdesk.host.idle();
  const omar = await at("salaris-omar", `/werkplek/${ticketId}`);
  await opened(omar.page, "Vraag van Cem Fictief");
  await omar.page.getByText("Zie de strook van mei.").waitFor();
  await omar.page.keyboard.press("t");
  await omar.page.getByLabel("Reden").selectOption({ label: "Verkeerd team" });
  await omar.page.keyboard.press("Control+Enter");
  await said(omar.page, "De vraag is teruggestuurd.");
  await helpdesk.host.idle();
  await page.reload();
  await page.getByText("Teruggestuurd naar Personeelsloket (frontoffice) (Verkeerd team)").waitFor();
  expect(await axeFindings(page)).toEqual(nothing);
  // From then on it is no longer Omar's to see, which the browser calls an error.
  expect([...complaints, ...omar.complaints].filter((line) => !/status of 404/.test(line))).toEqual([]);
});

test("waiting, a note, a promise, urgency, a reader's care and readable history each take their own words", async () => {
  const ticketId = await question("Hoeveel verlof heb ik nog?", "medewerker-daphne");
  const { page, complaints } = await at("coordinator-vera", `/werkplek/${ticketId}`);
  await opened(page, "Vraag van Daf Bedacht");
  await page.keyboard.press("i");
  await page.getByLabel("Notitie, alleen voor collega's").fill("Zij belde ook al.");
  await page.keyboard.press("Control+Enter");
  await said(page, "De notitie is bewaard.");
  await page.keyboard.press("w");
  await page.getByRole("radio", { name: "wacht op een partner" }).check();
  await page.getByLabel("Welke partner?").selectOption({ label: "Pensioenfonds" });
  await page.keyboard.press("Control+Enter");
  await said(page, "De vraag wacht.");
  await page.keyboard.press("h");
  await said(page, "De vraag wacht niet meer.");
  await page.keyboard.press("p");
  await page.getByLabel("Wat beloof je?").fill("Ik bel je terug.");
  await page.getByLabel("Voor welke dag?").fill("2027-03-01");
  await page.getByLabel("Voor hoe laat?").fill("10:00");
  await page.keyboard.press("Control+Enter");
  await said(page, "De afspraak staat.");
  expect((await helpdesk.ticket("loket-gijs", ticketId)).promises).toMatchObject([
    { dueAt: "2027-03-01T09:00:00.000Z", state: "standing" },
  ]);
  await page.getByRole("button", { name: "Nagekomen" }).click();
  await page.getByRole("form", { name: "De afspraak is nagekomen" }).waitFor();
  await page.keyboard.press("Control+Enter");
  await said(page, "De afspraak is nagekomen.");
  await fromPalette(page, "urgent");
  await page.getByRole("radio", { name: "vandaag" }).check();
  await page.getByLabel("Waarom?").fill("Zij gaat morgen met verlof.");
  await page.keyboard.press("Control+Enter");
  await said(page, "De urgentie is gewijzigd.");
  await fromPalette(page, "vertrouwelijkheid");
  await page.getByRole("radio", { name: "gevoelig" }).check();
  await page.getByLabel("Waarom?").fill("Het gaat over ziekte.");
  await page.keyboard.press("Control+Enter");
  await said(page, "De vertrouwelijkheid is gewijzigd.");
  await page.getByText("De vrager kan zien dat je haar las.").waitFor();
  await fromPalette(page, "wijs toe");
  await page.getByRole("combobox", { name: "Welke collega?" }).fill("gijs");
  await page.getByRole("option", { name: /Gijs Balie/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+Enter");
  await said(page, "De vraag is toegewezen.");
  expect(await axeFindings(page)).toEqual(nothing);
  await page.screenshot({ path: join(pictures, "desk-ticket-1280.png"), fullPage: true });
  expect(await helpdesk.ticket("loket-gijs", ticketId)).toMatchObject({
    urgency: "today",
    confidentiality: "sensitive",
    claimedBy: "loket-gijs",
  });
  expect(complaints).toEqual([]);
});

test("what is written survives Esc, a reload, a lost network, an ended session and a slow helpdesk, and is sent once", async () => {
  const ticketId = await question("Waar vind ik mijn rooster?", "medewerker-farid");
  const { page, complaints } = await at("loket-femke", `/werkplek/${ticketId}`, {
    expected: [/Failed to load resource/],
  });
  await opened(page, "Vraag van Farid Denkbeeld");
  await page.keyboard.press("r");
  const field = page.getByLabel("Reactie aan de vrager");
  await field.fill("In het roosterprogramma.");
  await page.keyboard.press("Escape");
  expect(await focused(page)).toBe("h2 Vraag van Farid Denkbeeld");
  await page.getByText("Je was hier nog iets aan het schrijven.").waitFor();
  await page.reload();
  await field.waitFor();
  expect(await field.inputValue()).toBe("In het roosterprogramma.");
  await page.context().setOffline(true);
  await page.keyboard.press("Control+Enter");
  await page.locator(".work").getByText("Geen verbinding").waitFor({ timeout: 20_000 });
  expect(await field.inputValue()).toBe("In het roosterprogramma.");
  expect((await axeFindings(page)).violations).toEqual([]);
  await page.context().setOffline(false);
  await page.context().clearCookies();
  await page.keyboard.press("Control+Enter");
  await page.getByRole("dialog", { name: "Je sessie is verlopen" }).waitFor();
  await page.route("**/replies", async (route) => {
    await new Promise((resume) => setTimeout(resume, 2_000));
    await route.continue();
  });
  const [signIn] = await Promise.all([
    page.waitForEvent("popup"),
    page.getByRole("button", { name: "Opnieuw inloggen" }).click(),
  ]);
  await signIn.locator('button[value="loket-femke"]').click();
  await page
    .getByRole("button", { name: /Verstuur/ })
    .and(page.locator("[aria-disabled=true]"))
    .waitFor();
  await said(page, "Je reactie is verstuurd.");
  expect((await helpdesk.ticket("loket-gijs", ticketId)).thread.map(({ text }) => text)).toEqual([
    "Waar vind ik mijn rooster?",
    "In het roosterprogramma.",
  ]);
  expect(complaints).toEqual([]);
});

test("the help lists exactly the keys that work here, each on a button; letters can be switched off", async () => {
  const ticketId = await question("Wat is mijn schaal?", "medewerker-geertje");
  const { page, complaints } = await at("loket-gijs", `/werkplek/${ticketId}`);
  await opened(page, "Vraag van Geertje Verzinsel");
  const onButtons = await page.evaluate(() =>
    [...document.querySelectorAll("button")].flatMap(
      (button) => button.getAttribute("aria-keyshortcuts") ?? [],
    ),
  );
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Sneltoetsen" });
  await help.waitFor();
  const listed = await help
    .locator("[data-action] dt")
    .evaluateAll((all) => all.map((one) => one.querySelector(".only-read-aloud")?.textContent ?? ""));
  const inHelp = listed.map((keys) => keys.replace("Ctrl", "Control").replaceAll(" ", "+")).sort();
  // Ctrl+K opens what finds all of the others.
  expect(inHelp).toEqual([...onButtons, "Control+K"].sort());
  expect(await axeFindings(page, "dialog")).toMatchObject({ violations: [] });
  await page.getByLabel("Sneltoetsen van één letter gebruiken").uncheck();
  await page.keyboard.press("Escape");
  await page.keyboard.press("r");
  expect(await page.getByLabel("Reactie aan de vrager").count()).toBe(0);
  await page.keyboard.press("F2");
  await page.getByRole("heading", { name: "Telefoongesprek" }).waitFor();
  expect(complaints).toEqual([]);
});

test("at 320 pixels in the dark: the list, then the question with a way back", async () => {
  const ticketId = await question("Wat is de regeling voor thuiswerken?", "medewerker-hidde");
  const { page, complaints } = await at("loket-gijs", "/werkplek", {
    viewport: { width: 320, height: 700 },
    colorScheme: "dark",
  });
  const row = page.getByRole("link", { name: "Wat is de regeling voor thuiswerken?" });
  await row.waitFor();
  await expectReflow(page);
  expect(await axeFindings(page)).toEqual(nothing);
  await page.screenshot({ path: join(pictures, "desk-320.png") });
  await row.click();
  await opened(page, "Vraag van Hidde Proefman");
  expect(new URL(page.url()).pathname).toBe(`/werkplek/${ticketId}`);
  expect(await row.isVisible()).toBe(false);
  await page.keyboard.press("a");
  await expectReflow(page);
  expect(await axeFindings(page)).toEqual(nothing);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Terug naar de lijst" }).click();
  await row.waitFor();
  expect(await focused(page)).toBe("h2 Werklijst");
  expect(complaints).toEqual([]);
});

test("answers that changed are counted, shown and read", async () => {
  const { page, complaints } = await at("salaris-omar", "/werkplek");
  await page.getByRole("link", { name: "Gewijzigde antwoorden (1 nieuw)" }).click();
  await expect.poll(() => focused(page)).toBe("h2 Gewijzigde antwoorden");
  await page.getByRole("button", { name: /Bekijk het antwoord/ }).click();
  await page.getByText("Je salaris wordt op de").waitFor();
  expect(await axeFindings(page)).toEqual(nothing);
  await page.screenshot({ path: join(pictures, "desk-changes-1280.png") });
  await page.getByRole("button", { name: "Markeer alles als gelezen" }).click();
  await page.getByText("Alles is gelezen").waitFor();
  expect(given(await helpdesk.as("salaris-omar")("GET /v1/changes")).unread).toBe(0);
  expect(complaints).toEqual([]);
});
