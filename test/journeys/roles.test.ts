import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Answer, Caller } from "../../shared/contract/call.ts";
import type { Route } from "../../shared/contract/operations.ts";
import { aHelpdesk, type Helpdesk } from "./given.ts";

let helpdesk: Helpdesk;
beforeAll(async () => {
  helpdesk = await aHelpdesk("roles");
});
afterAll(() => helpdesk?.host.stop());

type Request = (call: Caller) => Promise<Answer<Route>>;
const own: Request = (call) => call("GET /v1/me/tickets");
const work: Request = (call) => call("GET /v1/tickets");
const payroll: Request = (call) => call("GET /v1/tickets", { query: { desk: "payroll" } });
const leave: Request = (call) => call("GET /v1/tickets", { query: { desk: "leave" } });
const people: Request = (call) => call("GET /v1/people", { query: { q: "testers" } });
const configuration: Request = (call) => call("GET /v1/configuration");
const walkIn: Request = (call) => call("POST /v1/contacts", { body: { channel: "face" } });
const phoneLog: Request = (call) => call("POST /v1/phone-logs", { body: { rows: [] } });
const peopleFile: Request = (call) => call("POST /v1/people/imports", { body: { rows: [] } });

const rows: [role: string, person: string, allowed: Request, refused: Request, code: string][] = [
  ["employee", "medewerker-anna", own, people, "not-your-role"],
  ["line manager", "leidinggevende-carla", own, work, "not-your-role"],
  ["front office", "loket-femke", walkIn, peopleFile, "not-your-role"],
  ["back office", "salaris-omar", payroll, leave, "not-at-your-desk"],
  ["coordinator", "coordinator-vera", people, walkIn, "not-your-role"],
  ["editor", "redacteur-xandra", own, work, "not-your-role"],
  ["service manager", "teamleider-wim", configuration, work, "not-your-role"],
  ["privacy officer", "privacy-zoe", own, work, "not-your-role"],
  ["works council", "or-dirk", configuration, work, "not-your-role"],
  ["administrator", "beheerder-yara", configuration, work, "not-your-role"],
];

test.each(rows)("%s: %s may do the one and not the other", async (_, person, allowed, refused, code) => {
  const call = helpdesk.as(person);
  expect(await allowed(call)).toMatchObject({ ok: true });
  expect(await refused(call)).toMatchObject({ status: 403, problem: { code } });
});

test("a system delivers files and asks nothing", async () => {
  expect(await phoneLog(helpdesk.system)).toMatchObject({ status: 200 });
  expect(await own(helpdesk.system)).toMatchObject({ status: 403, problem: { code: "not-your-role" } });
});

describe("organisations", () => {
  test("who works for another organisation is nobody here", async () => {
    expect(await own(helpdesk.as("anderhout-eva"))).toMatchObject({
      status: 403,
      problem: { code: "not-a-member" },
    });
    expect(await own(helpdesk.as("medewerker-anna", "anderhout"))).toMatchObject({
      status: 403,
      problem: { code: "not-a-member" },
    });
  });

  test("who works for two says for which", async () => {
    expect(await work(helpdesk.as("flexpool-hugo"))).toMatchObject({
      status: 403,
      problem: { code: "not-a-member" },
    });
    expect(await work(helpdesk.as("flexpool-hugo", "vechterhout"))).toMatchObject({ status: 200 });
  });
});

test("no token, a forged one, an unknown path and a wrong method are problem documents", async () => {
  const { api } = helpdesk.host.urls;
  const look = async (path: string, init?: RequestInit) => {
    const response = await fetch(`${api}${path}`, init);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    expect(response.headers.get("api-version")).toBe("1.0.0");
    const { code } = (await response.json()) as { code: string };
    return [response.status, code, response.headers.get("allow")];
  };
  const forged = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJsb2tldC1mZW1rZSJ9.";
  expect(await look("/v1/me/tickets")).toEqual([401, "not-signed-in", null]);
  expect(await look("/v1/me/tickets", { headers: { authorization: `Bearer ${forged}` } })).toEqual([
    401,
    "token-refused",
    null,
  ]);
  expect(await look("/v1/nowhere")).toEqual([404, "route-unknown", null]);
  expect(await look("/v1/topics", { method: "DELETE" })).toEqual([405, "method-not-allowed", "GET"]);
});
