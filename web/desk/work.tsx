import { useQueryClient } from "@tanstack/preact-query";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useCall, useIntent } from "../asking.tsx";
import type { No } from "../call.ts";
import { useHere } from "../session-gate.tsx";
import { useActions } from "../ui/actions.tsx";
import { Alert } from "../ui/alert.tsx";
import { Button } from "../ui/button.tsx";
import { ErrorSummary } from "../ui/error-summary.tsx";
import { NoAlert } from "../ui/no-alert.tsx";
import { TextArea } from "../ui/text-field.tsx";
import { useAround } from "./around.tsx";
import {
  type DeskDetail,
  type Done,
  type Missing,
  type Mode,
  missingIn,
  type Renew,
  send,
  type Work,
} from "./deeds.ts";
import { noteTyping } from "./live.ts";
import { useTicketTexts } from "./ticket-texts.ts";
import { Choices, idOf } from "./work-choices.tsx";

/**
 * Restricted work lives in this window alone, with the key of its intent: it is there after a call in between, and gone
 * when the window closes.
 */
export const unkept = new Map<string, { value: Work; key: string }>();
addEventListener("beforeunload", (event) => {
  if (unkept.size > 0) event.preventDefault();
});

/**
 * One form for everything that is done with words: the text is the same while the deed may change, it is kept while it is
 * typed, and it goes out with the version that was read, so that a colleague's work is never written over unseen.
 */
export function WorkForm({
  page,
  ticket,
  version,
  work,
  onWork,
  onEnd,
  onClose,
  onRenew,
}: {
  page: string;
  ticket: DeskDetail;
  /** That of the question as it stands on the screen. */
  version: number;
  work: Work;
  onClose: () => void;
  onWork: (work: Work) => void;
  onEnd: (sent: Mode | undefined) => Promise<void>;
  onRenew: Renew;
}) {
  const t = useTicketTexts();
  const { drafts } = useHere();
  const box = useRef<HTMLFormElement>(null);
  const isTouched = useRef(false);
  const { mode, text } = work;
  const isRestricted = ticket.confidentiality === "restricted";
  // As it was typed last, also where the page has not been drawn since.
  const latest = useRef(work);
  latest.current = work;
  const sending = useSending({ page, ticket, version, latest, onWork, onEnd, onRenew });
  const { missing, attempt, isBusy, no, staleAt } = sending;
  const change = (more: Partial<Work>) => {
    noteTyping();
    isTouched.current = true;
    const changed = { ...latest.current, ...more };
    latest.current = changed;
    onWork(changed);
  };
  // Whatever it came from: typed, or an answer that was put in. At once, since Esc may come in the same moment.
  useLayoutEffect(() => {
    if (!isTouched.current && work.text.trim() === "") return;
    const { value, key } = drafts.write(page, work, { mayKeep: !isRestricted, key: sending.key() });
    if (isRestricted) unkept.set(page, { value, key });
  }, [work, isRestricted]);
  const close = () => {
    if (!isBusy) onClose();
  };
  useLayoutEffect(() => {
    const first = box.current?.querySelector<HTMLElement>("textarea, select, input:checked, input");
    first?.focus();
    box.current?.scrollIntoView({ block: "nearest" });
  }, [mode, work.contentId, work.promise]);
  useActions([
    { id: "send", text: t.send[mode], keys: ["ctrl+enter"], scope: "page", run: () => sending.go() },
    { id: "stop", text: t.stopWriting, keys: ["escape"], scope: "page", run: close },
  ]);
  const textLabel = t.labels[mode];
  // What was mended meanwhile is no longer said to be missing.
  const lacks = missing.length > 0 ? missingIn(work, ticket) : [];
  const shownMissing = missing.filter((what) => lacks.includes(what));
  const errorOf = (what: Missing) => (shownMissing.includes(what) ? t.missing[what] : undefined);
  return (
    <form
      class="work"
      ref={box}
      noValidate
      aria-label={t.titles[mode]}
      onSubmit={(event) => {
        event.preventDefault();
        sending.go();
      }}
    >
      <h3>{t.titles[mode]}</h3>
      <ErrorSummary
        errors={shownMissing.map((what) => ({ id: idOf(what), text: t.missing[what] }))}
        attempt={attempt}
      />
      {staleAt !== undefined ? (
        <Stale
          ticket={ticket}
          since={staleAt}
          text={text}
          onAnyway={() => sending.go()}
          onEdit={() => {
            sending.mend();
            box.current?.querySelector("textarea")?.focus();
          }}
          onDrop={() => onEnd(undefined)}
        />
      ) : (
        no && <NoAlert no={no} onRetry={() => sending.go()} />
      )}
      {textLabel && (
        <TextArea
          id={idOf("text")}
          label={textLabel}
          value={text}
          maxLength={20_000}
          isKept={!isRestricted}
          isReadOnly={isBusy}
          hint={isRestricted ? t.restrictedDraft : undefined}
          error={errorOf("text")}
          onInput={(typed) => change({ text: typed })}
        />
      )}
      <Choices ticket={ticket} work={work} errorOf={errorOf} onChange={change} />
      <div class="row">
        <Button type="submit" look="primary" keys="ctrl+enter" isBusy={isBusy}>
          {t.send[mode]}
        </Button>
        <Button look="subtle" keys="escape" onClick={close}>
          {t.stopWriting}
        </Button>
      </div>
    </form>
  );
}

