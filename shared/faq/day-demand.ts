import * as z from "zod/mini";
import { hashOf } from "../hash.ts";
import { type Cells, type Fields, placeOf } from "../report/cell.ts";

/** Why an opened answer was none. */
export const NotAnsweredReason = /* @__PURE__ */ z.enum([
  "unclear",
  "not-my-situation",
  "outdated",
  "wrong",
  "other",
]);
export type NotAnsweredReason = z.infer<typeof NotAnsweredReason>;

/** In what way somebody brought a question: to the helpdesk, or to an answer that explicitly ended it. */
export const demandChannels = ["click", "call", "face", "self"] as const;
export type DemandChannel = (typeof demandChannels)[number];

/** What became of one revision on a day: `used` by agents, `again` asked all the same within two working days. */
export type RevisionCounts = {
  used: number;
  shown: number;
  opened: number;
  answered: number;
  again: number;
  no: Partial<Record<NotAnsweredReason, number>>;
};

/** Who asked about a topic on one local day, how, and what became of its answers. */
export type DayDemand = {
  day: string;
  /** The numbers of people: each counts once a day, in however many ways and cells they stand. */
  persons: ReadonlySet<string>;
  /** Those who only let an answer end their question are not among these; where it is not known, all may have asked. */
  askers?: ReadonlySet<string>;
  channels: Readonly<Record<DemandChannel, number>>;
  revisions: ReadonlyMap<number, RevisionCounts>;
};

const personMark = "~";

/**
 * The field of a demand cell in which a person counts: a number of 40 bits, so that among 10,000 people of one topic
 * the chance that any two are taken for one is 1 in 20,000. Whoever has the people file can work out whose it is.
 */
export function personField(organisation: string, person: string): string {
  const text = `${organisation} ${person}`;
  const high = hashOf(text) & 0xff;
  return personMark + (high * 2 ** 32 + hashOf(text, 0x2f0b4c47)).toString(36);
}

/** A contact by this way. */
export const channelField = (channel: DemandChannel): string => channel;
export const selfField: DemandChannel = "self";
/** An agent's reply linked it. */
export const usedField = (revision: number) => `used.${revision}`;
export const shownField = (revision: number) => `shown.${revision}`;
export const openedField = (revision: number) => `opened.${revision}`;
export const answeredField = (revision: number) => `answered.${revision}`;
export const notAnsweredField = (revision: number, reason: NotAnsweredReason) => `no.${revision}.${reason}`;
/** Somebody who had opened it asked all the same. */
export const againField = (revision: number) => `again.${revision}`;

/**
 * A topic's demand day by day, the oldest first, from its cells and those of the topics merged into it. Revisions are
 * numbered per topic, so only its own cells tell of them. A field that has come to nothing counts as nobody.
 */
export function dayDemandIn(topic: string, cells: Cells): DayDemand[] {
  const days = new Map<string, Draft>();
  // The same few fields come back every day.
  const known = new Map<string, RevisionField | undefined>();
  for (const cell in cells) {
    const place = placeOf(cell);
    if (place.of !== "demand") continue;
    const draft = days.get(place.day) ?? newDraft(place.day);
    days.set(place.day, draft);
    addTo(draft, cells[cell] ?? {}, place.topic === topic ? known : undefined);
    if (!place.isUses) for (const field of personsIn(cells[cell] ?? {})) draft.askers.add(field);
  }
  return [...days.values()].toSorted((one, other) => (one.day < other.day ? -1 : 1));
}

type Draft = {
  day: string;
  persons: Set<string>;
  askers: Set<string>;
  channels: Record<DemandChannel, number>;
  revisions: Map<number, RevisionCounts>;
};

const newDraft = (day: string): Draft => ({
  day,
  persons: new Set(),
  askers: new Set(),
  channels: { click: 0, call: 0, face: 0, self: 0 },
  revisions: new Map(),
});

/** @param own the fields of revisions read so far; missing where the cell is of another topic */
function addTo(draft: Draft, fields: Fields, own: Map<string, RevisionField | undefined> | undefined): void {
  for (const field in fields) {
    const count = fields[field] ?? 0;
    if (!(count > 0)) continue;
    if (field.startsWith(personMark)) draft.persons.add(field);
    else if (isChannel(field)) draft.channels[field] += count;
    else if (own) {
      if (!own.has(field)) own.set(field, revisionField(field));
      const told = own.get(field);
      if (told) addToRevision(draft.revisions, told, count);
    }
  }
}

const personsIn = (fields: Fields) =>
  Object.keys(fields).filter((field) => field.startsWith(personMark) && (fields[field] ?? 0) > 0);

const isChannel = (field: string): field is DemandChannel =>
  field === "click" || field === "call" || field === "face" || field === "self";

type Counted = Exclude<keyof RevisionCounts, "no">;
type RevisionField = { revision: number } & ({ what: Counted } | { reason: NotAnsweredReason });

/** @returns nothing for a field that another version of the helpdesk counts in: it is left alone */
function revisionField(field: string): RevisionField | undefined {
  const [what = "", number = "", reason = ""] = field.split(".");
  const revision = Number(number);
  if (!Number.isSafeInteger(revision) || revision < 1) return undefined;
  if (isCounted(what)) return { revision, what };
  return what === "no" && isReason(reason) ? { revision, reason } : undefined;
}

function addToRevision(revisions: Map<number, RevisionCounts>, field: RevisionField, count: number): void {
  const counts = revisions.get(field.revision) ?? noCounts();
  revisions.set(field.revision, counts);
  if ("what" in field) counts[field.what] += count;
  else counts.no[field.reason] = (counts.no[field.reason] ?? 0) + count;
}

export const noCounts = (): RevisionCounts => ({
  used: 0,
  shown: 0,
  opened: 0,
  answered: 0,
  again: 0,
  no: {},
});

const counted: readonly string[] = ["used", "shown", "opened", "answered", "again"] satisfies Counted[];
const isCounted = (what: string): what is Counted => counted.includes(what);
const isReason = (reason: string): reason is NotAnsweredReason =>
  (NotAnsweredReason.options as readonly string[]).includes(reason);
