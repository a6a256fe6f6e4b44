import { useLocation, useSearchParams } from "wouter-preact";
import { localDay } from "../../shared/clock/zone.ts";
import { now } from "../browser.ts";
import { useTexts } from "../speech.tsx";
import { reportTexts } from "../texts/reports.ts";
import { PageHeading } from "../ui/heading.tsx";
import { SectionNav } from "../ui/section-nav.tsx";
import { AnswerEffects } from "./answer-effects.tsx";
import { type Filters, filtersIn, searchOf } from "./period.ts";
import { ServiceLevels } from "./service-levels.tsx";

const service = "/rapporten";
const answers = "/rapporten/antwoorden";

/** How the helpdesk does. The address says what is looked at, so that it can be kept and sent. */
export function Reports() {
  const t = useTexts(reportTexts);
  const [path] = useLocation();
  const [search, setSearch] = useSearchParams();
  const today = localDay(now(), "Europe/Amsterdam");
  const filters = filtersIn(search, today);
  const onShow = (chosen: Filters) => setSearch(searchOf(chosen));
  const isAnswers = path.startsWith(answers);
  const { from, to } = filters;
  const sections = [
    {
      to: `${service}${search.size > 0 ? `?${searchOf(filters)}` : ""}`,
      text: t.service,
      isCurrent: !isAnswers,
    },
    {
      to: `${answers}${search.size > 0 ? `?${searchOf({ from, to })}` : ""}`,
      text: t.answerEffects,
      isCurrent: isAnswers,
    },
  ];
  const shown = { filters, today, onShow };
  return (
    <div class="stack">
      <PageHeading key={String(isAnswers)} title={isAnswers ? t.answerEffects : t.title} lead={t.lead}>
        {isAnswers ? t.answerEffects : t.title}
      </PageHeading>
      <SectionNav label={t.parts} sections={sections} />
      {isAnswers ? <AnswerEffects {...shown} /> : <ServiceLevels {...shown} />}
    </div>
  );
}
