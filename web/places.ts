import type { Role } from "../shared/person/member.ts";

/** The places of the pages and who finds something there. Asking is for everyone who is an employee. */
const places = [
  { to: "/", name: "ask", roles: ["employee"] },
  { to: "/vragen", name: "myQuestions", roles: ["employee"] },
  { to: "/werkplek", name: "desk", roles: ["front-office", "back-office", "coordinator"] },
  { to: "/rapporten", name: "reports", roles: ["service-manager", "works-council"] },
  { to: "/antwoorden", name: "answers", roles: ["editor"] },
] as const satisfies readonly { to: string; name: string; roles: readonly Role[] }[];

export const placesFor = (roles: readonly Role[]) =>
  places.filter((place) => place.roles.some((role) => roles.includes(role)));

/** The place that a path is in: the longest that it begins with. */
export function placeAt(path: string): (typeof places)[number] | undefined {
  return places.findLast(({ to }) => path === to || (to !== "/" && path.startsWith(`${to}/`)));
}

/** Where someone starts who may not ask. */
export const startOf = (roles: readonly Role[]): string => placesFor(roles)[0]?.to ?? "/";
