import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { refusals } from "../../shared/refusal.ts";
import { chartFindings, cutTexts, leastContrast } from "./charts.ts";
import {
  aPage,
  axeFindings,
  builtAs,
  expectReflow,
  focused,
  pictured,
  served,
  wantsPictures,
} from "./given.ts";

let gallery: string;

beforeAll(async () => {
  gallery = `${await served(await builtAs("gallery"))}/galerij`;
});

async function theGallery(options: Parameters<typeof aPage>[0] = {}) {
  const shown = await aPage(options);
  await shown.page.goto(gallery);
  await shown.page.getByRole("heading", { name: "Wachten en leeg" }).waitFor();
  await shown.page.getByText(refusals.stale.nl).waitFor();
  await shown.page.waitForFunction(() => document.querySelectorAll(".chart svg").length === 4);
  await shown.page.evaluate(() => document.fonts.ready);
  return shown;
}

const openers = {
  dialog: "Open een venster",
  palette: "Open het palet",
  keys: "Open de sneltoetsen",
  session: "Laat de sessie verlopen",
};

/** Opens something and closes it again with Esc, so that one page will do. */
async function opened(page: Page, name: string, look: () => Promise<void>): Promise<void> {
  const button = page.getByRole("button", { name });
  await button.click();
  await page.locator("dialog:modal").waitFor();
  await look();
  await page.keyboard.press("Escape");
  await page.locator("dialog").waitFor({ state: "detached" });
  expect(await focused(page)).toBe(`button ${name}`);
}

/** The picture of a page in parts as high as its window: a page taller than 8192 pixels does not fit in one. */
async function picture(page: Page, name: string): Promise<void> {
  // They take a third of the time of this file, and are for whoever asked to look at them.
  if (!wantsPictures) return;
  const { height, step } = await page.evaluate(() => ({
    height: document.documentElement.scrollHeight,
    step: innerHeight,
  }));
  for (let top = 0, n = 1; top < height; top += step, n++) {
    await page.evaluate((y) => scrollTo(0, y), top);
    await pictured(page, `${name}-${n}`, { isWhole: false });
  }
  await page.evaluate(() => scrollTo(0, 0));
}

describe.each(["light", "dark"] as const)("in the %s theme", (colorScheme) => {
  test("axe has nothing against any component, nor against what opens over the page", async () => {
    const { page, complaints } = await theGallery({ colorScheme });
    expect(await chartFindings(page)).toEqual({ violations: [], incomplete: [] });
    expect(await leastContrast(page, 50)).toBeGreaterThanOrEqual(4.5);
    expect(await cutTexts(page)).toEqual([]);
    await picture(page, `gallery-${colorScheme}-1280`);
    for (const [state, name] of Object.entries(openers)) {
      await opened(page, name, async () => {
        const { violations, incomplete } = await axeFindings(page, "dialog");
        expect(violations).toEqual([]);
        // An arrow alone is no text to axe; its colours are those of the other keys.
        expect(incomplete.filter((line) => !/^color-contrast: .*key-hint.*kbd$/.test(line))).toEqual([]);
        await pictured(page, `${state}-${colorScheme}-1280`);
      });
    }
    expect(complaints).toEqual([]);
  });
});

test("at 320 pixels nothing is wider than the window, and axe finds nothing either", async () => {
  const { page, complaints } = await theGallery({ viewport: { width: 320, height: 800 } });
  await expectReflow(page);
  expect(await cutTexts(page)).toEqual([]);
  await picture(page, "gallery-light-320");
  const { violations, incomplete } = await chartFindings(page);
  expect(violations).toEqual([]);
  // The last columns of the table lie outside of its scrolling part there; at 1280 pixels its contrast was measured.
  expect(incomplete.filter((line) => !/^color-contrast: .*td:nth-child\([34]\)$/.test(line))).toEqual([]);
  await opened(page, openers.keys, async () => {
    await expectReflow(page);
    await pictured(page, "keys-light-320");
  });
  expect(complaints).toEqual([]);
});

test("text of twice the size fits", async () => {
  const { page, complaints } = await theGallery({ viewport: { width: 640, height: 800 } });
  await page.evaluate(() => {
    document.documentElement.style.fontSize = "200%";
  });
  await expectReflow(page);
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("button, .badge, label, h1, h2")]
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1)
      .map((element) => element.innerText),
  );
  expect(cut).toEqual([]);
  expect(complaints).toEqual([]);
});

test("in forced colours every control and state has an edge, and without motion nothing moves", async () => {
  const { page, complaints } = await theGallery({ forcedColors: "active", reducedMotion: "reduce" });
  const edgeless = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>(".button, .badge, .control, .alert")]
      .filter((element) => getComputedStyle(element).borderBlockEndWidth === "0px")
      .map((element) => element.innerText),
  );
  expect(edgeless).toEqual([]);
  const moving = await page.evaluate(
    () =>
      document.getAnimations().filter((animation) => {
        const { duration, iterations } = animation.effect?.getComputedTiming() ?? {};
        return Number(duration) > 1 || iterations === Number.POSITIVE_INFINITY;
      }).length,
  );
  expect(moving).toBe(0);
  expect((await axeFindings(page)).violations).toEqual([]);
  await picture(page, "gallery-forced-1280");
  expect(complaints).toEqual([]);
});

