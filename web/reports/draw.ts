import * as Plot from "@observablehq/plot";

/** What a chart shows, in data: texts are in the reader's language already. */
export type Drawing =
  | {
      is: "weeks";
      series: readonly { name: string; points: readonly { week: string; share: number | undefined }[] }[];
      percent: (share: number) => string;
    }
  | { is: "bars"; bars: readonly { name: string; count: number | undefined; text: string }[] }
  | {
      is: "heat";
      columns: readonly string[];
      rows: readonly string[];
      cells: readonly { column: string; row: string; count: number | undefined }[];
    }
  | {
      is: "changes";
      changes: readonly { name: string; before: number; after: number; text: string }[];
    };

/** Draws at a width in pixels. Colours stand in reports.css, so that they follow the theme. */
export function draw(drawing: Drawing, width: number): SVGSVGElement {
  const options = optionsOf(drawing, width);
  const drawn = Plot.plot({ ...options, width, className: "plot" }) as SVGSVGElement;
  // Styles in the page itself are what the content security policy refuses; reports.css has them.
  for (const style of drawn.querySelectorAll("style")) style.remove();
  // It is one image with one text: what stands within it says nothing of itself.
  for (const part of drawn.querySelectorAll("*")) {
    for (const name of ["aria-label", "aria-description", "aria-hidden"]) part.removeAttribute(name);
  }
  return drawn;
}

function optionsOf(drawing: Drawing, width: number): Plot.PlotOptions {
  switch (drawing.is) {
    case "weeks":
      return weeks(drawing, width);
    case "bars":
      return bars(drawing, width);
    case "heat":
      return heat(drawing, width);
    case "changes":
      return changes(drawing, width);
  }
}

const roomPerWeek = 44;
const heightOfSeries = 128;

/** A panel for each series, so that no colour has to tell them apart. */
function weeks({ series, percent }: Extract<Drawing, { is: "weeks" }>, width: number): Plot.PlotOptions {
  const points = series.flatMap(({ name, points }) => points.map((point) => ({ name, ...point })));
  const all = [...new Set(points.map(({ week }) => week))];
  const step = Math.max(1, Math.ceil((all.length * roomPerWeek) / (width - 60)));
  const shown = points.filter(({ share }) => share !== undefined);
  const last = series.flatMap(({ name }) => shown.findLast((point) => point.name === name) ?? []);
  const ends = new Set(last);
  return {
    height: series.length * heightOfSeries + 40,
    marginLeft: 52,
    marginRight: 52,
    marginTop: 8,
    marginBottom: 30,
    x: {
      type: "point",
      domain: all,
      label: null,
      ticks: all.filter((_, i) => (all.length - 1 - i) % step === 0),
      tickFormat: (week: string) => String(Number(week.slice(-2))),
      tickSize: 0,
    },
    y: { domain: [0, 1], ticks: [0, 0.5, 1], tickFormat: percent, label: null, tickSize: 0, insetTop: 30 },
    fy: { domain: series.map(({ name }) => name), axis: null, padding: 0.12 },
    marks: [
      Plot.gridY([0, 0.5, 1], { className: "plot-grid" }),
      Plot.text(series, {
        fy: "name",
        text: "name",
        frameAnchor: "top-left",
        textAnchor: "start",
        dy: 2,
        className: "plot-name",
      }),
      // A week of which nothing is known breaks the line and what it stands on.
      Plot.areaY(points, { x: "week", y1: 0, y2: "share", fy: "name", className: "plot-area" }),
      Plot.line(points, { x: "week", y: "share", fy: "name", className: "plot-line" }),
      Plot.dot(shown, { x: "week", y: "share", fy: "name", r: 4, className: "plot-dot" }),
      Plot.text(
        shown.filter((point) => ends.has(point)),
        {
          x: "week",
          y: "share",
          fy: "name",
          text: ({ share }) => percent(share),
          textAnchor: "start",
          dx: 9,
          className: "plot-value",
        },
      ),
    ],
  };
}

const lineHeight = 18;
const widthOfLetter = 7.6;
const heightOfMark = 32;

/** How many lines a name takes, a word never broken. */
function linesOf(name: string, letters: number): number {
  let [lines, used] = [1, 0];
  for (const { length } of name.split(" ")) {
    const fits = used === 0 || used + 1 + length <= letters;
    lines += fits ? 0 : 1;
    used = fits ? used + 1 + length : length;
  }
  return lines;
}

