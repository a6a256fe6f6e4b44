import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { loadAgent, noteAgent } from "../../functions/store/agents.ts";
import type { Agent, Member } from "../../shared/person/member.ts";
import { aMember, coen } from "../given.ts";
import { type InProcess, inProcess, itemsIn } from "../in-process.ts";

let api: InProcess;
beforeAll(async () => {
  api = await inProcess();
});
afterAll(() => api.stop());

/** A new container: nothing is remembered of the one before. */
beforeEach(() => vi.resetModules());

const agentOf = ({ organisation, ...agent }: Member): Agent => agent;
const stored = ({ organisation, person }: Member) => loadAgent(api.table, organisation, person);
const calls = (member: Member) => api.raw("GET", "/v1/me/tickets", { member });
const atPayroll = (person: string) =>
  aMember(person, { roles: ["employee", "back-office"], desks: ["payroll"] });

test("an agent is known from the first call on; who never was one leaves nothing", async () => {
  const agent = atPayroll("nieuwe-nora");
  await calls(agent);
  expect(await stored(agent)).toEqual(agentOf(agent));
  const employee = aMember("medewerker-mees");
  await calls(employee);
  expect(await stored(employee)).toBeUndefined();
});

test("an agent whose token no longer says so is no agent any more: no work is assigned to them", async () => {
  const agent = atPayroll("vertrekker-vic");
  const before = { ...agent, roles: ["employee"], desks: [] } as Member;
  for (const isNewContainer of [false, true]) {
    await calls(agent);
    if (isNewContainer) vi.resetModules();
    await calls(before);
    expect(await stored(agent)).toEqual(agentOf(before));
  }
  const ticketId = await api.asks(aMember("medewerker-anna"), { text: "Voor wie?" });
  await api.as(coen)("POST /v1/tickets/{ticketId}/claim", { params: { ticketId } });
  const assigned = await api.as(coen)("POST /v1/tickets/{ticketId}/assign", {
    params: { ticketId },
    body: { to: agent.person },
  });
  expect(assigned).toMatchObject({ status: 409, problem: { code: "not-an-agent" } });
});

test("who goes to another desk and back again is where they were last seen", async () => {
  const here = atPayroll("wisselaar-wim");
  const there = { ...here, desks: ["leave"] };
  for (const member of [here, there, here]) {
    await calls(member);
    expect(await stored(here)).toEqual(agentOf(member));
  }
});

test("a container writes nothing where the table says the same, and looks no more than once", async () => {
  const agent = atPayroll("rustige-roos");
  await noteAgent(api.table, agent.organisation, agentOf(agent));
  const before = await itemsIn(api.table);
  await calls(agent);
  expect(await itemsIn(api.table)).toEqual(before);
  await noteAgent(api.table, agent.organisation, { ...agentOf(agent), desks: ["leave"] });
  await calls(agent);
  expect((await stored(agent))?.desks).toEqual(["leave"]);
});

test("the catalogue notes nobody: it has no right to the table", async () => {
  const agent = atPayroll("lezende-lex");
  expect((await api.raw("GET", "/v1/configuration", { member: agent })).status).toBe(200);
  expect(await stored(agent)).toBeUndefined();
});
