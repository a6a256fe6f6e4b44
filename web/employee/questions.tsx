import "./questions.css";
import { Route, Switch } from "wouter-preact";
import { usePages } from "../reading.ts";
import { useSpeech, useTexts } from "../speech.tsx";
import { common } from "../texts/common.ts";
import { questionTexts } from "../texts/questions.ts";
import { Badge } from "../ui/badge.tsx";
import { Empty } from "../ui/empty.tsx";
import { PageHeading } from "../ui/heading.tsx";
import { Link } from "../ui/link.tsx";
import { RowList } from "../ui/list.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { NoAlert } from "../ui/no-alert.tsx";
import { Reference } from "../ui/reference.tsx";
import { Time, useNow } from "../ui/time.tsx";
import { Skeleton } from "../ui/waiting.tsx";
import { Changes } from "./changes.tsx";
import { Question } from "./question.tsx";
import { type AskerTicket, isForAsker, statusOf } from "./status.ts";

export function Questions() {
  return (
    <Switch>
      <Route path="/vragen/:ticketId">
        {({ ticketId }) => <Question key={ticketId} ticketId={ticketId} />}
      </Route>
      <Route>
        <All />
      </Route>
    </Switch>
  );
}

function All() {
  const t = useTexts(common);
  const own = useTexts(questionTexts);
  const found = usePages("GET /v1/me/tickets");
  const tickets = found.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <PageHeading>{t.myQuestions}</PageHeading>
      <div class="stack">
        {found.error && <NoAlert no={found.error.no} onRetry={() => found.refetch()} />}
        {found.isPending && <Skeleton />}
        {found.data && tickets.length === 0 && (
          <Empty title={own.none}>
            <p>{own.noneText}</p>
            <Link to="/" look="primary">
              {own.noneAsk}
            </Link>
          </Empty>
        )}
        {found.data && tickets.length > 0 && (
          <>
            <Rows tickets={tickets} />
            {(found.hasNextPage || found.data.pages.length > 1) && (
              <LoadMore
                shown={tickets.length}
                hasMore={found.hasNextPage}
                isBusy={found.isFetchingNextPage}
                onMore={() => found.fetchNextPage()}
              />
            )}
          </>
        )}
        <Changes />
      </div>
    </>
  );
}

function Rows({ tickets }: { tickets: readonly AskerTicket[] }) {
  const t = useTexts(common);
  const own = useTexts(questionTexts);
  const { language } = useSpeech();
  const now = useNow();
  return (
    <RowList
      label={t.myQuestions}
      rows={tickets.map((ticket) => ({
        key: ticket.ticketId,
        to: `/vragen/${ticket.ticketId}`,
        title: ticket.excerpt,
        text: statusOf(ticket, own, now, language),
        facts: (
          <>
            <Reference reference={ticket.reference} />
            <Time at={ticket.askedAt} as="relative" />
          </>
        ),
        aside: <State ticket={ticket} />,
      }))}
    />
  );
}

export function State({ ticket }: { ticket: Pick<AskerTicket, "state" | "waiting"> }) {
  const t = useTexts(questionTexts);
  if (isForAsker(ticket)) return <Badge tone="warning">{t.yourTurn}</Badge>;
  const isDone = ticket.state === "resolved" || ticket.state === "closed";
  return <Badge tone={isDone ? "ok" : "info"}>{t.states[ticket.state]}</Badge>;
}
