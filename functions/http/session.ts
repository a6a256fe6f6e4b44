import type { SessionRoute } from "../../shared/contract/session.ts";
import { type Refusal, refused } from "../../shared/refusal.ts";
import { type Answer, type Event, entrance } from "../runtime/serve.ts";
import { signedIn, toSignIn } from "../session/sign-in.ts";
import { signOut } from "../session/sign-out.ts";
import { whoIsSignedIn } from "../session/who.ts";

const routes: Record<SessionRoute, (event: Event) => Promise<Answer | Refusal>> = {
  "GET /session": whoIsSignedIn,
  "GET /session/login": toSignIn,
  "GET /session/callback": signedIn,
  "POST /session/logout": signOut,
};

/** Signs people in and out on the pages, and says who is signed in. */
export const handler = entrance(
  async (event) => (await routes[event.routeKey as SessionRoute]?.(event)) ?? refused("route-unknown"),
);
