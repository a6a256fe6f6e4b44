import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { HostError } from "./host-error.ts";

export type Membership = { organisation: string; roles: string[]; desks: string[] };

/** Someone who can sign in on this machine. `work` is shown on the login page only. */
export type LocalPerson = { id: string; name: string; work?: string; memberships: Membership[] };

export const inventedPeopleFile = fileURLToPath(import.meta.resolve("./people.json"));

export function readPeople(file: string = inventedPeopleFile): LocalPerson[] {
  if (!existsSync(file)) throw new HostError(`There is no file of people at ${file}.`);
  return JSON.parse(readFileSync(file, "utf8"));
}
