import "./answer.css";
import { useEffect, useRef, useState } from "preact/hooks";
import type { AnswerView } from "../../shared/contract/answer-view.ts";
import type { AnswerOf } from "../../shared/contract/operations.ts";
import type { NotAnsweredReason } from "../../shared/faq/day-demand.ts";
import { parseMarkup } from "../../shared/faq/markup.ts";
import { useCall } from "../asking.tsx";
import type { No } from "../call.ts";
import { useSpeech, useTexts } from "../speech.tsx";
import { askTexts } from "../texts/employee.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Link } from "../ui/link.tsx";
import { Markup } from "../ui/markup.tsx";
import { NoAlert } from "../ui/no-alert.tsx";
import { dayText } from "../ui/times.ts";
import { Skeleton } from "../ui/waiting.tsx";
import { Signpost } from "./signpost.tsx";

type TopicAnswers = AnswerOf<"GET /v1/topics/{topic}/answer">;

const reasons = ["not-my-situation", "unclear", "outdated", "wrong", "other"] as const;

/** What somebody says of the answers that they read: each of them counts. */
export type Said = (revisions: readonly number[], reason?: NotAnsweredReason) => void;

export type AnswerProps = {
  topic: string;
  onOpened: (revisions: readonly number[]) => void;
  /** Without it nobody asks whether it helped. */
  onAnswered?: Said;
  onNotAnswered?: Said;
};

/** The answers of a topic, as they are now, in the place where they were opened. */
export function AnswerHere({ topic, onOpened, onAnswered, onNotAnswered }: AnswerProps) {
  const t = useTexts(askTexts);
  const call = useCall();
  const [found, setFound] = useState<TopicAnswers>();
  const [no, setNo] = useState<No>();
  const isHere = useRef(true);
  const load = async () => {
    setNo(undefined);
    const outcome = await call("GET /v1/topics/{topic}/answer", { params: { topic } });
    if (!isHere.current) return;
    if (!outcome.ok) return setNo(outcome.no);
    setFound(outcome.body);
    onOpened(outcome.body.answers.map(({ revision }) => revision));
  };
  useEffect(() => {
    isHere.current = true;
    load();
    return () => {
      isHere.current = false;
    };
  }, [topic]);

  if (no) return <NoAlert no={no} onRetry={load} />;
  if (!found) return <Skeleton />;
  const revisions = found.answers.map(({ revision }) => revision);
  return (
    <div class="answer">
      {found.signpost && <Signpost signpost={found.signpost} />}
      {found.answers.length === 0 && !found.signpost && <p>{t.answerGone}</p>}
      {found.answers.map((answer) => (
        <Answer key={answer.revision} answer={answer} />
      ))}
      {revisions.length > 0 && onAnswered && (
        <Verdict
          onAnswered={() => onAnswered(revisions)}
          onNotAnswered={(reason) => onNotAnswered?.(revisions, reason)}
        />
      )}
    </div>
  );
}

function Answer({ answer }: { answer: AnswerView }) {
  const t = useTexts(askTexts);
  const { language } = useSpeech();
  const text = (language === "en" && answer.texts.en) || answer.texts.nl;
  const day = (local: string) => dayText(Date.parse(local), language);
  return (
    <div class="answer-one">
      {answer.audience === "line-manager" && <Badge>{t.forLineManagers}</Badge>}
      <div lang={text === answer.texts.nl ? "nl" : "en"}>
        <Markup blocks={parseMarkup(text.written)} level={4} />
      </div>
      <p class="small quiet answer-facts">
        <span>
          {t.validFrom(day(answer.validFrom))}
          {answer.validUntil && ` ${t.validUntil(day(answer.validUntil))}`}
        </span>
        <span>{t.reviewed(day(answer.reviewedAt))}</span>
      </p>
      {answer.sources.length > 0 && (
        <div class="small answer-sources">
          <p class="quiet">{t.sources}</p>
          <ul>
            {answer.sources.map(({ text, url }) => (
              <li key={`${text}${url}`}>{url ? <Link to={url}>{text}</Link> : text}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function Verdict({
  onAnswered,
  onNotAnswered,
}: {
  onAnswered: () => void;
  onNotAnswered: (reason: NotAnsweredReason) => void;
}) {
  const t = useTexts(askTexts);
  return (
    <fieldset class="verdict">
      <legend class="verdict-ask">{t.doesItHelp}</legend>
      <div>
        <Button look="primary" onClick={onAnswered}>
          {t.answersIt}
        </Button>
      </div>
      <div class="row verdict-no">
        <span>{t.notBecause}</span>
        {reasons.map((reason) => (
          <Button
            key={reason}
            isSmall
            label={`${t.notBecause} ${t.reasons[reason]}`}
            onClick={() => onNotAnswered(reason)}
          >
            {t.reasons[reason]}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}
