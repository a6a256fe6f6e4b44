import { useQueryClient } from "@tanstack/preact-query";
import { useId, useState } from "preact/hooks";
import { useCall } from "../asking.tsx";
import type { No } from "../call.ts";
import { queryKey, useAnswer } from "../reading.ts";
import { useSpeech, useTexts } from "../speech.tsx";
import { questionTexts } from "../texts/questions.ts";
import { Checkbox } from "../ui/choice.tsx";
import { Link } from "../ui/link.tsx";
import { NoAlert } from "../ui/no-alert.tsx";
import { dayText } from "../ui/times.ts";
import { Skeleton } from "../ui/waiting.tsx";

/** Answers to earlier questions that have changed, for whoever wants to see so. */
export function Changes() {
  const t = useTexts(questionTexts);
  const call = useCall();
  const queries = useQueryClient();
  const preferences = useAnswer("GET /v1/me/preferences");
  const [no, setNo] = useState<No>();
  const [saved, setSaved] = useState<boolean>();
  const titleId = useId();
  const boxId = useId();
  const isOn = saved ?? preferences.data?.body.changeNotices ?? false;
  const choose = async (changeNotices: boolean) => {
    setNo(undefined);
    const outcome = await call("PUT /v1/me/preferences", { body: { changeNotices } });
    if (!outcome.ok) return setNo(outcome.no);
    setSaved(changeNotices);
    queries.invalidateQueries({ queryKey: queryKey("GET /v1/me/changes") });
  };
  return (
    <section class="changes" aria-labelledby={titleId}>
      <h2 id={titleId}>{t.changes}</h2>
      <p>{t.changesText}</p>
      {preferences.isPending && <Skeleton lines={1} />}
      {preferences.error && <NoAlert no={preferences.error.no} onRetry={() => preferences.refetch()} />}
      {preferences.data && <Checkbox id={boxId} text={t.changesOn} isOn={isOn} onChange={choose} />}
      {no && <NoAlert no={no} onRetry={() => choose(!isOn)} />}
      <p role="status" class="quiet">
        {saved === undefined ? "" : saved ? t.changesSavedOn : t.changesSavedOff}
      </p>
      {isOn && <ChangedAnswers />}
    </section>
  );
}

function ChangedAnswers() {
  const t = useTexts(questionTexts);
  const { language } = useSpeech();
  const changes = useAnswer("GET /v1/me/changes");
  if (changes.error) return <NoAlert no={changes.error.no} onRetry={() => changes.refetch()} />;
  if (!changes.data) return <Skeleton lines={1} />;
  const { items } = changes.data.body;
  if (items.length === 0) return <p class="quiet">{t.changesNone}</p>;
  return (
    <ul>
      {items.map(({ ticketId, topic, name, what, at }) => (
        <li key={`${ticketId}${topic}${at}`}>
          {t.changed[what](name[language], dayText(Date.parse(at), language))}{" "}
          <Link to={`/vragen/${ticketId}`}>{t.seeAnswer}</Link>
        </li>
      ))}
    </ul>
  );
}
