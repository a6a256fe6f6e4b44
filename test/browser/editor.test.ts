import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aHelpdesk, asked, given, type Helpdesk } from "../journeys/given.ts";
import { weeksOfQuestions } from "./figures-given.ts";
import { aPage, axeFindings, expectReflow, focused, pictured, signedIn, wantsPictures } from "./given.ts";

let helpdesk: Helpdesk;
const [writer, second] = ["redacteur-xandra", "redacteur-quinten"] as const;
const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Amsterdam" }).format(new Date());

beforeAll(async () => {
  helpdesk = await aHelpdesk("editor");
  await weeksOfQuestions(helpdesk.host, today);
  await asked(helpdesk, "medewerker-anna", { text: "Kan ik mijn IKB nog omzetten in verlof?", topic: "ikb" });
  await asked(helpdesk, "medewerker-bilal", {
    text: "Mijn nummer is 06-12345678, wanneer komt mijn IKB?",
    topic: "ikb",
  });
  await asked(helpdesk, "medewerker-cem", { text: "Hoeveel vakantiegeld krijg ik?", topic: "vakantiegeld" });
  await helpdesk.host.idle();
});
afterAll(() => helpdesk.host.stop());

const expectFocus = (page: Page, wanted: string) => expect.poll(() => focused(page)).toBe(wanted);
const focusedId = (page: Page) => page.evaluate(() => document.activeElement?.id ?? "");
const shown = (page: Page, name: string) => page.getByRole("heading", { level: 1, name }).waitFor();

/** Goes on with the Tab key until something has the focus. */
async function tabTo(page: Page, wanted: string | RegExp, key = "Tab"): Promise<void> {
  for (let pressed = 0; pressed < 80; pressed++) {
    await page.keyboard.press(key);
    const here = `${await focused(page)} #${await focusedId(page)}`;
    if (typeof wanted === "string" ? here.includes(wanted) : wanted.test(here)) return;
  }
  throw new Error(`the Tab key never comes to ${wanted}`);
}

/** Only where somebody wants to see it: a picture of a whole page takes long. */
async function picture(page: Page, name: string): Promise<void> {
  if (!wantsPictures) return;
  const looks = {
    "": {},
    "-dark": { colorScheme: "dark" },
    "-forced": { forcedColors: "active" },
  } as const;
  for (const [look, media] of Object.entries(looks)) {
    await page.emulateMedia({ colorScheme: null, forcedColors: null, reducedMotion: "reduce", ...media });
    await pictured(page, `editor-${name}${look}`);
  }
  await page.emulateMedia({ colorScheme: null, forcedColors: null, reducedMotion: null });
}

async function expectFine(page: Page, name: string): Promise<void> {
  expect(await axeFindings(page)).toEqual({ violations: [], incomplete: [] });
  await picture(page, `${name}-1280`);
  await page.setViewportSize({ width: 320, height: 800 });
  await expectReflow(page);
  await picture(page, `${name}-320`);
  await page.setViewportSize({ width: 1280, height: 900 });
}

const outcome = (page: Page, text: string) => page.locator(".outcome", { hasText: text }).waitFor();
const isAtOutcome = (page: Page) =>
  page.evaluate(() => document.activeElement?.classList.contains("outcome") ?? false);

/** An answer that one person wrote and offered, and that another published when asked to. */
async function answerOf(topic: string, written: string, { isPublished = true } = {}): Promise<number> {
  const [by, other] = [helpdesk.as(writer), helpdesk.as(second)];
  const begun = given(
    await by("POST /v1/topics/{topic}/drafts", { params: { topic }, body: { audience: "employee" } }),
  );
  const params = { topic, revision: String(begun.revision) };
  const sources = [{ kind: "law" as const, text: "Artikel 1" }];
  const body = { texts: { nl: { written, spoken: "" } }, sources, validFrom: "2026-01-01" };
  given(await by("PUT /v1/topics/{topic}/revisions/{revision}", { params, body }));
  const { version } = given(
    await by("POST /v1/topics/{topic}/revisions/{revision}/offer", { params, body: {} }),
  );
  if (isPublished) {
    given(await other("POST /v1/topics/{topic}/revisions/{revision}/publish", { params, body: { version } }));
  }
  return begun.revision;
}

