import * as z from "zod/mini";
import { Key, OrganisationId, PersonId } from "../id.ts";
import { later } from "../schema.ts";

export const Role = z.enum([
  "employee",
  "front-office",
  "back-office",
  "coordinator",
  "editor",
  "service-manager",
  "privacy-officer",
  "works-council",
  "administrator",
  "system",
]);
export type Role = z.infer<typeof Role>;

/** Someone who is signed in, in one organisation: who they are and what they may do there, from the token alone. */
export const Member = later(() =>
  z.strictObject({
    organisation: OrganisationId,
    person: PersonId,
    roles: z.array(Role),
    desks: z.array(Key),
  }),
);
export type Member = z.infer<typeof Member>;

export const hasRole = (member: Member, ...roles: readonly Role[]) =>
  roles.some((role) => member.roles.includes(role));

/** An agent as last seen at sign-in: whom a ticket may be assigned to, and whose own question is hidden from colleagues. */
export type Agent = Pick<Member, "person" | "roles" | "desks">;

/** Whether someone does the work of a desk: the front office by role, a back office by the desks in the token. */
export function worksAt(agent: Agent, desk: { key: string; kind: "front" | "back" }): boolean {
  if (agent.roles.includes("coordinator") && agent.desks.includes(desk.key)) return true;
  return desk.kind === "front"
    ? agent.roles.includes("front-office")
    : agent.roles.includes("back-office") && agent.desks.includes(desk.key);
}

/** Whom the helpdesk may have something to tell of its own work: those who answer, and who manages the service. */
export const hearsOfWork = (member: Pick<Member, "roles">) =>
  isAgent(member) || member.roles.includes("service-manager");

export const isAgent = (agent: Pick<Member, "roles">) =>
  agent.roles.some((role) => role === "front-office" || role === "back-office" || role === "coordinator");
