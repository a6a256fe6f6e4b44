import { useMemo } from "preact/hooks";
import type { Language } from "../../shared/text.ts";
import { useSpeech, useTexts } from "../speech.tsx";
import { type ReportTexts, reportTexts } from "../texts/reports.ts";
import { type Judged, shareIn } from "./figures.ts";
import { weekNumber } from "./period.ts";

/** Numbers as they are read in this language. */
export function useNumbers(): Numbers {
  const { language } = useSpeech();
  const t = useTexts(reportTexts);
  return useMemo(() => numbersIn(language, t), [language, t]);
}

export function numbersIn(language: Language, t: ReportTexts) {
  const locale = language === "nl" ? "nl-NL" : "en-GB";
  const whole = new Intl.NumberFormat(locale);
  const part = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const tenths = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const list = new Intl.ListFormat(locale, { type: "conjunction" });
  const percent = (share: number) => part.format(share);
  return {
    count: (number: number | null | undefined) =>
      number === null || number === undefined ? t.hidden : whole.format(number),
    percent,
    tenths: (number: number) => tenths.format(number),
    list: (items: readonly string[]) => list.format(items),
    week: (week: string) => t.week(weekNumber(week)),
    /** "92%", or why not. */
    share: (judged: Judged) => {
      const share = shareIn(judged);
      return share === undefined ? (judged.isHidden ? t.hidden : t.none) : percent(share);
    },
    /** "92% (46 van 50)", or why not. */
    judged: (judged: Judged) => {
      const share = shareIn(judged);
      if (share === undefined) return judged.isHidden ? t.hidden : t.none;
      return `${percent(share)} (${t.of(whole.format(judged.part), whole.format(judged.whole))})`;
    },
  };
}
export type Numbers = ReturnType<typeof numbersIn>;
