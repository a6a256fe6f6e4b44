import type { Language } from "../../shared/text.ts";

const zone = "Europe/Amsterdam";
const locale = (language: Language) => (language === "nl" ? "nl-NL" : "en-GB");

const formats = new Map<string, Intl.DateTimeFormat>();
function format(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${language}${JSON.stringify(options)}`;
  const known =
    formats.get(name) ?? new Intl.DateTimeFormat(locale(language), { timeZone: zone, ...options });
  formats.set(name, known);
  return known;
}

/** "24 november 2026" */
export const dayText = (at: number, language: Language) => format(language, { dateStyle: "long" }).format(at);

/** "9.05 uur" in Dutch, as the helpdesk's mails write it; "09:05" in English. */
export function timeText(at: number, language: Language): string {
  const time = format(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);
  return language === "nl" ? `${time.replace(/^0/, "").replace(":", ".")}\u00a0uur` : time;
}

/** "dinsdag 24 november om 14.05 uur", with the year where it is another than that of `now`. */
export function momentText(at: number, now: number, language: Language): string {
  const yearOf = (instant: number) => format(language, { year: "numeric" }).format(instant);
  const day = format(language, {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(yearOf(at) !== yearOf(now) && { year: "numeric" }),
  }).format(at);
  return `${day} ${language === "nl" ? "om" : "at"}\u00a0${timeText(at, language)}`;
}

const steps = [
  { unit: "minute", seconds: 60, below: 60 },
  { unit: "hour", seconds: 3600, below: 24 },
  { unit: "day", seconds: 86_400, below: 30 },
  { unit: "month", seconds: 2_629_800, below: 12 },
  { unit: "year", seconds: 31_557_600, below: Number.POSITIVE_INFINITY },
] as const;

/** "3 minuten geleden", "over 2 uur", "gisteren"; below a minute "nu". */
export function relativeText(at: number, now: number, language: Language): string {
  const seconds = (at - now) / 1000;
  const relative = new Intl.RelativeTimeFormat(locale(language), { numeric: "auto" });
  if (Math.abs(seconds) < 60) return relative.format(0, "second");
  for (const { unit, seconds: size, below } of steps) {
    const count = Math.round(seconds / size);
    if (Math.abs(count) < below) return relative.format(count, unit);
  }
  return relative.format(0, "second");
}

/** How long, in the largest unit that fits: for what is left of a deadline. Whole units that have passed, never more. */
export function lengthIn(milliseconds: number): { unit: "minutes" | "hours" | "days"; count: number } {
  const minutes = Math.floor(Math.abs(milliseconds) / 60_000);
  if (minutes < 120) return { unit: "minutes", count: minutes };
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? { unit: "hours", count: hours } : { unit: "days", count: Math.floor(hours / 24) };
}

/** "november 2026" */
export const monthText = (at: number, language: Language) =>
  format(language, { month: "long", year: "numeric" }).format(at);
