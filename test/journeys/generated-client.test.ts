import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { transformSync } from "esbuild";
import { generateApi } from "swagger-typescript-api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { logIn } from "../../infra/local/login.ts";
import { aHelpdesk, type Helpdesk } from "./given.ts";

let helpdesk: Helpdesk;
beforeAll(async () => {
  helpdesk = await aHelpdesk("client");
});
afterAll(() => helpdesk?.host.stop());

type Client = {
  v1: Record<string, (...args: unknown[]) => Promise<{ status: number; data: Record<string, unknown> }>>;
};

test("a client generated from the description that the API gives asks a question and finds it again", async () => {
  const { api, issuer } = helpdesk.host.urls;
  const response = await fetch(`${api}/v1/openapi.json`);
  expect(response.status).toBe(200);
  const spec = (await response.json()) as never;
  const { files } = await generateApi({ spec, output: false, silent: true, httpClientType: "fetch" });
  const file = join(mkdtempSync(join(tmpdir(), "client-")), "client.mjs");
  writeFileSync(file, transformSync(files[0]?.fileContent ?? "", { loader: "ts", format: "esm" }).code);
  const { Api } = await import(pathToFileURL(file).href);

  const { accessToken } = await logIn(issuer, "medewerker-anna");
  const client: Client = new Api({
    baseUrl: api,
    securityWorker: () => ({ headers: { authorization: `Bearer ${accessToken}` } }),
  });
  const asked = await client.v1.postTickets?.({ text: "Kan een ander programma dit ook?" });
  expect(asked).toMatchObject({ status: 201, data: { recorded: true } });
  const mine = await client.v1.getMeTickets?.({ limit: 10 });
  expect(mine?.data).toMatchObject({ items: [{ reference: asked?.data.reference }] });
  await expect(client.v1.postTickets?.({ text: "" })).rejects.toMatchObject({
    status: 400,
    error: { code: "invalid-input" },
  });
});
