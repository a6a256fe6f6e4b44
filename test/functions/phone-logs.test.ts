import { TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadContact } from "../../functions/store/contacts.ts";
import { loadPerson, savePeople } from "../../functions/store/people.ts";
import { loadThread, loadTicket } from "../../functions/store/tickets.ts";
import type { ImportTotals, RowResult } from "../../shared/contract/view.ts";
import type { ContactId, ImportId, PersonId, TicketId } from "../../shared/id.ts";
import type { Member } from "../../shared/person/member.ts";
import { Person } from "../../shared/person/person.ts";
import { anderhout, anna, bram, exchange, femke, vechterhout } from "../given.ts";
import { type InProcess, inProcess, itemsIn } from "../in-process.ts";
import { aTableThatFails, really } from "./faults.ts";

type Row = Record<string, string | number | null>;

let api: InProcess;
beforeAll(async () => {
  api = await inProcess();
  const people = [
    { personId: anna.person, familyName: "Jansen", personnelNumbers: ["1001"], workPhone: "020-5550101" },
    { personId: bram.person, familyName: "Bakker", personnelNumbers: ["1002"], language: "en" as const },
    { personId: femke.person, familyName: "Visser", personnelNumbers: ["2001"], workPhone: "020-5550201" },
    { personId: "deel-1", familyName: "Deel", workPhone: "020-5559999" },
    { personId: "deel-2", familyName: "Deel", workPhone: "020-5559999" },
  ];
  await savePeople(
    api.table,
    vechterhout,
    people.map((card) => ({ before: undefined, after: Person.parse(card) })),
  );
  await api.as(femke)("GET /v1/tickets");
});
afterAll(() => api.stop());

