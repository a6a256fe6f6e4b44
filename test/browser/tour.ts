import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { playMonth } from "../../infra/commands/demo/month.ts";
import { withOwnHost } from "../../infra/commands/demo/own-host.ts";
import { readQuestions } from "../../infra/commands/demo/questions.ts";
import { type Stage, stageAt } from "../../infra/commands/demo/stage.ts";
import { playWeek, weekStartsAt } from "../../infra/commands/demo/week.ts";
import type { Host } from "../../infra/local/host.ts";
import type { TicketId } from "../../shared/id.ts";
import { payslip, publish } from "./desk-given.ts";
import { anIntranet, openedAt } from "./intranet.ts";
import { launchOptions } from "./launch.ts";

/** Pictures for the README of every page, at both widths, on a helpdesk where a week and a month were played. */
const folder = process.argv[2] ?? join(import.meta.dirname, "../../web/tour");
const widths = { 1280: 900, 320: 720 };
/** For what is only worth a look when more of it is seen. */
const tall = { 1280: 1500, 320: 1300 };

const leave = {
  written:
    "Je saldo staat in **HR-selfservice**, onder Mijn verlof.\n\n# Zo kijk je\n\n1. Log in met je personeelsnummer.\n2. Kies [Mijn verlof](https://hr.example/verlof).\n3. Kies het jaar.",
  spoken: "Je saldo staat in HR-selfservice, onder Mijn verlof.",
};

mkdirSync(folder, { recursive: true });
const texts = readQuestions(new URL("../../infra/commands/demo-questions.jsonl", import.meta.url).pathname);

let running: Host | undefined;
const intranet = await anIntranet(() => running as Host);
await withOwnHost(
  async (host) => {
    running = host;
    const place = { api: host.urls.api, issuer: host.urls.issuer };
    await playWeek(place, host, texts);
    await playMonth(place, host, texts);
    const stage = stageAt({ ...place, organisation: "vechterhout" });
    const asked = await aMorning(stage, host);
    const browser = await chromium.launch(await launchOptions());
    try {
      await tourOf({ browser, host, stage }, asked);
    } finally {
      await browser.close();
    }
  },
  { startAt: weekStartsAt, parameters: { EmbedOrigins: intranet.url } },
);
intranet.stop();

type Morning = { own: TicketId; worked: TicketId };

/** What is on the desk when somebody looks: new questions, one at work, one handed over. */
async function aMorning(stage: Stage, host: Host): Promise<Morning> {
  await host.clock?.moveTo("2027-02-02T09:10:00+01:00");
  await publish(stage.as, "salarisstrook", payslip);
  await publish(stage.as, "verlof_saldo", leave);
  const ask = async (person: string, text: string) => (await stage.ask(person, { text })).ticketId;
  const own = await ask(
    "medewerker-bilal",
    "Kan ik in maart ouderschapsverlof voor twee dagen per week krijgen?",
  );
  const worked = await ask(
    "medewerker-daphne",
    "Op mijn strook van januari mis ik de toeslag voor de nachtdienst.",
  );
  await ask("medewerker-cem", "Tot wanneer kan ik mijn verlof van vorig jaar opnemen?");
  await ask("medewerker-farid", "Hoe geef ik mijn nieuwe adres door?");
  await host.idle();
  await host.clock?.moveTo("2027-02-02T10:40:00+01:00");
  await ask("medewerker-hidde", "Krijg ik reiskosten als ik een dag naar de andere vestiging ga?");
  await host.idle();
  const params = (ticketId: TicketId) => ({ params: { ticketId } });
  await stage.must("loket-gijs", "POST /v1/tickets/{ticketId}/replies", {
    ...params(own),
    body: { text: "Dat kan. Ik vraag bij je leidinggevende na welke dagen passen." },
  });
  await stage.must("loket-gijs", "POST /v1/tickets/{ticketId}/promises", {
    ...params(own),
    body: { text: "Je hoort woensdag welke dagen kunnen.", at: "2027-02-03T12:00:00+01:00" },
  });
  await stage.must("loket-femke", "POST /v1/tickets/{ticketId}/claim", params(worked));
  await stage.must("loket-femke", "POST /v1/tickets/{ticketId}/notes", {
    ...params(worked),
    body: { text: "De dienst van 14 januari staat niet in het rooster." },
  });
  await host.clock?.moveTo("2027-02-02T11:05:00+01:00");
  return { own, worked };
}

