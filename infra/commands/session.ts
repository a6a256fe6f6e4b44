import { randomUUID } from "node:crypto";
import { type Caller, caller, type Send } from "../../shared/contract/call.ts";
import { operationOf } from "../../shared/contract/operations.ts";
import { logIn, refresh, type Tokens } from "../local/login.ts";
import type { LocalPerson } from "../local/people.ts";
import { type Running, readRunning } from "../local/running.ts";
import { CannotRun } from "./arguments.ts";
import { retrying } from "./retry.ts";

/** Where a helpdesk is, who signs its people in, and for which of their organisations they call. */
export type Place = { api: string; issuer: string; organisation?: string | undefined };

/** Options that every command which calls the helpdesk shares. */
export const placeOptions = {
  url: { type: "string" },
  issuer: { type: "string" },
} as const;

export const placeHelp = `  --url URL        the helpdesk's API (default: the host that "npm start" started last)
  --issuer URL     its identity provider (default: the one of that host)`;

/** The host that runs here with this API, or else the one that was started last; nothing where none does. */
export function runningHost(api?: string): Running | undefined {
  try {
    return readRunning(api);
  } catch {
    return undefined;
  }
}

/** @throws CannotRun when no helpdesk is named and none runs here */
export function findPlace({ url, issuer }: { url?: string | undefined; issuer?: string | undefined }): Place {
  for (const [option, value] of Object.entries({ url, issuer })) {
    if (value !== undefined && !/^https?:\/\/[^/]+/.test(value)) {
      throw new CannotRun(`--${option} takes an address such as http://127.0.0.1:3000, not "${value}".`);
    }
  }
  const running = runningHost(url);
  const api = url?.replace(/\/$/, "") ?? running?.urls.api;
  if (!api) {
    throw new CannotRun(
      'No helpdesk runs here: start it with "npm start" in another terminal, or name it with --url.',
    );
  }
  return { api, issuer: issuer?.replace(/\/$/, "") ?? running?.urls.issuer ?? "" };
}

const nameIssuer = "Name the identity provider with --issuer: no host runs here at this address.";

/** Someone who is signed in, and stays so: the token is renewed in time, by signing in again where need be. */
export function personCaller(place: Place, personId: string, send: Send = retrying()): Caller {
  const { issuer } = place;
  if (!issuer) throw new CannotRun(nameIssuer);
  return signedCaller(place, send, (before) =>
    before
      ? refresh(issuer, before.refreshToken).catch(() => logIn(issuer, personId))
      : logIn(issuer, personId).catch((error: Error) => {
          throw new CannotRun(`${personId} cannot sign in at ${issuer}: ${error.message}.`);
        }),
  );
}

/** The telephone exchange or the personnel system: a token that was given, else the local issuer's own client. */
export function systemCaller(place: Place, token: string | undefined, send: Send = retrying()): Caller {
  if (token) return withKeys(caller(place.api, { send, token: () => token, ...organisationOf(place) }));
  if (!place.issuer) {
    throw new CannotRun("Give the system's access token with --token or PERSONEELSLOKET_TOKEN.");
  }
  return signedCaller(place, send, () => systemTokens(place.issuer));
}

const organisationOf = ({ organisation }: Place) => (organisation ? { organisation } : {});

function signedCaller(
  place: Place,
  send: Send,
  tokensAfter: (before: Tokens | undefined) => Promise<Tokens>,
): Caller {
  let tokens: Promise<Tokens> | undefined;
  let renewAt = 0;
  const renew = async (before: Promise<Tokens> | undefined) => {
    const fresh = await tokensAfter(await before?.catch(() => undefined));
    renewAt = Date.now() + fresh.expiresIn * 1000 - renewalMarginMillis(fresh);
    return fresh;
  };
  const token = async () => {
    if (!tokens || Date.now() >= renewAt) {
      // Calls that come meanwhile wait for this same renewal.
      renewAt = Number.POSITIVE_INFINITY;
      tokens = renew(tokens);
      tokens.catch(() => {
        renewAt = 0;
      });
    }
    return (await tokens).accessToken;
  };
  return withKeys(caller(place.api, { send, token, ...organisationOf(place) }));
}

const renewalMarginMillis = ({ expiresIn }: Tokens) => Math.min(30, expiresIn / 3) * 1000;

/** Every call that appends gets a key of its own, so that it may be sent again when its answer is lost. */
function withKeys(call: Caller): Caller {
  return (route, given) =>
    call(route, operationOf(route).isKeyed ? ({ key: randomUUID(), ...given } as typeof given) : given);
}

async function systemTokens(issuer: string): Promise<Tokens> {
  // Loaded only here: with a token of one's own there is no local issuer.
  const { systemClient } = await import("../local/issuer.ts");
  const response = await fetch(`${issuer}/token`, {
    method: "POST",
    headers: {
      authorization: `Basic ${Buffer.from(`${systemClient.id}:${systemClient.secret}`).toString("base64")}`,
    },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  }).catch(() => undefined);
  if (!response?.ok) {
    throw new CannotRun(
      `${issuer} gives no token to the local system client: give one with --token or PERSONEELSLOKET_TOKEN.`,
    );
  }
  const { access_token, expires_in } = (await response.json()) as {
    access_token: string;
    expires_in: number;
  };
  return { accessToken: access_token, refreshToken: "", expiresIn: expires_in };
}

/** Who can sign in at a local issuer. */
export async function peopleAt(issuer: string): Promise<LocalPerson[]> {
  if (!issuer) throw new CannotRun(nameIssuer);
  const response = await fetch(`${issuer}/people`).catch(() => undefined);
  if (!response?.ok) throw new CannotRun(`No local issuer with invented people answers at ${issuer}.`);
  return (await response.json()) as LocalPerson[];
}
