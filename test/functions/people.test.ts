import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { loadPerson, savePeople, searchPeople } from "../../functions/store/people.ts";
import type { PersonCard, RowResult } from "../../shared/contract/view.ts";
import type { ImportId, OrganisationId, PersonId } from "../../shared/id.ts";
import { Person } from "../../shared/person/person.ts";
import { aMember, anderhout, exchange, femke, someId, vechterhout } from "../given.ts";
import { type InProcess, inProcess, itemsIn } from "../in-process.ts";

let api: InProcess;
beforeAll(async () => {
  api = await inProcess();
});
afterAll(() => api.stop());
afterEach(() => vi.useRealTimers());

type Row = Record<string, string | number | null>;
type Options = { importId?: ImportId; first?: number; complete?: boolean; allowManyLeavers?: boolean };

const system = (organisation: OrganisationId = vechterhout) => ({ ...exchange, organisation });
const send = (rows: Row[], options: Options = {}, organisation?: OrganisationId) =>
  api.as(system(organisation))("POST /v1/people/imports", { body: { rows, ...options } });
async function imported(rows: Row[], options: Options = {}, organisation?: OrganisationId) {
  const answer = await send(rows, options, organisation);
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  return answer.body;
}
/** A whole file, in parts as the command sends it. */
async function aFile(rows: Row[], organisation: OrganisationId, options: Options = {}) {
  const totals = { accepted: 0, known: 0, refused: 0 };
  let importId: ImportId | undefined;
  let leavers: { left: number; removed: number } | undefined;
  for (let start = 0; start < rows.length || start === 0; start += 250) {
    const part = rows.slice(start, start + 250);
    const isLast = start + 250 >= rows.length;
    const answer = await imported(
      part,
      {
        ...options,
        complete: isLast && (options.complete ?? true),
        first: start + 1,
        ...(importId && { importId }),
      },
      organisation,
    );
    importId = answer.importId;
    leavers = answer.leavers;
    for (const result of ["accepted", "known", "refused"] as const) totals[result] += answer.totals[result];
  }
  return { importId: importId as ImportId, leavers, totals };
}
const search = async (q: string, organisation: OrganisationId = vechterhout, limit = 25) => {
  const answer = await api.as({ ...femke, organisation })("GET /v1/people", { query: { q, limit } });
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  return answer.body;
};
const found = async (q: string, organisation?: OrganisationId) =>
  (await search(q, organisation)).items.map(({ personId }: PersonCard) => personId as string).toSorted();

const firsts = ["Anna", "Jan", "Zoë", "Bram", "Jantine", "Mohammed", "Sofie", "Daan"];
const families = ["Jansen", "Vries", "Berg", "Dijk", "Bakker", "Visser", "Smit", "Öztürk"];
const prefixes = ["", "van", "de", "van der", "", "van den"];
const row = (n: number): Row => ({
  personId: `p${n}`,
  personeelsnummer: `${100_000 + n}`,
  voornaam: firsts[n % 8] ?? "",
  tussenvoegsel: prefixes[n % 6] ?? "",
  achternaam: `${families[Math.floor(n / 8) % 8]}${n % 50 === 0 ? `-Uniek${n}` : ""}`,
  email: `p${n}@vechterhout.example`,
});

