/** A request as the gateway hands it over, as far as it says who sent it. */
export type Sent = {
  headers: Record<string, string | undefined>;
  cookies?: string[] | undefined;
  requestContext: { http: { method: string } };
};

/** The one cookie of this name; two of them mean nothing good. */
export function cookieNamed({ cookies = [] }: Pick<Sent, "cookies">, name: string): string | undefined {
  const found = cookies.filter((cookie) => cookie.startsWith(`${name}=`));
  return found.length === 1 ? found[0]?.slice(name.length + 1) : undefined;
}

/**
 * Of this host alone, over TLS alone, out of reach of scripts, and not sent along with what other sites ask
 * (`__Host-`, RFC 6265bis). Without a life of its own it ends with the browser.
 */
export const setCookie = (name: `__Host-${string}`, value: string, seconds?: number) =>
  [
    `${name}=${value}`,
    "Path=/",
    "Secure",
    "HttpOnly",
    "SameSite=Lax",
    ...(seconds === undefined ? [] : [`Max-Age=${seconds}`]),
  ].join("; ");

export const forgetCookie = (name: `__Host-${string}`) => setCookie(name, "", 0);
