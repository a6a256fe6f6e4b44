/** As much of a browser as signing in takes: it keeps cookies by host, and follows where it is sent. */
export function aBrowser(send: typeof fetch = fetch) {
  const jar = new Map<string, Map<string, string>>();
  const cookiesOf = (host: string) => {
    const cookies = jar.get(host) ?? new Map<string, string>();
    jar.set(host, cookies);
    return cookies;
  };

  /** One request, without following what it answers. */
  async function ask(address: string | URL, init: RequestInit = {}): Promise<Response> {
    const { host } = new URL(address);
    const cookies = cookiesOf(host);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { ...(cookie && { cookie }), ...(init.headers as Record<string, string>) };
    const response = await send(address, { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  }

  /** The address that an answer leads to. */
  async function next(address: string | URL, init?: RequestInit): Promise<URL> {
    const response = await ask(address, init);
    const location = response.headers.get("location");
    if (!location) throw new Error(`${new URL(address).pathname} answered ${response.status}`);
    return new URL(location, address);
  }

  return {
    ask,
    next,
    cookiesOf,
    /** From the identity provider's own address to where it sends somebody back, as this person. */
    async chooseAt(authorize: URL, person: string): Promise<URL> {
      const loginPage = await next(authorize);
      const resume = await next(loginPage, { method: "POST", body: new URLSearchParams({ person }) });
      return next(resume);
    },
  };
}
export type ABrowser = ReturnType<typeof aBrowser>;