describe("a people file", () => {
  const file = Array.from({ length: 2_000 }, (_, n) => row(n));

  test("of two thousand people is taken in, and taken in again writes nothing", async () => {
    expect((await aFile(file, vechterhout)).totals).toEqual({ accepted: 2_000, known: 0, refused: 0 });
    const isOfPeople = ({ pk }: { pk: string }) => !pk.includes("#import#");
    const before = (await itemsIn(api.table)).filter(isOfPeople);
    const again = await aFile(file, vechterhout);
    expect(again.totals).toEqual({ accepted: 0, known: 2_000, refused: 0 });
    expect(again.leavers).toEqual({ left: 0, removed: 0 });
    expect((await itemsIn(api.table)).filter(isOfPeople)).toEqual(before);
    const shown = await api.as(system())("GET /v1/people/imports/{importId}", {
      params: { importId: again.importId },
    });
    expect(shown).toMatchObject({
      body: { kind: "people", totals: { rows: 2_000, known: 2_000 }, leavers: { left: 0 } },
    });
  });

  test("refuses a row with every reason and takes in the others; no value comes back", async () => {
    const answer = await imported([
      { personId: "goed-1", achternaam: "Goed" },
      { personId: "bsn-1", achternaam: "Burger", bsn: "123456782" },
      { personId: "", achternaam: "", email: "geen adres", van: "31-02-2026", taal: "geheimtaal" },
      { personId: "goed-1", achternaam: "Dubbel" },
      { personId: "goed-2", achternaam: "Ook", onzin: "geheim", leuk: "geheim" },
      { personId: "half", achternaam: "Half \ud800" },
      { personId: "123456782", achternaam: "Nummer" },
      { personId: "goed-3", achternaam: "Goed" },
    ]);
    expect(answer.rows.map(({ result }) => result)).toEqual([
      "accepted",
      "refused",
      "refused",
      "refused",
      "refused",
      "refused",
      "refused",
      "accepted",
    ]);
    const columnsOf = (n: number) => answer.rows[n]?.faults?.map(({ column }) => column).toSorted();
    expect(columnsOf(1)).toEqual(["bsn"]);
    expect(columnsOf(2)).toEqual(["email", "familyName", "personId", "taal", "van"]);
    expect(answer.rows[3]?.faults).toMatchObject([{ code: "twice" }]);
    expect(columnsOf(4)).toEqual(["onzin, leuk"]);
    expect(JSON.stringify(answer)).not.toMatch(/geheim|123456782|geen adres/);
    expect(await loadPerson(api.table, vechterhout, "goed-1" as PersonId)).toMatchObject({
      familyName: "Goed",
    });
    expect(JSON.stringify(await itemsIn(api.table))).not.toContain("123456782");
  });

  test("of which every row has very many faults is still answered, and can be read afterwards", async () => {
    const aliases =
      "van tot from until taal language email e-mail workEmail telefoon workPhone shielded afgeschermd".split(
        " ",
      );
    const bad = Object.fromEntries([
      ...aliases.map((name) => [name, "x"]),
      ...["bsn", "adres", "iban", "postcode", "straat"].map((name) => [name, "1"]),
      ...Array.from({ length: 9 }, (_, i) => [`${"o".repeat(40)}${i}`, ""]),
    ]);
    const answer = await imported(Array.from({ length: 250 }, () => bad));
    expect(answer.totals).toEqual({ rows: 250, accepted: 0, known: 0, refused: 250 });
    expect(answer.rows[0]?.faults?.length).toBeGreaterThan(20);
    const shown = await api.as(system())("GET /v1/people/imports/{importId}", {
      params: { importId: answer.importId },
    });
    expect(shown).toMatchObject({ body: { totals: { refused: 250 } } });
    if (!shown.ok) throw new Error("shown");
    expect(shown.body.items).toHaveLength(250);
    expect(shown.body.items[0]?.faults?.length).toBeGreaterThan(0);
  });

  test("goes on with the import that it names, of its own kind and organisation only", async () => {
    const { importId } = await imported([row(1)]);
    for (const answer of [
      await send([row(2)], { importId: someId("import", 5) }),
      await send([row(2)], { importId }, anderhout),
      await api.as(exchange)("POST /v1/phone-logs", { body: { importId, rows: [] } }),
      await api.as(exchange)("GET /v1/phone-logs/{importId}", { params: { importId } }),
    ]) {
      expect(answer).toMatchObject({ status: 404, problem: { code: "import-unknown" } });
    }
  });

  test("that was cut off half-way is taken in whole when it is sent again", async () => {
    const changes = [7_001, 7_002].map((n) => ({
      before: undefined,
      after: Person.parse({ personId: `p${n}`, familyName: `Half${n}` }),
    }));
    const { client } = api.table;
    let batches = 0;
    const dying = {
      name: api.table.name,
      client: {
        send: async (command: never) => {
          batches += 1;
          if (batches > 1) throw new Error("killed");
          return client.send(command);
        },
      } as unknown as typeof client,
    };
    await expect(savePeople(dying, vechterhout, changes)).rejects.toThrow("killed");
    expect(await loadPerson(api.table, vechterhout, "p7001" as PersonId)).toBeUndefined();
    const rows = [7_001, 7_002].map((n) => ({ personId: `p${n}`, achternaam: `Half${n}` }));
    expect((await imported(rows)).totals).toMatchObject({ accepted: 2 });
    expect(await found("half7002")).toEqual(["p7002"]);
  });
});

