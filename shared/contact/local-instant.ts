import { type Instant, instantOf } from "../clock/instant.ts";
import { localAt } from "../clock/zone.ts";

/**
 * The instant at which a clock in a zone showed a local time, "YYYY-MM-DD HH:MM[:SS]" or "DD-MM-YYYY HH:MM[:SS]".
 * A time that the clock skipped in spring is refused; of the hour that it showed twice in autumn, the first is taken.
 * @param zone a name of the IANA database
 * @throws RangeError for a zone that the run time does not know
 */
export function localInstant(
  text: string,
  zone: string,
): { instant: Instant } | { fault: "not-a-time" | "time-skipped" } {
  const shown = shownTime(text);
  if (shown === undefined) return { fault: "not-a-time" };
  // A zone shifts at most once within two days, so one of the shifts a day before and a day after is the right one.
  const candidates = [shown - day, shown + day]
    .map((near) => shown - (localAt(near, zone) - near))
    .filter((instant) => localAt(instant, zone) === shown);
  return candidates.length > 0 ? { instant: instantOf(Math.min(...candidates)) } : { fault: "time-skipped" };
}

const day = 86_400_000;

/** What the clock shows, in milliseconds as if it stood in UTC; undefined when no clock can show it. */
function shownTime(text: string): number | undefined {
  const iso = text.replace(/^(\d{2})-(\d{2})-(\d{4}) /, "$3-$2-$1 ");
  const parts = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2})(:\d{2})?$/.exec(iso);
  if (!parts) return undefined;
  const [, date, minutes, seconds = ":00"] = parts;
  const written = `${date}T${minutes}${seconds}.000Z`;
  const at = Date.parse(written);
  // Some days that do not exist are read as a later day.
  return Number.isNaN(at) || instantOf(at) !== written ? undefined : at;
}
