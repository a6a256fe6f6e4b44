import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aHelpdesk, asked, given, type Helpdesk } from "../journeys/given.ts";
import { publishedAnswer } from "./answers-given.ts";
import { aPage, axeFindings, expectReflow, focused, pictured, signedIn, wantsPictures } from "./given.ts";

let helpdesk: Helpdesk;

const balance = {
  written:
    "Je saldo staat in **HR-selfservice**.\n\n# Zo kijk je\n\n1. Log in.\n2. Kies [Mijn verlof](https://hr.example/verlof).",
  english: "You find your balance in **HR self-service**.",
};

beforeAll(async () => {
  helpdesk = await aHelpdesk("employee");
  await publishedAnswer(helpdesk.as, "verlof_saldo", balance);
});
afterAll(() => helpdesk.host.stop());

const question = "Hoeveel vakantiedagen heb ik nog over?";
const field = (page: Page) => page.getByLabel("Waar gaat je vraag over?");
const heading = (page: Page, name: string) => page.getByRole("heading", { name }).waitFor();
const clean = { violations: [], incomplete: [] };

/** axe, no sideways scrolling at 320 pixels, and a picture of each where somebody wants to look. */
async function looked(page: Page, name: string): Promise<void> {
  expect(await axeFindings(page)).toEqual(clean);
  await inEachLook(page, `${name}-1280`);
  await page.setViewportSize({ width: 320, height: 900 });
  await expectReflow(page);
  await inEachLook(page, `${name}-320`);
  await page.setViewportSize({ width: 1280, height: 900 });
}

const ways = {
  "": { colorScheme: "light", forcedColors: "none" },
  "-dark": { colorScheme: "dark", forcedColors: "none" },
  "-forced": { colorScheme: "dark", forcedColors: "active" },
} as const;

async function inEachLook(page: Page, name: string): Promise<void> {
  if (!wantsPictures) return;
  for (const [looks, media] of Object.entries(ways)) {
    await page.emulateMedia(media);
    await pictured(page, `employee-${name}${looks}`);
  }
  await page.emulateMedia(ways[""]);
}

/** What pages told of answers, as the API took it. */
function usesTold(page: Page): { what: string; topic: string }[] {
  const told: { what: string; topic: string }[] = [];
  page.on("response", async (response) => {
    const request = response.request();
    if (!request.url().endsWith("/v1/answers/uses")) return;
    expect(response.status()).toBe(200);
    told.push(...(request.postDataJSON() as { uses: typeof told }).uses);
  });
  return told;
}

/** Everything that left the page, but for what a person sent on purpose. */
function sentTexts(page: Page): string[] {
  const sent: string[] = [];
  page.on("request", (request) => sent.push(`${request.url()} ${request.postData() ?? ""}`));
  return sent;
}

/** As when an answer is lost on its way back: the helpdesk has what was sent under the key of a draft. */
async function sentWithKeyOf(page: Page, draft: string, path: string, body: object): Promise<void> {
  const status = await page.evaluate(
    async ([draft, path, body]) => {
      const name = Object.keys(localStorage).find((name) => name.endsWith(`.${draft}`)) ?? "";
      const { key } = JSON.parse(localStorage.getItem(name) ?? "{}");
      const headers = { "content-type": "application/json", "idempotency-key": key };
      return (await fetch(path, { method: "POST", headers, body: JSON.stringify(body) })).status;
    },
    [draft, path, body] as const,
  );
  expect(status).toBeLessThan(300);
}