test("a candidate becomes an answer by two people and the keyboard alone, and the employee's page finds it", async () => {
  const { page, complaints } = await aPage();
  await signedIn(page, helpdesk, writer, "/antwoorden");
  await page.getByRole("list", { name: "Meest gevraagd" }).waitFor();
  await tabTo(page, "a Verdient een antwoord");
  await page.keyboard.press("Enter");
  await page.getByRole("list", { name: "Verdient een antwoord" }).waitFor();
  await expectFocus(page, "h1 Antwoorden");
  await expectFine(page, "candidates");
  await tabTo(page, "a Individueel keuzebudget");
  await page.keyboard.press("Enter");
  await shown(page, "Individueel keuzebudget (IKB)");
  await expectFocus(page, "h1 Individueel keuzebudget (IKB)");
  const questions = page.getByRole("region", { name: "Zo werd het gevraagd" });
  await questions.getByText("wanneer komt mijn IKB?").waitFor();
  expect(await questions.innerText()).not.toContain("12345678");
  await expectFine(page, "topic");
  await tabTo(page, "button Begin een concept");
  await page.keyboard.press("Enter");
  await shown(page, "Concept: Individueel keuzebudget (IKB)");
  await expectFocus(page, "h1 Concept: Individueel keuzebudget (IKB)");
  await tabTo(page, "#written-nl");
  await page.keyboard.type("Je kiest **vóór 1 december**.\n\n- in verlof\n- in geld");
  const preview = page.getByRole("region", { name: "Zo ziet het eruit" });
  expect(await preview.locator("strong").innerText()).toBe("vóór 1 december");
  expect(await preview.locator("li").allInnerTexts()).toEqual(["in verlof", "in geld"]);
  await page.reload();
  await page.getByText("Wat je hier eerder typte en nog niet bewaarde, staat er weer.").waitFor();
  expect(await page.locator("#written-nl").inputValue()).toContain("vóór 1 december");
  await tabTo(page, "button Bron erbij");
  await page.keyboard.press("Enter");
  await page.locator("#source-kind-0:focus").waitFor();
  await tabTo(page, "button Bied aan om na te kijken");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Zeg waar het staat, of haal deze bron weg" }).waitFor();
  await tabTo(page, "a Zeg waar het staat");
  await page.keyboard.press("Enter");
  await expect.poll(() => focusedId(page)).toBe("source-text-0");
  await expectFine(page, "draft-wrong");
  await page.keyboard.type("Cao artikel 4.2");
  await page.keyboard.press("Control+s");
  await outcome(page, "Het concept is bewaard.");
  await expect.poll(() => isAtOutcome(page)).toBe(true);
  await expectFine(page, "draft");
  await tabTo(page, "button Bied aan om na te kijken");
  await page.keyboard.press("Enter");
  await outcome(page, "Het antwoord is aangeboden. Een tweede persoon kijkt het na.");
  await expect.poll(() => isAtOutcome(page)).toBe(true);
  await page.getByText("Jij schreef mee: een ander publiceert.").waitFor();
  expect(await page.getByRole("button", { name: "Publiceer" }).count()).toBe(0);
  await expectFine(page, "offered-by-me");

  const other = await aPage();
  await signedIn(other.page, helpdesk, second, "/antwoorden/aandacht");
  await other.page.getByText("Wacht op tweede persoon").waitFor();
  await tabTo(other.page, "a Individueel keuzebudget");
  await other.page.keyboard.press("Enter");
  await shown(other.page, "Individueel keuzebudget (IKB)");
  await tabTo(other.page, /^a Bekijken/);
  await other.page.keyboard.press("Enter");
  await shown(other.page, "Versie 1: Individueel keuzebudget (IKB)");
  await tabTo(other.page, "button Stuur terug");
  await other.page.keyboard.press("Enter");
  await other.page.getByRole("dialog", { name: "Terugsturen met een opmerking" }).waitFor();
  await tabTo(other.page, "#send-back-remark");
  await other.page.keyboard.type("Zeg ook waar je kiest.");
  await expectFine(other.page, "send-back");
  await tabTo(other.page, "button Stuur terug");
  await other.page.keyboard.press("Enter");
  await outcome(other.page, "Het antwoord is teruggestuurd, met je opmerking.");

  await page.reload();
  await page.getByText("Zeg ook waar je kiest.").waitFor();
  await page.locator("#written-nl").focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\n\nKies in Mijn HR.");
  await tabTo(page, "button Bied aan om na te kijken");
  await page.keyboard.press("Enter");
  await outcome(page, "Het antwoord is aangeboden.");

  await other.page.reload();
  await tabTo(other.page, "button Publiceer");
  await other.page.keyboard.press("Enter");
  await outcome(other.page, "Het antwoord is gepubliceerd.");
  await expect.poll(() => isAtOutcome(other.page)).toBe(true);
  await expectFine(other.page, "published");
  // Each function keeps its index for a while.
  const answerInIndex = async () => {
    const index = given(await helpdesk.as("medewerker-anna")("GET /v1/topics/index", { query: {} }));
    return index.unchanged ? undefined : index.topics.find(({ key }) => key === "ikb")?.answer;
  };
  await expect.poll(answerInIndex, { timeout: 30_000, interval: 500 }).toEqual({ revision: 1 });
  const answer = given(
    await helpdesk.as("medewerker-anna")("GET /v1/topics/{topic}/answer", { params: { topic: "ikb" } }),
  );
  expect(answer.answers[0]?.texts.nl.written).toContain("Kies in Mijn HR.");
  expect([...complaints, ...other.complaints]).toEqual([]);
});

