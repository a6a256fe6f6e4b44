import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { useCall } from "../asking.tsx";
import type { No } from "../call.ts";
import { useHere } from "../session-gate.tsx";
import { useTexts } from "../speech.tsx";
import { questionTexts } from "../texts/questions.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { RadioGroup } from "../ui/choice.tsx";
import { Disclosure } from "../ui/disclosure.tsx";
import { Link } from "../ui/link.tsx";
import { NoAlert } from "../ui/no-alert.tsx";
import { TextArea, TextField } from "../ui/text-field.tsx";
import { Cares } from "./cares.tsx";
import { useDeed, useKept } from "./deed.ts";
import { longestText } from "./draft.ts";
import { usePointed } from "./pointing.ts";
import type { Shown } from "./question.tsx";
import { isToRate } from "./status.ts";

/** What the asker may still do: as much as the state of the question allows. */
export function Acts(shown: Shown) {
  const t = useTexts(questionTexts);
  const { drafts } = useHere();
  const { ticket } = shown;
  if (ticket.state === "closed") {
    return (
      <>
        <Rating {...shown} />
        <div>
          <Link to={`/?vervolg=${ticket.ticketId}`} look="secondary">
            {t.askAgain}
          </Link>
        </div>
      </>
    );
  }
  if (ticket.state === "resolved") {
    return (
      <>
        <Rating {...shown} />
        <div>
          <Reopen {...shown} />
          {!ticket.callBack && <CallMe {...shown} />}
          <Disclosure summary={t.reply} isOpen={drafts.read(replyDraft(ticket)) !== undefined}>
            <p>{t.afterAnswer}</p>
            <Reply {...shown} />
          </Disclosure>
        </div>
      </>
    );
  }
  return (
    <>
      <Card title={t.reply}>
        <Reply {...shown} />
      </Card>
      <div>
        {!ticket.callBack && <CallMe {...shown} />}
        <Withdraw {...shown} />
      </div>
    </>
  );
}

function Form({
  onSend,
  no,
  children,
  send,
  isBusy,
  look = "primary",
}: {
  onSend: () => void;
  no: No | undefined;
  children?: ComponentChildren;
  send: string;
  isBusy: boolean;
  look?: "primary" | "secondary" | "danger";
}) {
  return (
    <form
      class="stack act"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      {children}
      {no && <NoAlert no={no} onRetry={onSend} />}
      <div>
        <Button type="submit" look={look} isBusy={isBusy}>
          {send}
        </Button>
      </div>
    </form>
  );
}

/** An error that stands beside a field takes the reader to that field. */
function useFault() {
  const id = useId();
  const [fault, setFault] = useState<string>();
  return {
    id,
    fault,
    clear: () => setFault(undefined),
    show: (text: string) => {
      setFault(text);
      requestAnimationFrame(() => document.getElementById(id)?.focus());
    },
  };
}

const replyDraft = ({ ticketId }: Shown["ticket"]) => `reply.${ticketId}`;

function Reply(shown: Shown) {
  const { ticket, say } = shown;
  const t = useTexts(questionTexts);
  const call = useCall();
  const kept = useKept(replyDraft(ticket), "");
  const pointed = usePointed(kept.value);
  const { run, isBusy, no } = useDeed(shown, kept.renew);
  const fault = useFault();
  const send = async () => {
    if (kept.value.trim() === "") return fault.show(t.replyEmpty);
    const isDone = await run(() =>
      call("POST /v1/tickets/{ticketId}/replies", {
        params: { ticketId: ticket.ticketId },
        body: { text: kept.value },
        key: kept.key,
        version: ticket.version,
      }),
    );
    if (!isDone) return;
    kept.done();
    say(t.sent);
  };
  return (
    <Form onSend={send} no={no} send={t.sendReply} isBusy={isBusy}>
      <TextArea
        id={fault.id}
        label={t.replyLabel}
        rows={3}
        value={kept.value}
        onInput={(text) => {
          kept.set(text);
          fault.clear();
        }}
        maxLength={longestText}
        isKept
        isReadOnly={isBusy}
        error={fault.fault}
      />
      <Cares typed={kept.value} pointed={pointed} />
    </Form>
  );
}

/** The number and the hour stand in a message; that somebody calls, on the list of the desk. */
function CallMe(shown: Shown) {
  const { ticket, say } = shown;
  const t = useTexts(questionTexts);
  const call = useCall();
  const kept = useKept(`call.${ticket.ticketId}`, { phone: "", when: "" });
  const { run, isBusy, no } = useDeed(shown, kept.renew);
  const fault = useFault();
  const { phone, when } = kept.value;
  const send = async () => {
    if (phone.trim() === "") return fault.show(t.phoneMissing);
    const isDone = await run(() =>
      call("POST /v1/tickets/{ticketId}/replies", {
        params: { ticketId: ticket.ticketId },
        body: { text: t.callMessage(phone.trim(), when.trim()), callBack: true },
        key: kept.key,
        version: ticket.version,
      }),
    );
    if (!isDone) return;
    kept.done();
    say(t.callAsked);
  };
  return (
    <Disclosure summary={t.callMe} isOpen={kept.wasKept}>
      <p>{t.callMeText}</p>
      <Form onSend={send} no={no} send={t.askCall} isBusy={isBusy} look="secondary">
        <TextField
          id={fault.id}
          label={t.phone}
          type="tel"
          autoComplete="tel"
          width="middle"
          value={phone}
          onInput={(typed) => {
            kept.set({ phone: typed, when });
            fault.clear();
          }}
          error={fault.fault}
        />
        <TextField
          label={t.when}
          isOptional
          width="middle"
          value={when}
          onInput={(typed) => kept.set({ phone, when: typed })}
        />
      </Form>
    </Disclosure>
  );
}

