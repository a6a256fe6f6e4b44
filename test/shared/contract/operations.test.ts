import { describe, expect, test } from "vitest";
import {
  httpFunctions,
  methodsAt,
  operationOf,
  type Route,
  routes,
} from "../../../shared/contract/operations.ts";
import { Problem, statusOf } from "../../../shared/contract/problem.ts";
import { Role } from "../../../shared/person/member.ts";
import { refusalReasons, refusals } from "../../../shared/refusal.ts";
import { someId } from "../../given.ts";

const partsOf = (route: Route) => route.split(" ") as [string, string];
const placeholders = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);

describe("a refusal", () => {
  test("has a status, and every status belongs to a refusal", () => {
    expect(Object.keys(statusOf).sort()).toEqual([...refusalReasons].sort());
  });

  test.each(refusalReasons)("is the caller's to mend or to wait out, in both languages: %s", (reason) => {
    expect([400, 401, 403, 404, 405, 409, 412, 413, 415, 503]).toContain(statusOf[reason]);
    const { nl, en } = refusals[reason];
    expect(nl).toMatch(/^[A-Z].*\.$/);
    expect(en).toMatch(/^[A-Z].*\.$/);
    expect(nl).not.toBe(en);
  });

  test("of what is not there and of what may not be seen look the same", () => {
    expect(statusOf["ticket-unknown"]).toBe(404);
    expect(refusals["ticket-unknown"].en).toContain("or you may not see it");
  });

  test("is a problem document that holds no more than it says", () => {
    const problem = { type: "https://loket.example/stale", title: "x", status: 412, code: "stale" };
    expect(Problem.safeParse(problem).success).toBe(true);
    expect(Problem.safeParse({ ...problem, code: "unheard-of" }).success).toBe(false);
    expect(Problem.safeParse({ ...problem, stack: "at line 1" }).success).toBe(false);
  });
});

describe.each(routes)("%s", (route) => {
  const [method, path] = partsOf(route);
  const operation = operationOf(route);

  test("is read, appended to or put in the place of what was, under the version of the API", () => {
    expect(["GET", "POST", "PUT"]).toContain(method);
    expect(path).toMatch(/^\/v1\//);
  });

  test("is kebab-case or a parameter in each part, and ends in no slash", () => {
    for (const part of path.split("/").slice(2))
      expect(part).toMatch(/^([a-z]+(-[a-z]+)*(\.json)?|\{[a-z][A-Za-z]*\})$/);
  });

  test("declares the parameters of its path, all of them and no others", () => {
    expect(Object.keys(operation.params?.shape ?? {}).sort()).toEqual(placeholders(path).sort());
  });

  test("refuses for reasons that exist, each once", () => {
    for (const reason of operation.refuses) expect(refusalReasons).toContain(reason);
    expect(new Set(operation.refuses).size).toBe(operation.refuses.length);
  });

  test("is served by a function there is, for roles there are", () => {
    expect(httpFunctions).toContain(operation.function);
    if (operation.roles === "everyone") return;
    expect(operation.roles.length).toBeGreaterThan(0);
    for (const role of operation.roles) expect(Role.options).toContain(role);
  });

  test("takes a body when it changes something and none when it reads", () => {
    expect(operation.body !== undefined).toBe(method !== "GET");
    expect(operation.status === 201).toBe(
      ["POST /v1/tickets", "POST /v1/contacts", "POST /v1/jobs", "POST /v1/topics/{topic}/drafts"].includes(
        route,
      ),
    );
  });

  test("can be repeated safely and checks the version, where it changes a ticket or a topic", () => {
    const changes = /^(POST|PUT) \/v1\/(tickets\/\{ticketId\}|topics\/\{topic\})\//.test(route);
    expect(operation.isVersioned ?? false).toBe(changes);
    if (changes || operation.status === 201) expect(operation.isKeyed).toBe(true);
  });

  test("says in Dutch what it is for", () => {
    expect(operation.summary).toMatch(/^[A-ZÉ].{5,}[^.]$/);
  });

  test("refuses a field that it does not know", () => {
    if (!operation.body) return;
    const { error } = operation.body.safeParse({ unheardOf: true });
    expect(JSON.stringify(error?.issues)).toMatch(/unrecognized_keys|invalid_union/);
  });
});

test("only the description is for everyone; a question's content is for nobody without a role", () => {
  expect(routes.filter((route) => operationOf(route).roles === "everyone")).toEqual(["GET /v1/openapi.json"]);
});

test("an administrator reaches the configuration and long work, and no content", () => {
  const forAdministrator = routes.filter((route) => operationOf(route).roles.includes("administrator"));
  expect(forAdministrator.sort()).toEqual(["GET /v1/configuration", "GET /v1/jobs/{jobId}", "POST /v1/jobs"]);
});

describe("the methods at a path", () => {
  test.each([
    ["/v1/tickets", ["POST", "GET"]],
    [`/v1/tickets/${someId("ticket", 1)}`, ["GET"]],
    [`/v1/tickets/${someId("ticket", 1)}/claim`, ["POST"]],
    ["/v1/people/imports", ["POST"]],
    ["/v1/tickets/", []],
    ["/v1/nothing", []],
    ["/", []],
  ])("%s: %j", (path, methods) => {
    expect(methodsAt(path)).toEqual(methods);
  });
});
