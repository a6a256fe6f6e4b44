import { useEffect, useState } from "preact/hooks";
import { weekOf } from "../../shared/report/day.ts";
import { useNames } from "../names.ts";
import { useSpeech, useTexts } from "../speech.tsx";
import { reportTexts } from "../texts/reports.ts";
import { Button } from "../ui/button.tsx";
import { type Option, Select } from "../ui/choice.tsx";
import {
  dayInWords,
  daysOfWeek,
  type Filters,
  faultIn,
  mondayOf,
  mondaysToChoose,
  sundayOf,
  weekNumber,
} from "./period.ts";

/** How it stands with the figures below: `old` ones are those of the last choice, until the new ones are there. */
export type Reading = "busy" | "old" | "failed" | "here";

export const readingOf = (found: {
  isFetching: boolean;
  isPlaceholderData: boolean;
  error: unknown;
}): Reading => {
  if (found.isFetching) return found.isPlaceholderData ? "old" : "busy";
  return found.error ? "failed" : "here";
};

/** Whole weeks, and what of them. Nothing changes until it is asked for, and the address then says it. */
export function FilterForm({
  filters,
  today,
  reading,
  onShow,
  isPeriodOnly = false,
}: {
  filters: Filters;
  today: string;
  reading: Reading;
  onShow: (filters: Filters) => void;
  isPeriodOnly?: boolean;
}) {
  const t = useTexts(reportTexts);
  const { language } = useSpeech();
  const names = useNames();
  const [chosen, setChosen] = useState(filters);
  const [fault, setFault] = useState(() => faultIn(filters));
  const [said, setSaid] = useState("");
  // Back and forward in the browser bring other filters.
  const address = JSON.stringify(filters);
  useEffect(() => {
    setChosen(filters);
    setFault(faultIn(filters));
  }, [address]);

  const weekOptions = mondaysToChoose(today, [filters.from, mondayOf(filters.to)]).map((monday) => ({
    value: monday,
    text: t.weekOption(weekNumber(weekOf(monday)), daysOfWeek(monday, language)),
  }));
  const show = () => {
    const found = faultIn(chosen);
    setFault(found);
    if (found) return document.getElementById("report-to")?.focus();
    onShow(chosen);
    setSaid(t.shown(dayInWords(chosen.from, language), dayInWords(chosen.to, language)));
  };
  const among = (all: readonly { key: string; name: string }[], now: string | undefined, name: string) => {
    const known: Option<string>[] = all.map(({ key, name }) => ({ value: key, text: name }));
    const isMissing = now !== undefined && !all.some(({ key }) => key === now);
    return [{ value: "", text: t.all }, ...known, ...(isMissing ? [{ value: now, text: name }] : [])];
  };
  /** "" stands for all. */
  const set = (name: "desk" | "topic" | "channel") => (value: string) => {
    const { [name]: _, ...rest } = chosen;
    setChosen(value ? ({ ...rest, [name]: value } as Filters) : rest);
  };
  const { desk, topic, channel } = chosen;
  return (
    <form
      aria-label={t.filters}
      class="filters"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        show();
      }}
    >
      <Select
        label={t.from}
        options={weekOptions}
        value={chosen.from}
        onChange={(from) => setChosen({ ...chosen, from })}
      />
      <Select
        id="report-to"
        label={t.to}
        options={weekOptions}
        value={mondayOf(chosen.to)}
        error={fault && t[fault]}
        onChange={(monday) => setChosen({ ...chosen, to: sundayOf(monday) })}
      />
      {!isPeriodOnly && (
        <>
          {(names.desks.length > 0 || desk) && (
            <Select
              label={t.desk}
              options={among(names.desks, desk, names.deskName(desk ?? ""))}
              value={desk ?? ""}
              onChange={set("desk")}
            />
          )}
          <Select
            label={t.topic}
            options={among(names.topics, topic, names.topicName(topic ?? ""))}
            value={topic ?? ""}
            onChange={set("topic")}
          />
          <Select
            label={t.channel}
            options={[
              { value: "", text: t.all },
              ...(["click", "call", "face"] as const).map((value) => ({ value, text: t.channels[value] })),
            ]}
            value={channel ?? ""}
            onChange={set("channel")}
          />
        </>
      )}
      <div>
        <Button type="submit" look="primary" isBusy={reading === "busy" || reading === "old"}>
          {t.show}
        </Button>
      </div>
      <p class={reading === "old" ? "filters-said quiet small" : "only-read-aloud"} role="status">
        {reading === "old" ? t.stillOld : reading === "here" && said}
      </p>
    </form>
  );
}
