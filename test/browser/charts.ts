import type { Page } from "playwright-core";
import { type AxeFindings, axeFindings } from "./given.ts";

/**
 * What axe finds, but for texts of which it cannot tell what they stand on: those in charts, which `leastContrast`
 * looks at, and cells of a table that are scrolled out of sight, which are like those in sight.
 */
export async function chartFindings(page: Page): Promise<AxeFindings> {
  const { violations, incomplete } = await axeFindings(page);
  const placeOf = (line: string) =>
    page.evaluate(
      (target) => {
        const found = document.querySelector(target);
        if (!found) return "gone";
        return found.closest(".chart svg, .table-scroll td") ? "explained" : "elsewhere";
      },
      line.replace(/^[\w-]+: /, ""),
    );
  const places = await Promise.all(incomplete.map(placeOf));
  // A chart was drawn anew meanwhile, as when the page became narrower: what was found is there no more.
  if (places.includes("gone")) return chartFindings(page);
  const isExplained = (line: string, i: number) =>
    line.startsWith("color-contrast: ") && places[i] === "explained";
  return { violations, incomplete: incomplete.filter((line, i) => !isExplained(line, i)) };
}

/** The least contrast between a text in a chart and what it stands on. @param atLeast so many texts have to be there */
export const leastContrast = (page: Page, atLeast: number): Promise<number> =>
  page.evaluate((wanted) => {
    const parts = (colour: string) => (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
    const light = (colour: string) => {
      const [r = 0, g = 0, b = 0] = parts(colour).map((part) => {
        const c = part / 255;
        return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ratios = [...document.querySelectorAll(".chart svg text")].map((text) => {
      const level = /plot-heat-text-(\d)/.exec(text.parentElement?.getAttribute("class") ?? "")?.[1];
      const cell = level && text.closest("svg")?.querySelector(`.plot-heat-${level}`);
      const ground = cell
        ? getComputedStyle(cell).fill
        : getComputedStyle(text.closest(".card") as Element).backgroundColor;
      const [one, other] = [light(getComputedStyle(text).fill), light(ground)];
      return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    });
    return ratios.length > wanted ? Math.min(...ratios) : 0;
  }, atLeast);

/** Texts of charts that do not stand wholly within their picture, and so are cut off. */
export const cutTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll(".chart svg")].flatMap((svg) => {
      const frame = svg.getBoundingClientRect();
      return [...svg.querySelectorAll("text")].flatMap((text) => {
        const { left, right, top, bottom } = text.getBoundingClientRect();
        const isWithin =
          left >= frame.left - 1 &&
          right <= frame.right + 1 &&
          top >= frame.top - 1 &&
          bottom <= frame.bottom + 1;
        return isWithin ? [] : [text.textContent ?? ""];
      });
    }),
  );
