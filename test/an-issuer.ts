import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import type { Member } from "../shared/person/member.ts";

export type AnIssuer = {
  url: string;
  /** An access token as a real provider signs it; claims may be made wrong on purpose. */
  token(
    claims: JWTPayload,
    options?: { expires?: string; audience?: string; issuer?: string },
  ): Promise<string>;
  tokenFor(member: Member): Promise<string>;
  stop(): Promise<void>;
};

/** An OpenID provider of one key, for tests in one process. The journeys use a real one. */
export async function anIssuer(): Promise<AnIssuer> {
  const { publicKey, privateKey } = await generateKeyPair("ES256");
  const jwk = { ...(await exportJWK(publicKey)), kid: "one", alg: "ES256", use: "sig" };
  let url = "";
  const server: Server = createServer((request, response) => {
    const body = request.url?.endsWith("/jwks") ? { keys: [jwk] } : { issuer: url, jwks_uri: `${url}/jwks` };
    response.setHeader("content-type", "application/json").end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const token: AnIssuer["token"] = (claims, options = {}) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: "ES256", kid: "one", typ: "at+jwt" })
      .setIssuer(options.issuer ?? url)
      .setAudience(options.audience ?? "personeelsloket-api")
      .setIssuedAt()
      .setExpirationTime(options.expires ?? "10m")
      .sign(privateKey);
  return {
    url,
    token,
    tokenFor: ({ organisation, person, roles, desks }) =>
      token({ sub: person, memberships: [{ organisation, roles, desks }] }),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