function Withdraw(shown: Shown) {
  const { ticket, say } = shown;
  const t = useTexts(questionTexts);
  const call = useCall();
  const kept = useKept(`withdraw.${ticket.ticketId}`, "");
  const { run, isBusy, no } = useDeed(shown, kept.renew);
  const send = async () => {
    const isDone = await run(() =>
      call("POST /v1/tickets/{ticketId}/resolve", {
        params: { ticketId: ticket.ticketId },
        body: { outcome: "withdrawn" },
        key: kept.key,
        version: ticket.version,
      }),
    );
    if (!isDone) return;
    kept.done();
    say(t.withdrawn);
  };
  return (
    <Disclosure summary={t.withdraw}>
      <p>{t.withdrawText}</p>
      <Form onSend={send} no={no} send={t.withdrawSend} isBusy={isBusy} look="danger" />
    </Disclosure>
  );
}

const reopenReasons = ["not-answered", "answer-wrong", "not-done", "new-information"] as const;

function Reopen(shown: Shown) {
  const { ticket, say } = shown;
  const t = useTexts(questionTexts);
  const call = useCall();
  const kept = useKept<{ reason?: (typeof reopenReasons)[number]; text: string }>(
    `reopen.${ticket.ticketId}`,
    { text: "" },
  );
  const pointed = usePointed(kept.value.text);
  const { run, isBusy, no } = useDeed(shown, kept.renew);
  const fault = useFault();
  const { reason, text } = kept.value;
  const send = async () => {
    if (!reason) return fault.show(t.reopenMissing);
    const isDone = await run(() =>
      call("POST /v1/tickets/{ticketId}/reopen", {
        params: { ticketId: ticket.ticketId },
        body: { reason, ...(text.trim() && { text }) },
        key: kept.key,
        version: ticket.version,
      }),
    );
    if (!isDone) return;
    kept.done();
    say(t.reopened);
  };
  return (
    <Disclosure summary={t.reopen} isOpen={kept.wasKept}>
      <Form onSend={send} no={no} send={t.reopenSend} isBusy={isBusy} look="secondary">
        <RadioGroup
          id={fault.id}
          label={t.reopenWhy}
          options={reopenReasons.map((value) => ({ value, text: t.reopenReasons[value] }))}
          value={reason}
          onChange={(chosen) => {
            kept.set({ ...kept.value, reason: chosen });
            fault.clear();
          }}
          error={fault.fault}
        />
        <TextArea
          label={t.reopenText}
          isOptional
          rows={3}
          value={text}
          onInput={(typed) => kept.set({ ...kept.value, text: typed })}
          isKept
          isReadOnly={isBusy}
        />
        <Cares typed={text} pointed={pointed} />
      </Form>
    </Disclosure>
  );
}

const scores = ["1", "2", "3", "4", "5"] as const;

function Rating(shown: Shown) {
  const { ticket, say } = shown;
  const t = useTexts(questionTexts);
  const call = useCall();
  const kept = useKept<{ score?: (typeof scores)[number]; text: string }>(`rating.${ticket.ticketId}`, {
    text: "",
  });
  const { run, isBusy, no } = useDeed(shown, kept.renew);
  const fault = useFault();
  const { score, text } = kept.value;
  const named = (value: number) => t.scores[value - 1] ?? "";
  if (ticket.rating !== undefined) return <p>{t.rated(named(ticket.rating))}</p>;
  if (!isToRate(ticket)) return null;
  const send = async () => {
    if (!score) return fault.show(t.rateMissing);
    const isDone = await run(() =>
      call("POST /v1/tickets/{ticketId}/rating", {
        params: { ticketId: ticket.ticketId },
        body: { score: Number(score), ...(text.trim() && { text }) },
        key: kept.key,
        version: ticket.version,
      }),
    );
    if (!isDone) return;
    kept.done();
    say(t.rated(named(Number(score))));
  };
  return (
    <Card title={t.rate}>
      <Form onSend={send} no={no} send={t.rateSend} isBusy={isBusy}>
        <RadioGroup
          id={fault.id}
          label={t.rateLabel}
          isInRow
          options={scores.map((value) => ({ value, text: named(Number(value)) }))}
          value={score}
          onChange={(chosen) => {
            kept.set({ ...kept.value, score: chosen });
            fault.clear();
          }}
          error={fault.fault}
        />
        {score && (
          <TextArea
            label={t.rateWhy}
            isOptional
            rows={2}
            value={text}
            onInput={(typed) => kept.set({ ...kept.value, text: typed })}
            isKept
            isReadOnly={isBusy}
          />
        )}
      </Form>
    </Card>
  );
}