/** A name stands above its bar or line, where a long one has room on a narrow screen too: in as many lines as it takes. */
function named(all: readonly { name: string }[], width: number) {
  const letters = (width - 24) / widthOfLetter;
  const lines = Math.max(1, ...all.map(({ name }) => linesOf(name, letters)));
  const heightOfRow = heightOfMark + lines * lineHeight;
  return {
    heightOfRow,
    /** From the middle of a row to that of what is drawn in it. */
    down: heightOfRow / 2 - 15,
    height: all.length * heightOfRow + 8,
    y: { type: "band" as const, axis: null, domain: all.map(({ name }) => name), padding: 0 },
    names: Plot.text(all, {
      y: "name",
      text: "name",
      frameAnchor: "left",
      textAnchor: "start",
      lineAnchor: "bottom",
      lineWidth: width / 15,
      lineHeight: lineHeight / 15,
      dy: heightOfRow / 2 - 31,
      className: "plot-label",
    }),
  };
}

function bars({ bars }: Extract<Drawing, { is: "bars" }>, width: number): Plot.PlotOptions {
  const { heightOfRow, down, height, y, names } = named(bars, width);
  return {
    height,
    marginLeft: 2,
    marginRight: 56,
    marginTop: 4,
    marginBottom: 4,
    x: { axis: null, domain: [0, Math.max(1, ...bars.map(({ count = 0 }) => count))] },
    y,
    marks: [
      Plot.barX(bars, {
        x: ({ count = 0 }) => count,
        y: "name",
        insetTop: heightOfRow - 25,
        insetBottom: 5,
        rx: 2,
        className: "plot-bar",
      }),
      names,
      Plot.text(bars, {
        x: ({ count = 0 }) => count,
        y: "name",
        text: "text",
        textAnchor: "start",
        dx: 7,
        dy: down,
        className: "plot-value",
      }),
    ],
  };
}

const levels = 5;

/** Darker where there is more, and the number in it says how much. */
function heat({ columns, rows, cells }: Extract<Drawing, { is: "heat" }>, width: number): Plot.PlotOptions {
  const most = Math.max(1, ...cells.map(({ count = 0 }) => count));
  const levelOf = ({ count = 0 }: { count: number | undefined }) =>
    count === 0 ? 0 : Math.max(1, Math.ceil((count / most) * levels));
  const ofLevel = (level: number) => cells.filter((cell) => levelOf(cell) === level);
  const place = { x: "column", y: "row" };
  const left = 48;
  const isNarrow = (width - left) / columns.length < 40;
  const all = Array.from({ length: levels + 1 }, (_, i) => i).filter((level) => ofLevel(level).length > 0);
  return {
    height: rows.length * 34 + 40,
    marginLeft: left,
    marginRight: 2,
    marginTop: 30,
    marginBottom: 4,
    x: { type: "band", domain: [...columns], label: null, axis: "top", tickSize: 0, padding: 0.06 },
    y: { type: "band", domain: [...rows], label: null, tickSize: 0, padding: 0.1 },
    marks: all.flatMap((level) => [
      Plot.cell(ofLevel(level), { ...place, rx: 2, className: `plot-heat plot-heat-${level}` }),
      Plot.text(ofLevel(level), {
        ...place,
        text: ({ count }) => (count === undefined ? "–" : count === 0 ? "" : String(count)),
        className: `plot-heat-text plot-heat-text-${level}${isNarrow ? " plot-heat-narrow" : ""}`,
      }),
    ]),
  };
}

/** An open ring for before, a full dot for after. */
function changes({ changes }: Extract<Drawing, { is: "changes" }>, width: number): Plot.PlotOptions {
  const { down, height, y, names } = named(changes, width);
  const place = { y: "name", dy: down };
  return {
    height,
    marginLeft: 8,
    marginRight: 96,
    marginTop: 4,
    marginBottom: 4,
    x: { axis: null, domain: [0, Math.max(1, ...changes.flatMap(({ before, after }) => [before, after]))] },
    y,
    marks: [
      Plot.link(changes, {
        x1: "before",
        x2: "after",
        y1: "name",
        y2: "name",
        dy: down,
        className: "plot-line",
      }),
      Plot.dot(changes, { ...place, x: "before", r: 6, className: "plot-ring" }),
      Plot.dot(changes, { ...place, x: "after", r: 6, className: "plot-dot" }),
      names,
      Plot.text(changes, {
        ...place,
        x: ({ before, after }) => Math.max(before, after),
        text: "text",
        textAnchor: "start",
        dx: 13,
        className: "plot-value",
      }),
    ],
  };
}
