import { useQueryClient } from "@tanstack/preact-query";
import { useEffect, useRef, useState } from "preact/hooks";
import type { TicketId } from "../../shared/id.ts";
import { useCall } from "../asking.tsx";
import type { No } from "../call.ts";
import { type Answered, useAnswer } from "../reading.ts";
import { useHere } from "../session-gate.tsx";
import { useTexts } from "../speech.tsx";
import { deskTexts } from "../texts/desk.ts";
import { Alert } from "../ui/alert.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Link } from "../ui/link.tsx";
import { NoAlert } from "../ui/no-alert.tsx";
import { Reference } from "../ui/reference.tsx";
import { Time } from "../ui/time.tsx";
import { Skeleton } from "../ui/waiting.tsx";
import { useAround, useNames } from "./around.tsx";
import type { DeskDetail, Mode, Work } from "./deeds.ts";
import { useStatus } from "./list.tsx";
import type { Live } from "./live.ts";
import { Actions, type Press } from "./ticket-actions.tsx";
import { Clocks, History, Routing, Similar, Thread } from "./ticket-parts.tsx";
import { unkept, WorkForm } from "./work.tsx";

type Props = { ticketId: TicketId; live: Live; onBack: () => void };

/** One question beside the list. */
export function TicketPane({ ticketId, live, onBack }: Props) {
  const t = useTexts(deskTexts);
  const found = useAnswer("GET /v1/tickets/{ticketId}", { params: { ticketId } }, { staleTime: 0 });
  const heading = useRef<HTMLHeadingElement>(null);
  // What somebody may no longer see goes from the screen; what did not load anew stays.
  const isGone = found.error?.no.is === "refused";
  const shown = found.data?.body.ticketId === ticketId && !isGone ? found.data : undefined;
  const isHere = shown !== undefined;
  const [said, setSaid] = useState("");
  const box = useRef<HTMLElement>(null);
  // What was handed over may be out of sight from then on: that is no failure.
  const isSentAway = isGone && said !== "";
  useEffect(() => {
    if (isSentAway) box.current?.querySelector("button")?.focus();
  }, [isSentAway]);
  useEffect(() => {
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
          <Alert tone="ok" isQuiet title={said} />
        </div>
      )}
      {found.error && !shown && !isSentAway && (
        <NoAlert no={found.error.no} onRetry={() => found.refetch()} />
      )}
      {!shown && !found.error && <Skeleton lines={6} />}
      {shown &&
        (shown.body.view === "desk" ? (
          <AtDesk
            shown={shown}
            ticket={shown.body}
            live={live}
            heading={heading}
            said={said}
            onSaid={setSaid}
            onRenew={() => found.refetch()}
          />
        ) : (
          <NotWorkable shown={shown} heading={heading} onRenew={() => found.refetch()} />
        ))}
    </article>
  );
}

type Shown = Answered<"GET /v1/tickets/{ticketId}">;
type Heading = { current: HTMLHeadingElement | null };

function NotWorkable({ shown, heading, onRenew }: { shown: Shown; heading: Heading; onRenew: () => void }) {
  const t = useTexts(deskTexts);
  const { press, no, busy } = usePress(shown.body.ticketId as TicketId, shown.version, onRenew);
  const isOwn = shown.body.view === "asker";
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
        </>
      )}
      {no && <NoAlert no={no} />}
    </>
  );
}

type AtDeskProps = {
  shown: Shown;
  ticket: DeskDetail;
  live: Live;
  heading: Heading;
  said: string;
  onSaid: (said: string) => void;
  onRenew: () => Promise<unknown>;
};

function AtDesk({ shown, ticket, live, heading, said, onSaid: setSaid, onRenew }: AtDeskProps) {
  const t = useTexts(deskTexts);
  const { drafts } = useHere();
  const { organisation } = useAround();
  const page = `ticket.${ticket.ticketId}`;
  const [work, setWork] = useState<Work | undefined>(
    () => unkept.get(page) ?? drafts.read<Work>(page)?.value,
  );
  const [isShown, setIsShown] = useState(work !== undefined);
  const { press, no, busy } = usePress(ticket.ticketId as TicketId, shown.version, onRenew, (deed) =>
    setSaid(t.sent[deed]),
  );
  // While somebody writes, what changed is offered, not put under their hands.
  const isBehind = (live.ticket?.version ?? 0) > ticket.version && live.ticket?.ticketId === ticket.ticketId;
  useEffect(() => {
    if (isBehind && !work) onRenew();
  }, [isBehind, work === undefined]);
  const begin = (mode: Mode, more: Partial<Work> = {}) => {
    setSaid("");
    setIsShown(true);
    const isSame = work?.mode === mode;
    setWork({ ...startOf(ticket), ...(isSame ? work : work?.text && { text: work.text }), ...more, mode });
  };
  /** Away from the screen, and still there. */
  const close = () => {
    setIsShown(false);
    if (work?.text.trim() === "") setWork(undefined);
    heading.current?.focus();
  };
  const end = async (mode: Mode | undefined) => {
    drafts.drop(page);
    unkept.delete(page);
    if (mode) {
      // Said before it is renewed: it may be out of sight by then.
      if (mode === "return" || mode === "transfer") setSaid(t.sent[mode]);
      await onRenew();
    }
    setWork(undefined);
    setSaid(mode ? t.sent[mode] : "");
    heading.current?.focus();
  };
  const isLogged = organisation.confidentiality[ticket.confidentiality].readLog;
  return (
    <>
      <Head ticket={ticket} heading={heading} />
      <div role="status" class="ticket-said">
        {said && <Alert tone="ok" isQuiet title={said} />}
      </div>
      <Others live={live} ticketId={ticket.ticketId} />
      {isLogged && (
        <Alert tone="info" isQuiet>
          <p>{t.readLog}</p>
        </Alert>
      )}
      {ticket.callBack && (
        <Alert tone="warning" isQuiet>
          <p>{t.callBackText(ticket.callBack.attempts)}</p>
          {ticket.asker.phone && <p>{ticket.asker.phone}</p>}
        </Alert>
      )}
      {ticket.askerWroteAt && (
        <Alert tone="warning" isQuiet>
          <p>{t.acknowledgeText}</p>
        </Alert>
      )}
      {no && <NoAlert no={no} />}
      {isBehind && work && (
        <Alert tone="warning" title={t.changedMeanwhile}>
          <Button isSmall onClick={() => onRenew()}>
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
          version={shown.version ?? ticket.version}
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
  const t = useTexts(deskTexts);
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
  const t = useTexts(deskTexts);
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
  onRenew: () => unknown,
  onDone?: (deed: Press) => void,
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
    await onRenew();
    queries.invalidateQueries({ queryKey: ["GET /v1/tickets"] });
    if (outcome.ok) onDone?.(deed);
    else setNo(outcome.no);
  };
  return { press, no, busy };
}
