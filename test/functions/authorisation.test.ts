import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadTicket } from "../../functions/store/tickets.ts";
import { type Route, routes } from "../../shared/contract/operations.ts";
import type { TicketId } from "../../shared/id.ts";
import { mayRead, type Reading } from "../../shared/person/access.ts";
import { type Member, Role } from "../../shared/person/member.ts";
import { aMember, anderhout, anna, femke, omar, organisation, someId, vechterhout } from "../given.ts";
import { type InProcess, inProcess, type RawAnswer } from "../in-process.ts";

const agents = "front-office back-office coordinator";

/**
 * Who may call what, written down a second time on purpose: a role that is added to the contract by mistake
 * differs from this list. Everybody but a system is an employee as well.
 */
const mayCall = {
  "POST /v1/tickets": "employee",
  "GET /v1/tickets": agents,
  "GET /v1/me/tickets": "employee",
  "GET /v1/me/team": "employee",
  "GET /v1/tickets/{ticketId}": "employee",
  "GET /v1/tickets/{ticketId}/reads": "employee",
  "POST /v1/tickets/{ticketId}/claim": agents,
  "POST /v1/tickets/{ticketId}/release": agents,
  "POST /v1/tickets/{ticketId}/assign": "coordinator",
  "POST /v1/tickets/{ticketId}/replies": "employee",
  "POST /v1/tickets/{ticketId}/notes": agents,
  "POST /v1/tickets/{ticketId}/acknowledge": agents,
  "POST /v1/tickets/{ticketId}/transfer": agents,
  "POST /v1/tickets/{ticketId}/return": agents,
  "POST /v1/tickets/{ticketId}/wait": agents,
  "POST /v1/tickets/{ticketId}/resume": agents,
  "POST /v1/tickets/{ticketId}/resolve": "employee",
  "POST /v1/tickets/{ticketId}/reopen": "employee",
  "POST /v1/tickets/{ticketId}/rating": "employee",
  "POST /v1/tickets/{ticketId}/topic": agents,
  "POST /v1/tickets/{ticketId}/confidentiality": agents,
  "POST /v1/tickets/{ticketId}/readers": agents,
  "POST /v1/tickets/{ticketId}/redactions": agents,
  "POST /v1/tickets/{ticketId}/urgency": agents,
  "POST /v1/tickets/{ticketId}/promises": agents,
  "POST /v1/tickets/{ticketId}/promises/{promise}/keep": agents,
  "POST /v1/tickets/{ticketId}/promises/{promise}/withdraw": agents,
  "POST /v1/tickets/{ticketId}/promises/{promise}/confirm": "employee",
  "POST /v1/contacts": "front-office",
  "GET /v1/contacts/{contactId}": "front-office",
  "POST /v1/phone-logs": "front-office system",
  "GET /v1/phone-logs/{importId}": "front-office system",
  "GET /v1/people": agents,
  "POST /v1/people/imports": "system",
  "GET /v1/people/imports/{importId}": "system",
  "POST /v1/people/{personId}/link": "front-office coordinator",
  "POST /v1/jobs": "administrator service-manager",
  "GET /v1/jobs/{jobId}": "administrator service-manager",
  "GET /v1/reports/service-levels": "service-manager works-council",
  "GET /v1/reports/answers": "service-manager works-council editor",
  "GET /v1/topics": "employee",
  "GET /v1/topics/{topic}/answer": "employee",
  "POST /v1/topics/suggest": "employee",
  "GET /v1/topics/index": "employee",
  "POST /v1/answers/uses": "employee",
  "GET /v1/changes": `${agents} editor`,
  "POST /v1/changes/read": `${agents} editor`,
  "GET /v1/me/preferences": "employee",
  "PUT /v1/me/preferences": "employee",
  "GET /v1/me/changes": "employee",
  "GET /v1/topics/demand": "editor service-manager",
  "GET /v1/topics/merges": "editor",
  "GET /v1/glossary": "editor",
  "PUT /v1/glossary/concepts/{concept}": "editor",
  "POST /v1/glossary/words/{word}/dismiss": "editor",
  "GET /v1/topics/{topic}": "editor",
  "GET /v1/topics/{topic}/material": "editor",
  "GET /v1/topics/{topic}/revisions/{revision}": "editor",
  "POST /v1/topics/{topic}/open": "editor",
  "POST /v1/topics/{topic}/name": "editor",
  "POST /v1/topics/{topic}/owner": "editor",
  "POST /v1/topics/{topic}/review": "editor",
  "POST /v1/topics/{topic}/mute": "editor",
  "POST /v1/topics/{topic}/unmute": "editor",
  "POST /v1/topics/{topic}/archive": "editor",
  "POST /v1/topics/{topic}/unarchive": "editor",
  "POST /v1/topics/{topic}/merge": "editor",
  "POST /v1/topics/{topic}/unmerge": "editor",
  "POST /v1/topics/{topic}/split": "editor",
  "POST /v1/topics/{topic}/drafts": "editor",
  "PUT /v1/topics/{topic}/revisions/{revision}": "editor",
  "POST /v1/topics/{topic}/revisions/{revision}/offer": "editor",
  "POST /v1/topics/{topic}/revisions/{revision}/send-back": "editor",
  "POST /v1/topics/{topic}/revisions/{revision}/publish": "editor",
  "POST /v1/topics/{topic}/revisions/{revision}/discard": "editor",
  "POST /v1/topics/{topic}/revisions/{revision}/withdraw": "editor",
  "POST /v1/topics/{topic}/revisions/{revision}/confirm-withdrawal": "editor",
  "POST /v1/topics/{topic}/revisions/{revision}/restore": "editor",
  "POST /v1/topics/{topic}/revisions/{revision}/confirm-restoration": "editor",
  "GET /v1/desks/{desk}/changes": agents,
  "GET /v1/configuration": `${agents} administrator service-manager editor works-council`,
  "GET /v1/openapi.json": "everyone",
} as const satisfies Record<Route, string>;

