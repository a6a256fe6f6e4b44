import { dayOf, timeOf } from "../clock/explain/moment.ts";
import type { Instant } from "../clock/instant.ts";
import type { Language } from "../text.ts";

/** A moment as the clock on the wall shows it: "dinsdag 1 december om 8.30 uur". */
export function wallClock(instant: Instant, zone: string, language: Language): string {
  const [day, time] = [wallDay(instant, zone, language), wallTime(instant, zone, language)];
  return language === "nl" ? `${day} om ${time}` : `${day} at ${time}`;
}

/** As it stands between brackets: "dinsdag 1 december 8.30 uur". */
export const wallClockShort = (instant: Instant, zone: string, language: Language) =>
  `${wallDay(instant, zone, language)} ${wallTime(instant, zone, language)}`;

export function wallDay(instant: Instant, zone: string, language: Language): string {
  const at = Date.parse(instant);
  return dayOf(language, at, { zone, now: at });
}

function wallTime(instant: Instant, zone: string, language: Language): string {
  const time = timeOf(Date.parse(instant), zone);
  return language === "nl" ? `${time.replace(/^0/, "").replace(":", ".")} uur` : time;
}

/** "4 uur en 15 minuten": whole minutes; nothing below one. */
export function hoursAndMinutes(seconds: number, language: Language): string | undefined {
  const minutes = Math.floor(seconds / 60);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const parts = [
    ...(hours > 0 ? [`${hours} ${hourWord(hours, language)}`] : []),
    ...(rest > 0 ? [`${rest} ${minuteWord(rest, language)}`] : []),
  ];
  return parts.length > 0 ? parts.join(language === "nl" ? " en " : " and ") : undefined;
}

const hourWord = (count: number, language: Language) =>
  language === "nl" ? "uur" : count === 1 ? "hour" : "hours";
const minuteWord = (count: number, language: Language) =>
  language === "nl" ? (count === 1 ? "minuut" : "minuten") : count === 1 ? "minute" : "minutes";
