import { useEffect, useId, useRef, useState } from "preact/hooks";
import { part } from "../part.tsx";
import { useSpeech, useTexts } from "../speech.tsx";
import type { Suggested } from "../suggest/suggester.ts";
import { askTexts } from "../texts/employee.ts";
import type { AnswerProps, Said } from "./answer.tsx";
import { Signpost } from "./signpost.tsx";

const AnswerHere = part<AnswerProps>(() => import("./answer.tsx").then(({ AnswerHere }) => AnswerHere));

/**
 * Topics with an answer, each to be opened where it stands. What is open stays where it is while the rest of the list
 * changes with what is typed.
 */
export function Suggestions({
  title,
  suggested,
  opened,
  onOpen,
  onOpened,
  onAnswered,
  onNotAnswered,
}: {
  title: string;
  suggested: readonly Suggested[];
  opened: Suggested | undefined;
  onOpen: (suggested: Suggested | undefined) => void;
  onOpened: (topic: string, revisions: readonly number[]) => void;
  onAnswered: (topic: string, ...said: Parameters<Said>) => void;
  onNotAnswered: (topic: string, ...said: Parameters<Said>) => void;
}) {
  const { language } = useSpeech();
  const t = useTexts(askTexts);
  const titleId = useId();
  useEffect(() => AnswerHere.fetchAhead(), []);
  const isListed = suggested.some(({ topic }) => topic === opened?.topic);
  const all = opened && !isListed ? [opened, ...suggested] : suggested;
  return (
    <section aria-labelledby={titleId}>
      <h2 id={titleId} class="ask-heading">
        {title}
      </h2>
      <ul class="suggestions">
        {all.map((one) => {
          const isOpen = one.topic === opened?.topic;
          return (
            <li class={isOpen ? "suggestion suggestion-open" : "suggestion"} key={one.topic}>
              <h3 class="suggestion-title">
                <button
                  type="button"
                  class="suggestion-button"
                  aria-expanded={isOpen}
                  onClick={() => onOpen(isOpen ? undefined : one)}
                >
                  <span>{one.name[language]}</span>
                  {one.signpost && <span class="suggestion-kind">{t.signpost}</span>}
                  <span class="suggestion-sign" aria-hidden="true" />
                </button>
              </h3>
              {isOpen && (
                <div class="suggestion-inside">
                  {one.signpost && one.revision === undefined ? (
                    <>
                      <p class="quiet">{t.signpostLead}</p>
                      <Signpost signpost={one.signpost} />
                    </>
                  ) : (
                    <AnswerHere
                      topic={one.topic}
                      onOpened={(revisions) => onOpened(one.topic, revisions)}
                      onAnswered={(...said) => onAnswered(one.topic, ...said)}
                      onNotAnswered={(...said) => onNotAnswered(one.topic, ...said)}
                    />
                  )}
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Says how many answers there are once typing has paused for a while: politely, and not for every letter. */
export function Announced({ text }: { text: string }) {
  const [said, setSaid] = useState("");
  const latest = useRef(text);
  latest.current = text;
  useEffect(() => {
    const timer = setTimeout(() => setSaid(latest.current), 900);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <p role="status" class="only-read-aloud">
      {said}
    </p>
  );
}