const isAllowed = (route: Route, role: Role) => {
  const allowed = mayCall[route].split(" ");
  return (
    allowed.includes("everyone") ||
    allowed.includes(role) ||
    (role !== "system" && allowed.includes("employee"))
  );
};

/** Sound input for every operation that takes any, so that nothing but the right to call it can refuse. */
const bodies: Partial<Record<Route, unknown>> = {
  "POST /v1/tickets": { text: "Hoe zit het?" },
  "POST /v1/tickets/{ticketId}/assign": { to: femke.person },
  "POST /v1/tickets/{ticketId}/replies": { text: "Zo zit het." },
  "POST /v1/tickets/{ticketId}/notes": { text: "Zo zit het." },
  "POST /v1/tickets/{ticketId}/transfer": { to: "leave", reason: "needs-specialist" },
  "POST /v1/tickets/{ticketId}/return": { reason: "wrong-desk" },
  "POST /v1/tickets/{ticketId}/wait": { for: "asker", text: "Welke maand?" },
  "POST /v1/tickets/{ticketId}/resolve": { outcome: "answered", text: "Zo zit het." },
  "POST /v1/tickets/{ticketId}/reopen": { reason: "not-done" },
  "POST /v1/tickets/{ticketId}/rating": { score: 4 },
  "POST /v1/tickets/{ticketId}/topic": { topic: "verlof_saldo" },
  "POST /v1/tickets/{ticketId}/confidentiality": { to: "sensitive", reason: "Gaat over ziekte" },
  "POST /v1/tickets/{ticketId}/readers": { add: [femke.person] },
  "POST /v1/tickets/{ticketId}/redactions": { contentId: someId("content", 900), reason: "special-data" },
  "POST /v1/tickets/{ticketId}/urgency": { to: "today", reason: "Geen geld voor eten" },
  "POST /v1/tickets/{ticketId}/promises": { text: "Ik bel je", at: "2099-01-01T12:00:00+01:00" },
  "POST /v1/tickets/{ticketId}/promises/{promise}/withdraw": { reason: "Dat lukt niet" },
  "POST /v1/tickets/{ticketId}/promises/{promise}/confirm": { kept: false },
  "POST /v1/contacts": { channel: "call" },
  "POST /v1/phone-logs": { rows: [] },
  "POST /v1/people/imports": { rows: [] },
  "POST /v1/people/{personId}/link": { to: "nobody-here" },
  "POST /v1/topics/suggest": { text: "Waarom is mijn loon lager?" },
  "POST /v1/answers/uses": { uses: [{ topic: "loonbeslag", revision: 1, what: "shown" }] },
  "POST /v1/changes/read": { changes: ["2026-12-01T09:30:00.000Z#ikb#00000001"] },
  "PUT /v1/me/preferences": { changeNotices: true },
  "PUT /v1/glossary/concepts/{concept}": { nl: [], en: [] },
  "POST /v1/topics/{topic}/open": { name: { nl: "Fietsplan", en: "Bike plan" }, under: "ikb" },
  "POST /v1/topics/{topic}/name": { name: { nl: "Fietsplan", en: "Bike plan" } },
  "POST /v1/topics/{topic}/owner": { desk: "payroll" },
  "POST /v1/topics/{topic}/merge": { into: "salarisstrook" },
  "POST /v1/topics/{topic}/split": { tickets: [someId("ticket", 900)] },
  "POST /v1/topics/{topic}/drafts": { audience: "employee" },
  "PUT /v1/topics/{topic}/revisions/{revision}": {
    texts: { nl: { written: "Zo", spoken: "" } },
    sources: [],
    validFrom: "2026-12-01",
  },
  "POST /v1/topics/{topic}/revisions/{revision}/send-back": { remark: "Noem het artikel" },
  "POST /v1/topics/{topic}/revisions/{revision}/publish": { version: 1 },
  "POST /v1/topics/{topic}/revisions/{revision}/withdraw": { because: "wrong" },
  "POST /v1/jobs": { kind: "what-if", candidate: {}, from: "2026-12-01", to: "2026-12-31" },
};
const queries: Partial<Record<Route, string>> = {
  "GET /v1/people": "?q=zzz",
  "GET /v1/reports/service-levels": "?from=2026-11-02&to=2026-11-29",
  "GET /v1/reports/answers": "?from=2026-11-02&to=2026-11-29",
};

