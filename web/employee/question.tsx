import { useEffect, useRef, useState } from "preact/hooks";
import type { AnswerOf, SentParamsOf } from "../../shared/contract/operations.ts";
import { useAnswer } from "../reading.ts";
import { useSpeech, useTexts } from "../speech.tsx";
import { common } from "../texts/common.ts";
import { questionTexts } from "../texts/questions.ts";
import { Alert } from "../ui/alert.tsx";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Disclosure } from "../ui/disclosure.tsx";
import { groupedDigits } from "../ui/grouped-digits.ts";
import { PageHeading } from "../ui/heading.tsx";
import { Link } from "../ui/link.tsx";
import { NoAlert } from "../ui/no-alert.tsx";
import { Reference } from "../ui/reference.tsx";
import { Time, useNow } from "../ui/time.tsx";
import { Skeleton } from "../ui/waiting.tsx";
import { Acts } from "./acts.tsx";
import { AnswerHere } from "./answer.tsx";
import { Promises } from "./promises.tsx";
import { State } from "./questions.tsx";
import { statusOf } from "./status.ts";
import { Thread } from "./thread.tsx";

type TicketId = SentParamsOf<"GET /v1/tickets/{ticketId}">["ticketId"];
export type AskerDetail = Extract<AnswerOf<"GET /v1/tickets/{ticketId}">, { view: "asker" }>;

/** What a part of the page may do with the question that it shows. */
export type Shown = {
  ticket: AskerDetail;
  refetch: () => Promise<unknown>;
  /** Says at the top of the page that something was done, and brings the reader there. */
  say: (text: string) => void;
  /** Likewise, that somebody changed the question meanwhile, or that what was sent before had come in after all. */
  warn: (of: "stale" | "key-reused") => void;
};

export function Question({ ticketId }: { ticketId: string }) {
  const t = useTexts(questionTexts);
  const all = useTexts(common);
  // Anew whenever somebody comes back to it; what a page asked of itself would keep a session alive that nobody uses.
  const found = useAnswer("GET /v1/tickets/{ticketId}", { params: { ticketId: ticketId as TicketId } });
  const ticket = found.data?.body;
  return (
    <>
      <p class="way-back">
        <Link to="/vragen">{t.back}</Link>
      </p>
      {found.error && (
        <>
          {!ticket && <PageHeading>{all.myQuestions}</PageHeading>}
          <NoAlert no={found.error.no} onRetry={() => found.refetch()} />
        </>
      )}
      {found.isPending && !found.error && <Skeleton lines={5} />}
      {ticket?.view === "asker" && <One ticket={ticket} refetch={found.refetch} />}
      {ticket && ticket.view !== "asker" && (
        <>
          <PageHeading>{t.windowTitle(groupedDigits(ticket.reference))}</PageHeading>
          <div class="stack">
            <p>{t.otherDesk}</p>
            <div>
              <Link to={`/werkplek/${ticketId}`} look="primary">
                {t.toDesk}
              </Link>
            </div>
          </div>
        </>
      )}
    </>
  );
}

function One({ ticket, refetch }: Omit<Shown, "say" | "warn">) {
  const t = useTexts(questionTexts);
  const [said, setSaid] = useState<SaidText>();
  const shown: Shown = {
    ticket,
    refetch,
    say: (text) => setSaid({ text, tone: "ok" }),
    warn: (of) => setSaid({ text: of === "stale" ? t.stale : t.cameIn, tone: "warning" }),
  };
  return (
    <>
      <PageHeading
        title={t.windowTitle(groupedDigits(ticket.reference))}
        lead={
          <span class="question-facts">
            <Reference reference={ticket.reference} canCopy />
            <Time at={ticket.askedAt} />
            {t.by[ticket.channel] && <span>{t.by[ticket.channel]}</span>}
          </span>
        }
      >
        {ticket.excerpt}
      </PageHeading>
      <div class="stack question">
        {said && <Said said={said} />}
        <Status ticket={ticket} />
        {ticket.promises.length > 0 && <Promises {...shown} />}
        {ticket.signposts.map((signpost) => (
          <SignpostNote key={signpost.key} signpost={signpost} />
        ))}
        <Thread ticket={ticket} />
        {ticket.answer && <UsedAnswer topic={ticket.answer.topic} />}
        <Acts {...shown} />
        <Reads ticketId={ticket.ticketId} />
      </div>
    </>
  );
}

type SaidText = { text: string; tone: "ok" | "warning" };

/** What was just done. It takes the focus, so that whoever listens hears it and goes on from there. */
function Said({ said }: { said: SaidText }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.focus();
  }, [said]);
  return (
    <div ref={box} tabIndex={-1}>
      <Alert tone={said.tone} title={said.text} />
    </div>
  );
}

function Status({ ticket }: { ticket: AskerDetail }) {
  const t = useTexts(questionTexts);
  const { language } = useSpeech();
  const now = useNow();
  const explained = ticket.clocks.filter(({ kind }) => kind !== "promise");
  return (
    <Card title={t.status} aside={<State ticket={ticket} />}>
      <p>{statusOf(ticket, t, now, language)}</p>
      {ticket.follows && (
        <p>
          {t.follows} <Link to={`/vragen/${ticket.follows}`}>{t.seeEarlier}</Link>
        </p>
      )}
      {explained.length > 0 && (
        <Disclosure summary={t.clocks}>
          {explained.map(({ kind, n, explanation }) => (
            <p key={`${kind}${n}`}>{explanation[language]}</p>
          ))}
        </Disclosure>
      )}
    </Card>
  );
}

function SignpostNote({ signpost }: { signpost: AskerDetail["signposts"][number] }) {
  const { language } = useSpeech();
  return (
    <Alert tone="info" title={signpost.name[language]} isQuiet>
      <p>{signpost.text[language]}</p>
    </Alert>
  );
}

/** The published answer that was given, as it is now. */
function UsedAnswer({ topic }: { topic: string }) {
  const t = useTexts(questionTexts);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Card title={t.answerUsed}>
      <p>{t.answerUsedText}</p>
      {isOpen ? (
        <AnswerHere topic={topic} onOpened={() => {}} />
      ) : (
        <Button onClick={() => setIsOpen(true)}>{t.seeAnswer}</Button>
      )}
    </Card>
  );
}

function Reads({ ticketId }: { ticketId: TicketId }) {
  const t = useTexts(questionTexts);
  const [isOpen, setIsOpen] = useState(false);
  const reads = useAnswer(
    "GET /v1/tickets/{ticketId}/reads",
    { params: { ticketId }, query: { limit: 100 } },
    { enabled: isOpen },
  );
  const items = reads.data?.body.items ?? [];
  return (
    <Disclosure summary={t.reads} onOpen={() => setIsOpen(true)}>
      <p>{t.readsText}</p>
      {reads.error && <NoAlert no={reads.error.no} onRetry={() => reads.refetch()} />}
      {isOpen && reads.isPending && !reads.error && <Skeleton lines={2} />}
      {reads.data && items.length === 0 && <p>{t.readsNone}</p>}
      {items.length > 0 && (
        <ul>
          {items.map(({ at, by }) => (
            <li key={`${at}${by}`}>
              {by}, <Time at={at} />
            </li>
          ))}
        </ul>
      )}
    </Disclosure>
  );
}