describe("a person", () => {
  test("whose name changed is found by the new one and no longer by the old", async () => {
    await imported([
      { personId: "bruid", voornaam: "Esmeralda", achternaam: "Oudenaam", personeelsnummer: "88001" },
    ]);
    expect(await found("oudenaam")).toEqual(["bruid"]);
    const { rows } = await imported([
      { personId: "bruid", voornaam: "Esmeralda", achternaam: "Nieuwnaam", personeelsnummer: "88001" },
    ]);
    expect(rows[0]?.result).toBe("accepted");
    expect(await found("nieuwnaam")).toEqual(["bruid"]);
    expect(await found("oudenaam")).toEqual([]);
    expect(await found("88001")).toEqual(["bruid"]);
  });

  test("is found by the start of any part of the name, without accents, in any order, by number and telephone", async () => {
    await imported([
      {
        personId: "zoe.x",
        voornaam: "Zoë",
        roepnaam: "Zo",
        tussenvoegsel: "van der",
        achternaam: "Brouwer-d’Ávila",
        geboortenaam: "Ketelaar",
        personeelsnummer: "A-77.001; 77002",
        telefoon: "+31 (0)20 555 01 23",
      },
    ]);
    for (const q of [
      "zoe brouw",
      "BROUWER zoë",
      "d'avila",
      "davila",
      "ketel",
      "van der brouwer",
      "zoe van d brou",
      "a-77.001",
      "A77001",
      "77002",
      "0205550123",
      "020-555 01 23",
      "zoe.x",
    ]) {
      expect([q, await found(q)]).toEqual([q, expect.arrayContaining(["zoe.x"])]);
    }
    for (const q of ["brouwer jansen", "7700", "770021", "ouwer"]) {
      expect([q, (await found(q)).includes("zoe.x")]).toEqual([q, q === "7700"]);
    }
  });

  test("who is shielded is found by the whole number only, never by name, part or telephone", async () => {
    await imported([
      {
        personId: "schild",
        voornaam: "Geheime",
        achternaam: "Schuiler",
        personeelsnummer: "990077",
        telefoon: "0201112233",
        afgeschermd: "ja",
      },
    ]);
    expect(await found("990077")).toEqual(["schild"]);
    for (const q of ["schuiler", "geheime", "99007", "9900770", "0201112233", "schi", "schuiler 990077"]) {
      expect([q, await found(q)]).toEqual([q, []]);
    }
    await imported([
      { personId: "schild", voornaam: "Geheime", achternaam: "Schuiler", personeelsnummer: "990077" },
    ]);
    expect(await found("schuiler")).toEqual(["schild"]);
    await imported([
      {
        personId: "schild",
        voornaam: "Geheime",
        achternaam: "Schuiler",
        personeelsnummer: "990077",
        afgeschermd: "ja",
      },
    ]);
    expect(await found("schuiler")).toEqual([]);
  });

  test("who manages others finds them in pages; nobody else finds anybody, and nobody finds who is shielded", async () => {
    const team = (n: number) => ({
      personId: `lid-${n}`,
      voornaam: "Lid",
      achternaam: `Nr${n}`,
      leidinggevende: "baas",
    });
    await imported([
      { ...team(1), afdeling: "Groen" },
      team(2),
      { ...team(3), afgeschermd: "ja" },
      { ...team(4), leidinggevende: "ander" },
      { personId: "geheim", achternaam: "Geheim", leidinggevende: "enige", afgeschermd: "ja" },
    ]);
    const teamOf = async (person: string, query = {}) => {
      const answer = await api.as(aMember(person))("GET /v1/me/team", { query });
      if (!answer.ok) throw new Error(JSON.stringify(answer));
      return answer.body;
    };
    const first = await teamOf("baas", { limit: 1 });
    expect(first.items).toEqual([{ personId: "lid-1", name: "Lid Nr1", unit: "Groen" }]);
    const second = await teamOf("baas", { limit: 2, cursor: first.next });
    expect(second).toMatchObject({ isLineManager: true, items: [{ personId: "lid-2", name: "Lid Nr2" }] });
    expect((await teamOf("baas")).items).toHaveLength(2);
    expect(await teamOf("enige")).toEqual({ isLineManager: true, items: [] });
    expect(await teamOf("lid-1")).toEqual({ isLineManager: false, items: [] });
    expect(await teamOf("lid-1", { cursor: first.next })).toEqual({ isLineManager: false, items: [] });
    const elsewhere = await api.as({ ...aMember("baas"), organisation: anderhout })("GET /v1/me/team");
    expect(elsewhere).toMatchObject({ body: { isLineManager: false, items: [] } });
  });

  test("with letters outside the usual is taken in and found", async () => {
    const rows = [
      { personId: "vreemd1", achternaam: "a𠮷b" },
      { personId: "vreemd2", achternaam: "𠮷野家" },
      { personId: "vreemd3", achternaam: "Ångström" },
      { personId: "vreemd4", achternaam: "Øberg-ßüß" },
    ];
    expect((await imported(rows)).totals).toMatchObject({ accepted: 4 });
    expect(await found("a𠮷")).toEqual(["vreemd1"]);
    expect(await found("𠮷野")).toEqual(["vreemd2"]);
    expect(await found("angst")).toContain("vreemd3");
    expect(await found("oberg")).toContain("vreemd4");
  });

  test("of another organisation is not found", async () => {
    await imported([{ personId: "buur", achternaam: "Buurmanszoon" }], {}, anderhout);
    expect(await found("buurmanszoon")).toEqual([]);
    expect(await found("buurmanszoon", anderhout)).toEqual(["buur"]);
  });

  test("of a long name does not make a list that cannot be gone on with", async () => {
    const long = "w".repeat(100);
    await imported([1, 2, 3].map((n) => ({ personId: `lang-${n}-${"x".repeat(50)}`, achternaam: long })));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await api.as(femke)("GET /v1/people", { query: { q: "www", limit: 1, cursor } });
      if (!page.ok) throw new Error(JSON.stringify(page));
      seen.push(...page.body.items.map(({ personId }) => personId));
      cursor = page.body.next;
    } while (cursor);
    expect(seen).toHaveLength(3);
  });
});

