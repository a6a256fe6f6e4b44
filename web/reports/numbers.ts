import { useMemo } from "preact/hooks";
import { useSpeech, useTexts } from "../speech.tsx";
import { reportTexts } from "../texts/reports.ts";
import { type Judged, shareIn } from "./figures.ts";
import { weekNumber } from "./period.ts";

/** Numbers as they are read in this language. */
export function useNumbers() {
  const { language } = useSpeech();
  const t = useTexts(reportTexts);
  return useMemo(() => {
    const locale = language === "nl" ? "nl-NL" : "en-GB";
    const whole = new Intl.NumberFormat(locale);
    const part = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
    const tenths = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
    const list = new Intl.ListFormat(locale, { type: "conjunction" });
    const count = (number: number | null | undefined) =>
      number === null || number === undefined ? t.hidden : whole.format(number);
    const percent = (share: number) => part.format(share);
    return {
      count,
      percent,
      tenths: (number: number) => tenths.format(number),
      list: (items: readonly string[]) => list.format(items),
      week: (week: string) => t.week(weekNumber(week)),
      /** "92 % (46 van 50)", or why not. */
      judged: (judged: Judged) => {
        const share = shareIn(judged);
        if (judged.isHidden) return t.hidden;
        if (share === undefined) return t.none;
        return `${percent(share)} (${t.of(whole.format(judged.part), whole.format(judged.whole))})`;
      },
    };
  }, [language, t]);
}
export type Numbers = ReturnType<typeof useNumbers>;
