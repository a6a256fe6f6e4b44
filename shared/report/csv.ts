type Value = string | number | boolean | null | undefined;

/** Names to values; what lies deeper comes under both names, as in `resolution.met`. */
export type Nested = { [name: string]: Value | Nested };

/**
 * A table as RFC 4180 has it: names first, lines ended by CR and LF, a point in fractions. What a spreadsheet would
 * take for a formula begins with an apostrophe.
 * @param columns which values, in which order; a line that lacks one has an empty cell
 */
export function csv(columns: readonly string[], lines: readonly Nested[], { header = true } = {}): string {
  const rows = lines.map((line) => {
    const values = flat(line);
    return columns.map((column) => cellOf(values.get(column)));
  });
  return [...(header ? [columns.map(cellOf)] : []), ...rows]
    .map((cells) => `${cells.join(",")}\r\n`)
    .join("");
}

function flat(line: Nested, within = ""): Map<string, Value> {
  const values = new Map<string, Value>();
  for (const [name, value] of Object.entries(line)) {
    if (typeof value === "object" && value !== null) {
      for (const [deeper, found] of flat(value, `${within}${name}.`)) values.set(deeper, found);
    } else values.set(`${within}${name}`, value);
  }
  return values;
}

function cellOf(value: Value): string {
  if (value === null || value === undefined) return "";
  if (typeof value !== "string") return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