let api: InProcess;
let own: TicketId;
let others: TicketId;
let restricted: TicketId;
let foreign: TicketId;
let contactId: string;

const withRole = (role: Role, given: Partial<Omit<Member, "person">> = {}) =>
  aMember(`proef-${role}`, { roles: [role], desks: ["payroll"], ...given });

beforeAll(async () => {
  api = await inProcess();
  others = await api.asks(anna, { text: "Geheimpje van Anna" });
  restricted = await api.asks(anna, { text: "Ik word gepest", topic: "loonbeslag" });
  foreign = await api.asks({ ...anna, organisation: anderhout }, { text: "Bij de buren" });
  const logged = await api.as(femke)("POST /v1/contacts", {
    body: {
      channel: "call",
      person: { is: "provisional", name: "Onbekende" },
      questions: [{ text: "Aan de lijn", topic: "salarisstrook", handOver: { reason: "needs-specialist" } }],
    },
  });
  if (!logged.ok || !logged.body.recorded) throw new Error("the contact is recorded");
  contactId = logged.body.contactId;
});
afterAll(() => api.stop());

function call(
  route: Route,
  ticketId: string,
  member: Member | undefined,
  headers: Record<string, string> = {},
) {
  const [method, template] = route.split(" ") as [string, string];
  const path = template
    .replace("{ticketId}", ticketId)
    .replace("{contactId}", contactId)
    .replace("{importId}", someId("import", 1))
    .replace("{jobId}", someId("job", 1))
    .replace("{personId}", "nobody-there")
    .replace("{promise}", "4")
    .replace("{topic}", "ikb")
    .replace("{desk}", "payroll")
    .replace("{revision}", "1")
    .replace("{concept}", "fietsplan")
    .replace("{word}", "fietsplan");
  return api.raw(method, path + (queries[route] ?? ""), {
    ...(member && { member }),
    // A version that nothing has: whoever may see the ticket hears that it is stale, and nothing changes.
    headers: { "if-match": '"999999"', ...headers },
    ...(method !== "GET" && { body: JSON.stringify(bodies[route] ?? {}) }),
  });
}

