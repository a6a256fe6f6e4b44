import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { Host } from "../../infra/local/host.ts";
import { logIn } from "../../infra/local/login.ts";

const example = join(import.meta.dirname, "../../web/embed/example");
const types = { html: "text/html; charset=utf-8", css: "text/css", js: "text/javascript" };

export type Intranet = { url: string; stop: () => void };

/** Another site than the helpdesk's, that trusts only itself and the helpdesk. */
export async function anIntranet(hostOf: () => Pick<Host, "urls">): Promise<Intranet> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const name = path === "/" ? "index.html" : path.slice(1);
    if (!/^(index\.html|intranet\.(css|js))$/.test(name)) return response.writeHead(204).end();
    const { api } = hostOf().urls;
    response.setHeader("content-type", types[name.split(".")[1] as keyof typeof types]);
    response.setHeader(
      "content-security-policy",
      `default-src 'none'; script-src 'self' ${api}; style-src 'self'; connect-src ${api}; base-uri 'none'; require-trusted-types-for 'script'`,
    );
    createReadStream(join(example, name)).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  return { url, stop: () => server.close() };
}

/** The intranet's page for somebody who is signed in there, as its token says. */
export async function openedAt(page: Page, intranet: Intranet, { urls }: Pick<Host, "urls">, person: string) {
  const { accessToken } = await logIn(urls.issuer, person);
  await page.addInitScript((token) => sessionStorage.setItem("intranet-token", token), accessToken);
  await page.goto(`${intranet.url}/#api=${encodeURIComponent(urls.api)}`);
  await page.getByRole("heading", { name: "Vraag het Personeelsloket" }).waitFor();
}