test("a stale save offers both texts, and writes over neither unseen", async () => {
  const { page, complaints } = await aPage();
  const { revision } = given(
    await helpdesk.as(writer)("POST /v1/topics/{topic}/drafts", {
      params: { topic: "jaaropgave" },
      body: { audience: "employee" },
    }),
  );
  const params = { topic: "jaaropgave", revision: String(revision) };
  await signedIn(page, helpdesk, writer, `/antwoorden/onderwerp/jaaropgave/versie/${revision}`);
  await page.locator("#written-nl").fill("Je vindt je jaaropgave in februari in Mijn HR.");
  const saveElsewhere = async (written: string) =>
    given(
      await helpdesk.as(second)("PUT /v1/topics/{topic}/revisions/{revision}", {
        params,
        body: {
          texts: { nl: { written, spoken: "" } },
          sources: [{ kind: "law", text: "Artikel 9" }],
          validFrom: today,
        },
      }),
    );
  await saveElsewhere("Je vindt je jaaropgave in januari in Mijn HR.");
  await page.keyboard.press("Control+s");
  const both = page.getByText("Iemand anders bewaarde dit concept ook");
  await both.waitFor();
  const part = (name: string) => page.getByRole("region", { name }).locator(".editor-difference");
  expect(await part("Om te lezen (Nederlands)").locator("del").innerText()).toContain("januari");
  expect(await part("Om te lezen (Nederlands)").locator("ins").innerText()).toContain("februari");
  // What else would be written over is no less in sight.
  expect(await part("Bronnen").locator("del").innerText()).toContain("Wet: Artikel 9");
  expect(await page.locator(".editor-difference").count()).toBe(2);
  await expectFine(page, "stale");
  await page.getByRole("button", { name: "Ga verder met mijn tekst" }).click();
  await outcome(page, "Het concept is bewaard.");
  const saved = given(
    await helpdesk.as(second)("GET /v1/topics/{topic}/revisions/{revision}", { params, query: {} }),
  );
  expect(saved.revision.texts.nl.written).toContain("februari");

  await page.locator("#written-nl").fill("Iets van mij alleen");
  await saveElsewhere("Iets van de ander");
  await page.keyboard.press("Control+s");
  await page.getByRole("button", { name: "Neem de tekst van de ander" }).click();
  await expect.poll(() => focusedId(page)).toBe("written-nl");
  expect(await page.locator("#written-nl").inputValue()).toBe("Iets van de ander");
  await page.getByText("Iets van mij alleen").waitFor();
  expect(complaints).toEqual([]);
});

