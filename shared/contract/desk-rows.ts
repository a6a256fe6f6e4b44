import * as z from "zod/mini";
import { Instant } from "../clock/instant.ts";
import { Doing } from "../desk/doing.ts";
import { Key, TicketId } from "../id.ts";
import { later } from "../schema.ts";
import { TicketState } from "../ticket/ticket.ts";
import type { Operation } from "./operations.ts";

/** One question on a desk's list of open work. The same version is never news twice. */
const listChange = () =>
  z.strictObject({
    ticketId: TicketId,
    /** `came`: it was not on this list before. */
    how: z.enum(["came", "changed"]),
    version: z.int(),
    state: TicketState,
    /** The first of its open clocks to run out, for whom works on it. */
    dueAt: z.optional(Instant),
  });
export type ListChange = z.infer<ReturnType<typeof listChange>>;

/** Of what stands on the list for this caller. */
const listCounts = () =>
  z.strictObject({
    open: z.int(),
    unclaimed: z.int(),
    /** Due before the day ends where the organisation is, or overdue. */
    dueToday: z.int(),
  });
export type ListCounts = z.infer<ReturnType<typeof listCounts>>;

/** Somebody else at the same question; without a name where the people file does not know them. */
const colleagueAt = () => z.strictObject({ name: z.optional(z.string()), doing: Doing });
export type ColleagueAt = z.infer<ReturnType<typeof colleagueAt>>;

export const DeskChanges = later(() =>
  z.strictObject({
    changes: z.array(listChange()),
    /** No longer on this list, or no longer for this caller to see. */
    left: z.array(TicketId),
    counts: listCounts(),
    /** The question that was asked after, as it is now; missing where the caller does not work on it. */
    ticket: z.optional(
      z.strictObject({
        ticketId: TicketId,
        version: z.int(),
        state: TicketState,
        others: z.array(colleagueAt()),
      }),
    ),
    /** What to ask with the next time. */
    next: z.string(),
    /** There is more already: ask again at once. */
    isMore: z.optional(z.boolean()),
    /** What changed since is too long ago to be told: load the list anew. */
    isTooLongAgo: z.optional(z.boolean()),
  }),
);
export type DeskChanges = z.infer<typeof DeskChanges>;

/** What a desk's page keeps up with. */
export const deskRows = {
  "GET /v1/desks/{desk}/changes": {
    summary: "Wat er veranderde op de lijst van een team, en wie er nog meer met een vraag bezig is",
    description:
      "Vraag het elke tien seconden, en elke minuut als de pagina niet te zien is. De eerste keer zonder `since`, " +
      "vóór of tegelijk met de lijst zelf; daarna met de `next` van het vorige antwoord. Een verandering kan bij " +
      "uitzondering twee keer komen: wat geen hogere `version` heeft, is geen nieuws. Met `ticket` zegt de pagina " +
      "welke vraag er open staat, en met `doing` of iemand erin schrijft; anderen bij dezelfde vraag zien dat een " +
      "halve minuut.",
    function: "desks",
    isByItself: ({ doing }) => doing !== "typing",
    roles: ["front-office", "back-office", "coordinator"],
    params: later(() => z.strictObject({ desk: Key })),
    query: later(() =>
      z.strictObject({
        /** The `next` of an earlier answer, or an instant. */
        since: z.optional(z.string().check(z.minLength(1), z.maxLength(1200))),
        ticket: z.optional(TicketId),
        doing: z._default(Doing, "looking"),
      }),
    ),
    status: 200,
    returns: DeskChanges,
    refuses: ["not-at-your-desk"],
  },
} as const satisfies Record<string, Operation>;