test("what has the focus is seen, and nothing covers it", async () => {
  const { page } = await theGallery({ viewport: { width: 320, height: 500 } });
  const hidden: string[] = [];
  const ringless: string[] = [];
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press("Tab");
    const seen = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      if (element === document.body) return undefined;
      // Of a link that goes on in the next line: its first part.
      const { left, top, width, height } = element.getClientRects()[0] as DOMRect;
      const at = document.elementFromPoint(left + width / 2, top + Math.min(height, 24) / 2);
      const ring = (pseudo?: string) => getComputedStyle(element, pseudo).outlineStyle !== "none";
      return {
        name: `${element.tagName} ${element.innerText || element.id}`,
        isSeen: element === at || element.contains(at) || at?.closest("li")?.contains(element) === true,
        hasRing: ring() || ring("::after"),
      };
    });
    // After the last one the focus leaves the page for the browser's own controls.
    if (!seen) break;
    if (!seen.isSeen) hidden.push(seen.name);
    if (!seen.hasRing) ringless.push(seen.name);
  }
  expect({ hidden, ringless }).toEqual({ hidden: [], ringless: [] });
});

describe("with the keyboard", () => {
  test("the first Tab offers the way past the menu", async () => {
    const { page } = await theGallery();
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("a Naar de inhoud");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("content");
  });

  test("keys do what they say, letters only outside fields, and the help lists exactly what is registered", async () => {
    const { page, complaints } = await theGallery();
    const done = page.locator("#done");
    await page.keyboard.press("j");
    expect(await done.textContent()).toBe("j");
    await page.keyboard.press("F2");
    expect(await done.textContent()).toBe("F2");
    const field = page.getByLabel("Onderwerp");
    await field.focus();
    await page.keyboard.press("j");
    expect(await field.inputValue()).toBe("j");
    expect(await done.textContent()).toBe("F2");
    await page.getByRole("heading", { level: 1 }).focus();
    await page.keyboard.press("?");
    const listed = await page
      .locator("dialog [data-action]")
      .evaluateAll((rows) => rows.map((row) => row.getAttribute("data-action")));
    expect(listed.sort()).toEqual(["answer", "call", "keys", "next", "palette"]);
    await page.getByLabel("Sneltoetsen van één letter gebruiken").uncheck();
    await page.keyboard.press("Escape");
    await page.keyboard.press("j");
    expect(await done.textContent()).toBe("F2");
    // It is remembered.
    await page.reload();
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.keyboard.press("j");
    expect(await done.textContent()).toBe("");
    expect(complaints).toEqual([]);
  });

  test("the palette finds any action, one without a key too, and does it", async () => {
    const { page } = await theGallery();
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Zoek een actie" }).fill("werk");
    expect(await page.locator("dialog [role=option]").allInnerTexts()).toEqual(["Ga naar de werkplek"]);
    await page.keyboard.press("Enter");
    await page.getByText("werkplek", { exact: true }).waitFor();
    expect(await page.locator("dialog").count()).toBe(0);
  });

  test("a person is found by typing and chosen with the arrows", async () => {
    const { page, complaints } = await theGallery();
    await page.getByRole("combobox", { name: "Wie belt er?" }).focus();
    await page.keyboard.type("b");
    await page.getByText("Typ nog 1 letter").waitFor();
    await page.keyboard.type("il");
    const option = page.getByRole("option", { name: /Bilal/ });
    await option.waitFor();
    await page.getByText("1 gevonden").waitFor();
    const { violations, incomplete } = await chartFindings(page);
    expect(violations).toEqual([]);
    // The open list lies over these two; both were measured while it was closed.
    expect(incomplete).toEqual([
      "color-contrast: .combobox-status",
      'color-contrast: .stack > p[role="status"]',
    ]);
    await pictured(page, "combobox-1280");
    await page.keyboard.press("ArrowDown");
    expect(await option.getAttribute("aria-selected")).toBe("true");
    await page.keyboard.press("Enter");
    await page.getByText("Gekozen: Bilal Voorbeeld").waitFor();
    expect(await page.getByRole("combobox", { name: "Wie belt er?" }).inputValue()).toBe("Bilal Voorbeeld");
    expect(complaints).toEqual([]);
  });
});

test("the language changes at once, is said to whoever listens, and is remembered", async () => {
  const { page } = await theGallery();
  const language = () => page.evaluate(() => document.documentElement.lang);
  expect(await language()).toBe("nl");
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("button", { name: "Sign out" }).waitFor();
  expect(await language()).toBe("en");
  await page.reload();
  await page.getByRole("button", { name: "Nederlands" }).waitFor();
  expect(await language()).toBe("en");
});

test("what is deployed holds no gallery, and its page no script or style of its own", async () => {
  const folder = await builtAs("production");
  const page = readFileSync(join(folder, "index.html"), "utf8");
  expect(page).not.toMatch(/<style|style=|<script(?![^>]* src=)| on\w+=/);
  expect(page.indexOf("/thema.css")).toBeGreaterThan(page.lastIndexOf("/assets/"));
  expect(readdirSync(join(folder, "assets")).filter((file) => /gallery|sample/.test(file))).toEqual([]);
});
