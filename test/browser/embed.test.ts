import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aHelpdesk, given, type Helpdesk } from "../journeys/given.ts";
import { publishedAnswer } from "./answers-given.ts";
import { aPage, axeFindings, expectReflow, pictured, wantsPictures } from "./given.ts";
import { anIntranet, type Intranet, openedAt } from "./intranet.ts";

let helpdesk: Helpdesk;
let intranet: Intranet;

beforeAll(async () => {
  intranet = await anIntranet(() => helpdesk.host);
  helpdesk = await aHelpdesk("embed", { EmbedOrigins: intranet.url });
  await publishedAnswer(helpdesk.as, "verlof_saldo", {
    written: "Je saldo staat in **HR-selfservice**.\n\n- Kies [Mijn verlof](https://hr.example/verlof).",
  });
});
afterAll(async () => {
  intranet.stop();
  await helpdesk.host.stop();
});

async function embedded(person: string, options: Parameters<typeof aPage>[0] = {}) {
  const shown = await aPage(options);
  await openedAt(shown.page, intranet, helpdesk.host, person);
  return shown;
}

const field = (page: Page) => page.getByLabel("Waar gaat je vraag over?");
const title = (page: Page) => expect.poll(() => page.title());

/** What has the focus within the form. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const inside = document.activeElement?.shadowRoot?.activeElement as HTMLElement | null | undefined;
    return `${inside?.tagName.toLowerCase()} ${inside?.innerText ?? ""}`.trim();
  });

const ways = {
  "": { colorScheme: "light", forcedColors: "none" },
  "-dark": { colorScheme: "dark", forcedColors: "none" },
  "-forced": { colorScheme: "dark", forcedColors: "active" },
} as const;

async function looked(page: Page, name: string): Promise<void> {
  expect(await axeFindings(page, "personeelsloket-vraag")).toEqual({ violations: [], incomplete: [] });
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 900 });
    await expectReflow(page);
    if (!wantsPictures) continue;
    for (const [looks, media] of Object.entries(ways)) {
      await page.emulateMedia(media);
      await pictured(page, `embed-${name}-${width}${looks}`);
    }
    await page.emulateMedia(ways[""]);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

test("the page around the form changes nothing of it, and finds nothing of it", async () => {
  const { page, complaints } = await embedded("medewerker-anna");
  const looks = await page.evaluate(() => {
    const host = document.querySelector("personeelsloket-vraag") as HTMLElement;
    const { color, fontSize, fontStyle, letterSpacing, textTransform, visibility } = getComputedStyle(
      host.shadowRoot?.querySelector("label") as Element,
    );
    const { opacity, transform, maxHeight, display } = getComputedStyle(host);
    return {
      label: { color, fontSize, fontStyle, letterSpacing, textTransform, visibility },
      host: { opacity, transform, maxHeight, display },
      cookies: document.cookie,
      stored: Object.keys(localStorage),
      globals: Object.keys(window).filter((name) => /loket/i.test(name)),
    };
  });
  expect(looks).toEqual({
    label: {
      color: "rgb(26, 35, 43)",
      fontSize: "17px",
      fontStyle: "normal",
      letterSpacing: "normal",
      textTransform: "none",
      visibility: "visible",
    },
    host: { opacity: "1", transform: "none", maxHeight: "none", display: "block" },
    cookies: "",
    stored: [],
    globals: [],
  });
  await looked(page, "empty");
  expect(complaints).toEqual([]);
});

test("an answer that is suggested ends the question, with the keyboard alone, and the page is told", async () => {
  const { page, complaints } = await embedded("medewerker-anna");
  const sent: string[] = [];
  const told: string[] = [];
  page.on("request", (request) => sent.push(`${request.url()} ${request.postData() ?? ""}`));
  page.on("response", (response) => {
    if (response.url().endsWith("/uses") && response.status() === 200)
      told.push(
        ...(response.request().postDataJSON() ?? { uses: [] }).uses.map(({ what }: { what: string }) => what),
      );
  });
  await page.keyboard.press("Tab");
  await expect.poll(() => focused(page)).toBe("textarea");
  await page.keyboard.type("Waar staat mijn verlofsaldo?");
  const answer = page.getByRole("button", { name: "Verlofsaldo" });
  await answer.waitFor();
  await page.getByText("1 antwoord dat kan passen").waitFor();
  await page.keyboard.press("Tab");
  await expect.poll(() => focused(page)).toBe("button Verlofsaldo");
  await page.keyboard.press("Enter");
  await page.getByText("Geldig vanaf 1 januari 2026").waitFor();
  expect(await answer.getAttribute("aria-expanded")).toBe("true");
  await looked(page, "answer");
  for (let i = 0; i < 5 && !(await focused(page)).includes("beantwoordt"); i++)
    await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Fijn dat je verder kunt" }).waitFor();
  await expect.poll(() => focused(page)).toBe("h2 Fijn dat je verder kunt");
  await title(page).toBe("Beantwoord");
  await expect.poll(() => told).toEqual(["shown", "opened", "answered"]);
  expect(sent.filter((text) => text.includes("verlofsaldo"))).toEqual([]);
  expect(complaints).toEqual([]);
});

test("a question is sent once, after a warning, a lost network, a reload and an ended sign-in", async () => {
  const { page, complaints } = await embedded("medewerker-bilal", {
    expected: [/ERR_INTERNET_DISCONNECTED/, /status of 4(01|09)/],
  });
  await page.getByRole("button", { name: "Verstuur" }).click();
  await page.getByText("Schrijf eerst je vraag op").waitFor();
  await expect.poll(() => focused(page)).toBe("textarea");
  const text = "Ik word gepest om mijn bsn, 111222333: klopt dat bij jullie?";
  await field(page).fill(text);
  await page.getByText("Dit lijkt op een burgerservicenummer").waitFor();
  await page.getByText("Hierover kun je ook praten met").waitFor();
  await page.getByLabel("Onderwerp").selectOption({ label: "Integriteit en misstand melden" });
  await page.getByText("Meldpunt integriteit").waitFor();
  expect(await page.getByRole("button", { name: "Verstuur" }).count()).toBe(0);
  await page.getByLabel("Onderwerp").selectOption({ label: "Werkgeversverklaring" });
  await page.getByRole("button", { name: "Verstuur" }).click();
  await page.getByText("Vul in: Waarvoor heb je de verklaring nodig?").waitFor();
  await expect.poll(() => focused(page)).toMatch(/^select/);
  await looked(page, "topic");
  await page.getByLabel("Waarvoor heb je de verklaring nodig?").selectOption({ label: "Huur" });
  await page.reload();
  await expect.poll(() => field(page).inputValue()).toBe(text);
  // Whoever else comes to this window finds nothing of it, and whoever wrote it finds it back.
  for (const [person, found] of [
    ["medewerker-cem", ""],
    ["medewerker-bilal", text],
  ] as const) {
    await openedAt(page, intranet, helpdesk.host, person);
    await page.reload();
    await field(page).focus();
    await expect.poll(() => field(page).inputValue()).toBe(found);
  }
  // As when an answer is lost on its way back: an earlier version came in under the key of this draft.
  await page.evaluate(async (api) => {
    const name = Object.keys(sessionStorage).find((each) => each.startsWith(`personeelsloket-vraag ${api} `));
    const { key } = JSON.parse(sessionStorage.getItem(name ?? "") ?? "{}");
    await fetch(`${api}/v1/tickets`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "idempotency-key": key,
        authorization: `Bearer ${sessionStorage.getItem("intranet-token")}`,
      },
      body: JSON.stringify({ text: "Ik word gepest" }),
    });
  }, helpdesk.host.urls.api);
  await page.getByRole("button", { name: "Verstuur" }).click();
  await page.getByText("Wat je eerder verstuurde, is toch aangekomen").waitFor();
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Verstuur" }).click();
  await page.getByText("Er is geen verbinding.").waitFor();
  await looked(page, "offline");
  await page.context().setOffline(false);
  const token = await page.evaluate(() => sessionStorage.getItem("intranet-token") ?? "");
  await page.evaluate(() => sessionStorage.removeItem("intranet-token"));
  await page.getByRole("button", { name: "Probeer het opnieuw" }).click();
  await page.getByText("Je bent niet (meer) ingelogd").waitFor();
  expect(await field(page).inputValue()).toBe(text);
  await page.evaluate((again) => sessionStorage.setItem("intranet-token", again), token);
  await page.getByRole("button", { name: "Probeer het opnieuw" }).click();
  await page.getByRole("heading", { name: "Je vraag is verstuurd" }).waitFor();
  await expect.poll(() => focused(page)).toBe("h2 Je vraag is verstuurd");
  await title(page).toMatch(/^Verstuurd: \d{10}$/);
  await looked(page, "sent");
  const { items } = given(await helpdesk.as("medewerker-bilal")("GET /v1/me/tickets"));
  expect(items.map(({ excerpt, topic }) => ({ excerpt, topic }))).toEqual([
    { excerpt: `${text} Waarvoor heb je de verklaring nodig? Huur`, topic: "werkgeversverklaring" },
    { excerpt: "Ik word gepest", topic: undefined },
  ]);
  await page.getByRole("button", { name: "Stel nog een vraag" }).click();
  expect(await field(page).inputValue()).toBe("");
  expect(complaints).toEqual([]);
});