describe("who is no longer in the file", () => {
  let organisation: OrganisationId;
  const people = Array.from({ length: 30 }, (_, n) => ({ personId: `w${n}`, achternaam: `Werknemer${n}` }));
  const untilOf = async (n: number) =>
    (await loadPerson(api.table, organisation, `w${n}` as PersonId))?.until;
  const today = () => new Date().toISOString().slice(0, 10);

  beforeAll(async () => {
    organisation = anderhout;
    await aFile([...people, { personId: "buur", achternaam: "Buurmanszoon" }], organisation);
  });

  test("is kept with a last day, and is back without one when the file has them again", async () => {
    const { leavers } = await aFile(people.slice(2), organisation);
    expect(leavers).toEqual({ left: 3, removed: 0 });
    expect(await untilOf(0)).toBe(today());
    expect(await untilOf(2)).toBeUndefined();
    expect(await found("werknemer0", organisation)).toEqual(["w0"]);
    expect((await aFile(people.slice(2), organisation)).leavers).toEqual({ left: 0, removed: 0 });
    expect((await aFile(people, organisation)).leavers).toEqual({ left: 0, removed: 0 });
    expect(await untilOf(0)).toBeUndefined();
  });

  test("does not leave before the last part, nor by a row that was refused", async () => {
    const part = await aFile(people.slice(5), organisation, { complete: false });
    expect(part.leavers).toBeUndefined();
    const broken = await aFile([...people.slice(5), { personId: "w0", achternaam: "" }], organisation);
    expect(broken).toMatchObject({ totals: { refused: 1 }, leavers: { left: 0 } });
    expect(await untilOf(0)).toBeUndefined();
  });

  test("does not leave by a file that holds nobody, however few they are", async () => {
    await aFile(people.slice(25), organisation, { allowManyLeavers: true });
    const refused = await send([], { complete: true }, organisation);
    expect(refused).toMatchObject({ status: 409, problem: { code: "too-many-leavers" } });
    expect(await untilOf(29)).toBeUndefined();
    await aFile(people, organisation);
  });

  test("does not leave with more than a fifth at once unless somebody confirms it", async () => {
    const rows = people.slice(24);
    const refused = await send(rows, { complete: true }, organisation);
    expect(refused).toMatchObject({ status: 409, problem: { code: "too-many-leavers" } });
    expect(await untilOf(0)).toBeUndefined();
    const confirmed = await imported(rows, { complete: true, allowManyLeavers: true }, organisation);
    expect(confirmed.leavers).toMatchObject({ left: 24 });
    expect(await untilOf(0)).toBe(today());
    await aFile(people, organisation);
  });

  test("is removed when the kept months are over, unless a question is still open", async () => {
    await api.asks(aMember("w1", { organisation }), { text: "Nog open" });
    const done = await api.asks(aMember("w0", { organisation }), { text: "Klaar" });
    const agent = { ...femke, organisation };
    await api.as(agent)("POST /v1/tickets/{ticketId}/claim", { params: { ticketId: done } });
    const body = { outcome: "answered", text: "Zo" } as const;
    await api.as(agent)("POST /v1/tickets/{ticketId}/resolve", { params: { ticketId: done }, body });
    expect((await aFile(people.slice(2), organisation)).leavers).toMatchObject({ left: 2, removed: 0 });
    const later = new Date();
    later.setUTCMonth(later.getUTCMonth() + 25);
    vi.useFakeTimers({ now: later, toFake: ["Date"] });
    expect((await aFile(people.slice(2), organisation)).leavers).toEqual({ left: 0, removed: 2 });
    vi.useRealTimers();
    expect(await loadPerson(api.table, organisation, "w0" as PersonId)).toBeUndefined();
    expect(await found("werknemer0", organisation)).toEqual([]);
    expect(await untilOf(1)).toBe(today());
  });

  test("does not count who was never in it: unknown callers do not leave", async () => {
    const agent = { ...femke, organisation };
    const logged = await api.as(agent)("POST /v1/contacts", {
      body: { channel: "call", person: { is: "provisional", name: "Voorlopig" }, questions: [{ text: "x" }] },
    });
    if (!logged.ok || !logged.body.recorded) throw new Error("recorded");
    await aFile(people, organisation);
    expect(await loadPerson(api.table, organisation, logged.body.personId as PersonId)).not.toHaveProperty(
      "until",
    );
  });
});