const refusedForRole = ({ status, body }: RawAnswer) => status === 403 && body.code === "not-your-role";

describe("an operation is for the roles that the helpdesk gave it to, and for no other", () => {
  test.each(Role.options)("%s", async (role) => {
    for (const route of routes) {
      const answer = await call(route, others, withRole(role));
      const expected = isAllowed(route, role) ? "allowed" : "refused";
      expect(`${route} ${refusedForRole(answer) ? "refused" : "allowed"}`).toBe(`${route} ${expected}`);
    }
  });
});

test("without a token nothing but the description answers, and says nothing of what exists", async () => {
  for (const route of routes) {
    const answer = await call(route, others, undefined);
    if (mayCall[route] === "everyone") expect(answer.status).toBe(200);
    else expect(answer).toMatchObject({ status: 401, body: { code: "not-signed-in" } });
  }
});

test("a member of another organisation finds none of this one's tickets by any operation", async () => {
  const neighbours = Role.options
    .filter((role) => role !== "system")
    .map((role) => withRole(role, { organisation: anderhout, desks: ["frontoffice", "payroll"] }));
  for (const member of neighbours) {
    for (const route of routes.filter((each) => each.includes("{ticketId}"))) {
      if (!isAllowed(route, member.roles[0] as Role)) continue;
      const answer = await call(route, others, member);
      expect([route, answer.status, answer.body.code]).toEqual([route, 404, "ticket-unknown"]);
    }
  }
  const lists = await api.raw("GET", `/v1/tickets?person=${anna.person}`, {
    member: withRole("front-office", { organisation: anderhout }),
  });
  expect(lists.body.items.map(({ ticketId }: { ticketId: string }) => ticketId)).toEqual([foreign]);
});

describe("a member of two organisations", () => {
  const both = async (headers: Record<string, string>) => {
    const memberships = [vechterhout, anderhout].map((id) => ({
      organisation: id,
      roles: id === vechterhout ? ["front-office"] : [],
      desks: [],
    }));
    const token = await api.issuer.token({ sub: "leen-flex", memberships });
    return (path: string) =>
      api.raw("GET", path, { headers: { authorization: `Bearer ${token}`, ...headers } });
  };

  test("has to say which one a request is for", async () => {
    const get = await both({});
    expect(await get(`/v1/tickets/${others}`)).toMatchObject({ status: 403, body: { code: "not-a-member" } });
  });

  test("has in each the roles of that one only", async () => {
    const here = await both({ organisation: vechterhout });
    expect((await here(`/v1/tickets/${others}`)).status).toBe(200);
    expect((await here(`/v1/tickets/${foreign}`)).status).toBe(404);
    const there = await both({ organisation: anderhout });
    expect((await there(`/v1/tickets/${foreign}`)).status).toBe(404);
    expect(await there("/v1/tickets")).toMatchObject({ status: 403, body: { code: "not-your-role" } });
  });

  test("gets nowhere with the header of a third", async () => {
    for (const id of ["elders", "vechterhout2", "Vechterhout", "vechterhout, anderhout", "__proto__"]) {
      const get = await both({ organisation: id });
      expect(await get(`/v1/tickets/${others}`)).toMatchObject({
        status: 403,
        body: { code: "not-a-member" },
      });
    }
  });
});

test("a member of one organisation cannot name another in the header", async () => {
  const answer = await call("GET /v1/tickets/{ticketId}", foreign, anna, { organisation: anderhout });
  expect(answer).toMatchObject({ status: 403, body: { code: "not-a-member" } });
});

test("an organisation that this deployment does not serve is refused, whatever the token says", async () => {
  const elsewhere = { ...anna, organisation: "elders" as typeof vechterhout };
  expect(await call("GET /v1/me/tickets", others, elsewhere)).toMatchObject({
    status: 403,
    body: { code: "not-a-member" },
  });
});

