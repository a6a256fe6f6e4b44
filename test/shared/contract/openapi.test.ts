import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import SwaggerParser from "@apidevtools/swagger-parser";
import { generateApi } from "swagger-typescript-api";
import { describe, expect, test } from "vitest";
import { openApi } from "../../../shared/contract/openapi.ts";
import { operationOf, routes } from "../../../shared/contract/operations.ts";
import { apiVersion, statusOf } from "../../../shared/contract/problem.ts";

type Answer = { description: string; headers?: object; content?: Record<string, unknown> };
type Described = {
  operationId: string;
  security?: object[];
  parameters: { name: string; in: string; required: boolean }[];
  requestBody?: { content: Record<string, unknown> };
  responses: Record<string, Answer>;
};
type Document = {
  openapi: string;
  info: { version: string; contact: object; license: object; description: string };
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, { required: string[] }> };
};

const document = openApi(apiVersion) as unknown as Document;
const copy = () => structuredClone(document) as never;
const described = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    route: `${method.toUpperCase()} ${path}` as (typeof routes)[number],
    path,
    operation,
  })),
);
const ids = described.map(({ operation }) => operation.operationId);

describe("the description of the API", () => {
  test("is valid OpenAPI 3.1", async () => {
    expect(document.openapi).toBe("3.1.0");
    await expect(SwaggerParser.validate(copy())).resolves.toBeDefined();
  });

  test("says its full version, whom to ask and under which licence", () => {
    expect(document.info.version).toMatch(/^1\.\d+\.\d+$/);
    expect(document.info).toMatchObject({ contact: {}, license: { identifier: "EUPL-1.2" } });
  });

  test("holds every operation of the contract, and nothing else", () => {
    expect(described.map(({ route }) => route).sort()).toEqual([...routes].sort());
  });

  test("names each operation once, so that a client has a function for each", () => {
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^(get|post|put)([A-Z][a-z]*)+$/);
  });
});

describe.each(described)("$route", ({ route, operation }) => {
  const contract = operationOf(route);

  test("declares the parameters of its path as required", () => {
    const inPath = [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const declared = operation.parameters.filter((parameter) => parameter.in === "path");
    expect(declared.map(({ name }) => name)).toEqual(inPath);
    for (const { required } of declared) expect(required).toBe(true);
  });

  test("takes its query and headers when they are given", () => {
    const inQuery = operation.parameters.filter((parameter) => parameter.in === "query");
    expect(inQuery.map(({ name }) => name).sort()).toEqual(Object.keys(contract.query?.shape ?? {}).sort());
    const headers = operation.parameters.flatMap(({ name, in: place }) => (place === "header" ? [name] : []));
    expect(headers).toEqual([
      ...(contract.roles === "everyone" ? [] : ["Organisation"]),
      ...(contract.isKeyed ? ["Idempotency-Key"] : []),
      ...(contract.isVersioned ? ["If-Match"] : []),
    ]);
  });

  test("needs a token unless it is for everyone", () => {
    expect(operation.security).toEqual(contract.roles === "everyone" ? [] : undefined);
  });

  test("takes and gives JSON", () => {
    expect(operation.requestBody !== undefined).toBe(contract.body !== undefined);
    if (operation.requestBody)
      expect(Object.keys(operation.requestBody.content)).toEqual(["application/json"]);
    const given = ["application/json", ...("isAlsoCsv" in contract ? ["text/csv"] : [])];
    expect(Object.keys(operation.responses[contract.status]?.content ?? {})).toEqual(given);
  });

  test("refuses with a problem document that names the reason, under its own status", () => {
    for (const reason of contract.refuses) {
      const answer = operation.responses[statusOf[reason]];
      expect(answer?.description).toContain(`${reason}: `);
      expect(Object.keys(answer?.content ?? {})).toEqual(["application/problem+json"]);
    }
  });

  test("may be refused by whoever comes before it: the sign-in, the body, the gateway", () => {
    const expected = [
      400,
      ...(contract.roles === "everyone" ? [] : [401, 403]),
      ...(contract.body ? [413, 415] : []),
      ...(contract.isKeyed ? [409] : []),
      ...(contract.isVersioned ? [412] : []),
      429,
      500,
      503,
    ];
    expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(expected.map(String)));
  });

  test("tells the API's version on every answer but the gateway's own", () => {
    for (const { content, headers } of Object.values(operation.responses)) {
      expect(headers !== undefined).toBe(content !== undefined);
    }
  });
});

test("a problem document says what went wrong by a code", () => {
  expect(document.components.schemas.Problem?.required).toEqual(["type", "title", "status", "code"]);
});

test("a client that is generated from it has every operation, and its types hold", {
  timeout: 20_000,
}, async () => {
  const generated = await generateApi({ spec: copy(), output: false, silent: true, fileName: "client.ts" });
  const client = generated.files.map(({ fileContent }) => fileContent).join("\n");
  for (const id of ids) expect(client).toContain(`    ${id}: (`);

  const folder = mkdtempSync(join(tmpdir(), "client-"));
  const file = join(folder, "client.ts");
  writeFileSync(file, client);
  const tsc = join(import.meta.dirname, "../../../node_modules/.bin/tsc");
  const strictly = ["--ignoreConfig", "--noEmit", "--strict", "--target", "es2024", "--lib", "es2024,dom"];
  try {
    expect(execFileSync(tsc, [...strictly, file], { encoding: "utf8" })).toBe("");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
