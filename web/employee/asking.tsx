import { useEffect, useId, useState } from "preact/hooks";
import type { Asked } from "../../shared/contract/view.ts";
import { part } from "../part.tsx";
import { useHere } from "../session-gate.tsx";
import { useSpeech, useTexts } from "../speech.tsx";
import { isLongEnough } from "../suggest/typed.ts";
import { askTexts } from "../texts/employee.ts";
import { ErrorSummary } from "../ui/error-summary.tsx";
import { PageHeading } from "../ui/heading.tsx";
import { TextArea } from "../ui/text-field.tsx";
import { Cares } from "./cares.tsx";
import { longestText } from "./draft.ts";
import { Proposed } from "./proposed.tsx";
import type { SendPartProps } from "./send-part.tsx";
import { useQuestion } from "./sending.ts";
import { useSuggesting } from "./suggesting.ts";
import { useTopics } from "./topics.ts";

/** Nobody sends before they type. */
const SendPart = part<SendPartProps>(() => import("./send-part.tsx").then(({ SendPart }) => SendPart));

type Props = {
  /** What was typed before, where somebody comes back to it. */
  before: string;
  onAnswered: (text: string) => void;
  onSent: (asked: Asked) => void;
};

/** One field to begin with; what there is to know comes up under it, and the rest of the form after that. */
export function Asking({ before, onAnswered, onSent }: Props) {
  const t = useTexts(askTexts);
  const { language } = useSpeech();
  const { membership } = useHere();
  const topics = useTopics();
  const { draft, change, sending, chosen, end } = useQuestion(before, onSent, topics);
  const [isWanted, setIsWanted] = useState(draft.text !== "");
  const { suggesting, pointed } = useSuggesting(draft.text, isWanted, membership.organisation);
  const [refusals, setRefusals] = useState(0);
  useEffect(() => SendPart.fetchAhead(), []);
  const ids = { text: useId(), person: useId() };
  const idOf = (key: string) => `${ids.text}-${key}`;
  const errors = [
    ...sending.faults.map(({ at, fault }) => ({ id: ids[at], text: t[fault] })),
    ...sending.missing.map(({ key, label }) => ({ id: idOf(key), text: t.fieldMissing(label[language]) })),
  ];
  const errorOf = (id: string) => errors.find((error) => error.id === id)?.text;
  const isTyped = draft.text.trim() !== "";
  return (
    <>
      <PageHeading>{t.title}</PageHeading>
      <form
        class="ask"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          sending.send();
        }}
      >
        <ErrorSummary errors={errors} attempt={sending.attempt} />
        <div onFocusIn={() => setIsWanted(true)}>
          <TextArea
            id={ids.text}
            label={t.question}
            hint={t.hint}
            rows={3}
            value={draft.text}
            onInput={(text) => change({ text })}
            maxLength={longestText}
            isKept
            isReadOnly={sending.isBusy}
            error={errorOf(ids.text)}
          />
        </div>
        <Cares typed={draft.text} pointed={pointed} />
        <Proposed
          suggesting={isLongEnough(draft.text) ? suggesting : { is: "nothing" }}
          topics={topics === "failed" ? [] : (topics ?? [])}
          isTyped={isTyped}
          onAnswered={() => {
            end();
            onAnswered(draft.text);
          }}
          onNotAnswered={() => setRefusals(refusals + 1)}
        />
        {(isTyped || draft.follows || refusals > 0 || sending.attempt > 0) && (
          <SendPart
            refusals={refusals}
            draft={draft}
            onChange={change}
            topics={topics}
            suggested={suggesting.is === "found" ? suggesting.suggested : []}
            pointsTo={chosen?.signpost}
            sending={sending}
            personId={ids.person}
            idOf={idOf}
            errorOf={errorOf}
          />
        )}
      </form>
    </>
  );
}