test("on a bad line nothing that is typed is lost, and a double save saves once", async () => {
  const { page, complaints } = await aPage({
    expected: [/status of (401|409|503)/, /ERR_INTERNET_DISCONNECTED/],
  });
  const topic = "vakantiegeld";
  const { revision } = given(
    await helpdesk.as(second)("POST /v1/topics/{topic}/drafts", {
      params: { topic },
      body: { audience: "internal" },
    }),
  );
  const params = { topic, revision: String(revision) };
  const stored = async () =>
    given(await helpdesk.as(writer)("GET /v1/topics/{topic}/revisions/{revision}", { params, query: {} }))
      .revision;
  const save = page.getByRole("button", { name: /^Bewaar/ });
  const field = page.locator("#written-nl");
  await signedIn(page, helpdesk, second, `/antwoorden/onderwerp/${topic}/versie/${revision}`);
  await page.getByText("Geschreven door jou.").waitFor();

  let waitMs = 2_000;
  let failures = 0;
  const sent: string[] = [];
  await page.route(`**/revisions/${revision}`, async (route) => {
    sent.push(route.request().method());
    const fails = route.request().method() === "PUT" && failures-- > 0;
    await new Promise((resume) => setTimeout(resume, waitMs));
    await (fails ? route.fulfill({ status: 503 }) : route.continue());
  });
  await field.fill("Eerste zin.");
  await page.keyboard.press("Control+s");
  await page.keyboard.press("Control+s");
  await page.locator("button[aria-disabled=true]", { hasText: "Bewaar" }).waitFor();
  // What is typed while it is being saved is not lost with the draft that was saved.
  await field.fill("Eerste zin. En een tweede.");
  await save.dispatchEvent("click");
  await outcome(page, "Het concept is bewaard.");
  expect(await page.getByText("Iemand anders bewaarde dit concept ook").count()).toBe(0);
  // Once it is looked whether somebody else was there, and once it is saved; then the page reads it anew.
  expect(sent.slice(0, 2)).toEqual(["GET", "PUT"]);
  expect(await stored()).toMatchObject({ version: 2, texts: { nl: { written: "Eerste zin." } } });
  waitMs = 0;
  await page.reload();
  expect(await field.inputValue()).toBe("Eerste zin. En een tweede.");

  await page.context().setOffline(true);
  await page.keyboard.press("Control+s");
  await page.getByText("Geen verbinding").waitFor();
  expect(await field.inputValue()).toBe("Eerste zin. En een tweede.");
  await page.context().setOffline(false);
  failures = 1;
  await page.context().clearCookies();
  await page.keyboard.press("Control+s");
  await page.getByRole("dialog", { name: "Je sessie is verlopen" }).waitFor();
  const [signIn] = await Promise.all([
    page.waitForEvent("popup"),
    page.getByRole("button", { name: "Opnieuw inloggen" }).click(),
  ]);
  await signIn.locator(`button[value="${second}"]`).click();
  await outcome(page, "Het concept is bewaard.");
  expect(failures).toBeLessThan(0);
  expect(await stored()).toMatchObject({
    version: 3,
    texts: { nl: { written: "Eerste zin. En een tweede." } },
  });

  // Somebody offers it while the first one goes on writing.
  await field.fill("Eerste zin. En een derde.");
  const body = { texts: { nl: { written: "Zo is het goed.", spoken: "" } }, sources: [], validFrom: today };
  const sources = [{ kind: "law" as const, text: "Artikel 1" }];
  const by = helpdesk.as(writer);
  given(await by("PUT /v1/topics/{topic}/revisions/{revision}", { params, body: { ...body, sources } }));
  given(await by("POST /v1/topics/{topic}/revisions/{revision}/offer", { params, body: {} }));
  await page.keyboard.press("Control+s");
  await page.getByText("Dit is geen concept meer.").waitFor();
  await page.getByText("Wat je hier typte, is niet bewaard").waitFor();
  await page.getByText("Eerste zin. En een derde.").waitFor();
  await page.getByText("Geschreven door jou en Xandra Redactie. Aangeboden door Xandra Redactie.").waitFor();
  await expectFine(page, "left-over");
  await page.getByRole("button", { name: "Deze tekst mag weg" }).click();
  await page.reload();
  await page.getByText("Jij schreef mee: een ander publiceert.").waitFor();
  expect(await page.getByText("Eerste zin. En een derde.").count()).toBe(0);
  given(await by("POST /v1/topics/{topic}/revisions/{revision}/discard", { params, body: {} }));
  expect(complaints).toEqual([]);
});