let minute = 0;
const call = (given: Row = {}): Row => {
  minute += 1;
  const clock = `${String(8 + Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
  return {
    datumtijd: `2026-11-03 ${clock}:00`,
    duur: "3:20",
    van: "1001",
    toestel: "2001",
    uitkomst: "beantwoord",
    ...given,
  };
};
/** Whoever hears "busy" sends the same part again, as the command does. */
async function sent(rows: Row[], options: { importId?: ImportId; first?: number; by?: Member } = {}) {
  const { by = exchange, ...rest } = options;
  for (;;) {
    const answer = await api.as(by)("POST /v1/phone-logs", { body: { rows, ...rest } });
    if (answer.ok) return answer.body;
    if (answer.status !== 503) throw new Error(JSON.stringify(answer));
  }
}
const resultsOf = (rows: RowResult[]) => rows.map(({ result }) => result);
const codesOf = ({ faults = [] }: RowResult) => faults.map(({ column, code }) => `${column} ${code}`);
const contactOf = (row: RowResult | undefined) =>
  loadContact(api.table, vechterhout, row?.contactId as ContactId);
const ticketOf = (row: RowResult | undefined) =>
  loadTicket(api.table, vechterhout, row?.ticketId as TicketId);
const countOf = async (part: string) =>
  (await itemsIn(api.table)).filter(({ pk }) => pk.includes(part)).length;

describe("each call of a bell list", () => {
  test("becomes a contact: with a new question, about one that exists, or with none", async () => {
    const existing = await api.asks(anna, { text: "Eerder" });
    const reference = (await loadTicket(api.table, vechterhout, existing))?.reference as string;
    const { rows } = await sent([
      call({ notitie: "Hoeveel verlof heb ik?", onderwerp: "verlof_saldo" }),
      call({ van: "1002", uitkomst: "doorgezet", notitie: "My payslip is wrong" }),
      call({ uitkomst: "terugbelafspraak", notitie: "Bel terug" }),
      call({ kenmerk: reference, notitie: "Nog geen antwoord?" }),
      call({ kenmerk: Number(reference), notitie: null }),
      call({}),
      call({ uitkomst: "doorverbonden", notitie: "Naar de receptie" }),
      call({ van: "anoniem" }),
    ]);
    expect(resultsOf(rows)).toEqual(Array.from({ length: 8 }, () => "accepted"));
    expect(await ticketOf(rows[0])).toMatchObject({
      state: "resolved",
      answeredAtOnce: true,
      asker: anna.person,
      topic: { key: "verlof_saldo" },
    });
    expect(await ticketOf(rows[1])).toMatchObject({
      state: "received",
      asker: bram.person,
      language: "en",
      takenBy: femke.person,
    });
    expect(await ticketOf(rows[2])).toMatchObject({ callBack: { attempts: 0 } });
    expect([rows[3]?.ticketId, rows[4]?.ticketId]).toEqual([existing, existing]);
    const { contents } = await loadThread(api.table, vechterhout, existing);
    expect(contents.at(-1)).toMatchObject({ text: "Nog geen antwoord?", from: "asker", by: exchange.person });
    for (const row of rows.slice(5)) expect(row.ticketId).toBeUndefined();
    expect(await contactOf(rows[0])).toMatchObject({
      channel: "call",
      at: "2026-11-03T07:01:00.000Z",
      seconds: 200,
      takenBy: femke.person,
      person: anna.person,
    });
    expect(await contactOf(rows[7])).not.toHaveProperty("person");
  });

  test("is refused with every reason where it cannot be, and the others are taken in", async () => {
    const { rows, totals } = await sent([
      call({ notitie: "Goed" }),
      { datumtijd: "gisteren geheim", duur: "lang", uitkomst: "geheim", onderwerp: "geheim", kenmerk: "123" },
      call({ toestel: "9999" }),
      call({ van: "020-5559999", notitie: "Wie ben ik?" }),
      call({ van: "020-5559999" }),
      call({ van: "anoniem", notitie: "Zonder nummer" }),
      call({ van: "5", notitie: "Geen nummer" }),
      call({ kenmerk: "2600000000" }),
      call({ onbekend: "geheim" }),
      call({ van: "2001", notitie: "Mijn eigen vraag" }),
      call({ onderwerp: "vertrouwenspersoon", notitie: "x" }),
      call({ notitie: "half \ud800" }),
      call({ notitie: "n".repeat(2_001) }),
    ]);
    expect(codesOf(rows[1] as RowResult).toSorted()).toEqual([
      "datumtijd not-a-time",
      "duur invalid",
      "kenmerk invalid",
      "onderwerp unknown",
      "takenBy missing",
      "uitkomst unknown",
    ]);
    expect(rows.map((row) => codesOf(row).join())).toEqual([
      "",
      expect.any(String),
      "takenBy unknown",
      "caller ambiguous",
      "",
      "caller unknown",
      "caller unknown",
      expect.stringMatching(/^(reference unknown|kenmerk check-digit)$/),
      "onbekend unknown-column",
      " own-ticket",
      "onderwerp unknown",
      "notitie invalid",
      "notitie invalid",
    ]);
    expect(totals).toEqual({ rows: 13, accepted: 2, known: 0, refused: 11 });
    expect(JSON.stringify(rows)).not.toContain("geheim");
  });

  test("about a question of another organisation is about none", async () => {
    const elsewhere = await api.asks({ ...anna, organisation: anderhout }, { text: "Elders" });
    const reference = (await loadTicket(api.table, anderhout, elsewhere))?.reference as string;
    const { rows } = await sent([call({ kenmerk: reference })]);
    expect(codesOf(rows[0] as RowResult)).toEqual(["reference unknown"]);
  });
});

describe("a call that was taken in before", () => {
  test("is known when its file is sent again, in whole or in part, and nothing is doubled", async () => {
    const rows = [
      ...Array.from({ length: 20 }, (_, i) => call({ notitie: `Vraag ${i}` })),
      call({ van: "0612121212", notitie: "Onbekende beller" }),
      call({ toestel: "9999" }),
    ];
    const first = await sent(rows);
    expect(first.totals).toEqual({ rows: 22, accepted: 21, known: 0, refused: 1 });
    const stored = async () => (await itemsIn(api.table)).filter(({ pk }) => !pk.includes("#import#"));
    const before = await stored();
    const again = await sent(rows);
    expect(again.totals).toEqual({ rows: 22, accepted: 0, known: 21, refused: 1 });
    expect(again.rows.map(({ contactId }) => contactId)).toEqual(
      first.rows.map(({ contactId }) => contactId),
    );
    expect(await stored()).toEqual(before);
    const overlapping = await sent([...rows.slice(10), call({ notitie: "Nieuw" })]);
    expect(overlapping.totals).toMatchObject({ accepted: 1, known: 11 });
  });

  test("is known by the exchange's own id, and else by all that the row says", async () => {
    const row = call({ "gesprek-id": "c-1", notitie: "Een" });
    const other = call({ notitie: "Twee" });
    const { rows } = await sent([
      row,
      { ...row, notitie: "Anders opgeschreven" },
      other,
      { ...other, notitie: "Drie" },
    ]);
    expect(resultsOf(rows).toSorted()).toEqual(["accepted", "accepted", "accepted", "known"]);
    expect(resultsOf(rows).slice(2)).toEqual(["accepted", "accepted"]);
  });

  test("is one contact though it stands twice in a file", async () => {
    const row = call({ notitie: "Dubbel" });
    const before = await countOf("#contact#");
    const { rows } = await sent([row, row, row]);
    expect(resultsOf(rows).toSorted()).toEqual(["accepted", "known", "known"]);
    expect(new Set(rows.map(({ contactId }) => contactId)).size).toBe(1);
    expect(await countOf("#contact#")).toBe(before + 1);
  });

  test("is one contact though the same part arrives several times at once", async () => {
    const rows = Array.from({ length: 6 }, (_, i) => call({ notitie: `Tegelijk ${i}` }));
    const before = await countOf("#reference#");
    const parts = await Promise.all([1, 2, 3, 4].map(() => sent(rows)));
    expect(await countOf("#reference#")).toBe(before + 6);
    const accepted = parts.reduce((sum, { totals }) => sum + totals.accepted, 0);
    expect(accepted).toBe(6);
    for (const part of parts) {
      expect(part.rows.map(({ contactId }) => contactId)).toEqual(
        parts[0]?.rows.map(({ contactId }) => contactId),
      );
    }
  });

  test("is taken in once where the first attempt was cut off half-way", async () => {
    const rows = Array.from({ length: 12 }, (_, i) => call({ notitie: `Halverwege ${i}` }));
    const before = await countOf("#reference#");
    const table = aTableThatFails();
    const written: Promise<unknown>[] = [];
    table.on(TransactWriteItemsCommand).callsFake((input, getClient) => {
      if (written.length === 5) throw new Error("killed");
      const write = really(getClient(), new TransactWriteItemsCommand(input));
      written.push(write);
      return write;
    });
    await expect(sent(rows)).rejects.toThrow();
    await Promise.all(written);
    table.restore();
    expect(await countOf("#reference#")).toBe(before + 5);
    expect((await sent(rows)).totals).toMatchObject({ accepted: 7, known: 5 });
    expect(await countOf("#reference#")).toBe(before + 12);
  });
});

describe("a caller whom nobody knows", () => {
  test("is one provisional person, however often they ring and however the number is written", async () => {
    const first = await sent([
      call({ van: "06-98765432", notitie: "Een" }),
      call({ van: "06-98765432", notitie: "Twee" }),
    ]);
    const second = await sent([call({ van: "+31698765432", notitie: "Drie" })]);
    const askers = await Promise.all(
      [...first.rows, ...second.rows].map(async (row) => (await ticketOf(row))?.asker),
    );
    expect(new Set(askers).size).toBe(1);
    expect(await loadPerson(api.table, vechterhout, askers[0] as PersonId)).toMatchObject({
      kind: "provisional",
      replyTo: { phone: "06-98765432" },
    });
    const link = await api.as(femke)("POST /v1/people/{personId}/link", {
      params: { personId: askers[0] as PersonId },
      body: { to: anna.person },
    });
    expect(link).toMatchObject({ ok: true, body: { tickets: 3 } });
    const later = await sent([call({ van: "0031698765432", notitie: "Vier" })]);
    expect(await ticketOf(later.rows[0])).toMatchObject({ asker: anna.person });
  });

  test("is still one to later lists, though two lists that arrived at once each made a card", async () => {
    await Promise.all([1, 2, 3].map((n) => sent([call({ van: "0687878787", notitie: `Samen ${n}` })])));
    const { rows } = await sent([call({ van: "0687878787", notitie: "Later" })]);
    expect(resultsOf(rows)).toEqual(["accepted"]);
  });

  test("makes no card where nothing was asked", async () => {
    const before = await countOf("#person#");
    const { rows } = await sent([
      call({ van: "0655555555" }),
      call({ van: "0655555555", uitkomst: "niet bereikt", notitie: "x" }),
    ]);
    expect(resultsOf(rows)).toEqual(["accepted", "accepted"]);
    expect(await countOf("#person#")).toBe(before);
  });
});

describe("what became of a file", () => {
  const show = async (importId: ImportId, cursor?: string) => {
    const shown = await api.as(exchange)("GET /v1/phone-logs/{importId}", {
      params: { importId },
      query: { cursor },
    });
    if (!shown.ok) throw new Error(JSON.stringify(shown));
    return shown.body;
  };

  test("can be read afterwards, part by part in the order of the file, with totals over all", async () => {
    const first = await sent([call({ notitie: "a" }), call({ toestel: "9999" })], { first: 1 });
    const { importId } = first;
    await sent([call({ notitie: "c" })], { importId, first: 10_001 });
    await sent([call({ notitie: "b" }), call()], { importId, first: 3 });
    const rows: number[] = [];
    let cursor: string | undefined;
    let totals: ImportTotals;
    do {
      const page = await show(importId, cursor);
      rows.push(...page.items.map(({ row }) => row));
      ({ totals } = page);
      cursor = page.next;
    } while (cursor);
    expect(rows).toEqual([1, 2, 3, 4, 10_001]);
    expect(totals).toEqual({ rows: 5, accepted: 4, known: 0, refused: 1 });
    expect(
      (
        await api.as({ ...exchange, organisation: anderhout })("GET /v1/phone-logs/{importId}", {
          params: { importId },
        })
      ).status,
    ).toBe(404);
  });

  test("counts a part that was sent again once", async () => {
    const rows = [call({ notitie: "x" }), call({ notitie: "y" })];
    const { importId } = await sent(rows, { first: 1 });
    await sent([call({ notitie: "z" })], { importId, first: 3 });
    await sent(rows, { importId, first: 1 });
    expect((await show(importId)).totals).toEqual({ rows: 3, accepted: 1, known: 2, refused: 0 });
  });

  test("of two hundred and fifty calls comes back row for row", async () => {
    const rows = Array.from({ length: 250 }, (_, i) =>
      call({ notitie: i % 5 === 0 ? `Grote lijst ${i}` : null, "gesprek-id": `groot-${i}` }),
    );
    const { importId, totals } = await sent(rows, { by: femke });
    expect(totals).toEqual({ rows: 250, accepted: 250, known: 0, refused: 0 });
    expect((await show(importId)).items.map(({ row }) => row)).toEqual(
      Array.from({ length: 250 }, (_, i) => i + 1),
    );
  });
});
