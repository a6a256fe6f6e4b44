import { useQueryClient } from "@tanstack/preact-query";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { PersonId, TicketId } from "../../shared/id.ts";
import type { RefusalReason } from "../../shared/refusal.ts";
import { useCall, useIntent } from "../asking.tsx";
import type { No } from "../call.ts";
import { type Answered, useAnswer } from "../reading.ts";
import { useHere } from "../session-gate.tsx";
import { useActions } from "../ui/actions.tsx";
import { Alert } from "../ui/alert.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Link } from "../ui/link.tsx";
import { NoAlert } from "../ui/no-alert.tsx";
import { Reference } from "../ui/reference.tsx";
import { Time } from "../ui/time.tsx";
import { Skeleton } from "../ui/waiting.tsx";
import { useAround, useNames } from "./around.tsx";
import {
  type DeskDetail,
  type Mode,
  mayNameReaders,
  type Renew,
  type StubDetail,
  type Work,
} from "./deeds.ts";
import { useStatus } from "./list.tsx";
import type { Live } from "./live.ts";
import { Actions, type Press } from "./ticket-actions.tsx";
import { Clocks, History, Routing, Similar, Thread } from "./ticket-parts.tsx";
import { useTicketTexts } from "./ticket-texts.ts";
import { unkept, WorkForm } from "./work.tsx";
import { Colleague, idOf } from "./work-choices.tsx";

const outOfSight: readonly RefusalReason[] = ["ticket-unknown", "not-your-role", "not-a-member"];

type Props = { ticketId: TicketId; live: Live; onBack: () => void };

/** One question beside the list. */
export function TicketPane({ ticketId, live, onBack }: Props) {
  const t = useTicketTexts();
  const found = useAnswer("GET /v1/tickets/{ticketId}", { params: { ticketId } }, { staleTime: 0 });
  const heading = useRef<HTMLHeadingElement>(null);
  // What somebody may no longer see goes from the screen; what did not load anew stays.
  const isGone = found.error?.no.is === "refused" && outOfSight.includes(found.error.no.reason);
  const shown = found.data?.body.ticketId === ticketId && !isGone ? found.data : undefined;
  const isHere = shown !== undefined;
  const renew: Renew = async () => (await found.refetch()).data?.version;
  const [done, setDone] = useState<Mode | Press>();
  const box = useRef<HTMLElement>(null);
  // What was handed over may be out of sight from then on: that is no failure.
  const isSentAway = isGone && done !== undefined;
  useEffect(() => {
    if (isSentAway) box.current?.querySelector("button")?.focus();
  }, [isSentAway]);
  // As soon as it is drawn, and after what stands in it: also where a draft opens.
  useLayoutEffect(() => {
    if (isHere) heading.current?.focus({ preventScroll: false });
  }, [isHere]);
  return (
    <article
      class="ticket"
      aria-label={shown ? undefined : t.list}
      aria-labelledby={shown && "ticket-title"}
      ref={box}
    >
      <p class="ticket-back">
        <Button look="subtle" isSmall keys="l" onClick={onBack}>
          {t.backToList}
        </Button>
      </p>
      {isSentAway && (
        <div role="status" class="ticket-said">
          {done && <Alert tone="ok" isQuiet title={t.sent[done]} />}
        </div>
      )}
      {found.error && !shown && !isSentAway && (
        <>
          <NoAlert no={found.error.no} onRetry={() => found.refetch()} />
          {isGone && <LeftOver page={pageOf(ticketId)} />}
        </>
      )}
      {!shown && !found.error && <Skeleton lines={6} />}
      {shown &&
        (shown.body.view === "desk" ? (
          <AtDesk
            shown={shown}
            ticket={shown.body}
            live={live}
            heading={heading}
            done={done}
            onDone={setDone}
            onRenew={renew}
          />
        ) : (
          <NotWorkable shown={shown} heading={heading} done={done} onDone={setDone} onRenew={renew} />
        ))}
    </article>
  );
}

const pageOf = (ticketId: string) => `ticket.${ticketId}`;

