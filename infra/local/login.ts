import { createHash, randomBytes } from "node:crypto";

export type Tokens = { accessToken: string; refreshToken: string; expiresIn: number };

const clientId = "personeelsloket";
// Nothing listens there: the redirect is read, not followed.
const redirectUri = "http://127.0.0.1/callback";

/** Signs a person in as a browser would: authorize, login page, callback, and the code exchanged with PKCE. */
export async function logIn(issuerUrl: string, personId: string): Promise<Tokens> {
  const verifier = randomBytes(32).toString("base64url");
  const state = randomBytes(8).toString("hex");
  const metadata = await json(await fetch(`${issuerUrl}/.well-known/openid-configuration`));
  const authorize = new URL(String(metadata.authorization_endpoint));
  authorize.search = new URLSearchParams({
    client_id: clientId,
    response_type: "code",
    redirect_uri: redirectUri,
    scope: "openid",
    state,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  }).toString();

  const browse = browser();
  const loginPage = await browse(authorize);
  const afterLogin = await browse(loginPage, new URLSearchParams({ person: personId }));
  const callback = await browse(afterLogin);
  const code = callback.searchParams.get("code");
  if (!code || callback.searchParams.get("state") !== state) {
    throw new Error(`signing in as ${personId} ended at ${callback}`);
  }
  return tokensFrom(String(metadata.token_endpoint), {
    grant_type: "authorization_code",
    code,
    code_verifier: verifier,
    redirect_uri: redirectUri,
  });
}

/** New tokens for a refresh token; the old one is spent. */
export async function refresh(issuerUrl: string, refreshToken: string): Promise<Tokens> {
  const metadata = await json(await fetch(`${issuerUrl}/.well-known/openid-configuration`));
  return tokensFrom(String(metadata.token_endpoint), {
    grant_type: "refresh_token",
    refresh_token: refreshToken,
  });
}

async function tokensFrom(endpoint: string, parameters: Record<string, string>): Promise<Tokens> {
  const body = new URLSearchParams({ client_id: clientId, ...parameters });
  const { access_token, refresh_token, expires_in } = await json(
    await fetch(endpoint, { method: "POST", body }),
  );
  return {
    accessToken: String(access_token),
    refreshToken: String(refresh_token),
    expiresIn: Number(expires_in),
  };
}

/** Keeps cookies and gives the address that an answer redirects to. */
function browser() {
  const cookies = new Map<string, string>();
  return async (address: URL, form?: URLSearchParams): Promise<URL> => {
    const response = await fetch(address, {
      redirect: "manual",
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(form && { method: "POST", body: form }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = cookie.match(/^([^=]+)=([^;]*)/) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get("location");
    if (!location)
      throw new Error(`the issuer answered ${response.status}: ${(await response.text()).slice(0, 300)}`);
    return new URL(location, address);
  };
}

async function json(response: Response): Promise<Record<string, unknown>> {
  const body = await response.json();
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${JSON.stringify(body)}`);
  return body as Record<string, unknown>;
}
