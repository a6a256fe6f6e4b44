import { afterAll, beforeAll, expect, test } from "vitest";
import { anna, femke, omar } from "../given.ts";
import { type InProcess, inProcess } from "../in-process.ts";

let api: InProcess;
beforeAll(async () => {
  api = await inProcess();
});
afterAll(() => api.stop());

test("a question asked by click is found again by its asker and claimed by the front office before it is routed", async () => {
  const asked = await api.as(anna)("POST /v1/tickets", { body: { text: "Hoeveel verlof heb ik nog?" } });
  expect(asked).toMatchObject({ status: 201, body: { recorded: true, state: "received" } });
  const mine = await api.as(anna)("GET /v1/me/tickets");
  expect(mine).toMatchObject({ body: { items: [{ excerpt: "Hoeveel verlof heb ik nog?" }] } });
  const list = await api.as(femke)("GET /v1/tickets");
  expect(list).toMatchObject({ body: { items: [{ view: "desk", state: "received" }] } });
  if (!asked.ok || !asked.body.recorded) throw new Error("recorded");
  const { ticketId } = asked.body;
  const others = await api.as(omar)("GET /v1/tickets/{ticketId}", { params: { ticketId } });
  expect(others).toMatchObject({ status: 404, problem: { code: "ticket-unknown" } });
  const claimed = await api.as(femke)("POST /v1/tickets/{ticketId}/claim", { params: { ticketId } });
  expect(claimed).toMatchObject({ status: 200, body: { state: "in-progress", version: 4 } });
});
