import type { NamedDay } from "../../../shared/clock/calendar.ts";
import type { Proposal } from "./proposal.ts";

/** The proposal for whoever looks after the organisation file, in Dutch. */
export function inDutch({ year, proposed, missing, own }: Proposal): string {
  return [
    `Feestdagen ${year}: een voorstel, er is niets gewijzigd.`,
    table([
      ["datum", "weekdag", "naam", "staat er al", "weekend"],
      ...proposed.map((day) => rowOf(day, !missing.includes(day))),
    ]),
    ownDays(year, own),
    missing.length > 0 ? toPaste(missing) : "Er ontbreekt geen feestdag in closedDays.",
    "Eigen sluitingsdagen voegt de beheerder met de hand toe, en geen dag telt voordat de beheerder hem in closedDays en in closed van de kalenders heeft gezet.",
  ].join("\n\n");
}

const rowOf = ({ date, name }: NamedDay, isKnown: boolean) => [
  date,
  weekdayOf(date),
  name.nl,
  isKnown ? "ja" : "nee",
  isWeekend(date) ? "ja" : "nee",
];

function table(rows: readonly string[][]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  const line = (row: string[]) => row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join("  ");
  return rows.map((row) => line(row).trimEnd()).join("\n");
}

function ownDays(year: number, own: readonly NamedDay[]): string {
  if (own.length === 0) return `Eigen sluitingsdagen in ${year}: geen.`;
  const lines = own.map(({ date, name }) => `  ${date}  ${name.nl}`);
  return [`Eigen sluitingsdagen in ${year}; ze staan in closedDays en horen daar te blijven:`, ...lines].join(
    "\n",
  );
}

/** Without the brackets: it goes into lists that hold other years too. */
function toPaste(missing: readonly NamedDay[]): string {
  return [
    "Voor closedDays:",
    missing.map((day) => JSON.stringify(day)).join(",\n"),
    "",
    "Voor closed van elke kalender:",
    missing.map(({ date }) => JSON.stringify(date)).join(",\n"),
  ].join("\n");
}

const atNoon = (date: string) => new Date(`${date}T12:00:00Z`);
const weekday = new Intl.DateTimeFormat("nl-NL", { weekday: "long", timeZone: "UTC" });
const weekdayOf = (date: string) => weekday.format(atNoon(date));
const isWeekend = (date: string) => [0, 6].includes(atNoon(date).getUTCDay());
