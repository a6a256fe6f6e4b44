import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PersonId } from "../../shared/id.ts";
import { momentText } from "../../web/ui/times.ts";
import { aHelpdesk, asked, given, type Helpdesk } from "../journeys/given.ts";
import { payslip, publish } from "./desk-given.ts";
import { aPage, axeFindings, expectReflow, heldBack, pictured, signedIn } from "./given.ts";

let helpdesk: Helpdesk;

beforeAll(async () => {
  helpdesk = await aHelpdesk("call-page");
  await publish(helpdesk.as, "salarisstrook", payslip);
});
afterAll(() => helpdesk?.host.stop());

const agent = "loket-femke";

async function atDesk(options: Parameters<typeof aPage>[0] = {}) {
  const shown = await aPage(options);
  // Ten seconds pass when a test says so.
  await shown.page.clock.install();
  await signedIn(shown.page, helpdesk, agent, "/werkplek");
  await shown.page.getByRole("heading", { name: "Werklijst" }).waitFor();
  return shown;
}

const focusedId = (page: Page) => page.evaluate(() => document.activeElement?.id);
const until = (page: Page, id: string) =>
  page.waitForFunction((wanted) => document.activeElement?.id === wanted, id);
const typedIn = (page: Page, id: string) => page.locator(`#${id}`).inputValue();

/** Types as somebody does who uses no pointer, and counts. */
function counting(page: Page) {
  const typist = {
    keys: 0,
    async press(key: string) {
      typist.keys += 1;
      await page.keyboard.press(key);
    },
    async type(text: string) {
      for (const letter of text) await typist.press(letter);
    },
  };
  return typist;
}

/** What a call needs comes late: the agent is on the telephone by then. */
async function beginTooSoon(page: Page, name: string) {
  const come = await heldBack(page, "**/v1/configuration");
  await page.reload();
  await page.getByRole("banner").waitFor();
  await page.keyboard.press("F2");
  await page.keyboard.type(name);
  come();
  await until(page, "call-who");
  expect(await typedIn(page, "call-who")).toBe(name);
  await page.keyboard.type(" ");
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("Enter");
  await until(page, "call-question");
}

async function begin(page: Page, name: string) {
  await page.keyboard.press("F2");
  await until(page, "call-who");
  await page.keyboard.type(name);
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("Enter");
  await until(page, "call-question");
}

const answerIsThere = (page: Page) =>
  page.waitForFunction(
    (text) => (document.getElementById("call-answer") as HTMLTextAreaElement | null)?.value === text,
    payslip.spoken,
  );

const ofPerson = async (person: string) =>
  given(
    await helpdesk.as("loket-gijs")("GET /v1/tickets", { query: { person: person as PersonId } }),
  ).items.filter((row) => row.view === "desk");

test("a call about a known question takes at most sixteen keys and no pointer, and is recorded once", async () => {
  const { page, complaints } = await atDesk();
  const typist = counting(page);
  await typist.press("F2");
  await until(page, "call-who");
  await typist.type("dap");
  await page.getByRole("option", { name: /Bedacht/ }).waitFor();
  await typist.press("Enter");
  await until(page, "call-question");
  await typist.type("strook");
  await answerIsThere(page);
  expect(await axeFindings(page)).toEqual({ violations: [], incomplete: [] });
  await pictured(page, "call-1280");
  await typist.press("Control+Enter");
  // A chord is two keys.
  expect(typist.keys + 1).toBeLessThanOrEqual(16);
  await page.keyboard.press("Control+Enter");
  await page.getByText("wordt vastgelegd").waitFor();
  await until(page, "work-list");
  expect(await axeFindings(page)).toEqual({ violations: [], incomplete: [] });
  expect(await ofPerson("medewerker-daphne")).toEqual([]);
  await page.clock.fastForward(10_000);
  await page.getByText("is vastgelegd.").waitFor();
  // Said once, and there until it is closed.
  const said = page.getByRole("status").filter({ hasText: "is vastgelegd." });
  expect(await said.allInnerTexts()).toEqual([expect.stringMatching(/is vastgelegd\.\s+Kenmerk[\d\s]+$/)]);
  await page.clock.fastForward(60_000);
  await page.getByRole("button", { name: "Sluit melding" }).click();
  await said.waitFor({ state: "hidden" });
  const [ticket, ...more] = await ofPerson("medewerker-daphne");
  expect(more).toEqual([]);
  expect(ticket).toMatchObject({
    channel: "call",
    state: "resolved",
    topic: { key: "salarisstrook", knownBy: "agent-accepted" },
  });
  const detail = await helpdesk.ticket("loket-gijs", ticket?.ticketId as never);
  expect(detail.answer).toEqual({ topic: "salarisstrook", revision: 1 });
  expect(detail.thread.map(({ text }) => text).sort()).toEqual([payslip.spoken, "strook"].sort());
  expect(complaints).toEqual([]);
});

