import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TicketId } from "../../shared/id.ts";
import { aHelpdesk, asked, given, type Helpdesk } from "../journeys/given.ts";
import { payslip, publish } from "./desk-given.ts";
import { aPage, axeFindings, expectReflow, focused, pictured, signedIn } from "./given.ts";

let helpdesk: Helpdesk;

beforeAll(async () => {
  helpdesk = await aHelpdesk("desk-page");
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
  await pictured(page, "desk-1280");
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
  await pictured(page, "desk-answer-1280");
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
  // It becomes restricted while she writes: her words are still to be had.
  await page.keyboard.press("r");
  await page.getByLabel("Reactie aan de vrager").fill("In mei was je ziek.");
  const body = { to: "restricted", reason: "Het gaat over ziekte." } as const;
  const params = { ticketId };
  given(await helpdesk.as("loket-gijs")("POST /v1/tickets/{ticketId}/confidentiality", { params, body }));
  await page.keyboard.press("Control+Enter");
  await opened(page, "Vertrouwelijke vraag");
  await page.getByText("Deze tekst is niet verstuurd.").waitFor();
  expect(await page.locator("blockquote").innerText()).toBe("In mei was je ziek.");
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain("ziek");
  expect(await axeFindings(page)).toEqual(nothing);
  await pictured(page, "desk-left-over-1280");
  await page.getByRole("button", { name: "Gooi mijn tekst weg" }).click();
  await page.getByText("Deze tekst is niet verstuurd.").waitFor({ state: "hidden" });
  // Whoever coordinates the desk says who reads it, and sees no more of it.
  expect(await page.getByRole("form").count()).toBe(0);
  const vera = await at("coordinator-vera", `/werkplek/${ticketId}`);
  await opened(vera.page, "Vertrouwelijke vraag");
  await vera.page.getByRole("button", { name: "Bewaar" }).click();
  await vera.page.getByText("Kies een collega").waitFor();
  await vera.page.keyboard.type("femk");
  await vera.page.getByRole("option", { name: /Femke/ }).waitFor();
  await vera.page.keyboard.press("Enter");
  expect(await axeFindings(vera.page)).toEqual(nothing);
  await pictured(vera.page, "desk-stub-readers-1280");
  await vera.page.getByRole("button", { name: "Bewaar" }).click();
  await said(vera.page, "De lezers zijn gewijzigd.");
  await opened(vera.page, "Vertrouwelijke vraag");
  expect((await helpdesk.ticket("loket-femke", ticketId)).readers).toContain("loket-femke");
  // From then on it is no longer Omar's to see, which the browser calls an error.
  expect(
    [...complaints, ...omar.complaints, ...vera.complaints].filter(
      (line) => !/status of (404|412)/.test(line),
    ),
  ).toEqual([]);
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
  await pictured(page, "desk-ticket-1280");
  expect(await helpdesk.ticket("loket-gijs", ticketId)).toMatchObject({
    urgency: "today",
    confidentiality: "sensitive",
    claimedBy: "loket-gijs",
  });
  await page.getByRole("button", { name: "Maak onleesbaar: Zij belde ook al." }).click();
  await page.getByLabel("Reden").selectOption({ label: "Medische of andere bijzondere gegevens" });
  await page.keyboard.press("Control+Enter");
  await said(page, "De tekst is onleesbaar gemaakt.");
  await page.getByText("Deze tekst is onleesbaar gemaakt.").waitFor();
  await page.keyboard.press("p");
  await page.getByLabel("Wat beloof je?").fill("Ik mail het.");
  await page.getByLabel("Voor welke dag?").fill("2027-03-02");
  await page.getByLabel("Voor hoe laat?").fill("11:00");
  await page.keyboard.press("Control+Enter");
  await said(page, "De afspraak staat.");
  await page.getByRole("button", { name: "Trek in" }).click();
  await page.getByLabel("Waarom? De vrager leest dit").fill("Zij heeft het al.");
  await page.keyboard.press("Control+Enter");
  await said(page, "De afspraak is ingetrokken.");
  await page.keyboard.press("a");
  await page.getByLabel("Uitkomst").selectOption({ label: "Uitgevoerd" });
  await page.keyboard.press("Control+Enter");
  await said(page, "Het antwoord is verstuurd en de vraag is afgerond.");
  await page.keyboard.press("e");
  await page.getByLabel("Reden").selectOption({ label: "Niet uitgevoerd" });
  expect(await axeFindings(page)).toEqual(nothing);
  await page.keyboard.press("Control+Enter");
  await said(page, "De vraag is heropend.");
  await page.emulateMedia({ colorScheme: "dark" });
  await pictured(page, "desk-dark-1280");
  await page.getByRole("button", { name: "English" }).click();
  await opened(page, "Question of Daf Bedacht");
  await page.emulateMedia({ colorScheme: "light", forcedColors: "active" });
  expect(await axeFindings(page)).toMatchObject({ violations: [] });
  await pictured(page, "desk-english-forced-1280");
  const { promises, thread, state } = await helpdesk.ticket("loket-gijs", ticketId);
  expect(promises.map((each) => each.state)).toEqual(["kept", "withdrawn"]);
  expect(thread.filter(({ isRedacted }) => isRedacted)).toHaveLength(1);
  expect(state).toBe("queued");
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
  // One's own deed in between is no news.
  await page.getByRole("button", { name: /In behandeling nemen/ }).click();
  await said(page, "Je hebt deze vraag in behandeling.");
  expect(await page.getByText("Deze vraag is intussen veranderd").count()).toBe(0);
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
  await page.context().clearCookies();
  await page.context().setOffline(false);
  // The page finds out by itself, as it looks anew: what is sent in that moment waits for the sign-in, too.
  await page.getByRole("dialog", { name: "Je sessie is verlopen" }).waitFor();
  await page.keyboard.press("Control+Enter");
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
  await page.keyboard.press("b");
  await said(page, "Je hebt deze vraag in behandeling.");
  // Chosen by its words, and typed on at once: every letter is one of the text.
  await fromPalette(page, "reageer");
  await page.keyboard.type("dat zoek ik uit");
  expect(await page.getByLabel("Reactie aan de vrager").inputValue()).toBe("dat zoek ik uit");
  await page.keyboard.press("Escape");
  // A call in between, from above an open dialog: what is typed next says who calls.
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog", { name: "Alle acties" }).waitFor();
  await page.keyboard.press("F2");
  await page.keyboard.type("luuk");
  expect(await page.locator("#call-who").inputValue()).toBe("luuk");
  await page.getByRole("option", { name: /Oefening/ }).waitFor();
  await page.keyboard.press("Escape");
  expect(await page.locator(".combobox-item").count()).toBe(0);
  await page.locator("#call-who").fill("luu");
  await page.getByRole("option", { name: /Oefening/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.type("Hoe laat is het?");
  await page.getByLabel("Antwoord om voor te lezen").fill("Tien uur.");
  await page.keyboard.press("Control+Enter");
  // Back at the question, where laying down and taking back are two keys.
  await opened(page, "Vraag van Geertje Verzinsel");
  await page.getByText("Gesprek met Luuk Oefening wordt vastgelegd").waitFor();
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
  const inHelp = listed
    .map((keys) => keys.replace("Ctrl", "Control").replace("Esc", "Escape").replaceAll(" ", "+"))
    .sort();
  // Ctrl+K opens what finds all of the others.
  expect(inHelp).toEqual([...onButtons, "Control+K"].sort());
  expect(await axeFindings(page, "dialog")).toMatchObject({ violations: [] });
  await page.getByLabel("Sneltoetsen van één letter gebruiken").uncheck();
  await page.keyboard.press("Escape");
  await page.keyboard.press("i");
  expect(await page.getByLabel("Notitie, alleen voor collega's").count()).toBe(0);
  expect((await helpdesk.ticket("loket-gijs", ticketId)).claimedBy).toBe("loket-gijs");
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
  const row = page.locator(`.rows-title a[href*="${ticketId}"]`);
  await row.waitFor();
  await expectReflow(page);
  expect(await axeFindings(page)).toEqual(nothing);
  await pictured(page, "desk-320");
  await row.click();
  await opened(page, "Vraag van Hidde Proefman");
  expect(new URL(page.url()).pathname).toBe(`/werkplek/${ticketId}`);
  expect(await row.isVisible()).toBe(false);
  await page.keyboard.press("a");
  await expectReflow(page);
  await pictured(page, "desk-ticket-320");
  expect(await axeFindings(page)).toEqual(nothing);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Terug naar de lijst" }).click();
  await row.waitFor();
  expect(await focused(page)).toBe("h2 Werklijst");
  expect(complaints).toEqual([]);
});

test("an unknown caller is called back, and turns out to be somebody", async () => {
  const { recorded, ...logged } = given(
    await helpdesk.as("loket-gijs")("POST /v1/contacts", {
      body: {
        channel: "call",
        person: { is: "provisional", name: "Jan Onbekend", phone: "000 000 99 98" },
        questions: [{ text: "Wanneer begint mijn contract?" }],
        result: "call-back-agreed",
      },
    }),
  );
  const ticketId = "tickets" in logged ? (logged.tickets[0]?.ticketId as TicketId) : ("" as TicketId);
  await helpdesk.host.idle();
  const { page, complaints } = await at("loket-femke", `/werkplek/${ticketId}`);
  await opened(page, "Vraag van Jan Onbekend");
  await page.getByText("000 000 99 98").first().waitFor();
  await page.keyboard.press("c");
  await page.keyboard.press("Control+Enter");
  await page.getByText("Kies of de vrager is gesproken").first().waitFor();
  await page.getByRole("radio", { name: "Nee, niet bereikt" }).check();
  expect(await axeFindings(page)).toEqual(nothing);
  await pictured(page, "desk-call-back-1280");
  await page.keyboard.press("Control+Enter");
  await said(page, "Het gesprek is vastgelegd.");
  await page.getByText("Al 1 keer geprobeerd.").waitFor();
  await fromPalette(page, "wie is de beller");
  await page.keyboard.type("jamal");
  await page.keyboard.press("Enter");
  const found = page.getByRole("combobox", { name: "Welke medewerker is het?" });
  await expect.poll(() => found.inputValue()).toBe("Jamal Nietecht");
  await page.keyboard.press("Control+Enter");
  await said(page, "De beller is gekoppeld aan deze medewerker.");
  await opened(page, "Vraag van Jamal Nietecht");
  expect(recorded).toBe(true);
  expect(complaints).toEqual([]);
});

test("a restricted question shows that it waits, is read by who takes it up, and by whom they name", async () => {
  const { ticketId } = await asked(helpdesk, "medewerker-noor", {
    text: "Ik dien een klacht in",
    topic: "klacht_loket",
  });
  await helpdesk.host.idle();
  const { page, complaints } = await at("vertrouwen-ugur", `/werkplek/${ticketId}`);
  await opened(page, "Vertrouwelijke vraag");
  expect(await page.content()).not.toContain("klacht in");
  expect(await axeFindings(page)).toEqual(nothing);
  await pictured(page, "desk-stub-1280");
  await page.keyboard.press("b");
  await opened(page, "Vraag van Noor Schijn");
  await fromPalette(page, "lezers");
  await page.getByRole("combobox", { name: "Wie mag ook meelezen?" }).fill("femk");
  await page.getByRole("option", { name: /Femke/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+Enter");
  await said(page, "De lezers zijn gewijzigd.");
  expect((await helpdesk.ticket("loket-femke", ticketId)).readers).toContain("loket-femke");
  await fromPalette(page, "lezers");
  await page.getByRole("checkbox", { name: "Femke Loket mag niet meer meelezen" }).check();
  expect(await axeFindings(page)).toEqual(nothing);
  await pictured(page, "desk-readers-1280");
  await page.keyboard.press("Control+Enter");
  await page.getByText("Femke Loket mag niet meer").waitFor({ state: "hidden" });
  expect((await helpdesk.ticket("vertrouwen-ugur", ticketId)).readers).toEqual(["vertrouwen-ugur"]);
  // What is written here is in this window alone.
  await page.keyboard.press("r");
  await page.getByLabel("Reactie aan de vrager").fill("Wij bellen je.");
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain("Wij bellen");
  await page.keyboard.press("Control+Enter");
  await said(page, "Je reactie is verstuurd.");
  expect(complaints).toEqual([]);
});

test("answers that changed are counted, shown and read", async () => {
  const { page, complaints } = await at("salaris-omar", "/werkplek");
  await page.getByRole("link", { name: "Gewijzigde antwoorden (1 nieuw)" }).click();
  await expect.poll(() => focused(page)).toBe("h2 Gewijzigde antwoorden");
  await page.getByRole("button", { name: /Bekijk het antwoord/ }).click();
  await page.getByText("Je salaris wordt op de").waitFor();
  expect(await axeFindings(page)).toEqual(nothing);
  await pictured(page, "desk-changes-1280");
  await page.getByRole("button", { name: "Markeer alles als gelezen" }).click();
  await page.getByText("Alles is gelezen").waitFor();
  expect(given(await helpdesk.as("salaris-omar")("GET /v1/changes")).unread).toBe(0);
  expect(complaints).toEqual([]);
});