type SendingProps = {
  page: string;
  ticket: DeskDetail;
  version: number;
  latest: { readonly current: Work };
  onWork: (work: Work) => void;
  onEnd: (sent: Mode | undefined) => Promise<void>;
  onRenew: Renew;
};

/** Sending it: once, however often it is asked for; what a colleague did meanwhile is shown first. */
function useSending({ page, ticket, version, latest, onWork, onEnd, onRenew }: SendingProps) {
  const call = useCall();
  const queries = useQueryClient();
  const { drafts } = useHere();
  const { organisation } = useAround();
  const intent = useIntent((drafts.read(page) ?? unkept.get(page))?.key);
  const isGoing = useRef(false);
  const [isBusy, setIsBusy] = useState(false);
  const [no, setNo] = useState<No>();
  const [attempt, setAttempt] = useState(0);
  const [missing, setMissing] = useState<Missing[]>([]);
  const [staleAt, setStaleAt] = useState<number>();
  const go = async () => {
    if (isGoing.current) return;
    const work = latest.current;
    const lacks = missingIn(work, ticket);
    setMissing(lacks);
    setAttempt((count) => count + 1);
    if (lacks.length > 0) return;
    isGoing.current = true;
    setIsBusy(true);
    setNo(undefined);
    const zone = organisation.organisation.zone;
    const seen = work.seen ?? version;
    await heard(await send(call, work, { ticket, version: seen, key: intent.key, zone }), seen);
    isGoing.current = false;
    setIsBusy(false);
  };
  const heard = async (outcome: Done, seen: number) => {
    if (outcome.ok) {
      intent.done();
      setStaleAt(undefined);
      queries.invalidateQueries({ queryKey: ["GET /v1/tickets"] });
      return onEnd(latest.current.mode);
    }
    const { no } = outcome;
    // What was refused is not stored: sent again, it is another deed.
    if (no.is === "refused") intent.done();
    const isStale = no.is === "refused" && no.reason === "stale";
    if (isStale) {
      // From here on, what is before the agent is what stands there now.
      const renewed = await onRenew();
      if (renewed) onWork({ ...latest.current, seen: renewed });
    }
    setStaleAt(isStale ? seen : undefined);
    setNo(no);
  };
  const mend = () => {
    setStaleAt(undefined);
    setNo(undefined);
  };
  return { go, mend, key: () => intent.key, missing, attempt, isBusy, no, staleAt };
}

/** A colleague was first: both texts stand there, and the choice is the agent's. */
function Stale({
  ticket,
  since,
  text,
  onAnyway,
  onEdit,
  onDrop,
}: {
  ticket: DeskDetail;
  since: number;
  text: string;
  onAnyway: () => void;
  onEdit: () => void;
  onDrop: () => void;
}) {
  const t = useTicketTexts();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const first = ticket.history.find(({ n }) => n > since)?.at;
  const theirs = ticket.thread.filter(({ at }) => first !== undefined && at >= first);
  return (
    <div ref={box} tabIndex={-1}>
      <Alert tone="warning" title={t.staleTitle}>
        <p>{t.staleText}</p>
        <div class="both">
          <div>
            <h4>{t.theirText}</h4>
            {theirs.map(({ contentId, by, text: said }) => (
              <blockquote key={contentId}>
                <strong>{ticket.names[by] ?? by}</strong>
                <p class="said-text">{said}</p>
              </blockquote>
            ))}
            {theirs.length === 0 && <p>{t.theirNothing}</p>}
          </div>
          <div>
            <h4>{t.yourText}</h4>
            <blockquote>
              <p class="said-text">{text}</p>
            </blockquote>
          </div>
        </div>
        <div class="row">
          <Button isSmall onClick={onAnyway}>
            {t.sendAnyway}
          </Button>
          <Button isSmall onClick={onEdit}>
            {t.editMine}
          </Button>
          <Button look="subtle" isSmall onClick={onDrop}>
            {t.dropMine}
          </Button>
        </div>
      </Alert>
    </div>
  );
}
