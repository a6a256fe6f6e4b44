import { useRef, useState } from "preact/hooks";
import type { Asked } from "../../shared/contract/view.ts";
import { useCall, useIntent } from "../asking.tsx";
import type { No } from "../call.ts";
import { useHere } from "../session-gate.tsx";
import { useSpeech } from "../speech.tsx";
import { bodyOf, type Draft, faultsOf, followedIn, withTopicsKnown } from "./draft.ts";
import { missingIn } from "./filled-in.ts";
import type { useTopics } from "./topics.ts";

const page = "question";

/** The draft, kept while it is written, and sent once however often it is tried. */
export function useQuestion(
  before: string,
  onSent: (asked: Asked) => void,
  topics: ReturnType<typeof useTopics>,
) {
  const { language } = useSpeech();
  const call = useCall();
  const { drafts } = useHere();
  const [kept] = useState(() => drafts.read<Draft>(page));
  const intent = useIntent(kept?.key);
  const [typed, setTyped] = useState<Draft>(() => ({
    text: before,
    ...kept?.value,
    ...followedIn(location.search),
  }));
  const stored = useRef(kept?.value);
  const isSending = useRef(false);
  const [isBusy, setIsBusy] = useState(false);
  const [no, setNo] = useState<No>();
  const [attempt, setAttempt] = useState(0);
  const { draft, chosen } = withTopicsKnown(typed, topics);
  const missing = missingIn(draft.asks ?? [], draft.filled ?? {});
  const isNotTheirs = no?.is === "refused" && no.reason === "not-your-employee";

  const change = (changed: Partial<Draft>) => {
    const next = withTopicsKnown({ ...draft, ...changed }, topics).draft;
    setTyped(next);
    stored.current = next;
    drafts.write(page, next, { key: intent.key });
    if (isNotTheirs) setNo(undefined);
  };
  const send = async () => {
    if (isSending.current) return;
    setNo(undefined);
    setAttempt(attempt + 1);
    if (faultsOf(draft, false).length + missing.length > 0) return;
    isSending.current = true;
    setIsBusy(true);
    const outcome = await call("POST /v1/tickets", { body: bodyOf(draft, language), key: intent.key });
    isSending.current = false;
    setIsBusy(false);
    if (outcome.ok) {
      intent.done();
      drafts.drop(page, stored.current);
      return onSent(outcome.body);
    }
    // What was sent before came in after all: from here on it is another question.
    if (outcome.no.is === "refused" && outcome.no.reason === "key-reused") {
      intent.done();
      drafts.renew(page, intent.key);
    }
    setNo(outcome.no);
    // What is wrong in a field takes the focus there.
    setAttempt(attempt + 2);
  };
  return {
    draft,
    change,
    chosen,
    end: () => drafts.drop(page),
    sending: {
      send,
      isBusy,
      attempt,
      faults: attempt > 0 ? faultsOf(draft, isNotTheirs) : [],
      missing: attempt > 0 ? missing : [],
      no: isNotTheirs ? undefined : no,
    },
  };
}
