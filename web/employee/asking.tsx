import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { Asked } from "../../shared/contract/view.ts";
import { useCall, useIntent } from "../asking.tsx";
import type { No } from "../call.ts";
import { part } from "../part.tsx";
import { useHere } from "../session-gate.tsx";
import { useSpeech, useTexts } from "../speech.tsx";
import { isLongEnough } from "../suggest/typed.ts";
import { askTexts } from "../texts/employee.ts";
import { Alert } from "../ui/alert.tsx";
import { Button } from "../ui/button.tsx";
import { ErrorSummary } from "../ui/error-summary.tsx";
import { PageHeading } from "../ui/heading.tsx";
import { NoAlert } from "../ui/no-alert.tsx";
import { TextArea } from "../ui/text-field.tsx";
import { Cares } from "./cares.tsx";
import { bodyOf, type Draft, faultsOf, longestText } from "./draft.ts";
import { MoreFields, TopicField } from "./fields.tsx";
import { missingIn } from "./filled-in.ts";
import { Proposed } from "./proposed.tsx";
import { Signpost } from "./signpost.tsx";
import { useSuggesting } from "./suggesting.ts";
import type { TopicFieldsProps } from "./topic-fields.tsx";
import { useTopics } from "./topics.ts";

const page = "question";
const TopicFields = part<TopicFieldsProps>(() =>
  import("./topic-fields.tsx").then(({ TopicFields }) => TopicFields),
);

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
  const { drafts, membership } = useHere();
  const topics = useTopics();
  const { draft, change, sending, chosen } = useQuestion(before, onSent, topics);
  const [isWanted, setIsWanted] = useState(draft.text !== "");
  const suggesting = useSuggesting(draft.text, isWanted, membership.organisation);
  const [refusals, setRefusals] = useState(0);
  const ids = { text: useId(), person: useId() };
  const idOf = (key: string) => `${ids.text}-${key}`;
  const errors = [
    ...sending.faults.map(({ at, fault }) => ({ id: ids[at], text: t[fault] })),
    ...sending.missing.map(({ key, label }) => ({ id: idOf(key), text: t.fieldMissing(label[language]) })),
  ];
  const errorOf = (at: keyof typeof ids) => errors.find(({ id }) => id === ids[at])?.text;
  const suggested = suggesting.is === "found" ? suggesting.suggested : [];
  const hasForm = draft.text.trim() !== "" || refusals > 0 || sending.attempt > 0;
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
            error={errorOf("text")}
          />
        </div>
        <Cares typed={draft.text} />
        <Proposed
          suggesting={isLongEnough(draft.text) ? suggesting : { is: "nothing" }}
          topics={topics === "failed" ? [] : (topics ?? [])}
          isTyped={draft.text.trim() !== ""}
          onAnswered={() => {
            drafts.drop(page);
            onAnswered(draft.text);
          }}
          onNotAnswered={() => setRefusals(refusals + 1)}
        />
        {hasForm && (
          <SendPart refusals={refusals}>
            <TopicField draft={draft} onChange={change} topics={topics} suggested={suggested} />
            {chosen?.signpost ? (
              <Alert tone="info" title={t.signpost}>
                <p>{t.signpostLead}</p>
                <Signpost signpost={chosen.signpost} />
              </Alert>
            ) : (
              <>
                {chosen?.fields && (
                  <TopicFields
                    fields={chosen.fields}
                    filled={draft.filled ?? {}}
                    onChange={(filled) => change({ filled })}
                    idOf={idOf}
                    errorOf={(key) => errors.find(({ id }) => id === idOf(key))?.text}
                  />
                )}
                <MoreFields
                  draft={draft}
                  onChange={change}
                  personId={ids.person}
                  personError={errorOf("person")}
                />
                {sending.no && <NoAlert no={sending.no} onRetry={sending.send} />}
                <div>
                  <Button type="submit" look="primary" isBusy={sending.isBusy}>
                    {t.send}
                  </Button>
                </div>
              </>
            )}
          </SendPart>
        )}
      </form>
    </>
  );
}

/** The rest of the form. It gets the focus of whoever said that an answer does not help. */
function SendPart({ refusals, children }: { refusals: number; children: preact.ComponentChildren }) {
  const t = useTexts(askTexts);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (refusals > 0) title.current?.focus();
  }, [refusals]);
  return (
    <div class="stack ask-send">
      <h2 ref={title} tabIndex={-1} class="ask-heading">
        {t.sendTitle}
      </h2>
      {refusals > 0 && (
        <Alert tone="ok">
          <p>{t.notAnswered}</p>
        </Alert>
      )}
      {children}
    </div>
  );
}

/** A question may go on from one that was closed: the address names it. */
function followed(): Pick<Draft, "follows"> {
  const follows = new URLSearchParams(location.search).get("vervolg");
  return follows ? { follows } : {};
}

/** The draft, kept while it is written, and sent once however often it is tried. */
function useQuestion(before: string, onSent: (asked: Asked) => void, topics: ReturnType<typeof useTopics>) {
  const { language } = useSpeech();
  const call = useCall();
  const { drafts } = useHere();
  const [kept] = useState(() => drafts.read<Draft>(page));
  const intent = useIntent(kept?.key);
  const [draft, setDraft] = useState<Draft>(() => ({ text: before, ...kept?.value, ...followed() }));
  const [isBusy, setIsBusy] = useState(false);
  const [no, setNo] = useState<No>();
  const [attempt, setAttempt] = useState(0);
  const chosen = topics !== "failed" ? topics?.find(({ key }) => key === draft.topic) : undefined;
  const missing = missingIn(chosen?.fields ?? [], draft.filled ?? {});
  const isNotTheirs = no?.is === "refused" && no.reason === "not-your-employee";

  const change = (changed: Partial<Draft>) => {
    const next = { ...draft, ...changed };
    setDraft(next);
    drafts.write(page, next, { key: intent.key });
    if (isNotTheirs) setNo(undefined);
  };
  const send = async () => {
    if (isBusy) return;
    setNo(undefined);
    setAttempt(attempt + 1);
    if (faultsOf(draft, false).length + missing.length > 0) return;
    setIsBusy(true);
    const outcome = await call("POST /v1/tickets", {
      body: bodyOf(draft, language, chosen?.fields),
      key: intent.key,
    });
    setIsBusy(false);
    if (!outcome.ok) {
      setNo(outcome.no);
      // What is wrong in a field takes the focus there.
      return setAttempt(attempt + 2);
    }
    intent.done();
    drafts.drop(page);
    onSent(outcome.body);
  };
  const faults = attempt > 0 ? faultsOf(draft, isNotTheirs) : [];
  return {
    draft,
    change,
    chosen,
    sending: {
      send,
      isBusy,
      attempt,
      faults,
      missing: attempt > 0 ? missing : [],
      no: isNotTheirs ? undefined : no,
    },
  };
}
