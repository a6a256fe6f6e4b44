import { describe, expect, test } from "vitest";
import data from "../../../infra/organisation.json" with { type: "json" };
import { type PeopleRow, personFrom } from "../../../shared/person/people-file.ts";

const aRow = (changes: PeopleRow = {}): PeopleRow => ({
  personId: "p-1001",
  achternaam: "Voorbeeld",
  ...changes,
});
const personOf = (row: PeopleRow) => {
  const result = personFrom(row);
  return "person" in result ? result.person : result;
};
const faultsOf = (row: PeopleRow) => {
  const result = personFrom(row);
  return "faults" in result ? result.faults.map(({ column, code }) => `${code} at ${column}`) : [];
};

describe("a row of the people file", () => {
  test("is taken with every column that the first configuration names", () => {
    const values: Record<string, string> = {
      personId: "p-1001",
      familyName: "Voorbeeld",
      managerPersonId: "p-1002",
      from: "2020-01-01",
      until: "2027-01-01",
      workEmail: "anna@vechterhout.example",
      workPhone: "0600000012",
      language: "en",
      shielded: "ja",
    };
    const row = Object.fromEntries(data.people.columns.map((column) => [column, values[column] ?? "x1"]));
    expect(personOf(row)).toMatchObject({ shielded: true, language: "en", personnelNumbers: ["x1"] });
  });

  test("is taken with Dutch headers, in any spelling", () => {
    expect(
      personOf({
        "Persoon-ID": "p-1001",
        "Personeelsnummer(s)": "1001; 1002|1003;",
        Voornaam: " Johanna ",
        ROEPNAAM: "Anna",
        voorletters: "J.",
        Tussenvoegsel: "van der",
        Achternaam: "Berg",
        geboortenaam: "Verzonnen",
        Afdeling: "Team 1",
        Locatie: "hoofdkantoor",
        Leidinggevende: "p-1002",
        Dienstverband: "vast",
        Van: "01-05-2020",
        tot: "2027-04-30",
        "E-mail": "anna@vechterhout.example",
        telefoon: "06 0000 0012",
        taal: "Engels",
        afgeschermd: "Nee",
      }),
    ).toEqual({
      personId: "p-1001",
      kind: "employee",
      personnelNumbers: ["1001", "1002", "1003"],
      givenName: "Johanna",
      knownAs: "Anna",
      initials: "J.",
      prefix: "van der",
      familyName: "Berg",
      birthName: "Verzonnen",
      unit: "Team 1",
      location: "hoofdkantoor",
      managerPersonId: "p-1002",
      employmentKind: "vast",
      from: "2020-05-01",
      until: "2027-04-30",
      workEmail: "anna@vechterhout.example",
      workPhone: "06 0000 0012",
      language: "en",
      shielded: false,
    });
  });

  test("takes an empty cell for an absent one", () => {
    expect(personOf(aRow({ voornaam: "  ", tot: "", taal: undefined, "": "" }))).toEqual(personOf(aRow()));
  });

  test("takes lists and booleans as they are", () => {
    expect(personOf(aRow({ personnelNumbers: ["1001", "1002"], shielded: true }))).toMatchObject({
      personnelNumbers: ["1001", "1002"],
      shielded: true,
    });
  });

  test.each(["ja", "TRUE", "1"])("takes %j for shielded", (afgeschermd) => {
    expect(personOf(aRow({ afgeschermd }))).toMatchObject({ shielded: true });
  });

  test.each(["nee", "false", "0"])("takes %j for not shielded", (afgeschermd) => {
    expect(personOf(aRow({ afgeschermd }))).toMatchObject({ shielded: false });
  });

  test.each(["bsn", "BSN", "dateOfBirth", "geboortedatum", "privateAddress", "Adres", "IBAN", "privéadres"])(
    "is refused with a value in %s, and not without one",
    (column) => {
      expect(faultsOf(aRow({ [column]: "iets" }))).toEqual([`forbidden-column at ${column}`]);
      expect(faultsOf(aRow({ [column]: " " }))).toEqual([]);
    },
  );

  test.each(["personId", "personeelsnummer", "leidinggevende", "afdeling", "voornaam"])(
    "is refused with a citizen service number in %s",
    (column) => {
      expect(faultsOf(aRow({ [column]: "123456782" }))).toEqual([`looks-like-bsn at ${column}`]);
    },
  );

  test("is refused once for all columns that are unknown", () => {
    expect(faultsOf(aRow({ schoenmaat: "41", hobby: "" }))).toEqual(["unknown-column at schoenmaat, hobby"]);
  });

  test("is refused without its own data in the message when the file has no header", () => {
    const result = personFrom({ "p-1001": "p-1002", Voorbeeld: "Verzonnen" });
    expect(JSON.stringify(result)).not.toMatch(/Voorbeeld|Verzonnen|p-100/);
    expect(result).toHaveProperty("faults");
  });

  test("is refused when two columns say the same thing", () => {
    expect(faultsOf(aRow({ familyName: "Anders" }))).toEqual(["column-twice at familyName"]);
  });

  test("is refused with all its faults at once, none of which repeats a value", () => {
    const row = {
      achternaam: "Zwaluw\u0007",
      van: "31-02-2026",
      tot: "zwaluw",
      "e-mail": "zwaluw",
      telefoon: "zwaluw",
      taal: "zwaluws",
      afgeschermd: "zwaluw",
      bsn: "zwaluw",
      personeelsnummer: "10 01 zwaluw",
    };
    expect(faultsOf(row).toSorted()).toEqual([
      "forbidden-column at bsn",
      "invalid at achternaam",
      "invalid at afgeschermd",
      "invalid at e-mail",
      "invalid at personeelsnummer",
      "invalid at taal",
      "invalid at telefoon",
      "invalid at tot",
      "invalid at van",
      "missing at personId",
    ]);
    expect(JSON.stringify(personFrom(row))).not.toMatch(/zwaluw/i);
  });
});