describe("how much of a ticket each role reads follows the one rule, in detail and by every change", () => {
  const viewOf: Record<Reading, string | undefined> = {
    nothing: undefined,
    stub: "stub",
    "as-asker": "asker",
    "as-desk": "desk",
  };
  /** The rule's outcome for someone who asked nothing, written down a second time: open and restricted. */
  const expectedReading: Partial<Record<Role, [Reading, Reading]>> = {
    "front-office": ["as-desk", "stub"],
  };

  test.each(Role.options.filter((role) => role !== "system"))("%s", async (role) => {
    const member = withRole(role);
    const [open, kept] = expectedReading[role] ?? ["nothing", "nothing"];
    own = await api.asks(member, { text: "Mijn eigen vraag" });
    for (const [ticketId, reading] of [
      [own, "as-asker"],
      [others, open],
      [restricted, kept],
      [foreign, "nothing"],
    ] as const) {
      const ticket = await loadTicket(api.table, vechterhout, ticketId);
      if (ticket)
        expect(mayRead({ ...member, roles: ["employee", role] }, ticket, organisation)).toBe(reading);
      const shown = await call("GET /v1/tickets/{ticketId}", ticketId, member);
      expect([shown.status, shown.body.view]).toEqual(
        reading === "nothing" ? [404, undefined] : [200, viewOf[reading]],
      );
      for (const route of routes.filter(
        (each) => /^POST .*\{ticketId\}/.test(each) && isAllowed(each, role),
      )) {
        const answer = await call(route, ticketId, member);
        // Whoever sees the ticket gets past the door and hears that the version is old.
        const atTheDoor = reading === "nothing" ? [404, "ticket-unknown"] : expect.anything();
        expect([answer.status, answer.body.code]).toEqual(atTheDoor);
        if (reading !== "nothing") expect([412, 400]).toContain(answer.status);
      }
    }
  });
});

test("who runs the helpdesk without answering questions reads none: not in detail, list, contact, count or search", async () => {
  for (const role of [
    "administrator",
    "service-manager",
    "editor",
    "works-council",
    "privacy-officer",
  ] as const) {
    const member = withRole(role, { desks: ["frontoffice", "payroll", "confidential"] });
    const paths = [
      `/v1/tickets/${others}`,
      `/v1/tickets/${restricted}`,
      `/v1/tickets/${others}/reads`,
      "/v1/tickets",
      "/v1/tickets?desk=payroll",
      "/v1/tickets?desk=frontoffice&state=done",
      `/v1/tickets?person=${anna.person}`,
      `/v1/contacts/${contactId}`,
      "/v1/people?q=anna",
      "/v1/people?q=1001",
    ];
    for (const path of paths) {
      const answer = await api.raw("GET", path, { member });
      expect([path, [403, 404].includes(answer.status)]).toEqual([path, true]);
    }
    const mine = await api.raw("GET", "/v1/me/tickets", { member });
    expect(mine.text).not.toContain("Geheimpje");
  }
});

test("desks in a token give nothing without a role that works at them", async () => {
  const claimed = aMember("sluwe-sjors", {
    roles: ["employee"],
    desks: ["frontoffice", "payroll", "confidential"],
  });
  expect((await call("GET /v1/tickets/{ticketId}", others, claimed)).status).toBe(404);
  expect((await call("GET /v1/tickets", others, claimed)).status).toBe(403);
});

test("a back office reads a question only once its own desk had it", async () => {
  expect((await call("GET /v1/tickets/{ticketId}", others, omar)).status).toBe(404);
  const claimed = await api.as(femke)("POST /v1/tickets/{ticketId}/claim", { params: { ticketId: others } });
  expect(claimed.ok).toBe(true);
  const moved = await api.as(femke)("POST /v1/tickets/{ticketId}/transfer", {
    params: { ticketId: others },
    body: { to: "payroll", reason: "needs-specialist" },
  });
  expect(moved.ok).toBe(true);
  expect(await call("GET /v1/tickets/{ticketId}", others, omar)).toMatchObject({
    status: 200,
    body: { view: "desk" },
  });
  const leave = aMember("verlof-loes", { roles: ["back-office"], desks: ["leave"] });
  expect((await call("GET /v1/tickets/{ticketId}", others, leave)).status).toBe(404);
});
