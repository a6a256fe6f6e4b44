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

/** Draws at a width in pixels. Colours stand in charts.css, so that they follow the theme. */
export function draw(drawing: Drawing, width: number): SVGSVGElement {
  const options = optionsOf(drawing, width);
  const drawn = Plot.plot({ ...options, width, className: "plot" }) as SVGSVGElement;
  // Styles in the page itself are what the content security policy refuses; charts.css has them.
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
      return bars(drawing);
    case "heat":
      return heat(drawing);
    case "changes":
      return changes(drawing);
  }
}

const roomPerWeek = 44;
const heightOfSeries = 104;

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

const heightOfBar = 50;

/** Its name stands above each bar, where a long one has room on a narrow screen too. */
function bars({ bars }: Extract<Drawing, { is: "bars" }>): Plot.PlotOptions {
  return {
    height: bars.length * heightOfBar + 8,
    marginLeft: 2,
    marginRight: 56,
    marginTop: 4,
    marginBottom: 4,
    x: { axis: null, domain: [0, Math.max(1, ...bars.map(({ count = 0 }) => count))] },
    y: { axis: null, domain: bars.map(({ name }) => name), padding: 0 },
    marks: [
      Plot.barX(bars, {
        x: ({ count = 0 }) => count,
        y: "name",
        insetTop: 25,
        insetBottom: 5,
        rx: 2,
        className: "plot-bar",
      }),
      Plot.text(bars, {
        y: "name",
        text: "name",
        frameAnchor: "left",
        textAnchor: "start",
        dy: -12,
        className: "plot-label",
      }),
      Plot.text(bars, {
        x: ({ count = 0 }) => count,
        y: "name",
        text: "text",
        textAnchor: "start",
        dx: 7,
        dy: 10,
        className: "plot-value",
      }),
    ],
  };
}

const levels = 5;

/** Darker where there is more, and the number in it says how much. */
function heat({ columns, rows, cells }: Extract<Drawing, { is: "heat" }>): Plot.PlotOptions {
  const most = Math.max(1, ...cells.map(({ count = 0 }) => count));
  const levelOf = ({ count = 0 }: { count: number | undefined }) =>
    count === 0 ? 0 : Math.max(1, Math.ceil((count / most) * levels));
  const ofLevel = (level: number) => cells.filter((cell) => levelOf(cell) === level);
  const place = { x: "column", y: "row" };
  const all = Array.from({ length: levels + 1 }, (_, i) => i).filter((level) => ofLevel(level).length > 0);
  return {
    height: rows.length * 34 + 40,
    marginLeft: 58,
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
        className: `plot-heat-text plot-heat-text-${level}`,
      }),
    ]),
  };
}

/** An open ring for before, a full dot for after. */
function changes({ changes }: Extract<Drawing, { is: "changes" }>): Plot.PlotOptions {
  const place = { y: "name", dy: 10 };
  return {
    height: changes.length * heightOfBar + 8,
    marginLeft: 8,
    marginRight: 84,
    marginTop: 4,
    marginBottom: 4,
    x: { axis: null, domain: [0, Math.max(1, ...changes.flatMap(({ before, after }) => [before, after]))] },
    y: { axis: null, domain: changes.map(({ name }) => name), padding: 0 },
    marks: [
      Plot.link(changes, {
        x1: "before",
        x2: "after",
        y1: "name",
        y2: "name",
        dy: 10,
        markerEnd: "arrow",
        className: "plot-line",
      }),
      Plot.dot(changes, { ...place, x: "before", r: 5, className: "plot-ring" }),
      Plot.dot(changes, { ...place, x: "after", r: 5, className: "plot-dot" }),
      Plot.text(changes, {
        y: "name",
        text: "name",
        frameAnchor: "left",
        textAnchor: "start",
        dx: -6,
        dy: -12,
        className: "plot-label",
      }),
      Plot.text(changes, {
        ...place,
        x: ({ before, after }) => Math.max(before, after),
        text: "text",
        textAnchor: "start",
        dx: 11,
        className: "plot-value",
      }),
    ],
  };
}