test("a second person sees what changed; withdrawing is at once and somebody else takes a look", async () => {
  await answerOf("vakantiegeld", "Je krijgt je vakantiegeld in mei van ieder jaar.");
  const next = await answerOf("vakantiegeld", "Je krijgt je vakantiegeld in juni van ieder jaar.", {
    isPublished: false,
  });
  const { page, complaints } = await aPage();
  await signedIn(page, helpdesk, second, `/antwoorden/onderwerp/vakantiegeld/versie/${next}`);
  const difference = page.getByRole("region", { name: `Verschil met versie ${next - 1}` });
  await difference.locator("ins").waitFor();
  expect(await difference.locator("del").allInnerTexts()).toEqual([expect.stringContaining("mei")]);
  expect(await difference.locator("ins").allInnerTexts()).toEqual([expect.stringContaining("juni")]);
  await expectFine(page, "difference");
  await page.getByRole("button", { name: "Publiceer" }).click();
  await outcome(page, "Het antwoord is gepubliceerd.");
  await page.getByRole("button", { name: "Trek in" }).click();
  const dialog = page.getByRole("dialog", { name: "Dit antwoord meteen intrekken" });
  await dialog.getByRole("button", { name: "Trek in" }).click();
  await dialog.getByText("Kies waarom").waitFor();
  await expect.poll(() => focusedId(page)).toBe("withdraw-reason");
  await expectFine(page, "withdraw");
  await dialog.getByLabel("Het klopt niet").check();
  await dialog.getByRole("button", { name: "Trek in" }).click();
  await outcome(page, "Het antwoord is ingetrokken.");
  await expect.poll(() => isAtOutcome(page)).toBe(true);
  const anna = helpdesk.as("medewerker-anna");
  const params = { topic: "vakantiegeld" };
  expect(given(await anna("GET /v1/topics/{topic}/answer", { params })).answers).toEqual([]);
  await page.getByText("Jij deed de eerste stap: een ander kijkt mee.").waitFor();
  expect(await page.getByRole("button", { name: "Intrekken was terecht" }).count()).toBe(0);

  const other = await aPage();
  await signedIn(other.page, helpdesk, writer, "/antwoorden/onderwerp/vakantiegeld");
  await expectFine(other.page, "withdrawn");
  await other.page.getByRole("button", { name: "Intrekken was terecht" }).click();
  await outcome(other.page, "Gezien: het intrekken was terecht.");
  await expect.poll(() => isAtOutcome(other.page)).toBe(true);
  await other.page.getByRole("link", { name: `Versie ${next - 1}`, exact: true }).click();
  await other.page.getByRole("button", { name: "Zet deze versie terug" }).click();
  await outcome(other.page, "Deze versie is meteen weer gepubliceerd.");
  const again = given(await anna("GET /v1/topics/{topic}/answer", { params }));
  expect(again.answers[0]?.texts.nl.written).toContain("mei");
  await other.page.getByText("Jij deed de eerste stap: een ander kijkt mee.").waitFor();
  await page.reload();
  await page.goto(`${helpdesk.host.urls.api}/antwoorden/onderwerp/vakantiegeld`);
  await page.getByRole("button", { name: "Terugzetten was terecht" }).click();
  await outcome(page, "Gezien: het terugzetten was terecht.");
  expect([...complaints, ...other.complaints]).toEqual([]);
});

