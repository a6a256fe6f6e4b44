import type { Instant } from "../clock/instant.ts";
import type { ContentId } from "../id.ts";
import { deskOf } from "../organisation/lookup.ts";
import { isAsking, isOwn, mayRead, worksAtDesk } from "../person/access.ts";
import { type Agent, worksAt } from "../person/member.ts";
import { isRefusal, type Refusal, refused, refusedAt } from "../refusal.ts";
import { atDesk, currentDesk, type Decision, type Deed, isCoordinator } from "./deed.ts";
import { isStanding, type PromiseMade, type Ticket } from "./ticket.ts";

/** Nobody keeps more promises than these apart; and a ticket has to stay small. */
const mostStanding = 5;
const yearMs = 366 * 86_400_000;

/** *Afspraak*: the desk tells the asker what will be done, and by when. Also after the answer, which it may follow. */
export function promise(
  ticket: Ticket,
  { dueAt, owner, contentId }: { dueAt: Instant; owner: Agent | undefined; contentId: ContentId },
  deed: Deed,
): Decision {
  const made = () => {
    const no = notAMoment(dueAt, deed.at) ?? notAnOwner(owner, ticket, deed);
    if (no) return no;
    const standing = ticket.promises?.filter(isStanding) ?? [];
    if (standing.length >= mostStanding) return refused("too-many-promises");
    return [{ type: "promised" as const, dueAt, owner: (owner as Agent).person, contentId }];
  };
  if (ticket.state !== "resolved") return atDesk(ticket, deed, made);
  return notReadAtDesk(ticket, deed) ?? made();
}

function notAMoment(dueAt: Instant, at: Instant): Refusal | undefined {
  if (dueAt <= at) return refusedAt("at", "past", "a moment to come");
  const isFar = Date.parse(dueAt) > Date.parse(at) + yearMs;
  return isFar ? refusedAt("at", "too-far", "a moment within a year") : undefined;
}

/** Whoever promises may keep it themselves; a colleague has to work at the desk, and to read what it is about. */
function notAnOwner(
  owner: Agent | undefined,
  ticket: Ticket,
  { by, organisation }: Deed,
): Refusal | undefined {
  if (owner?.person === by.person) return undefined;
  const desk = deskOf(organisation, currentDesk(ticket, organisation));
  if (!owner || !desk || !worksAt(owner, desk)) return refused("not-an-agent");
  if (isOwn(owner.person, ticket)) return refused("own-ticket");
  const reading = mayRead({ ...owner, organisation: by.organisation }, ticket, organisation);
  return reading === "as-desk"
    ? undefined
    : refusedAt("owner", "not-a-reader", "somebody who reads this question");
}

function notReadAtDesk(ticket: Ticket, { by, organisation }: Deed): Refusal | undefined {
  if (isOwn(by.person, ticket)) return refused("own-ticket");
  return mayRead(by, ticket, organisation) === "as-desk" ? undefined : refused("not-at-your-desk");
}

/** By whoever promised it or whoever does the work of the desk now; late is better than never, and counts as broken. */
export function keepPromise(
  ticket: Ticket,
  { promise: n, contentId }: { promise: number; contentId?: ContentId | undefined },
  deed: Deed,
): Decision {
  const made = standingPromise(ticket, n, deed);
  if (isRefusal(made)) return made;
  if (made.owner !== deed.by.person && !isAtDesk(ticket, deed)) return refused("not-at-your-desk");
  return [
    ...(contentId ? [{ type: "replied" as const, contentId, from: "desk" as const }] : []),
    { type: "promise-kept", promise: n },
  ];
}

/** The asker reads why: `noteId` names a text to them. */
export function withdrawPromise(
  ticket: Ticket,
  { promise: n, noteId }: { promise: number; noteId: ContentId },
  deed: Deed,
): Decision {
  const made = standingPromise(ticket, n, deed);
  if (isRefusal(made)) return made;
  const isTheirs = made.owner === deed.by.person;
  if (!isTheirs && !isAtDesk(ticket, deed)) return refused("not-at-your-desk");
  if (!isTheirs && !isCoordinator(deed, currentDesk(ticket, deed.organisation))) {
    return refused("not-your-promise");
  }
  return [{ type: "promise-withdrawn", promise: n, noteId }];
}

function standingPromise(ticket: Ticket, n: number, deed: Deed): PromiseMade | Refusal {
  const no = notReadAtDesk(ticket, deed);
  if (no) return no;
  if (ticket.state === "closed") return refused("ticket-closed");
  const made = ticket.promises?.find((one) => one.n === n);
  if (!made) return refused("promise-unknown");
  return isStanding(made) ? made : refused("promise-ended");
}

const isAtDesk = (ticket: Ticket, { by, organisation }: Deed) =>
  worksAtDesk(by, currentDesk(ticket, organisation), organisation);

/**
 * Once it was kept or its moment has passed, the asker says whether it was; once. Who says yes to what still stands
 * knows better than the desk.
 */
export function confirmPromise(
  ticket: Ticket,
  { promise: n, kept }: { promise: number; kept: boolean },
  { by, at }: Deed,
): Decision {
  if (!isAsking(by.person, ticket)) return refused("not-your-role");
  if (ticket.state === "closed") return refused("ticket-closed");
  const made = ticket.promises?.find((one) => one.n === n);
  if (!made) return refused("promise-unknown");
  if (made.withdrawnAt && made.withdrawnAt <= made.dueAt) return refused("promise-ended");
  if (made.confirmed !== undefined) return refused("promise-confirmed");
  if (!made.keptAt && at <= made.dueAt) return refused("promise-not-due");
  const isDone = kept && isStanding(made);
  return [
    ...(isDone ? [{ type: "promise-kept" as const, promise: n }] : []),
    { type: "promise-confirmed", promise: n, kept },
  ];
}