test("a call that was answered too soon is taken back, mended, and recorded as it was mended", async () => {
  const { page, complaints } = await atDesk();
  await beginTooSoon(page, "cem");
  await page.keyboard.type("Waar is mijn strook");
  await answerIsThere(page);
  await page.keyboard.press("Control+Enter");
  await page.getByText("wordt vastgelegd").waitFor();
  await page.keyboard.press("z");
  await until(page, "call-question");
  expect(await typedIn(page, "call-question")).toBe("Waar is mijn strook");
  await page.clock.fastForward(20_000);
  expect(await ofPerson("medewerker-cem")).toEqual([]);
  await page.keyboard.press("End");
  await page.keyboard.type(" van mei?");
  await answerIsThere(page);
  await page.keyboard.press("Control+Enter");
  // Whoever goes elsewhere need not wait: it goes out at once.
  await page.getByRole("link", { name: "Mijn vragen" }).click();
  await expect
    .poll(async () => (await ofPerson("medewerker-cem")).map(({ excerpt }) => excerpt))
    .toEqual(["Waar is mijn strook van mei?"]);
  expect(complaints).toEqual([]);
});

test("one call brings several questions and one that existed: answered, handed over with its note, and for later", async () => {
  const { page, complaints } = await atDesk();
  const earlier = await asked(helpdesk, "medewerker-anna", { text: "Klopt mijn rooster?" });
  await helpdesk.host.idle();
  await begin(page, "anna");
  await page.getByRole("button", { name: /^Gaat hierover\s+Klopt mijn rooster/ }).waitFor();
  await page.keyboard.press("F9");
  await until(page, `call-said-${earlier.ticketId}`);
  await page.keyboard.type("Het gaat om week 47.");
  await page.locator("#call-question").focus();
  await page.keyboard.type("Waar staat mijn strook?");
  await answerIsThere(page);
  await page.keyboard.press("F8");
  await until(page, "call-question");
  await page.keyboard.type("Ik wil mijn bijzondere afspraak laten nakijken");
  await page.keyboard.press("F8");
  await page.keyboard.type("Ik wil ouderschapsverlof opnemen");
  await page.getByText(/handelt dit af: uiterlijk/).waitFor();
  expect(await typedIn(page, "call-desk")).toBe("leave");
  const term = await page.getByText(/handelt dit af: uiterlijk/).innerText();
  await page.getByLabel("Notitie voor het team").fill("Vanaf maart.");
  expect(await axeFindings(page)).toEqual({ violations: [], incomplete: [] });
  await pictured(page, "call-several-1280");
  await page.keyboard.press("Control+Shift+Enter");
  await page.getByText("wordt vastgelegd").waitFor();
  await page.clock.fastForward(10_000);
  await page.getByText("is vastgelegd.").waitFor();
  await helpdesk.host.idle();
  const rows = await ofPerson("medewerker-anna");
  expect(rows.map(({ excerpt, state, desk }) => [excerpt, state, desk]).sort()).toEqual([
    ["Ik wil mijn bijzondere afspraak laten nakijken", "queued", "frontoffice"],
    ["Ik wil ouderschapsverlof opnemen", "queued", "leave"],
    ["Klopt mijn rooster?", "queued", "frontoffice"],
    ["Waar staat mijn strook?", "resolved", "frontoffice"],
  ]);
  // What was said to the caller is what the helpdesk reckons with.
  const leave = rows.find((row) => row.view === "desk" && row.desk === "leave");
  const due = leave?.view === "desk" && leave.clocks.find(({ kind }) => kind === "resolution")?.dueAt;
  expect(term).toContain(momentText(Date.parse(due || ""), Date.now(), "nl"));
  const existing = await helpdesk.ticket("loket-gijs", earlier.ticketId);
  expect(existing.thread.map(({ text }) => text)).toEqual(["Klopt mijn rooster?", "Het gaat om week 47."]);
  expect(complaints).toEqual([]);
});

test("a parked call and one that a reload fell into are both there, and neither is lost", async () => {
  const { page, complaints } = await atDesk();
  await begin(page, "bilal");
  await page.keyboard.type("Wanneer komt mijn strook?");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Ga verder met Bilal Voorbeeld" }).waitFor();
  await until(page, "work-list");
  await begin(page, "farid");
  await page.keyboard.type("Half geschreven");
  // Another window of the same browser leaves it alone.
  const beside = await page.context().newPage();
  await beside.goto(page.url().replace(/gesprek.*/, ""));
  await beside.getByRole("button", { name: "Ga verder met Bilal Voorbeeld" }).waitFor({ state: "hidden" });
  await beside.getByRole("heading", { name: "Werklijst" }).waitFor();
  expect(await beside.getByText("Geparkeerd").count()).toBe(0);
  await beside.close();
  await page.reload();
  await page.locator("#call-question").waitFor();
  expect(await typedIn(page, "call-question")).toBe("Half geschreven");
  expect(await axeFindings(page)).toEqual({ violations: [], incomplete: [] });
  await page.getByRole("button", { name: "Ga verder met Bilal Voorbeeld" }).click();
  await page.getByRole("button", { name: "Ga verder met Farid Denkbeeld" }).waitFor();
  expect(await typedIn(page, "call-question")).toBe("Wanneer komt mijn strook?");
  await answerIsThere(page);
  await page.keyboard.press("Control+Enter");
  await page.getByText("wordt vastgelegd").waitFor();
  // The window closes within the ten seconds.
  await page.reload();
  await expect.poll(async () => (await ofPerson("medewerker-bilal")).length).toBe(1);
  await page.getByText("is vastgelegd.").waitFor();
  expect((await ofPerson("medewerker-bilal")).length).toBe(1);
  expect(complaints).toEqual([]);
});