/** The question is out of sight, and what was written to it is not lost: it can be read, and put elsewhere. */
function LeftOver({ page }: { page: string }) {
  const t = useTicketTexts();
  const { drafts } = useHere();
  const [text, setText] = useState(() => {
    const left = drafts.read<Work>(page) ?? unkept.get(page);
    // It may be restricted by now: in this window alone.
    drafts.drop(page);
    if (left?.value.text.trim()) unkept.set(page, left);
    return left?.value.text ?? "";
  });
  if (text.trim() === "") return null;
  const drop = () => {
    unkept.delete(page);
    setText("");
  };
  return (
    <Alert tone="info" title={t.yourText}>
      <p>{t.leftOver}</p>
      <blockquote>
        <p class="said-text">{text}</p>
      </blockquote>
      <Button isSmall onClick={drop}>
        {t.dropMine}
      </Button>
    </Alert>
  );
}

type Shown = Answered<"GET /v1/tickets/{ticketId}">;
type Heading = { current: HTMLHeadingElement | null };

type NotWorkableProps = Pick<AtDeskProps, "shown" | "heading" | "done" | "onDone" | "onRenew">;

function NotWorkable({ shown, heading, done, onDone, onRenew }: NotWorkableProps) {
  const t = useTicketTexts();
  const { membership } = useHere();
  const { press, no, busy } = usePress(shown.body.ticketId as TicketId, shown.version, onRenew);
  const isOwn = shown.body.view === "asker";
  const queries = useQueryClient();
  // The list may still show what is no longer to be read.
  useEffect(() => {
    if (!isOwn) queries.invalidateQueries({ queryKey: ["GET /v1/tickets"] });
  }, [isOwn]);
  useActions(
    isOwn
      ? []
      : [{ id: "ticket-claim", text: t.claim, keys: ["b"], scope: "page", run: () => press("claim") }],
  );
  return (
    <>
      <h2 id="ticket-title" ref={heading} tabIndex={-1}>
        {isOwn ? t.ownRow : t.restrictedRow}
      </h2>
      <Reference reference={shown.body.reference} />
      {isOwn ? (
        <>
          <p>{t.ownText}</p>
          <Link to={`/vragen/${shown.body.ticketId}`}>{t.ownLink}</Link>
        </>
      ) : (
        <>
          <p>{t.restrictedText}</p>
          <div>
            <Button look="primary" keys="b" isBusy={busy === "claim"} onClick={() => press("claim")}>
              {t.claim}
            </Button>
          </div>
          <div role="status" class="ticket-said">
            {done && <Alert tone="ok" isQuiet title={t.sent[done]} />}
          </div>
          {shown.body.view === "stub" && mayNameReaders(shown.body, membership) && (
            <NameReader stub={shown.body} onDone={onDone} onRenew={onRenew} />
          )}
        </>
      )}
      {no && <NoAlert no={no} />}
      {!isOwn && <LeftOver page={pageOf(shown.body.ticketId)} />}
    </>
  );
}

/** Whoever coordinates the desk says who reads what waits there, without reading it. */
function NameReader({
  stub,
  onDone,
  onRenew,
}: Pick<AtDeskProps, "onDone" | "onRenew"> & { stub: StubDetail }) {
  const t = useTicketTexts();
  const call = useCall();
  const intent = useIntent();
  const [person, setPerson] = useState<PersonId>();
  const [round, setRound] = useState(0);
  const [isMissing, setIsMissing] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [no, setNo] = useState<No>();
  const name = async () => {
    setIsMissing(!person);
    if (!person) return document.getElementById(idOf("person"))?.focus();
    if (isBusy) return;
    setIsBusy(true);
    setNo(undefined);
    onDone(undefined);
    const outcome = await call("POST /v1/tickets/{ticketId}/readers", {
      params: { ticketId: stub.ticketId },
      body: { add: [person] },
      key: intent.key,
      version: stub.version,
    });
    setIsBusy(false);
    if (outcome.ok || outcome.no.is === "refused") intent.done();
    if (!outcome.ok) setNo(outcome.no);
    if (outcome.ok) {
      onDone("readers");
      setPerson(undefined);
      setRound(round + 1);
    }
    if (outcome.ok || outcome.no.is === "refused") await onRenew();
  };
  return (
    <form
      class="work"
      noValidate
      aria-label={t.titles.readers}
      onSubmit={(event) => {
        event.preventDefault();
        name();
      }}
    >
      <h3>{t.titles.readers}</h3>
      {no && <NoAlert no={no} onRetry={name} />}
      <Colleague
        key={round}
        label={t.readerAdd}
        errorOf={(what) => (isMissing && !person ? t.missing[what] : undefined)}
        onChange={(chosen) => setPerson(chosen.person)}
      />
      <div>
        <Button type="submit" isBusy={isBusy}>
          {t.send.readers}
        </Button>
      </div>
    </form>
  );
}