describe("asking", () => {
  test("an answer that is suggested while typing ends the question without a ticket, and is counted", async () => {
    const { page, complaints } = await aPage();
    const told = usesTold(page);
    const sent = sentTexts(page);
    await signedIn(page, helpdesk, "medewerker-anna", "/");
    await heading(page, "Vaak gevraagd");
    await looked(page, "ask");
    await field(page).focus();
    await page.keyboard.type(question);
    await heading(page, "Misschien helpt dit");
    await page.getByText("1 antwoord dat kan passen").waitFor();
    // Suggestions come below and leave the typist where they are.
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("TEXTAREA");
    await looked(page, "suggested");
    await page.getByRole("button", { name: "Verlofsaldo" }).click();
    await page.getByText("Geldig vanaf 1 januari 2026").waitFor();
    expect(await page.getByRole("link", { name: "Mijn verlof" }).getAttribute("href")).toBe(
      "https://hr.example/verlof",
    );
    await looked(page, "answer");
    await page.getByRole("button", { name: "Dit beantwoordt mijn vraag" }).click();
    await heading(page, "Fijn dat je verder kunt");
    await expect.poll(() => focused(page)).toBe("h1 Fijn dat je verder kunt");
    await looked(page, "thanks");
    await expect.poll(() => told.map(({ what }) => what)).toEqual(["shown", "opened", "answered"]);
    expect(sent.filter((text) => text.includes("vakantiedagen"))).toEqual([]);
    expect(given(await helpdesk.as("medewerker-anna")("GET /v1/me/tickets")).items).toEqual([]);
    // Whoever has another question after all finds what they typed.
    await page.getByRole("button", { name: "Toch nog iets vragen" }).click();
    expect(await field(page).inputValue()).toBe(question);
    expect(complaints).toEqual([]);
  });

  test("an answer that does not help is told why in one press, and the form has the focus", async () => {
    const { page, complaints } = await aPage();
    const told = usesTold(page);
    await signedIn(page, helpdesk, "medewerker-emily", "/");
    // She reads English, by the people file.
    await page.getByLabel("What is your question about?").fill("How many holidays do I have left?");
    await page
      .getByRole("button", { name: "Leave balance" })
      .or(page.locator(".suggestion-button"))
      .first()
      .click();
    await page.getByText("You find your balance in").waitFor();
    await page.getByRole("button", { name: "it is out of date" }).click();
    await page.getByText("Thank you, we pass that on").waitFor();
    await expect.poll(() => focused(page)).toBe("h2 Send your question to the desk");
    await looked(page, "not-answered-en");
    await expect
      .poll(() => told)
      .toContainEqual({ what: "not-answered", reason: "outdated", topic: "verlof_saldo", revision: 1 });
    expect(complaints).toEqual([]);
  });

  test("a number and health are warned of, and sending stays possible; who to talk to is said", async () => {
    const { page, complaints } = await aPage();
    await signedIn(page, helpdesk, "medewerker-farid", "/");
    await field(page).fill("Mijn nummer is 111222333.");
    await page.getByText("Dit lijkt op een burgerservicenummer").waitFor();
    await field(page).fill("Mijn nummer is 111222334.");
    await page.getByText("Dit lijkt op een burgerservicenummer").waitFor({ state: "detached" });
    const sent = sentTexts(page);
    await field(page).fill("Ik word gepest en ik heb een depressie. Mijn bsn: 111.222.333");
    await page.getByText("Schrijf liever niets over je gezondheid").waitFor();
    // Who to talk to is said while it is typed, and none of it leaves the page for that.
    await page.getByText("Hierover kun je ook praten met").waitFor();
    await page.getByText("Bedrijfsmaatschappelijk werk").waitFor();
    expect(sent.filter((text) => /gepest|depressie|111/.test(text))).toEqual([]);
    // Who manages nobody is not asked for whom.
    await page.getByText("Soort vraag", { exact: true }).click();
    await page.getByText("Een klacht").waitFor();
    expect(await page.getByText("Namens een medewerker").count()).toBe(0);
    await page.getByRole("button", { name: /Ongewenst gedrag en vertrouwenspersoon/ }).click();
    await page.getByText("Je hoeft ons niets te vertellen").waitFor();
    await looked(page, "warned");
    await page.getByRole("button", { name: "Verstuur" }).click();
    await heading(page, "Ook iemand om mee te praten");
    await page.getByText("Vertrouwenspersoon").waitFor();
    await looked(page, "sent-signposts");
    expect(complaints).toEqual([]);
  });

  test("a topic that nothing is recorded of shows where to go and offers nothing to send; another asks its own few things", async () => {
    const { page, complaints } = await aPage();
    await signedIn(page, helpdesk, "medewerker-hidde", "/");
    await field(page).fill("Iets dat ik niet wil vertellen");
    await page.getByLabel("Onderwerp").selectOption({ label: "Integriteit en misstand melden" });
    await page.getByText("Meldpunt integriteit").waitFor();
    expect(await page.getByRole("button", { name: "Verstuur" }).count()).toBe(0);
    // Another topic asks a little more, and says which part of it cannot be missed.
    await page.getByLabel("Onderwerp").selectOption({ label: "Werkgeversverklaring" });
    await page.getByLabel("Waarvoor heb je de verklaring nodig?").waitFor();
    await page.getByRole("button", { name: "Verstuur" }).click();
    await page.getByRole("link", { name: "Vul in: Waarvoor heb je de verklaring nodig?" }).click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("SELECT");
    await looked(page, "topic-fields");
    await page.getByLabel("Waarvoor heb je de verklaring nodig?").selectOption({ label: "Huur" });
    await page.getByRole("button", { name: "Verstuur" }).click();
    await heading(page, "Je vraag is verstuurd");
    const { items } = given(await helpdesk.as("medewerker-hidde")("GET /v1/me/tickets"));
    expect(items[0]?.excerpt).toContain("Waarvoor heb je de verklaring nodig? Huur");
    expect(complaints).toEqual([]);
  });

  test("a line manager asks about somebody of the team; of anybody else the field says why not", async () => {
    const { page, complaints } = await aPage({ expected: [/status of 403/] });
    await signedIn(page, helpdesk, "leidinggevende-carla", "/?vervolg=tkt_01M830EHMQWA71QNCBSQ0VZ4F9");
    await page.getByRole("button", { name: /Verlofsaldo/ }).waitFor();
    await field(page).fill("Mag een medewerker tijdelijk minder werken?");
    // An address that somebody made up is seen, and can be left out.
    await page.getByText("Dit gaat verder op een eerdere vraag.").waitFor();
    await page.getByRole("button", { name: "Nee, dit staat op zichzelf" }).click();
    await page.getByText("Soort vraag, of voor iemand anders").click();
    await page.getByLabel("Over een medewerker van mijn team").check();
    await page.getByRole("button", { name: "Verstuur" }).click();
    await page.getByRole("link", { name: "Kies over welke medewerker het gaat" }).waitFor();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent))
      .toContain("Er is één ding");
    await looked(page, "faults");
    const member = page.getByLabel("Welke medewerker?");
    await member.selectOption({ label: "Iemand die hier niet staat" });
    await page.getByLabel("Accountnaam van de medewerker").fill("teamleider-wim");
    await page.getByRole("button", { name: "Verstuur" }).click();
    await page.getByRole("link", { name: /niet de leidinggevende/ }).click();
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe(
      "teamleider-wim",
    );
    expect(await member.locator("option:checked").innerText()).toBe("Iemand die hier niet staat");
    await member.selectOption("medewerker-cem");
    expect(await page.getByLabel("Accountnaam van de medewerker").count()).toBe(0);
    await page.getByRole("button", { name: "Verstuur" }).click();
    await heading(page, "Je vraag is verstuurd");
    expect(complaints).toEqual([]);
  });

  test("a question is written, sent and found again with the keyboard alone", async () => {
    const { page, complaints } = await aPage();
    await signedIn(page, helpdesk, "medewerker-geertje", "/");
    await heading(page, "Vaak gevraagd");
    const tabTo = async (name: RegExp) => {
      for (let i = 0; i < 25; i++) {
        await page.keyboard.press("Tab");
        if (name.test(await focused(page))) return;
      }
      throw new Error(`no way to ${name}`);
    };
    await tabTo(/^textarea/);
    await page.keyboard.type(question);
    await heading(page, "Misschien helpt dit");
    await tabTo(/^button Verlofsaldo/);
    await page.keyboard.press("Enter");
    await page.getByText("Geldig vanaf").waitFor();
    await expect.poll(() => focused(page)).toMatch(/^button Verlofsaldo/);
    await tabTo(/^button Nee, want: het past niet bij mijn situatie/);
    await page.keyboard.press("Enter");
    await page.getByText("Dank je, dat geven we door").waitFor();
    await expect.poll(() => focused(page)).toBe("h2 Stuur je vraag aan het loket");
    await tabTo(/^button Verstuur/);
    await page.keyboard.press("Enter");
    await heading(page, "Je vraag is verstuurd");
    await expect.poll(() => focused(page)).toBe("h1 Je vraag is verstuurd");
    await page.getByText(/Je krijgt uiterlijk/).waitFor();
    await looked(page, "sent");
    await tabTo(/^a Bekijk je vraag/);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: question }).waitFor();
    await expect.poll(() => focused(page)).toBe(`h1 ${question}`);
    expect(new URL(page.url()).pathname).toMatch(/^\/vragen\/tkt_/);
    expect(await page.title()).toMatch(/^Vraag 26/);
    expect(complaints).toEqual([]);
  });

  test("what is typed survives a reload, an ended session, a lost network and a slow answer, and is sent once", async () => {
    const { page, complaints } = await aPage({
      expected: [/status of 4(01|09)/, /ERR_INTERNET_DISCONNECTED/],
    });
    await signedIn(page, helpdesk, "medewerker-daphne", "/");
    await field(page).fill("Wanneer krijg ik mijn jaargesprek?");
    await page.getByLabel("Onderwerp").selectOption({ label: "Gesprekken en beoordeling" });
    await page.reload();
    expect(await field(page).inputValue()).toBe("Wanneer krijg ik mijn jaargesprek?");
    await expect.poll(() => page.getByLabel("Onderwerp").inputValue()).toBe("functioneringsgesprek");
    // An earlier version came in after all, though its answer was lost: what is written now is another question.
    await sentWithKeyOf(page, "question", "/v1/tickets", { text: "Wanneer krijg ik" });
    await page.getByRole("button", { name: "Verstuur" }).click();
    await page.getByText("Je vorige versie is al aangekomen").waitFor();
    await page.reload();
    await page.getByRole("button", { name: "Verstuur" }).waitFor();
    await page.context().setOffline(true);
    await page.getByRole("button", { name: "Verstuur" }).click();
    await page.getByText("Geen verbinding").waitFor();
    await looked(page, "offline");
    await page.context().setOffline(false);
    await page.context().clearCookies();
    await page.getByRole("button", { name: "Verstuur" }).click();
    await page.getByRole("dialog", { name: "Je sessie is verlopen" }).waitFor();
    await page.route("**/v1/tickets", async (route) => {
      await new Promise((resume) => setTimeout(resume, 2_000));
      await route.continue();
    });
    const [signIn] = await Promise.all([
      page.waitForEvent("popup"),
      page.getByRole("button", { name: "Opnieuw inloggen" }).click(),
    ]);
    await signIn.locator('button[value="medewerker-daphne"]').click();
    await page.locator("button[aria-disabled=true]", { hasText: "Verstuur" }).waitFor();
    expect(await field(page).isEditable()).toBe(false);
    // Whoever presses once more while it is under way sends nothing twice.
    await page.locator("button", { hasText: "Verstuur" }).dispatchEvent("click");
    await heading(page, "Je vraag is verstuurd");
    const { items } = given(await helpdesk.as("medewerker-daphne")("GET /v1/me/tickets"));
    expect(items.map(({ excerpt, topic }) => ({ excerpt, topic }))).toEqual([
      { excerpt: "Wanneer krijg ik mijn jaargesprek?", topic: "functioneringsgesprek" },
      { excerpt: "Wanneer krijg ik", topic: undefined },
    ]);
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain("jaargesprek");
    expect(complaints).toEqual([]);
  });
});

