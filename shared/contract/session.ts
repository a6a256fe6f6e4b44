import type { Instant } from "../clock/instant.ts";
import type { OrganisationId, PersonId } from "../id.ts";
import type { Role } from "../person/member.ts";
import type { Language, LocalText } from "../text.ts";

/**
 * How the pages sign people in. These routes stand outside the table of operations and its OpenAPI document: they
 * answer with redirects and cookies, for pages of the same origin alone, and change with those pages. Systems bring a
 * token of their own.
 */
export const sessionRoutes = [
  "GET /session",
  "GET /session/login",
  "GET /session/callback",
  "POST /session/logout",
] as const;
export type SessionRoute = (typeof sessionRoutes)[number];

/** What `GET /session` says of whoever is signed in. */
export type SessionView = {
  person: PersonId;
  /** As the people file has it; without it, nobody by this id stands there. */
  name?: string;
  /** The language that this person prefers. */
  language: Language;
  /** One for most people. A request names one in the header `organisation`; with exactly one it need not. */
  memberships: {
    organisation: OrganisationId;
    organisationName: LocalText;
    /** How Dutch texts address people here. */
    address: "je" | "u";
    languages: readonly Language[];
    roles: readonly Role[];
    desks: readonly string[];
  }[];
  /** Whoever does nothing is signed out this long after their last request; a page can tell in time. */
  idleMinutes: number;
  /** Signed out at this moment, whatever is done. Absent where a token was sent, which has a life of its own. */
  endsAt?: Instant;
};

/** What `POST /session/logout` answers: where the page goes next, to be signed out at the identity provider too. */
export type SignedOut = { next: string };

/** In the query of the start page (`/?sign-in=refused`) when somebody comes back and is not signed in. */
export const signInFailures = {
  /** The identity provider says no, or somebody went back. */
  refused: "refused",
  /** It took too long, or it was begun in another browser. */
  expired: "expired",
  /** The identity provider is out of reach. */
  unavailable: "unavailable",
} as const;
export type SignInFailure = keyof typeof signInFailures;
