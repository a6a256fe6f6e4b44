import { useEffect, useState } from "preact/hooks";
import { now } from "../browser.ts";
import { useSpeech } from "../speech.tsx";
import { dayText, momentText, relativeText } from "./times.ts";

/** The time, renewed every half minute while the page is seen. */
export function useNow(): number {
  const [time, setTime] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) setTime(now());
    }, 30_000);
    return () => clearInterval(timer);
  }, []);
  return time;
}

/** A moment: as a date and time, as a day, or seen from now with the moment itself as its title. */
export function Time({ at, as = "moment" }: { at: string; as?: "moment" | "day" | "relative" }) {
  const { language } = useSpeech();
  const time = useNow();
  const instant = Date.parse(at);
  const moment = momentText(instant, time, language);
  const texts = { moment, day: dayText(instant, language), relative: relativeText(instant, time, language) };
  return (
    <time dateTime={at} title={as === "moment" ? undefined : moment}>
      {texts[as]}
    </time>
  );
}
