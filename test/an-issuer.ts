import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from "jose";
import type { Member } from "../shared/person/member.ts";

export type AnIssuer = {
  url: string;
  /** An access token as a real provider signs it; claims may be made wrong on purpose. */
  token(
    claims: JWTPayload,
    options?: {
      /** Some time from now, or "never". */ expires?: string;
      audience?: string;
      issuer?: string;
      kid?: string;
    },
  ): Promise<string>;
  tokenFor(member: Member): Promise<string>;
  /** What the provider publishes of its key. */
  jwk: JWK;
  /** From now on the provider answers with this status, or no longer at all. */
  ail(how: { status: number; at?: string } | "silent" | undefined): void;
  stop(): Promise<void>;
};

/** An OpenID provider of one key, for tests in one process. The journeys use a real one. */
export async function anIssuer(): Promise<AnIssuer> {
  const { publicKey, privateKey } = await generateKeyPair("ES256");
  const jwk = { ...(await exportJWK(publicKey)), kid: "one", alg: "ES256", use: "sig" };
  let url = "";
  let ailment: { status: number; at?: string } | "silent" | undefined;
  const server: Server = createServer((request, response) => {
    if (ailment === "silent") return request.socket.destroy();
    if (ailment && request.url?.endsWith(ailment.at ?? "")) response.statusCode = ailment.status;
    const body = request.url?.endsWith("/jwks") ? { keys: [jwk] } : { issuer: url, jwks_uri: `${url}/jwks` };
    response.setHeader("content-type", "application/json").end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const token: AnIssuer["token"] = (claims, { expires = "10m", audience, issuer, kid } = {}) => {
    const unsigned = new SignJWT(claims)
      .setProtectedHeader({ alg: "ES256", kid: kid ?? "one", typ: "at+jwt" })
      .setIssuer(issuer ?? url)
      .setAudience(audience ?? "personeelsloket-api")
      .setIssuedAt();
    return (expires === "never" ? unsigned : unsigned.setExpirationTime(expires)).sign(privateKey);
  };
  return {
    url,
    jwk,
    ail: (how) => {
      ailment = how;
    },
    token,
    tokenFor: ({ organisation, person, roles, desks }) =>
      token({ sub: person, memberships: [{ organisation, roles, desks }] }),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
