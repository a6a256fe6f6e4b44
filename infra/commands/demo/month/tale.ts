import type { Host } from "../../../local/host.ts";

export type Tale = ReturnType<typeof taleOf>;

/** What happened on which day, in chapters; the days are the helpdesk's own. */
export function taleOf(clock: Host["clock"], showProgress: (text: string) => void) {
  const chapters: string[][] = [];
  return {
    chapters,
    chapter(title: string): void {
      chapters.push([title]);
      showProgress(title);
    },
    /** @param at when it happened, where that was before now */
    say(text: string, at?: string): void {
      const millis = at ? Date.parse(at) : (clock?.now() ?? Date.now());
      chapters.at(-1)?.push(`   ${dayOf(millis)}  ${text}`);
    },
    /** Belongs to the line before it. */
    add: (text: string): void => void chapters.at(-1)?.push(`${" ".repeat(14)}· ${text}`),
  };
}

const dayOf = (millis: number) =>
  new Date(millis)
    .toLocaleDateString("nl-NL", {
      timeZone: "Europe/Amsterdam",
      weekday: "short",
      day: "2-digit",
      month: "short",
    })
    .padEnd(9);

/** A figure about too few people is told as that. */
export const told = (figure: number | null | undefined): string => figure?.toString() ?? "minder dan vijf";

export const percentage = (share: number): string => `${Math.round(share * 100)} %`;