test("questions that are about something else get a topic of their own, with a name, and can go back", async () => {
  const { page, complaints } = await aPage();
  await signedIn(page, helpdesk, writer, "/antwoorden/onderwerp/ikb");
  await page.getByLabel("wanneer komt mijn IKB?").check();
  await page.getByRole("button", { name: "Maak hier een eigen onderwerp van" }).click();
  await outcome(page, "De gekozen vragen hebben nu een eigen onderwerp.");
  await page.getByRole("link", { name: "Naar het nieuwe onderwerp" }).click();
  await shown(page, "Nieuw onderwerp zonder naam");
  await page.getByRole("button", { name: "Bewaar naam en plaats" }).click();
  await expect.poll(() => focusedId(page)).toBe("topic-name-nl");
  await expectFine(page, "unnamed");
  await page.getByLabel("Naam in het Nederlands").fill("Wanneer het IKB komt");
  await page.getByLabel("Naam in het Engels").fill("When the budget comes");
  await page.getByLabel("Valt onder").selectOption("ikb");
  await page.getByRole("button", { name: "Bewaar naam en plaats" }).click();
  await outcome(page, "Naam en plaats zijn bewaard.");
  await shown(page, "Wanneer het IKB komt");
  await page.getByText("Samenvoegen, geen antwoord nodig of archiveren").click();
  await page.getByRole("button", { name: "Geen antwoord nodig" }).click();
  await outcome(page, "Voor dit onderwerp wordt geen antwoord meer gevraagd.");
  await page.getByRole("link", { name: "Terug naar de onderwerpen" }).click();
  await page.getByRole("link", { name: "Opzij gelegd" }).click();
  await page.getByRole("link", { name: "Wanneer het IKB komt" }).click();
  await shown(page, "Wanneer het IKB komt");
  await page.getByText("Samenvoegen, geen antwoord nodig of archiveren").click();
  await page.getByLabel("Samenvoegen met").selectOption("ikb");
  await page.getByRole("button", { name: "Voeg samen" }).click();
  await outcome(page, "De onderwerpen zijn samengevoegd.");
  await page.getByRole("button", { name: "Haal weer uit elkaar" }).click();
  await outcome(page, "De onderwerpen zijn weer uit elkaar.");
  await page.getByRole("button", { name: "Archiveer" }).click();
  await outcome(page, "Het onderwerp is gearchiveerd.");
  await page.getByRole("button", { name: "Haal uit het archief" }).click();
  await outcome(page, "Het onderwerp is uit het archief.");
  await page.getByLabel("Nakijken op").fill("2027-03-01");
  await page.getByRole("button", { name: "Bewaar datum" }).click();
  await outcome(page, "De datum is bewaard.");
  const { reviewOn, state } = given(
    await helpdesk.as(writer)("GET /v1/topics/{topic}", {
      params: { topic: decodeURIComponent(new URL(page.url()).pathname.split("/").at(-1) ?? "") },
    }),
  );
  expect({ reviewOn, state }).toEqual({ reviewOn: "2027-03-01", state: "muted" });
  expect(complaints).toEqual([]);
});

test("own words are kept in the glossary, and every list can be read", async () => {
  const { page, complaints } = await aPage();
  await signedIn(page, helpdesk, writer, "/antwoorden/begrippen");
  await page.getByRole("button", { name: "Bewaar begrip" }).click();
  await page.getByRole("link", { name: "Geef minstens één woord" }).waitFor();
  await expectFine(page, "glossary");
  await page.getByLabel("Naam van het begrip").fill("keuzebudget");
  await page.getByLabel("Woorden in het Nederlands").fill("ikb\nkeuzepot");
  await page.getByLabel("Woorden in het Engels").fill("choice budget");
  await page.getByRole("button", { name: "Bewaar begrip" }).click();
  await outcome(page, "Het begrip is bewaard.");
  await expect.poll(() => isAtOutcome(page)).toBe(true);
  const { concepts } = given(await helpdesk.as(second)("GET /v1/glossary"));
  expect(concepts).toEqual([{ key: "keuzebudget", nl: ["ikb", "keuzepot"], en: ["choice budget"] }]);
  await page.getByLabel("Naam van het begrip").fill("half");
  await page.getByRole("button", { name: "Wijzig keuzebudget" }).click();
  await page.getByText("Bewaar dit begrip eerst, of maak het leeg").waitFor();
  expect(await page.getByLabel("Naam van het begrip").inputValue()).toBe("half");
  await page.getByRole("button", { name: "Maak leeg" }).click();
  await page.getByRole("button", { name: "Wijzig keuzebudget" }).click();
  await page.getByRole("button", { name: "Laat begrip vervallen" }).click();
  await outcome(page, "Het begrip is vervallen.");
  expect(given(await helpdesk.as(second)("GET /v1/glossary")).concepts).toEqual([]);
  for (const name of ["Piekt nu", "Samengevoegd", "Misschien hetzelfde", "Meest gevraagd"]) {
    await page.getByRole("link", { name, exact: true }).click();
    await page.getByRole("heading", { level: 2, name }).waitFor();
    await page.locator(".rows, .empty").first().waitFor();
    await expectFocus(page, "h1 Antwoorden");
    expect(await axeFindings(page)).toEqual({ violations: [], incomplete: [] });
  }
  await page.emulateMedia({ colorScheme: "dark" });
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { level: 1, name: "Answers" }).waitFor();
  await expectFine(page, "list");
  expect(complaints).toEqual([]);
});