type Setting = { browser: Browser; host: Host; stage: Stage };

async function tourOf(setting: Setting, { own, worked }: Morning): Promise<void> {
  await signIn(setting);
  await employee(setting, own);
  await embedded(setting);
  await desk(setting, worked);
  await manager(setting);
  await editor(setting);
}

/** A window in which it is as late as at the helpdesk. */
async function windowAt({ browser, host }: Setting): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: widths[1280] },
    locale: "nl-NL",
    timezoneId: "Europe/Amsterdam",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  await page.clock.setSystemTime(host.clock?.now() ?? Date.now());
  return page;
}

async function windowOf(setting: Setting, person: string, path: string): Promise<Page> {
  const page = await windowAt(setting);
  await page.goto(`${setting.host.urls.api}${path}`);
  await page.locator(`button[value="${person}"]`).click();
  await page.getByRole("main").getByRole("heading").first().waitFor();
  return page;
}

/** At both widths; what is longer than a picture can be is cut off. */
async function pictured(page: Page, name: string, mostHeight: { 1280: number; 320: number } = widths) {
  for (const width of [1280, 320] as const) {
    await page.setViewportSize({ width, height: widths[width] });
    await page.waitForTimeout(400);
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.screenshot({
      path: join(folder, `${name}-${width}.png`),
      fullPage: true,
      clip: { x: 0, y: 0, width, height: Math.min(Math.max(height, 480), mostHeight[width]) },
    });
  }
  await page.setViewportSize({ width: 1280, height: widths[1280] });
}

async function signIn({ browser, host }: Setting): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1280, height: widths[1280] }, locale: "nl-NL" });
  await page.goto(`${host.urls.api}/`);
  await page.locator("button[value]").first().waitFor();
  await pictured(page, "sign-in");
}

async function employee(setting: Setting, own: TicketId): Promise<void> {
  const page = await windowOf(setting, "medewerker-bilal", "/");
  await page.getByLabel("Waar gaat je vraag over?").fill("Hoeveel vakantiedagen heb ik nog over?");
  await page.getByRole("heading", { name: "Misschien helpt dit" }).waitFor();
  await pictured(page, "ask");
  await page.getByRole("button", { name: "Verlofsaldo" }).click();
  await page.getByText("Laatst nagekeken").waitFor();
  await pictured(page, "answer", tall);
  await page.goto(`${setting.host.urls.api}/vragen`);
  await page.locator("main li, main article").first().waitFor();
  await pictured(page, "questions", tall);
  await page.goto(`${setting.host.urls.api}/vragen/${own}`);
  await page.getByRole("heading", { name: "Het gesprek" }).waitFor();
  await pictured(page, "question", tall);
}

async function embedded(setting: Setting): Promise<void> {
  const page = await windowAt(setting);
  await openedAt(page, intranet, setting.host, "medewerker-cem");
  await page.getByLabel("Waar gaat je vraag over?").fill("Hoeveel vakantiedagen heb ik nog over?");
  await page.getByRole("button", { name: "Verlofsaldo" }).waitFor();
  await pictured(page, "embedded", tall);
}