describe("my questions", () => {
  const key = () => crypto.randomUUID();

  test("a question is answered by an agent, seen, rated, reopened and withdrawn", async () => {
    const { page, complaints } = await aPage({ expected: [/status of 4(09|12)/] });
    const { ticketId } = await asked(helpdesk, "medewerker-bilal", { text: "Kan ik een dag kopen?" });
    const params = { ticketId };
    await signedIn(page, helpdesk, "medewerker-bilal", "/vragen");
    await page.getByRole("link", { name: "Kan ik een dag kopen?" }).waitFor();
    await page.getByText(/nog niemand is ermee bezig. Je hoort iets uiterlijk/).waitFor();
    await looked(page, "list");
    await page.getByRole("link", { name: "Kan ik een dag kopen?" }).click();
    await heading(page, "Het gesprek");
    const reply = page.getByLabel("Je bericht aan het loket");
    await reply.fill("Het gaat om dinsdag.");
    await page.reload();
    expect(await reply.inputValue()).toBe("Het gaat om dinsdag.");
    await sentWithKeyOf(page, `reply.${ticketId}`, `/v1/tickets/${ticketId}/replies`, {
      text: "Het gaat om",
    });
    await page.getByRole("button", { name: "Verstuur bericht" }).click();
    await page.getByText("Wat je eerder verstuurde, is toch aangekomen").waitFor();
    await page.getByText("Het gaat om", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Verstuur bericht" }).click();
    await page.getByText("Je bericht is verstuurd").waitFor();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent))
      .toBe("Je bericht is verstuurd");
    expect(await reply.inputValue()).toBe("");
    await page.getByText("Bel mij liever").click();
    await page.getByLabel("Op welk nummer?").fill("000 000 10 04");
    await page.getByRole("button", { name: "Vraag om gebeld te worden" }).click();
    await page.getByText("Ik word hierover liever gebeld, op 000 000 10 04.").waitFor();
    await page.getByText(/nog niemand is ermee bezig. We bellen je, uiterlijk/).waitFor();
    expect(await page.getByText("Bel mij liever").count()).toBe(0);
    await looked(page, "question");

    const gijs = helpdesk.as("loket-gijs");
    const at = async () => (await helpdesk.ticket("loket-gijs", ticketId)).version;
    await expect.poll(async () => (await helpdesk.ticket("loket-gijs", ticketId)).state).toBe("queued");
    given(await gijs("POST /v1/tickets/{ticketId}/claim", { params, key: key(), version: await at() }));
    const soon = new Date(Date.now() + 86_400_000).toISOString();
    const promised = given(
      await gijs("POST /v1/tickets/{ticketId}/promises", {
        params,
        body: { text: "Ik zoek de uitzondering voor je op.", at: soon },
        key: key(),
        version: await at(),
      }),
    );
    const { promises } = await helpdesk.ticket("loket-gijs", ticketId);
    given(
      await gijs("POST /v1/tickets/{ticketId}/promises/{promise}/keep", {
        params: { ticketId, promise: promises[0]?.promise ?? 0 },
        body: {},
        key: key(),
        version: promised.version,
      }),
    );
    given(
      await gijs("POST /v1/tickets/{ticketId}/resolve", {
        params,
        body: {
          outcome: "answered",
          text: "Ja, tot vijf dagen per jaar.",
          topic: "verlof_saldo",
          answer: { topic: "verlof_saldo", revision: 1 },
        },
        key: key(),
        version: await at(),
      }),
    );
    // The page that stood open does not know of it: what is sent now meets a newer question.
    await reply.fill("Ik word hierom gepest.");
    await page.getByText("Hierover kun je ook praten met").waitFor();
    await reply.fill("Dit schreef ik ondertussen.");
    await page.getByText("Hierover kun je ook praten met").waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Verstuur bericht" }).click();
    await page.getByText("Ja, tot vijf dagen per jaar.").waitFor();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent))
      .toContain("Er is intussen iets veranderd");
    expect(await reply.inputValue()).toBe("Dit schreef ik ondertussen.");
    await page.getByRole("button", { name: "Ja, dit is gebeurd" }).click();
    await page.getByText("Je zei dat dit gebeurd is.").first().waitFor();
    await page.getByRole("button", { name: "Lees het antwoord" }).click();
    await page.getByText("Je saldo staat in").waitFor();
    await looked(page, "resolved");

    await page.getByRole("button", { name: "Verstuur oordeel" }).click();
    await page.getByText("Kies eerst een oordeel").waitFor();
    await expect
      .poll(() => page.evaluate(() => (document.activeElement as HTMLInputElement).type))
      .toBe("radio");
    await page.getByLabel("Goed", { exact: true }).check();
    await page.getByRole("button", { name: "Verstuur oordeel" }).click();
    await page.getByText("Je gaf het oordeel ‘Goed’").first().waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain("Goed");
    expect((await helpdesk.ticket("loket-gijs", ticketId)).rating).toBe(4);

    await page.getByText("Heropen je vraag").click();
    await page.getByLabel("Het antwoord klopt niet").check();
    await page.getByLabel("Wil je het uitleggen?").fill("Mijn cao zegt zes.");
    await page.getByRole("button", { name: "Heropen mijn vraag" }).click();
    await page.getByText("Je vraag is heropend").waitFor();
    await page.getByText("Mijn cao zegt zes.").waitFor();
    // What was typed before the answer came is there still.
    expect(await reply.inputValue()).toBe("Dit schreef ik ondertussen.");
    await page.getByText("Trek de vraag in").click();
    await page.getByRole("button", { name: "Ja, trek mijn vraag in" }).click();
    await page.getByText("Je vraag is ingetrokken").waitFor();
    await page.getByText(/Je trok deze vraag in/).waitFor();
    expect(complaints).toEqual([]);
  });

  test("who read a delicate question is shown, and nothing of it to anybody else", async () => {
    const { page, complaints } = await aPage({ expected: [/status of 404/] });
    const { ticketId } = await asked(helpdesk, "medewerker-cem", {
      text: "Mijn moeder heeft zorg nodig",
      topic: "zorgverlof",
    });
    await expect.poll(async () => (await helpdesk.ticket("loket-femke", ticketId)).state).toBe("queued");
    await signedIn(page, helpdesk, "medewerker-cem", `/vragen/${ticketId}`);
    await page.getByText("Wie heeft dit gelezen?").click();
    await page
      .getByText(/Femke Loket/)
      .first()
      .waitFor();
    await looked(page, "reads");
    const { page: other } = await aPage({ expected: [/status of 404/] });
    await signedIn(other, helpdesk, "medewerker-joris", `/vragen/${ticketId}`);
    await other.getByRole("alert").waitFor();
    expect(await other.getByText("zorg nodig").count()).toBe(0);
    expect(await axeFindings(other)).toEqual(clean);
    expect(complaints).toEqual([]);
  });

  test("whoever wants to hears of changed answers, and the choice is kept", async () => {
    const { page, complaints } = await aPage();
    await signedIn(page, helpdesk, "medewerker-anna", "/vragen");
    await heading(page, "Veranderde antwoorden");
    await page.getByLabel("Laat mij hier zien dat een antwoord is veranderd").check();
    await page.getByText("Aangezet. Je ziet het hier.").waitFor();
    await page.getByText("Er is niets veranderd.").waitFor();
    await looked(page, "changes");
    await page.reload();
    await expect
      .poll(() => page.getByLabel("Laat mij hier zien dat een antwoord is veranderd").isChecked())
      .toBe(true);
    expect(complaints).toEqual([]);
  });
});
