import * as z from "zod/mini";
import { OrganisationId } from "../id.ts";
import { someOf, someText } from "../schema.ts";

const json = <T extends z.ZodMiniType>(schema: T) => z.pipe(z.pipe(z.string(), z.transform(parsed)), schema);

function parsed(text: string, context: z.core.ParsePayload): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.issues.push({ code: "custom", message: "JSON", input: text });
    return z.NEVER;
  }
}

/** An identity provider whose access tokens are believed, and how its claims are to be read. */
export const Issuer = z.lazy(() =>
  z.strictObject({
    issuer: z.url(),
    audience: someText(),
    /** Cognito puts the client in `client_id` where others use `aud`. */
    audienceClaim: z._default(z.enum(["aud", "client_id"]), "aud"),
    /** The claim that holds the person's id as the people file has it. */
    personClaim: z._default(someText(), "sub"),
    /** The claim that holds `[{ organisation, roles, desks }]`. */
    membershipsClaim: z._default(someText(), "memberships"),
    /**
     * Providers that only know flat roles (Entra ID): `["front-office", "back-office:payroll"]` in this claim,
     * all for one organisation.
     */
    flatRoles: z.optional(z.strictObject({ claim: someText(), organisation: OrganisationId })),
    /** The public client by which the pages sign people in. They use the first issuer of the list. */
    clientId: z._default(someText(), "personeelsloket"),
    /**
     * What the pages ask for. Some providers want the audience named here, or `offline_access` before they give a
     * refresh token (Entra ID wants both).
     */
    scope: z._default(someText(), "openid"),
  }),
);
export type Issuer = z.infer<typeof Issuer>;

/** Environment variables by name. The infrastructure sets them, the runtime parses them; nobody else reads them. */
export const variables = {
  TABLE_NAME: someText(),
  /** A list of issuers. */
  ISSUERS: z.lazy(() => json(someOf(Issuer))),
  /** Queue name (`routing`, `notices`, `timers`, `desk-…`) to queue URL. */
  QUEUE_URLS: z.lazy(() => json(z.record(z.string(), z.url()))),
  MAIL_SENDER: z.email(),
  /** Where people find the helpdesk: the start of every link in a mail. */
  PUBLIC_URL: z.url(),
} as const;

export type Variable = keyof typeof variables;
export type Environment = { [V in Variable]: z.output<(typeof variables)[V]> };

/** Which variables each kind of function needs, so that none gets more than its work asks. */
export const needs = {
  http: ["TABLE_NAME", "ISSUERS"],
  session: ["TABLE_NAME", "ISSUERS", "PUBLIC_URL"],
  /** All that it needs stands in what it is asked. */
  pages: [],
  stream: ["QUEUE_URLS"],
  routing: ["TABLE_NAME"],
  desk: ["TABLE_NAME"],
  notices: ["TABLE_NAME", "MAIL_SENDER", "PUBLIC_URL"],
  timers: ["TABLE_NAME", "QUEUE_URLS"],
  jobs: ["TABLE_NAME"],
  figures: ["TABLE_NAME"],
  schedule: ["TABLE_NAME", "QUEUE_URLS"],
} as const satisfies Record<string, readonly Variable[]>;