type AtDeskProps = {
  shown: Shown;
  ticket: DeskDetail;
  live: Live;
  heading: Heading;
  /** What was done last. */
  done: Mode | Press | undefined;
  onDone: (done: Mode | Press | undefined) => void;
  onRenew: Renew;
};

function AtDesk({ shown, ticket, live, heading, done, onDone, onRenew }: AtDeskProps) {
  const t = useTicketTexts();
  const { drafts } = useHere();
  const { organisation } = useAround();
  const page = pageOf(ticket.ticketId);
  const [work, setWork] = useState<Work | undefined>(
    () => (unkept.get(page) ?? drafts.read<Work>(page))?.value,
  );
  const [isShown, setIsShown] = useState(work !== undefined);
  const saw = (seen: number | undefined) => setWork((now) => now && (seen ? { ...now, seen } : now));
  const { press, no, busy } = usePress(ticket.ticketId as TicketId, shown.version, onRenew, (deed, seen) => {
    onDone(deed);
    saw(seen);
  });
  // While somebody writes, what changed is offered, not put under their hands.
  const version = shown.version ?? ticket.version;
  const isBehind = (live.ticket?.version ?? 0) > version && live.ticket?.ticketId === ticket.ticketId;
  // At each look, until it is renewed: the one before may have failed.
  useEffect(() => {
    if (isBehind && !work) onRenew();
  }, [live, version, work === undefined]);
  // What came on the screen by itself, as after a call in between, may not have been read.
  const isUnseen = work !== undefined && (isBehind || (work.seen ?? version) < version);
  const look = async () => saw(await onRenew());
  const begin = (mode: Mode, more: Partial<Work> = {}) => {
    onDone(undefined);
    setIsShown(true);
    const isSame = work?.mode === mode;
    const kept = isSame ? work : work?.text && { text: work.text, seen: work.seen ?? version };
    setWork({ ...startOf(ticket), seen: version, ...kept, ...more, mode });
  };
  /** Away from the screen, and still there. */
  const close = () => {
    setIsShown(false);
    if (work?.text.trim() === "") {
      forget();
      setWork(undefined);
    }
    heading.current?.focus();
  };
  const forget = () => {
    drafts.drop(page);
    unkept.delete(page);
  };
  const end = async (mode: Mode | undefined) => {
    forget();
    if (mode) {
      // Said before it is renewed: it may be out of sight by then.
      if (mode === "return" || mode === "transfer") onDone(mode);
      await onRenew();
    }
    forget();
    setWork(undefined);
    onDone(mode);
    heading.current?.focus();
  };
  const isLogged = organisation.confidentiality[ticket.confidentiality].readLog;
  return (
    <>
      <Head ticket={ticket} heading={heading} />
      <div role="status" class="ticket-said">
        {done && <Alert tone="ok" isQuiet title={t.sent[done]} />}
      </div>
      <Others live={live} ticketId={ticket.ticketId} />
      {isLogged && (
        <Alert tone="info" isQuiet>
          <p>{t.readLog}</p>
        </Alert>
      )}
      {ticket.callBack && (
        <Alert tone="warning" isQuiet>
          <p>
            {t.callBackReasons[ticket.callBack.because ?? "unknown"]}
            {ticket.callBack.attempts > 0 && ` ${t.callBackTried(ticket.callBack.attempts)}`}
          </p>
          {ticket.asker.phone && <p>{ticket.asker.phone}</p>}
        </Alert>
      )}
      {ticket.askerWroteAt && (
        <Alert tone="warning" isQuiet>
          <p>{t.acknowledgeText}</p>
        </Alert>
      )}
      {no && <NoAlert no={no} />}
      {isUnseen && (
        <Alert tone="warning" title={t.changedMeanwhile}>
          <Button isSmall onClick={look}>
            {t.changedShow}
          </Button>
        </Alert>
      )}
      <Actions
        ticket={ticket}
        onBegin={begin}
        onPress={press}
        busy={busy}
        current={isShown ? work?.mode : undefined}
      />
      {work && !isShown && (
        <Alert tone="info" isQuiet>
          <p>{t.draftThere}</p>
          <div class="row">
            <Button isSmall onClick={() => setIsShown(true)}>
              {t.goOn}
            </Button>
            <Button look="subtle" isSmall onClick={() => end(undefined)}>
              {t.dropMine}
            </Button>
          </div>
        </Alert>
      )}
      {work && isShown && (
        <WorkForm
          key={page}
          page={page}
          ticket={ticket}
          version={version}
          work={work}
          onWork={setWork}
          onEnd={end}
          onClose={close}
          onRenew={onRenew}
        />
      )}
      <Thread ticket={ticket} onRedact={(contentId) => begin("redact", { contentId })} />
      <Similar
        ticket={ticket}
        onUse={(text, used) => {
          const mode = work?.mode === "reply" ? "reply" : "answer";
          const before = work?.text.trim() ? `${work.text.trim()}\n\n` : "";
          begin(mode, { text: `${before}${text}`, used, topic: used.topic, isTopicChosen: true });
        }}
      />
      <Clocks ticket={ticket} onBegin={begin} />
      <Routing ticket={ticket} />
      <History ticket={ticket} />
    </>
  );
}

