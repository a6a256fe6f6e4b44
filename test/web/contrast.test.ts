import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync(new URL("../../web/theme/tokens.css", import.meta.url), "utf8");
const tokens = new Map(
  [...css.matchAll(/--basis-([\w-]+): light-dark\((#\w{6}), (#\w{6})\);/g)].map(([, name, light, dark]) => [
    name as string,
    { light: light as string, dark: dark as string },
  ]),
);

const channel = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) =>
    channel(Number.parseInt(color.slice(at, at + 2), 16) / 255),
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const hues = ["default", "action-1", "accent-1", "info", "positive", "warning", "negative"];
const grounds = (hue: string) =>
  ["bg-document", "bg-subtle", "bg-default", "bg-hover", "bg-active"]
    .map((step) => `color-${hue}-${step}`)
    .filter((name) => tokens.has(name));
const inks = (hue: string) =>
  ["color-subtle", "color-default", "color-hover", "color-active", "color-document"]
    .map((step) => `color-${hue}-${step}`)
    .filter((name) => tokens.has(name));

/** Which ink stands on which ground somewhere in the pages. */
const texts = hues.flatMap((hue) => [
  ...inks(hue).flatMap((ink) => grounds(hue).map((ground) => [ink, ground])),
  ...inks(hue).map((ink) => [ink, "color-default-bg-document"]),
  ...inks(hue).map((ink) => [ink, "color-default-bg-subtle"]),
  // Plain text and links stand on every alert; a badge of any hue on a row that is hovered or chosen.
  ...grounds(hue).flatMap((ground) => [
    ["color-default-color-document", ground],
    ["color-action-1-color-default", ground],
  ]),
  ...["inverse-bg-default", "inverse-bg-hover", "inverse-bg-active"]
    .filter((step) => tokens.has(`color-${hue}-${step}`))
    .map((step) => [`color-${hue}-inverse-color-default`, `color-${hue}-${step}`]),
]);

/** What has to be seen without being read: edges of controls, signs, the ring around what has the focus. */
const marks = [
  ...hues.flatMap((hue) =>
    ["border-default", "border-hover", "border-active"]
      .map((step) => `color-${hue}-${step}`)
      .filter((name) => tokens.has(name))
      .map((name) => [name, "color-default-bg-document"]),
  ),
  ...["info", "positive", "warning", "negative"].map((hue) => [
    `color-${hue}-border-default`,
    `color-${hue}-bg-subtle`,
  ]),
  ["color-action-1-inverse-bg-default", "color-default-bg-document"],
  ...["color-default-bg-document", "color-default-bg-subtle", "color-action-1-bg-default"].map((ground) => [
    "focus-outline-color",
    ground,
  ]),
];

test("the tokens are found", () => {
  expect(tokens.size).toBeGreaterThan(80);
  expect(texts.length).toBeGreaterThan(100);
});

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  const tooClose = (pairs: (string | undefined)[][], least: number) =>
    pairs.flatMap(([one = "", other = ""]) => {
      const [a, b] = [tokens.get(one)?.[theme], tokens.get(other)?.[theme]];
      if (!a || !b) return [`${one} or ${other} is no colour`];
      return contrast(a, b) < least ? [`${one} on ${other}: ${contrast(a, b).toFixed(2)}`] : [];
    });

  test("every text can be read on its ground: 4.5 to 1", () => {
    expect(tooClose(texts, 4.5)).toEqual([]);
  });

  test("every edge and sign can be seen: 3 to 1", () => {
    expect(tooClose(marks, 3)).toEqual([]);
  });
});

describe("a text in a chart", () => {
  const charts = readFileSync(new URL("../../web/reports/reports.css", import.meta.url), "utf8").split(
    "@media",
  )[0] as string;
  /** The last colour that the style sheet gives what it selects so. */
  const fillOf = (selects: (selector: string) => boolean) =>
    [...charts.matchAll(/([^{}]+)\{[^}]*?fill: var\(--basis-([\w-]+)\)/g)]
      .filter(([, selector = ""]) => selector.split(/,\n/).some((one) => selects(one.trim())))
      .at(-1)?.[2] ?? "none";
  const inkOf = (level: number) =>
    fillOf(
      (selector) =>
        selector === ".plot .plot-heat-text text" || selector.includes(`.plot-heat-text-${level}`),
    );
  const pairs = [
    ...[0, 1, 2, 3, 4, 5].map((level) => [
      inkOf(level),
      fillOf((selector) => selector === `.plot .plot-heat-${level}`),
    ]),
    [fillOf((selector) => selector === ".plot text"), "color-default-bg-document"],
    [fillOf((selector) => selector.includes(".plot-label")), "color-default-bg-document"],
  ] as [string, string][];

  test.each(["light", "dark"] as const)("can be read on what it stands on, in the %s theme", (theme) => {
    const ratios = pairs.map(([ink, ground]) => {
      const [one, other] = [tokens.get(ink)?.[theme], tokens.get(ground)?.[theme]];
      return one && other ? contrast(one, other) : 0;
    });
    expect(Math.min(...ratios)).toBeGreaterThanOrEqual(4.5);
  });
});

test("no style names a colour of its own, so that a theme changes them all; shadows are the exception", () => {
  const web = new URL("../../web/", import.meta.url);
  const named = readdirSync(web, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".css") && !/^dist|example|tokens\.css$/.test(file))
    .flatMap((file) =>
      [
        ...readFileSync(new URL(file, web), "utf8").matchAll(
          /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(.*?\)/gi,
        ),
      ].map(([color]) => `${file}: ${color}`),
    );
  expect(named).toEqual(["ui/overlays.css: rgb(10 20 30 / 55%)"]);
});
