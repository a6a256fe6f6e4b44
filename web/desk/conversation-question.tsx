import { useEffect, useState } from "preact/hooks";
import type { AnswerOf } from "../../shared/contract/operations.ts";
import { parseMarkup, plainOf } from "../../shared/faq/markup.ts";
import type { Language } from "../../shared/text.ts";
import { useCall } from "../asking.tsx";
import { now } from "../browser.ts";
import { useSpeech, useTexts } from "../speech.tsx";
import { callTexts } from "../texts/conversation.ts";
import { useActions } from "../ui/actions.tsx";
import { Alert } from "../ui/alert.tsx";
import { Button } from "../ui/button.tsx";
import { RadioGroup, Select } from "../ui/choice.tsx";
import { SpokenTextBox, TextArea } from "../ui/text-field.tsx";
import { momentText } from "../ui/times.ts";
import { useAround, useNames } from "./around.tsx";
import { type Conversation, type Fault, type SpokenQuestion, topicOfQuestion } from "./calls.ts";

type Suggestion = AnswerOf<"POST /v1/topics/suggest">["suggestions"][number];
type ErrorOf = (...which: Fault[]) => string | undefined;

const pauseMs = 200;
const shownTopics = 3;

/** What is asked, what it is likely about, and what to say. */
export function QuestionForm({
  at,
  question,
  number,
  language: spoken,
  errorOf,
  onChange,
}: {
  /** Which of the conversation: what was found for another one says nothing here. */
  at: number;
  question: SpokenQuestion;
  number: number | undefined;
  /** Of whoever asks: the answer is read aloud in it where it can be. */
  language: Language;
  errorOf: ErrorOf;
  onChange: (more: Partial<SpokenQuestion>) => void;
}) {
  const t = useTexts(callTexts);
  const { language } = useSpeech();
  const { organisation } = useAround();
  const names = useNames();
  const { suggestions, isBusy, hasFailed } = useSuggestions(at, question.text);
  const choose = (suggestion: Suggestion | undefined, isChosen: boolean) =>
    onChange(chosen(question, suggestion, isChosen, spoken));
  useEffect(() => {
    if (!question.isChosen && suggestions) choose(suggestions[0], false);
  }, [suggestions]);
  const shown = suggestions?.slice(0, shownTopics) ?? [];
  const isSomething = question.text.trim() !== "";
  useActions(
    isSomething && shown.length > 0
      ? [
          ...shown.map((suggestion, i) => ({
            id: `call-topic-${i + 1}`,
            text: t.chooseTopic(i + 1),
            keys: [String(i + 1)],
            scope: "page" as const,
            run: () => choose(suggestion, true),
          })),
          {
            id: "call-topic-none",
            text: t.topicNone,
            keys: ["0"],
            scope: "page" as const,
            run: () => choose(undefined, true),
          },
        ]
      : [],
  );
  const topic = topicOfQuestion(question, organisation);
  const signpost = shown.find((each) => each.topic === question.topic)?.signpost;
  const check =
    topic && topic.identityCheck !== "none"
      ? organisation.contact.identityChecks[topic.identityCheck]
      : undefined;
  return (
    <section class="stack" aria-label={number ? t.questionN(number) : t.question}>
      <TextArea
        id="call-question"
        label={number ? `${t.questionN(number)}: ${t.question}` : t.question}
        rows={2}
        maxLength={20_000}
        value={question.text}
        error={errorOf("question", "nothing")}
        onInput={(text) => onChange({ text })}
      />
      {isSomething && (
        <>
          {shown.length > 0 ? (
            <RadioGroup
              label={t.topics}
              hint={t.topicsHint}
              isInRow
              options={[
                ...shown.map(({ topic: key, name }, i) => ({
                  value: key as string,
                  text: `${i + 1}. ${name[language]}`,
                })),
                { value: "-", text: `0. ${t.topicNone}` },
              ]}
              value={question.topic === null ? "-" : question.topic}
              onChange={(value) =>
                choose(
                  shown.find((each) => each.topic === value),
                  true,
                )
              }
            />
          ) : (
            <p class="quiet" role="status">
              {isBusy ? t.searching : hasFailed ? t.notNow : suggestions ? t.notFoundTopic : ""}
            </p>
          )}
          {signpost ? (
            <Alert tone="warning" title={signpost.name[language]}>
              <p>{signpost.text[language]}</p>
              <p>{t.signpost}</p>
            </Alert>
          ) : (
            <SpokenTextBox
              id="call-answer"
              label={t.answer}
              hint={question.answer === "" && !isBusy ? t.noAnswer : t.answerHint}
              value={question.answer}
              maxLength={20_000}
              error={errorOf("answer")}
              onInput={(answer) => onChange({ answer, isAnswerTyped: answer.trim() !== "" })}
            />
          )}
          {topic && "neverByPhone" in topic && topic.neverByPhone && (
            <Alert tone="warning">
              <p>{t.neverByPhone}</p>
            </Alert>
          )}
          {check?.name && (
            <p class="quiet">{t.identityNeeded(names.text(check.name, topic?.identityCheck ?? ""))}</p>
          )}
        </>
      )}
    </section>
  );
}

