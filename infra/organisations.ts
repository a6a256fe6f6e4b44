import { readFileSync } from "node:fs";
import { type Organisation, validate } from "../shared/organisation/organisation.ts";
import { pascal } from "./names.ts";

export type Organisations = readonly [Organisation, ...Organisation[]];
export type Reading = { organisations: Organisations } | { faults: string[] };

/** Every organisation, or every fault in all files at once, one per line. */
export function readOrganisations(files: readonly string[]): Reading {
  const readings = files.map(readOne);
  const organisations = readings.flatMap((reading) => ("faults" in reading ? [] : reading.organisations));
  const faults = [
    ...readings.flatMap((reading) => ("faults" in reading ? reading.faults : [])),
    ...usedTwice(organisations),
    ...deskQueuesWithoutDesk(organisations),
    ...desksTooAlike(organisations),
  ];
  const [first, ...others] = organisations;
  if (first && faults.length === 0) return { organisations: [first, ...others] };
  return { faults: faults.length > 0 ? faults : ["no organisation file was named"] };
}

/** Keys of the back-office desks with a queue of their own, over all organisations, and the one that always exists. */
export function queueDesks(organisations: readonly Pick<Organisation, "desks">[]): string[] {
  const own = organisations.flatMap(({ desks }) =>
    desks.filter(({ kind, key, queue = key }) => kind === "back" && queue === key).map(({ key }) => key),
  );
  return [...new Set([...own, "shared"])];
}

function readOne(file: string): Reading {
  const data = parsed(file);
  if ("fault" in data) return { faults: [`${file}: ${data.fault}`] };
  const result = validate(data.json);
  return "faults" in result
    ? { faults: result.faults.map(({ at, message }) => `${file}: ${at || "the whole file"}: ${message}`) }
    : { organisations: [result.organisation] };
}

function parsed(file: string): { json: unknown } | { fault: string } {
  try {
    return { json: JSON.parse(readFileSync(file, "utf8")) };
  } catch (error) {
    return { fault: error instanceof SyntaxError ? "this is not JSON" : "this file cannot be read" };
  }
}

/** Several versions of one organisation go together: clocks that began under an older one still go by it. */
function usedTwice(organisations: readonly Organisation[]): string[] {
  const keys = organisations.map(({ organisation, version }) => `${organisation.key}, version ${version},`);
  return [...new Set(keys.filter((key, i) => keys.indexOf(key) < i))].map(
    (key) => `organisation.key: ${key} is used by more than one file`,
  );
}

/** A desk may be carried by another's queue, but a queue that is not made here would never be read. */
function deskQueuesWithoutDesk(organisations: readonly Organisation[]): string[] {
  const queues = queueDesks(organisations);
  return organisations.flatMap(({ organisation, desks }) =>
    desks.flatMap(({ queue }, i) =>
      queue === undefined || queues.includes(queue)
        ? []
        : [`${organisation.key}: desks[${i}].queue: no desk has a queue named ${queue}`],
    ),
  );
}

const madeForDesk = ["", "Policy", "Mapping", "DeadLetters", "DeadLettersPolicy"];
const madeForDesksFunction = ["", "Role", "RoleDefaultPolicy", "Logs"];

/** The template has one name for each thing, and CDK would tell of two by throwing. */
function desksTooAlike(organisations: readonly Organisation[]): string[] {
  const taken = new Map<string, string>(
    madeForDesksFunction.map((part) => [`Function${part}`, "the function of all desks"]),
  );
  return queueDesks(organisations).flatMap((key) => {
    const names = madeForDesk.map((part) => `${pascal(key)}${part}`);
    const owner = names.map((name) => taken.get(name)).find((other) => other !== undefined);
    for (const name of names) taken.set(name, `desk ${key}`);
    return owner
      ? [`desks: the key ${key} gives its queue a name in the template that ${owner} has: choose another key`]
      : [];
  });
}
