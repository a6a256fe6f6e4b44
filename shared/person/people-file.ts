import { type Cell, cellsOf, fromCells, meaningsOf, type ReadCell, type RowFault } from "../row.ts";
import { fold } from "../text.ts";
import { Person } from "./person.ts";

export type PeopleRow = Readonly<Record<string, string | string[] | boolean | undefined>>;

/**
 * A person out of one row of the organisation's people file, or every fault of the row at once.
 * Several personnel numbers are separated by ; or |, dates are YYYY-MM-DD or DD-MM-YYYY.
 */
export function personFrom(row: PeopleRow): { person: Person } | { faults: RowFault[] } {
  const { cells, faults: unknown } = cellsOf(row, meanings);
  const read = fromCells(Person, cells.filter(isTaken).map(readCell), expected);
  const faults = [...forbidden(cells), ...unknown, ...("faults" in read ? read.faults : [])];
  return "thing" in read && faults.length === 0 ? { person: read.thing } : { faults };
}

type Taken = Exclude<keyof Person, "kind" | "replyTo" | "linkedTo">;

/** The columns of the people file and the Dutch headers under which they also come. */
const columns = {
  personId: ["persoonId", "persoonsId", "medewerkerId"],
  personnelNumbers: ["personnelNumber", "personeelsnummer", "personeelsnummers"],
  givenName: ["voornaam"],
  initials: ["voorletters", "initialen"],
  prefix: ["tussenvoegsel", "tussenvoegsels", "voorvoegsel"],
  familyName: ["achternaam"],
  birthName: ["geboortenaam"],
  knownAs: ["roepnaam"],
  unit: ["afdeling"],
  location: ["locatie"],
  managerPersonId: ["leidinggevende"],
  employmentKind: ["dienstverband"],
  from: ["van"],
  until: ["tot"],
  workEmail: ["email", "e-mail"],
  workPhone: ["telefoon"],
  language: ["taal"],
  shielded: ["afgeschermd"],
} as const satisfies Record<Taken, readonly string[]>;

/** What the helpdesk never takes in: a row that carries it is refused, so that the sender hears of it. */
const never = {
  bsn: ["burgerservicenummer", "sofinummer"],
  dateOfBirth: ["birthDate", "geboortedatum", "geboren"],
  privateAddress: [
    "homeAddress",
    "address",
    "adres",
    "huisadres",
    "woonadres",
    "privéadres",
    "straat",
    "straatnaam",
    "huisnummer",
    "postcode",
    "woonplaats",
  ],
  iban: ["bankAccount", "bankrekening", "rekeningnummer"],
} as const;

const meanings = new Map<string, Taken | keyof typeof never>([
  ...meaningsOf<keyof typeof never>(never),
  ...meaningsOf<Taken>(columns),
]);

const isTaken = (cell: Cell<Taken | keyof typeof never>): cell is Cell<Taken> => cell.name in columns;

function forbidden(cells: readonly Cell<Taken | keyof typeof never>[]): RowFault[] {
  return cells
    .filter((cell) => !isTaken(cell))
    .map(({ header }) => ({
      column: header,
      code: "forbidden-column",
      message: "this is never taken in: leave the column out of the file",
    }));
}

function readCell(cell: Cell<Taken>): ReadCell {
  const { name, value } = cell;
  if (name === "personnelNumbers") return { ...cell, value: listOf(value) };
  if (name === "shielded") return fromTable(cell, yesOrNo, "ja or nee, true or false, 1 or 0");
  if (name === "language") return fromTable(cell, languages, "nl or en");
  if (name === "from" || name === "until") return { ...cell, value: dayOf(value) };
  return cell;
}

function listOf(value: unknown): unknown {
  if (typeof value !== "string") return value;
  const items = value.split(/[;|]/).map((item) => item.trim());
  return items.filter((item) => item !== "");
}

function fromTable(cell: Cell<Taken>, table: ReadonlyMap<string, unknown>, message: string): ReadCell {
  const value = table.get(fold(String(cell.value)));
  return value === undefined
    ? { ...cell, fault: { column: cell.header, code: "invalid", message } }
    : { ...cell, value };
}

const yesOrNo = new Map<string, boolean>([
  ...["ja", "j", "yes", "y", "true", "waar", "1"].map((word) => [word, true] as const),
  ...["nee", "n", "no", "false", "onwaar", "0"].map((word) => [word, false] as const),
]);

const languages = new Map([
  ...["nl", "nederlands", "dutch"].map((word) => [word, "nl"] as const),
  ...["en", "engels", "english"].map((word) => [word, "en"] as const),
]);

/** DD-MM-YYYY turned round; the schema decides whether the day exists. */
function dayOf(value: unknown): unknown {
  const dutch = typeof value === "string" && /^(\d{2})-(\d{2})-(\d{4})$/.exec(value);
  return dutch ? `${dutch[3]}-${dutch[2]}-${dutch[1]}` : value;
}

const day = "a day that exists, as YYYY-MM-DD or DD-MM-YYYY";

/** Said in place of the schema's own message where that would not help the sender. */
const expected: Readonly<Record<string, string>> = { from: day, until: day };
