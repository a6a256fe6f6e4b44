import * as z from "zod/mini";
import { LocalText } from "../text.ts";
import { Day } from "./instant.ts";

/** A time zone by its name in the IANA database, as the run time knows it. */
export const Zone = z.string().check(
  z.refine(isZone, {
    error: "a time zone of the IANA database, such as Europe/Amsterdam",
    params: { code: "unknown-zone" },
  }),
);

/** Working time within one day, in local time; `to` is not part of it, and 24:00 ends the day. */
export const Block = z
  .strictObject({
    from: z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, "a time as HH:MM")),
    to: z.string().check(z.regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, "a time as HH:MM, 24:00 at most")),
  })
  .check(
    z.refine((block) => block.from < block.to, {
      error: "a block ends after it starts",
      path: ["to"],
      params: { code: "block-ends-before-start" },
    }),
  );
export type Block = z.infer<typeof Block>;

/** The working time of one day, in any order; blocks may touch but not overlap. */
export const Blocks = z.array(Block).check(
  z.refine((blocks) => !overlap(blocks), {
    error: "blocks of one day do not overlap",
    params: { code: "overlapping-blocks" },
  }),
);
export type Blocks = z.infer<typeof Blocks>;

/** The week as it usually goes; a day without blocks is a day off. */
export const Week = z.strictObject({
  mon: Blocks,
  tue: Blocks,
  wed: Blocks,
  thu: Blocks,
  fri: Blocks,
  sat: Blocks,
  sun: Blocks,
});
export type Week = z.infer<typeof Week>;

export const NamedDay = z.strictObject({ date: Day, name: LocalText });
export type NamedDay = z.infer<typeof NamedDay>;

export const ClosedDay = z.union([Day, NamedDay], {
  error: "a day as YYYY-MM-DD, or { date, name }",
});
export type ClosedDay = z.infer<typeof ClosedDay>;

/** A day with blocks of its own instead of those of its weekday. */
export const SpecialDay = z.strictObject({ date: Day, name: LocalText, blocks: Blocks });
export type SpecialDay = z.infer<typeof SpecialDay>;

/** When a team works: what the clock of a ticket counts. */
export const Calendar = z
  .strictObject({
    name: z.optional(LocalText),
    zone: Zone,
    weekly: Week.check(
      z.refine((week) => Object.values(week).some((blocks) => blocks.length > 0), {
        error: "a week has working time somewhere, or no clock would ever run",
        params: { code: "no-working-time" },
      }),
    ),
    closed: z.array(ClosedDay),
    special: z.array(SpecialDay),
  })
  .check(
    z.refine((calendar) => allDifferent([...calendar.closed.map(dateOf), ...calendar.special.map(dateOf)]), {
      error: "a day is closed or special, and stands in the calendar once",
      params: { code: "day-twice" },
    }),
  );
export type Calendar = z.infer<typeof Calendar>;

export function dateOf(day: ClosedDay | SpecialDay): string {
  return typeof day === "string" ? day : day.date;
}

function isZone(name: string): boolean {
  // The run time also takes offsets such as "+01:00", which know no summer time.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}

function overlap(blocks: readonly Block[]): boolean {
  const ordered = blocks.toSorted((one, other) => one.from.localeCompare(other.from));
  return ordered.some((block, i) => block.from < (ordered[i - 1]?.to ?? "00:00"));
}

const allDifferent = (texts: readonly string[]) => new Set(texts).size === texts.length;