test("what sounds restricted is not kept on the device", async () => {
  const { page, complaints } = await atDesk();
  await begin(page, "hidde");
  await page.keyboard.type("Ik word gepest");
  await page.getByText("wordt niet op dit apparaat bewaard").waitFor();
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain("gepest");
  expect(await axeFindings(page)).toEqual({ violations: [], incomplete: [] });
  expect(complaints).toEqual([]);
});

test("a walk-in at 320 pixels: somebody who is not in the file, at a location, for later", async () => {
  const { page, complaints } = await atDesk({ viewport: { width: 320, height: 700 }, colorScheme: "dark" });
  await page.keyboard.press("F4");
  await until(page, "call-who");
  await page.keyboard.press("Control+Enter");
  await page.getByText("Er zijn 2 dingen die niet kloppen").waitFor();
  expect(await axeFindings(page)).toEqual({ violations: [], incomplete: [] });
  await pictured(page, "walk-in-faults-320");
  await page.getByLabel("Welke balie?").selectOption("hoofdkantoor");
  // What is mended is no longer said to be wrong.
  await page.getByText("Er is één ding dat niet klopt").waitFor();
  await page.getByRole("button", { name: "Staat er niet bij" }).click();
  await page.getByLabel("Iemand van buiten (oud-medewerker, nabestaande)").check();
  await page.locator("#call-who").fill("Wilma Oudcollega");
  await page.getByLabel(/Telefoonnummer/).fill("000 000 99 99");
  await page.locator("#call-question").fill("Ik wacht nog op mijn jaaropgave");
  await page.getByText("Gaat waarschijnlijk over").waitFor();
  await expectReflow(page);
  expect(await axeFindings(page)).toEqual({ violations: [], incomplete: [] });
  await pictured(page, "walk-in-320");
  await page.getByRole("button", { name: "Leg vast voor later" }).click();
  await page.getByText("Gesprek met Wilma Oudcollega wordt vastgelegd").waitFor();
  await page.clock.fastForward(10_000);
  await page.getByText("is vastgelegd.").waitFor();
  const { items } = given(
    await helpdesk.as("loket-gijs")("GET /v1/tickets", { query: { desk: "frontoffice", limit: 100 } }),
  );
  expect(items.find((row) => row.view === "desk" && row.channel === "face")).toMatchObject({
    excerpt: "Ik wacht nog op mijn jaaropgave",
    asker: { kind: "outsider", name: "Wilma Oudcollega" },
  });
  expect(complaints).toEqual([]);
});

test("a call that cannot be recorded comes back with its reason, and is recorded once the network is there", async () => {
  const { page, complaints } = await atDesk({ expected: [/Failed to load resource/] });
  await page.keyboard.press("F2");
  await until(page, "call-who");
  await page.context().setOffline(true);
  await page.keyboard.type("gee");
  await page.getByText("Zoeken lukt nu niet.").waitFor();
  await page.context().setOffline(false);
  await page.keyboard.type("r");
  await page.getByRole("option", { name: /Verzinsel/ }).waitFor();
  await page.keyboard.press("Enter");
  await until(page, "call-question");
  await page.keyboard.type("Waar vind ik mijn strook?");
  await answerIsThere(page);
  await page.context().setOffline(true);
  await page.keyboard.press("Control+Enter");
  await page.clock.fastForward(10_000);
  // The client tries four times by itself.
  for (let i = 0; i < 4; i++) await page.clock.runFor(5_000);
  await page.getByText("Gesprek met Geertje Verzinsel is niet vastgelegd").waitFor();
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).toContain(
    "Waar vind ik mijn strook?",
  );
  await page.context().setOffline(false);
  await page.getByRole("alert").getByRole("button", { name: "Leg vast" }).click();
  await page.getByText("is vastgelegd.").waitFor();
  expect((await ofPerson("medewerker-geertje")).length).toBe(1);
  expect(await focusedId(page)).toBeDefined();
  expect(complaints).toEqual([]);
});