async function desk(setting: Setting, worked: TicketId): Promise<void> {
  const { api } = setting.host.urls;
  const page = await windowOf(setting, "loket-femke", "/werkplek");
  await page.locator("#work-list").waitFor();
  await pictured(page, "desk", tall);
  await page.goto(`${api}/werkplek/${worked}`);
  await page.locator("#ticket-title").waitFor();
  await pictured(page, "ticket", tall);
  await page.keyboard.press("F2");
  await someone(page, "ann");
  await page.keyboard.type("Wanneer krijg ik mijn strook?");
  await page.waitForFunction(() => (document.querySelector("#call-answer") as HTMLTextAreaElement)?.value);
  await pictured(page, "call", tall);
  await page.keyboard.press("Escape");
  await page.keyboard.press("F4");
  await someone(page, "cem");
  await page.keyboard.type("Hoeveel verlof heb ik nog?");
  await page.waitForFunction(() => (document.querySelector("#call-answer") as HTMLTextAreaElement)?.value);
  await pictured(page, "visit", tall);
  await page.goto(`${api}/werkplek/wijzigingen`);
  await page.locator("main li, main article").first().waitFor();
  await pictured(page, "changes", tall);
}

async function someone(page: Page, name: string): Promise<void> {
  await page.locator("#call-who:focus").waitFor();
  await page.keyboard.type(name);
  await page.locator('[role="option"]').first().waitFor();
  await page.keyboard.press("Enter");
  await page.locator("#call-question:focus").waitFor();
}

async function manager(setting: Setting): Promise<void> {
  const { api } = setting.host.urls;
  const page = await windowOf(setting, "teamleider-wim", "/rapporten?van=2026-12-07&tot=2027-01-31");
  await page.locator("main svg text").first().waitFor();
  await pictured(page, "reports", tall);
  await page.goto(`${api}/rapporten/antwoorden?van=2026-12-07&tot=2027-01-31`);
  await page.locator("main h2").first().waitFor();
  await pictured(page, "effects", tall);
}

async function editor(setting: Setting): Promise<void> {
  const { api } = setting.host.urls;
  const topic = `${api}/antwoorden/onderwerp/vakantiegeld`;
  const page = await windowOf(setting, "redacteur-xandra", "/antwoorden");
  await page.locator("main table, main li").first().waitFor();
  await pictured(page, "topics", tall);
  const [draft, review] = await revisions(setting.stage);
  for (const [path, name] of [
    [topic, "topic"],
    [draft, "draft"],
    [`${api}/antwoorden/misschien-hetzelfde`, "merges"],
    [`${api}/antwoorden/begrippen`, "glossary"],
  ] as const) {
    await page.goto(path.startsWith("/") ? `${api}${path}` : path);
    await page.getByRole("main").getByRole("heading").first().waitFor();
    await page.waitForTimeout(500);
    await pictured(page, name, tall);
  }
  const second = await windowOf(setting, "redacteur-quinten", review);
  await second.waitForTimeout(500);
  await pictured(second, "review", tall);
}

/** Where a draft stands that one is writing, and a revision that waits for a second person. */
async function revisions(stage: Stage): Promise<[draft: string, review: string]> {
  const written = async (topic: string, texts: { written: string; spoken: string }) => {
    const params = { topic };
    const { version: topicVersion } = await stage.must("redacteur-xandra", "GET /v1/topics/{topic}", {
      params,
    });
    const begun = await stage.must("redacteur-xandra", "POST /v1/topics/{topic}/drafts", {
      params,
      version: topicVersion,
      body: { audience: "employee" },
    });
    const at = { topic, revision: begun.revision };
    const saved = await stage.must("redacteur-xandra", "PUT /v1/topics/{topic}/revisions/{revision}", {
      params: at,
      version: begun.version,
      body: {
        texts: { nl: texts },
        sources: [{ kind: "collective-agreement", text: "Cao Vechterhout, hoofdstuk 3" }],
        validFrom: "2027-02-01" as never,
      },
    });
    return { at, version: saved.version, path: `/antwoorden/onderwerp/${topic}/versie/${begun.revision}` };
  };
  const draft = await written("verlof_saldo", leave);
  const offered = await written("salarisstrook", {
    written: `${payslip.written.replace("24e", "23e")} Valt dat in het weekend, dan een werkdag eerder.`,
    spoken: payslip.spoken.replace("vierentwintigste", "drieëntwintigste"),
  });
  await stage.must("redacteur-xandra", "POST /v1/topics/{topic}/revisions/{revision}/offer", {
    params: offered.at,
    version: offered.version,
    body: {},
  });
  return [draft.path, offered.path];
}
