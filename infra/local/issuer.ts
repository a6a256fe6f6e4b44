import { generateKeyPair, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import Provider, { type Configuration, interactionPolicy, type JWK } from "oidc-provider";
import { issuerMemory } from "./issuer-memory.ts";
import { loginPage, logoutPage } from "./login-page.ts";
import type { LocalPerson, Membership } from "./people.ts";

export const clientId = "personeelsloket";
export const audience = "personeelsloket-api";

/** A system that signs in as itself; its secret is worth nothing outside this machine. */
export const systemClient = { id: "phone-exchange", secret: "local-only" };
const systemMemberships: Membership[] = [{ organisation: "vechterhout", roles: ["system"], desks: [] }];

export type Issuer = { url: string; stop(): Promise<void> };

export type IssuerOptions = {
  people: LocalPerson[];
  /** Life of an access token; short ones serve tests of expiry. */
  accessTokenSeconds?: number;
  /** Where the signing key is kept, so that tokens outlive a restart. */
  dataDir?: string | undefined;
};

/** An OpenID Connect issuer for the people of this machine: code with PKCE, no secret, no password. */
export async function startIssuer({
  people,
  accessTokenSeconds = 600,
  dataDir,
}: IssuerOptions): Promise<Issuer> {
  const key = await signingKey(dataDir);
  let handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  const server = createServer((request, response) => {
    handle(request, response).catch((error: Error) => {
      response.writeHead(400, { "content-type": "text/plain;charset=utf-8" }).end(error.message);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(url, configuration(people, accessTokenSeconds, key));
  const answerAsProvider = provider.callback();

  handle = async (request, response) => {
    if (request.url === "/people") {
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(people));
      return;
    }
    const [, uid] = request.url?.match(/^\/login\/([\w-]+)$/) ?? [];
    if (!uid) return answerAsProvider(request, response);
    if (request.method !== "POST") {
      await provider.interactionDetails(request, response);
      response.writeHead(200, { "content-type": "text/html;charset=utf-8" }).end(loginPage(uid, people));
      return;
    }
    const chosen = new URLSearchParams(await textOf(request)).get("person");
    const person = people.find(({ id }) => id === chosen);
    if (!person) throw new Error(`There is no person ${chosen} here.`);
    await provider.interactionFinished(request, response, {
      login: { accountId: person.id, remember: false },
    });
  };

  return {
    url,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function configuration(people: LocalPerson[], accessTokenSeconds: number, key: JWK): Configuration {
  const membershipsOf = (personId: string | undefined) =>
    people.find(({ id }) => id === personId)?.memberships;
  return {
    adapter: issuerMemory(),
    jwks: { keys: [key] },
    cookies: { keys: [randomBytes(16).toString("hex")] },
    clients: [
      {
        client_id: clientId,
        // A native client may come back to any loopback port, so the pages and commands need no registration.
        application_type: "native",
        token_endpoint_auth_method: "none",
        redirect_uris: ["/callback", "/session/callback"].flatMap((path) => [
          `http://127.0.0.1${path}`,
          `http://localhost${path}`,
        ]),
        post_logout_redirect_uris: ["http://127.0.0.1/", "http://localhost/"],
        grant_types: ["authorization_code", "refresh_token"],
        response_types: ["code"],
      },
      {
        client_id: systemClient.id,
        client_secret: systemClient.secret,
        redirect_uris: [],
        grant_types: ["client_credentials"],
        response_types: [],
      },
    ],
    findAccount: (_, id) =>
      membershipsOf(id)
        ? { accountId: id, claims: () => ({ sub: id, memberships: membershipsOf(id) }) }
        : undefined,
    claims: { openid: ["sub", "memberships"] },
    conformIdTokenClaims: false,
    extraTokenClaims: (_, token) => {
      const personId = "accountId" in token ? token.accountId : undefined;
      return { memberships: personId ? membershipsOf(personId) : systemMemberships };
    },
    issueRefreshToken: () => true,
    expiresWithSession: () => false,
    rotateRefreshToken: true,
    interactions: { url: (_, { uid }) => `/login/${uid}`, policy: alwaysAsk() },
    loadExistingGrant: grantEverything,
    clientBasedCORS: () => true,
    renderError: (ctx, { error, error_description }) => {
      ctx.type = "text/plain";
      ctx.body = `${error}: ${error_description ?? ""}`;
    },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      revocation: { enabled: true, allowedPolicy: (_, client, token) => token.clientId === client.clientId },
      rpInitiatedLogout: {
        logoutSource: (ctx, form) => {
          ctx.body = logoutPage(form);
        },
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => `urn:${audience}`,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: "",
          audience,
          accessTokenFormat: "jwt",
          accessTokenTTL: accessTokenSeconds,
          jwt: { sign: { alg: "RS256" } },
        }),
      },
    },
    ttl: {
      AccessToken: accessTokenSeconds,
      AuthorizationCode: 60,
      ClientCredentials: accessTokenSeconds,
      Grant: 14 * 24 * 3600,
      IdToken: 3600,
      Interaction: 3600,
      RefreshToken: 10 * 3600,
      Session: 10 * 3600,
    },
  };
}

/**
 * The page with people shows at every sign-in, since changing person is what one does here all day; consent is
 * never asked, the only client being the helpdesk itself.
 */
function alwaysAsk(): interactionPolicy.DefaultPolicy {
  const { Check, base } = interactionPolicy;
  const policy = base();
  policy.remove("consent");
  policy
    .get("login")
    ?.checks.add(
      new Check("choose_person", "a person is chosen at every sign-in", (ctx) =>
        ctx.oidc.result?.login ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT,
      ),
    );
  return policy;
}

const grantEverything: Configuration["loadExistingGrant"] = async ({ oidc }) => {
  if (!oidc.client || !oidc.session?.accountId) return undefined;
  const grant = new oidc.provider.Grant({
    clientId: oidc.client.clientId,
    accountId: oidc.session.accountId,
  });
  grant.addOIDCScope("openid offline_access");
  grant.addOIDCClaims(["sub", "memberships"]);
  await grant.save();
  return grant;
};

async function signingKey(dataDir: string | undefined): Promise<JWK> {
  const file = dataDir && join(dataDir, "issuer-key.json");
  if (file && existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
  const { privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
  const key = { ...privateKey.export({ format: "jwk" }), kid: "local", use: "sig", alg: "RS256" } as JWK;
  if (dataDir && file) {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file, JSON.stringify(key), { mode: 0o600 });
  }
  return key;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
