import type { PhoneLogRow } from "../../shared/contact/phone-log.ts";
import type { PersonId } from "../../shared/id.ts";
import { frontDesk } from "../../shared/organisation/lookup.ts";
import { worksAt } from "../../shared/person/member.ts";
import { Person } from "../../shared/person/person.ts";
import type { Request } from "../runtime/request.ts";
import { loadAgent } from "../store/agents.ts";
import { loadPerson, peopleByNumber } from "../store/people.ts";

type Importing = Request<"POST /v1/phone-logs">;

/** Who took a call. Only an agent of the front office can have answered a question in it. */
export type Taker = { person: PersonId; mayAnswer: boolean };

/** Whose number it was; `isNew` for somebody who is in no people file and gets a card with the first question. */
export type Caller = { person: Person; isNew: boolean };

/** The people that the numbers in one part of a list belong to. */
export type WhoIsWho = {
  takers: ReadonlyMap<string, Taker | undefined>;
  callers: ReadonlyMap<string, Caller | "several" | undefined>;
};

/** Each number is looked up once, so that somebody unknown who rings twice in one list is one caller, not two. */
export async function whoIsWho(request: Importing, rows: readonly PhoneLogRow[]): Promise<WhoIsWho> {
  const takers = new Map<string, Taker | undefined>();
  const callers = new Map<string, Caller | "several" | undefined>();
  for (const number of new Set(rows.map(({ takenBy }) => takenBy))) {
    takers.set(number, await takerBy(request, number));
  }
  for (const number of new Set(rows.flatMap(({ caller }) => caller ?? []))) {
    callers.set(number, await callerBy(request, number));
  }
  return { takers, callers };
}

const isId = (number: string) => PersonIdText.test(number);
const PersonIdText = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

async function takerBy(
  { table, member, organisation }: Importing,
  number: string,
): Promise<Taker | undefined> {
  const person = await personBy({ table, member }, number);
  const id = isId(number) && !person ? (number as PersonId) : (person?.personId as PersonId | undefined);
  if (!id) return undefined;
  const agent = await loadAgent(table, member.organisation, id);
  if (!agent && !person) return undefined;
  return { person: id, mayAnswer: agent !== undefined && worksAt(agent, frontDesk(organisation)) };
}

async function personBy(
  { table, member }: Pick<Importing, "table" | "member">,
  number: string,
): Promise<Person | undefined> {
  const known = isId(number) ? await loadPerson(table, member.organisation, number as PersonId) : undefined;
  if (known) return known;
  const found = await peopleByNumber(table, member.organisation, number);
  return found.length === 1 ? found[0] : undefined;
}

async function callerBy(request: Importing, number: string): Promise<Caller | "several" | undefined> {
  const { table, member } = request;
  const known = isId(number) ? await loadPerson(table, member.organisation, number as PersonId) : undefined;
  const found = known ? [known] : await peopleByNumber(table, member.organisation, number);
  const employees = found.filter(({ kind }) => kind === "employee");
  if (employees.length > 1) return "several";
  // Two lists taken in at the same time may each have made a card of the same unknown caller: the first one holds.
  const person = employees[0] ?? found[0];
  if (person) return { person, isNew: false };
  const card = provisional(request, number);
  return card && { person: card, isNew: true };
}

/** Whoever rings from a telephone number can be rung back; another text tells nobody who it was. */
function provisional({ mint }: Importing, number: string): Person | undefined {
  return Person.safeParse({
    personId: mint.person(),
    kind: "provisional",
    familyName: "onbekende beller",
    replyTo: { phone: number },
  }).data;
}