const startOf = (ticket: DeskDetail): Omit<Work, "mode"> => {
  const likely = ticket.topic?.part ?? ticket.topic?.key ?? ticket.suggestions?.[0]?.topic;
  const isSaid = ticket.topic?.knownBy === "agent-confirmed";
  return { text: "", ...(likely && !isSaid && { topic: likely }) };
};

function Head({ ticket, heading }: { ticket: DeskDetail; heading: Heading }) {
  const t = useTicketTexts();
  const names = useNames();
  const status = useStatus();
  const { about } = ticket;
  return (
    <header class="ticket-head">
      <h2 id="ticket-title" ref={heading} tabIndex={-1}>
        {t.question(ticket.asker.name)}
      </h2>
      <p class="ticket-facts">
        <Badge tone="info">{t.states[ticket.state]}</Badge>
        {ticket.urgency === "today" && <Badge tone="warning">{t.urgencies.today}</Badge>}
        {ticket.confidentiality !== "open" && (
          <Badge tone="warning">{t.confidentialities[ticket.confidentiality as "sensitive"]}</Badge>
        )}
        <Reference reference={ticket.reference} canCopy />
      </p>
      <p class="quiet">
        {names.desk(ticket.desk)} · {status(ticket)} · {t.askedBy[ticket.channel]}{" "}
        <Time at={ticket.askedAt} />
        {about && ` · ${t[about.relation](ticket.names[about.person] ?? about.person)}`}
      </p>
      {(ticket.asker.unit || ticket.asker.phone || ticket.language === "en") && (
        <p class="quiet">
          {[ticket.asker.unit, ticket.asker.phone].filter(Boolean).join(" · ")}
          {ticket.language === "en" && ` ${t.english}`}
        </p>
      )}
    </header>
  );
}

/** Whoever else has this question before them. */
function Others({ live, ticketId }: { live: Live; ticketId: string }) {
  const t = useTicketTexts();
  const others = live.ticket?.ticketId === ticketId ? live.ticket.others : [];
  const said = (["typing", "looking"] as const).flatMap((doing) => {
    const who = others.filter((other) => other.doing === doing).map(({ name }) => name ?? t.someone);
    return who.length > 0 ? [t.others[doing](who.join(t.and))] : [];
  });
  return (
    <div role="status" class="ticket-others">
      {said.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}

/** A deed of one press: done at once, each press one intent. */
function usePress(
  ticketId: TicketId,
  version: number | undefined,
  onRenew: Renew,
  onDone?: (deed: Press, version: number | undefined) => void,
) {
  const call = useCall();
  const queries = useQueryClient();
  const [busy, setBusy] = useState<Press>();
  const [no, setNo] = useState<No>();
  const press = async (deed: Press) => {
    if (busy) return;
    setBusy(deed);
    setNo(undefined);
    const outcome = await call(`POST /v1/tickets/{ticketId}/${deed}`, {
      params: { ticketId },
      key: crypto.randomUUID(),
      ...(version && deed !== "claim" && { version }),
    } as never);
    setBusy(undefined);
    const seen = await onRenew();
    queries.invalidateQueries({ queryKey: ["GET /v1/tickets"] });
    if (outcome.ok) onDone?.(deed, seen);
    else setNo(outcome.no);
  };
  return { press, no, busy };
}
