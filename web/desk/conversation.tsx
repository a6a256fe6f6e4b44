import "./conversation.css";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useHere } from "../session-gate.tsx";
import { useTexts } from "../speech.tsx";
import { callTexts } from "../texts/conversation.ts";
import { deskTexts } from "../texts/desk.ts";
import { useActions } from "../ui/actions.tsx";
import { Alert } from "../ui/alert.tsx";
import { Button } from "../ui/button.tsx";
import { Select } from "../ui/choice.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Empty } from "../ui/empty.tsx";
import { ErrorSummary } from "../ui/error-summary.tsx";
import { Link } from "../ui/link.tsx";
import { TextArea } from "../ui/text-field.tsx";
import { takeTyped } from "../ui/typed-ahead.ts";
import { useAround, useCalls, useNames } from "./around.tsx";
import {
  type Conversation,
  emptyQuestion,
  type Fate,
  type Fault,
  faultsOf,
  faultyQuestion,
  isBlank,
  mayKeep,
  type SpokenQuestion,
  topicOfQuestion,
} from "./calls.ts";
import { HandOver, QuestionForm } from "./conversation-question.tsx";
import { OpenQuestions, Who } from "./conversation-who.tsx";
import { deskPath } from "./paths.ts";

/** A conversation by telephone or at the counter, written down while it is held. */
export function ConversationPage({ id, onLeave }: { id: string; onLeave: () => void }) {
  const t = useTexts(callTexts);
  const desk = useTexts(deskTexts);
  const { membership } = useHere();
  const calls = useCalls();
  const conversation = calls.find(id);
  useEffect(() => {
    calls.resume(id);
    return () => calls.park(id);
  }, [id]);
  const mayCall = membership.roles.includes("front-office");
  if (!mayCall || !conversation || conversation.state === "sending") {
    return (
      <Empty title={mayCall ? t.notHere : t.notYourRole}>
        {mayCall && <p>{t.notHereText}</p>}
        <Link to={deskPath}>{desk.back}</Link>
      </Empty>
    );
  }
  return <Held conversation={conversation} onLeave={onLeave} />;
}

/** As many as one conversation takes (shared/contract/input.ts). */
const mostQuestions = 5;

export const fieldOf: Record<Fault, string> = {
  nothing: "call-question",
  question: "call-question",
  answer: "call-answer",
  desk: "call-desk",
  who: "call-who",
  phone: "call-phone",
  email: "call-email",
  location: "call-location",
};

