import { describe, expect, test } from "vitest";
import data from "../../../infra/organisation.json" with { type: "json" };
import { callKey, type PhoneLogRow, phoneLogRowFrom, purposeOf } from "../../../shared/contact/phone-log.ts";
import { makeReference } from "../../../shared/ticket/reference.ts";

const context = {
  zone: data.organisation.zone,
  results: data.contact.results,
  topics: ["fietsregeling", "ikb"],
};
const reference = makeReference(2026, 1_234_567);

const aRow = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  startedAt: "2026-12-01T08:30:00Z",
  seconds: "95",
  takenBy: "p-2001",
  outcome: "answered",
  ...changes,
});
const rowOf = (row: Record<string, unknown>) => {
  const result = phoneLogRowFrom(row, context);
  if ("faults" in result) throw new Error(JSON.stringify(result.faults));
  return result.row;
};
const faultsOf = (row: Record<string, unknown>) => {
  const result = phoneLogRowFrom(row, context);
  return "faults" in result ? result.faults.map(({ column, code }) => `${code} at ${column}`) : [];
};

describe("a row of the telephone exchange", () => {
  test("is taken with Dutch headers, local time and what a person would write", () => {
    expect(
      rowOf({
        "Datum en tijd": "01-12-2026 09:30",
        Gespreksduur: "01:35",
        Beller: "06 0000 0012",
        "Aangenomen door": "Toestel 4401",
        Resultaat: "Niet bereikt",
        Notitie: "Vraagt naar de fiets\r\nBelt morgen weer",
        Referentienummer: `${reference.slice(0, 4)} ${reference.slice(4, 7)}-${reference.slice(7)}`,
        Onderwerp: "Fietsregeling",
        "Oproep-id": "x-77",
      }),
    ).toEqual({
      startedAt: "2026-12-01T08:30:00.000Z",
      seconds: 95,
      caller: "06 0000 0012",
      takenBy: "Toestel 4401",
      outcome: "not-reached",
      note: "Vraagt naar de fiets\nBelt morgen weer",
      reference,
      topic: "fietsregeling",
      callId: "x-77",
    });
  });

  test.each([
    ["2026-12-01T09:30:00+01:00", "2026-12-01T08:30:00.000Z"],
    ["2026-12-01 09:30:00", "2026-12-01T08:30:00.000Z"],
  ])("says %s and means %s", (startedAt, instant) => {
    expect(rowOf(aRow({ startedAt })).startedAt).toBe(instant);
  });

  test.each([
    [0, 0],
    ["0", 0],
    [86_400, 86_400],
    ["02:05", 125],
    ["90:00", 5_400],
    ["1:00:05", 3_605],
    ["24:00:00", 86_400],
  ])("lasts %j, which is %d seconds", (seconds, expected) => {
    expect(rowOf(aRow({ seconds })).seconds).toBe(expected);
  });

  test.each([-1, 86_401, 1.5, "24:00:01", "1:60:00", "0:60", "lang", "1e3", true])(
    "cannot last %j",
    (seconds) => {
      expect(faultsOf(aRow({ seconds }))).toEqual(["invalid at seconds"]);
    },
  );

  test.each([
    ["beantwoord", "answered"],
    ["Doorgezet", "handed-over"],
    ["terugbelafspraak", "call-back-agreed"],
    ["doorverbonden", "connected"],
    ["verwezen", "signposted"],
    ["niet bereikt", "not-reached"],
    ["afgebroken", "broken-off"],
    ["call-back-agreed", "call-back-agreed"],
  ])("ended in %s, which is %s", (outcome, expected) => {
    expect(rowOf(aRow({ outcome })).outcome).toBe(expected);
  });

  test("ends only in a result that the organisation knows", () => {
    const result = phoneLogRowFrom(aRow({ outcome: "verwezen" }), { ...context, results: ["answered"] });
    expect(result).toMatchObject({ faults: [{ column: "outcome", code: "unknown" }] });
  });

  test.each(["anonymous", "Onbekend", "", undefined])("with the caller %j has no caller", (caller) => {
    expect(rowOf(aRow({ caller }))).not.toHaveProperty("caller");
  });

  test("takes numbers for text where a number is text", () => {
    const row = rowOf(aRow({ caller: 4401, takenBy: 4402, reference: Number(reference) }));
    expect(row).toMatchObject({ caller: "4401", takenBy: "4402", reference });
  });

  test.each([
    [{ startedAt: "2026-03-29 02:30" }, "time-skipped at startedAt"],
    [{ startedAt: "gisteren" }, "not-a-time at startedAt"],
    [{ startedAt: 1_764_577_800 }, "not-a-time at startedAt"],
    [{ takenBy: " " }, "missing at takenBy"],
    [{ takenBy: "p\u00002001" }, "invalid at takenBy"],
    [{ takenBy: "p\n2001" }, "invalid at takenBy"],
    [{ caller: "x".repeat(65) }, "invalid at caller"],
    [{ note: "bel\u0007" }, "invalid at note"],
    [{ note: "x".repeat(2_001) }, "invalid at note"],
    [{ note: { text: "x" } }, "invalid at note"],
    [{ reference: "123" }, "invalid at reference"],
    [{ reference: `${reference.slice(0, 9)}${(Number(reference[9]) + 1) % 10}` }, "check-digit at reference"],
    [{ topic: "vertrouwenspersoon" }, "unknown at topic"],
    [{ outcome: "klaar" }, "unknown at outcome"],
    [{ wachttijd: "12" }, "unknown-column at wachttijd"],
    [{ resultaat: "beantwoord" }, "column-twice at resultaat"],
  ])("%j is refused: %s", (change, fault) => {
    expect(faultsOf(aRow(change))).toEqual([fault]);
  });

  test("is refused with all its faults at once, none of which repeats a value", () => {
    const row = {
      startedAt: "zwaluw",
      seconds: "zwaluw",
      outcome: "zwaluw",
      reference: "zwaluw",
      topic: "zwaluw",
      note: "zwaluw\u0001",
    };
    expect(faultsOf(row).toSorted()).toEqual([
      "invalid at note",
      "invalid at reference",
      "invalid at seconds",
      "missing at takenBy",
      "not-a-time at startedAt",
      "unknown at outcome",
      "unknown at topic",
    ]);
    expect(JSON.stringify(phoneLogRowFrom(row, context))).not.toContain("zwaluw");
  });
});