test("everyone of a common name is gone through once, page after page", async () => {
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await searchPeople(api.table, vechterhout, "jan", { limit: 7, after });
    seen.push(...page.items.map(({ personId }) => personId));
    after = page.next;
  } while (after);
  expect(new Set(seen).size).toBe(seen.length);
  const isJan = (n: number) => n % 8 === 1 || n % 8 === 4 || Math.floor(n / 8) % 8 === 0;
  const expected = Array.from({ length: 2_000 }, (_, n) => n).filter(isJan);
  expect(seen.filter((id) => /^p\d{1,4}$/.test(id) && Number(id.slice(1)) < 2_000)).toHaveLength(
    expected.length,
  );
});

test("the rows of a part that is sent again take the place of the first, and the totals with them", async () => {
  const { importId } = await imported(
    [
      { personId: "her-1", achternaam: "Her" },
      { personId: "her-2", achternaam: "" },
    ],
    { first: 1 },
  );
  await imported([{ personId: "her-3", achternaam: "Her" }], { importId, first: 3 });
  const show = async (cursor?: string) => {
    const shown = await api.as(exchange)("GET /v1/people/imports/{importId}", {
      params: { importId },
      query: { cursor },
    });
    if (!shown.ok) throw new Error("shown");
    return shown.body;
  };
  expect((await show()).totals).toEqual({ rows: 3, accepted: 2, known: 0, refused: 1 });
  await imported(
    [
      { personId: "her-1", achternaam: "Her" },
      { personId: "her-2", achternaam: "Hersteld" },
    ],
    { importId, first: 1 },
  );
  const first = await show();
  expect(first.totals).toEqual({ rows: 3, accepted: 2, known: 1, refused: 0 });
  expect(first.items.map(({ row: n, result }: RowResult) => [n, result])).toEqual([
    [1, "known"],
    [2, "accepted"],
  ]);
  const second = await show(first.next);
  expect(second.items.map(({ row: n }: RowResult) => n)).toEqual([3]);
  expect(second.next).toBeUndefined();
});