function Held({ conversation, onLeave }: { conversation: Conversation; onLeave: () => void }) {
  const t = useTexts(callTexts);
  const { organisation } = useAround();
  const calls = useCalls();
  const { id, channel, questions, at, existing, who } = conversation;
  const question = questions[at] ?? emptyQuestion();
  const [faults, setFaults] = useState<Fault[]>([]);
  const [attempt, setAttempt] = useState(0);
  const [isDropping, setIsDropping] = useState(false);
  const page = useRef<HTMLDivElement>(null);
  const [typed] = useState(takeTyped);
  const change = (more: Partial<Conversation>) => calls.change(id, (one) => ({ ...one, ...more }));
  const changeQuestion = (n: number, more: Partial<SpokenQuestion>) =>
    calls.change(id, (one) => ({
      ...one,
      questions: one.questions.map((each, i) => (i === n ? { ...each, ...more } : each)),
    }));
  const latest = () => calls.find(id) ?? conversation;
  const focus = (field: string) => {
    const here = document.getElementById(field);
    if (here) here.focus();
    else setTimeout(() => document.getElementById(field)?.focus(), 0);
  };
  useLayoutEffect(() => {
    focus(who ? "call-question" : "call-who");
  }, [id]);

  const end = (fate: Fate) => {
    const now = latest();
    const ended = {
      ...now,
      questions: now.questions.map((each, i) =>
        withDesk(i === now.at ? { ...each, fate } : each, organisation),
      ),
    };
    const lacks = faultsOf(ended, organisation);
    setFaults(lacks);
    setAttempt((count) => count + 1);
    if (lacks.length > 0) {
      // What lacks something is what is shown.
      const at = faultyQuestion(ended, organisation);
      return calls.change(id, () => (at < 0 ? ended : { ...ended, at }));
    }
    calls.change(id, () => ended);
    calls.finish(id);
    onLeave();
  };
  const mayAsk = questions.length < mostQuestions;
  const another = () => {
    const now = latest();
    const current = now.questions[now.at];
    if (!current || isBlank(current)) return focus("call-question");
    const fate = current.answer.trim() === "" && current.fate === "answer" ? "later" : current.fate;
    const kept = now.questions.map((each, i) => (i === now.at ? { ...each, fate } : each));
    change({ questions: [...kept, emptyQuestion()], at: kept.length });
    focus("call-question");
  };
  const park = () => {
    calls.park(id);
    onLeave();
  };
  useActions([
    {
      id: "answer-close",
      text: t.answerAndClose,
      keys: ["ctrl+enter"],
      scope: "page",
      run: () => end("answer"),
    },
    {
      id: "hand-over-close",
      text: t.handOverAndClose,
      keys: ["ctrl+shift+enter"],
      scope: "page",
      run: () => end("hand-over"),
    },
    { id: "later-close", text: t.laterAndClose, scope: "page", run: () => end("later") },
    ...(mayAsk
      ? [{ id: "another", text: t.another, keys: ["F8"], scope: "page" as const, run: another }]
      : []),
    { id: "park", text: t.park, keys: ["escape"], scope: "page", run: park },
    { id: "drop", text: t.drop, scope: "page", run: () => setIsDropping(true) },
  ]);
  // What was mended meanwhile is no longer said to be wrong.
  const lacking = faults.length > 0 ? faultsOf(conversation, organisation) : [];
  const shownFaults = faults.filter((fault) => lacking.includes(fault));
  const errorOf = (...which: Fault[]) => {
    const found = which.find((fault) => shownFaults.includes(fault));
    return found && t.missing[found];
  };
  const isOnlyExisting = existing.length > 0 && questions.every(isBlank);
  return (
    <div class="conversation" ref={page}>
      <div class="conversation-head">
        <h2>{channel === "call" ? t.call : t.visit}</h2>
        <div class="row">
          <Button isSmall keys="escape" onClick={park}>
            {t.park}
          </Button>
          <Button look="subtle" isSmall onClick={() => setIsDropping(true)}>
            {t.drop}
          </Button>
        </div>
      </div>
      <ErrorSummary
        attempt={attempt}
        errors={shownFaults.map((fault) => ({ id: fieldOf[fault], text: t.missing[fault] }))}
      />
      {!mayKeep(conversation, organisation) && (
        <Alert tone="warning">
          <p>{t.notKept}</p>
        </Alert>
      )}
      <div class="conversation-columns">
        <div class="stack">
          {channel === "face" && (
            <Where conversation={conversation} error={errorOf("location")} onChange={change} />
          )}
          <Who
            conversation={conversation}
            typed={typed}
            errorOf={errorOf}
            onChange={change}
            onChosen={() => focus("call-question")}
          />
          <OpenQuestions
            conversation={conversation}
            onAbout={(row) => {
              calls.change(id, (one) => ({ ...one, existing: [...one.existing, { ...row, text: "" }] }));
              focus(`call-said-${row.ticketId}`);
            }}
          />
          <Others conversation={conversation} onChange={change} onChangeQuestion={changeQuestion} />
        </div>
        <div class="stack">
          <About conversation={conversation} onChange={change} />
          <QuestionForm
            at={at}
            question={question}
            number={questions.length > 1 ? at + 1 : undefined}
            language={who?.is === "known" ? who.card.language : "nl"}
            errorOf={errorOf}
            onChange={(more) => changeQuestion(at, more)}
          />
          <div class="row">
            <Button look="primary" keys="ctrl+enter" onClick={() => end("answer")}>
              {isOnlyExisting ? t.save : t.answerAndClose}
            </Button>
            {!isOnlyExisting && <Button onClick={() => end("later")}>{t.laterAndClose}</Button>}
            {mayAsk && (
              <Button look="subtle" keys="F8" onClick={another}>
                {t.another}
              </Button>
            )}
          </div>
          {!isBlank(question) && (
            <HandOver
              conversation={conversation}
              question={withDesk(question, organisation)}
              error={errorOf("desk")}
              onChange={(more) => changeQuestion(at, more)}
              onHandOver={() => end("hand-over")}
            />
          )}
        </div>
      </div>
      <Dialog
        title={t.dropSure}
        isOpen={isDropping}
        onClose={() => setIsDropping(false)}
        actions={
          <Button
            look="danger"
            onClick={() => {
              calls.drop(id);
              onLeave();
            }}
          >
            {t.dropYes}
          </Button>
        }
      >
        <p>{t.dropText}</p>
      </Dialog>
    </div>
  );
}