describe("a call is the same call", () => {
  const aCall = rowOf(aRow({ caller: "4401", note: "Vraag", reference, topic: "ikb" }));

  test("when the exchange gives it the same id, whatever else has changed", () => {
    expect(callKey({ ...aCall, callId: "x-77" })).toBe(callKey({ ...rowOf(aRow()), callId: "x-77" }));
    expect(callKey({ ...aCall, callId: "x-77" })).not.toBe(callKey({ ...aCall, callId: "x-78" }));
  });

  test("without an id, when all that was said of it is the same, in whatever form", () => {
    const again = rowOf(
      aRow({ start: "2026-12-01 09:30", startedAt: undefined, duur: "1:35", seconds: undefined }),
    );
    expect(callKey(again)).toBe(callKey(rowOf(aRow())));
  });

  test.each<Partial<PhoneLogRow>>([
    { startedAt: rowOf(aRow({ startedAt: "2026-12-01T08:31:00Z" })).startedAt },
    { seconds: 96 },
    { caller: "4402" },
    { takenBy: "p-2002" },
    { outcome: "handed-over" },
    { note: "Vraag." },
    { reference: makeReference(2026, 7) },
  ])("and another one with %j", (change) => {
    expect(callKey({ ...aCall, ...change })).not.toBe(callKey(aCall));
  });

  test("never because of a separator that someone typed", () => {
    const one = rowOf(aRow({ caller: "a|b", takenBy: "c" }));
    const other = rowOf(aRow({ caller: "a", takenBy: "b|c" }));
    expect(callKey(one)).not.toBe(callKey(other));
    expect(callKey({ ...one, callId: "x" })).not.toBe(callKey(one));
  });
});

describe("the purpose of a call", () => {
  test("is an existing question when it names one", () => {
    expect(purposeOf({ reference, note: "Hoe staat het?", outcome: "answered" })).toBe("about-existing");
  });

  test.each(["answered", "handed-over", "call-back-agreed"])(
    "is a new question with a note and %s",
    (outcome) => {
      expect(purposeOf({ note: "Vraag", outcome })).toBe("new-question");
      expect(purposeOf({ outcome })).toBe("none");
    },
  );

  test.each(["connected", "signposted", "not-reached", "broken-off"])("is none after %s", (outcome) => {
    expect(purposeOf({ note: "Vraag", outcome })).toBe("none");
  });
});