/** A suggestion and its answer on a question: what the agent typed stays. */
function chosen(
  question: SpokenQuestion,
  suggestion: Suggestion | undefined,
  isChosen: boolean,
  language: Language,
): Partial<SpokenQuestion> {
  const answer = suggestion?.answers[0];
  const texts = answer && (language === "en" && answer.texts.en ? answer.texts.en : answer.texts.nl);
  const spoken = texts?.spoken || (texts ? plainOf(parseMarkup(texts.written)) : "");
  return {
    topic: suggestion ? suggestion.topic : isChosen ? null : undefined,
    under: suggestion?.under,
    isChosen,
    ...(!question.isAnswerTyped && {
      answer: spoken,
      used: answer && suggestion && { topic: suggestion.topic, revision: answer.revision },
    }),
  } as Partial<SpokenQuestion>;
}

/** Asked when typing pauses; only the newest answer counts, and what was shown stays until it comes. */
function useSuggestions(at: number, text: string) {
  const call = useCall();
  const [found, setFound] = useState<{ at: number; for: string; suggestions?: Suggestion[] }>({
    at,
    for: "",
  });
  const wanted = text.trim().length < 3 ? "" : text.trim();
  useEffect(() => {
    if (wanted === "") return;
    let isNewest = true;
    const timer = setTimeout(async () => {
      const outcome = await call("POST /v1/topics/suggest", { body: { text: wanted, isTyping: true } });
      if (!isNewest) return;
      setFound({ at, for: wanted, ...(outcome.ok && { suggestions: outcome.body.suggestions }) });
    }, pauseMs);
    return () => {
      isNewest = false;
      clearTimeout(timer);
    };
  }, [at, wanted, call]);
  const isOwn = wanted !== "" && found.at === at;
  const isNewest = isOwn && found.for === wanted;
  return {
    suggestions: isOwn ? found.suggestions : undefined,
    isBusy: wanted !== "" && !isNewest,
    hasFailed: isNewest && found.suggestions === undefined,
  };
}

/** By when it has to be dealt with, should it go to this desk. What reckons it comes when it is first needed. */
function useTerm({ channel, startedAt }: Conversation, question: SpokenQuestion): number | undefined {
  const { organisation } = useAround();
  const { desk } = question;
  const topic = topicOfQuestion(question, organisation)?.key;
  const [term, setTerm] = useState<{ for: string; dueAt: number | undefined }>();
  const wanted = `${desk} ${topic}`;
  useEffect(() => {
    if (!desk) return;
    let isHere = true;
    import("./term.ts").then(
      ({ termAt }) =>
        isHere && setTerm({ for: wanted, dueAt: termAt(organisation, { desk, topic, channel }, startedAt) }),
      () => undefined,
    );
    return () => {
      isHere = false;
    };
  }, [wanted, channel, startedAt]);
  return term?.for === wanted ? term.dueAt : undefined;
}

/** Handing it over: to the desk of its topic unless another is chosen, with the time that it has. */
export function HandOver({
  conversation,
  question,
  error,
  onChange,
  onHandOver,
}: {
  conversation: Conversation;
  question: SpokenQuestion;
  error: string | undefined;
  onChange: (more: Partial<SpokenQuestion>) => void;
  onHandOver: () => void;
}) {
  const t = useTexts(callTexts);
  const { organisation } = useAround();
  const { language } = useSpeech();
  const names = useNames();
  const dueAt = useTerm(conversation, question);
  return (
    <section class="hand-over stack">
      <h3>{t.handOver}</h3>
      <Select
        id="call-desk"
        label={t.toDesk}
        error={error}
        options={organisation.desks
          .filter(({ kind }) => kind === "back")
          .map(({ key, name }) => ({ value: key as string, text: name[language] }))}
        value={question.desk}
        onChange={(to) => onChange({ desk: to })}
      />
      {question.desk && dueAt !== undefined && (
        <p class="quiet">{t.term(names.desk(question.desk), momentText(dueAt, now(), language))}</p>
      )}
      <TextArea
        label={t.note}
        isOptional
        rows={2}
        value={question.note}
        onInput={(note) => onChange({ note })}
      />
      <div>
        <Button keys="ctrl+shift+enter" onClick={onHandOver}>
          {t.handOverAndClose}
        </Button>
      </div>
    </section>
  );
}