type Organisation = ReturnType<typeof useAround>["organisation"];

/** The desk of its topic, until the agent chooses another. */
function withDesk(question: SpokenQuestion, organisation: Organisation): SpokenQuestion {
  const desk = question.desk ?? topicOfQuestion(question, organisation)?.desk;
  return desk ? { ...question, desk } : question;
}

function Where({
  conversation,
  error,
  onChange,
}: {
  conversation: Conversation;
  error: string | undefined;
  onChange: (more: Partial<Conversation>) => void;
}) {
  const t = useTexts(callTexts);
  const { organisation } = useAround();
  const names = useNames();
  return (
    <Select
      id="call-location"
      label={t.location}
      error={error}
      options={organisation.locations.map(({ key, name }) => ({
        value: key as string,
        text: names.text(name, key),
      }))}
      value={conversation.location}
      onChange={(location) => onChange({ location })}
    />
  );
}

/** The questions that exist already and that this conversation is about. */
function About({
  conversation,
  onChange,
}: {
  conversation: Conversation;
  onChange: (more: Partial<Conversation>) => void;
}) {
  const t = useTexts(callTexts);
  const { existing } = conversation;
  if (existing.length === 0) return null;
  return (
    <section class="about">
      <h3>{t.about}</h3>
      {existing.map((row) => (
        <div key={row.ticketId} class="stack">
          <p class="about-excerpt">{row.excerpt}</p>
          <TextArea
            id={`call-said-${row.ticketId}`}
            label={t.said}
            isOptional
            rows={3}
            value={row.text}
            onInput={(text) =>
              onChange({
                existing: existing.map((each) => (each.ticketId === row.ticketId ? { ...each, text } : each)),
              })
            }
          />
          <div>
            <Button
              look="subtle"
              isSmall
              onClick={() =>
                onChange({ existing: existing.filter(({ ticketId }) => ticketId !== row.ticketId) })
              }
            >
              {t.notAboutThis}
            </Button>
          </div>
        </div>
      ))}
    </section>
  );
}

/** The other questions of this conversation, each with what becomes of it. */
function Others({
  conversation,
  onChange,
  onChangeQuestion,
}: {
  conversation: Conversation;
  onChange: (more: Partial<Conversation>) => void;
  onChangeQuestion: (n: number, more: Partial<SpokenQuestion>) => void;
}) {
  const t = useTexts(callTexts);
  const { questions, at } = conversation;
  if (questions.length < 2) return null;
  return (
    <section>
      <h3>{t.otherQuestions}</h3>
      <ul class="plain stack">
        {questions.map((question, n) =>
          n === at ? null : (
            <li key={n} class="stack other-question">
              <p>
                <strong>{t.questionN(n + 1)}</strong>
                <br />
                {question.text}
              </p>
              <Select
                label={t.fate(n + 1)}
                options={(["answer", "hand-over", "later"] as const).map((value) => ({
                  value,
                  text: t.fates[value],
                }))}
                value={question.fate}
                onChange={(fate) => onChangeQuestion(n, { fate })}
              />
              <div class="row">
                <Button isSmall onClick={() => onChange({ at: n })}>
                  {t.edit}
                </Button>
                <Button
                  look="subtle"
                  isSmall
                  onClick={() =>
                    onChange({ questions: questions.filter((_, i) => i !== n), at: n < at ? at - 1 : at })
                  }
                >
                  {t.remove}
                </Button>
              </div>
            </li>
          ),
        )}
      </ul>
    </section>
  );
}
