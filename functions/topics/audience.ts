import type { AnswerAudience } from "../../shared/faq/record.ts";
import { hasRole, isAgent, type Member } from "../../shared/person/member.ts";
import { isManager } from "../store/people.ts";
import type { Table } from "../store/table.ts";

/** Whoever answers questions, or writes the answers, sees all of them. */
export const seesAll = (member: Member): boolean => isAgent(member) || hasRole(member, "editor");

/** For whom an answer may be written that this caller gets. */
export async function audiencesOf(table: Table, member: Member): Promise<AnswerAudience[]> {
  return seesAll(member) ? ["employee", "line-manager", "internal"] : askerAudiences(table, member);
}

/** The same for somebody who asks on their own behalf, whatever their work is. */
export async function askerAudiences(
  table: Table,
  { organisation, person }: Member,
): Promise<AnswerAudience[]> {
  return (await isManager(table, organisation, person)) ? ["employee", "line-manager"] : ["employee"];
}
