import { useQueryClient } from "@tanstack/preact-query";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ChangeView } from "../../shared/contract/answer-view.ts";
import { useCall } from "../asking.tsx";
import type { No } from "../call.ts";
import { useAnswer, usePages } from "../reading.ts";
import { useSpeech } from "../speech.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Empty } from "../ui/empty.tsx";
import { Link } from "../ui/link.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { NoAlert } from "../ui/no-alert.tsx";
import { Time } from "../ui/time.tsx";
import { Skeleton } from "../ui/waiting.tsx";
import { deskPath } from "./paths.ts";
import { Written } from "./ticket-parts.tsx";
import { useTicketTexts } from "./ticket-texts.ts";

/** Which answers changed, and which of these changes one has read. Nobody else sees that. */
export function Changes() {
  const t = useTicketTexts();
  const call = useCall();
  const queries = useQueryClient();
  const found = usePages("GET /v1/changes", { query: { limit: 25 } });
  const heading = useRef<HTMLHeadingElement>(null);
  const [no, setNo] = useState<No>();
  const [said, setSaid] = useState("");
  useEffect(() => heading.current?.focus(), []);
  const changes = found.data?.pages.flatMap(({ items }) => items) ?? [];
  const unread = changes.filter(({ isRead }) => !isRead).map(({ change }) => change);
  const read = async (which: string[]) => {
    setNo(undefined);
    const outcome = await call("POST /v1/changes/read", {
      body: { changes: which.slice(0, 50) },
      key: crypto.randomUUID(),
    });
    if (!outcome.ok) return setNo(outcome.no);
    await queries.invalidateQueries({ queryKey: ["GET /v1/changes"] });
    setSaid(t.allRead);
    heading.current?.focus();
  };
  return (
    <section class="changes">
      <p>
        <Link to={deskPath}>{t.back}</Link>
      </p>
      <h2 ref={heading} tabIndex={-1}>
        {t.changesTitle}
      </h2>
      <p class="quiet">{t.changesLead}</p>
      {unread.length > 0 && (
        <Button isSmall onClick={() => read(unread)}>
          {t.markAllRead}
        </Button>
      )}
      <p role="status" class="quiet">
        {changes.length > 0 && unread.length === 0 && said}
      </p>
      {no && <NoAlert no={no} />}
      {found.error && <NoAlert no={found.error.no} onRetry={() => found.refetch()} />}
      {found.isPending && <Skeleton />}
      {found.data && changes.length === 0 && <Empty title={t.changesNone} />}
      <ul class="plain changes-list">
        {changes.map((change) => (
          <Change key={change.change} change={change} onRead={() => read([change.change])} />
        ))}
      </ul>
      {changes.length > 0 && (
        <LoadMore
          shown={changes.length}
          hasMore={found.hasNextPage}
          isBusy={found.isFetchingNextPage}
          onMore={() => found.fetchNextPage()}
        />
      )}
    </section>
  );
}

function Change({ change, onRead }: { change: ChangeView; onRead: () => void }) {
  const t = useTicketTexts();
  const { language } = useSpeech();
  const [isOpen, setIsOpen] = useState(false);
  const { topic, name, what, at, isRead } = change;
  return (
    <li class="change">
      <p>
        <strong>{name[language]}</strong> {!isRead && <Badge tone="info">{t.unread}</Badge>}
        <br />
        <span class="quiet">
          {t.changeWhat[what]} · <Time at={at} />
        </span>
      </p>
      <div class="row">
        <Button
          look="subtle"
          isSmall
          isPressed={isOpen}
          label={`${t.showAnswer}: ${name[language]}`}
          onClick={() => setIsOpen(!isOpen)}
        >
          {t.showAnswer}
        </Button>
        {!isRead && (
          <Button look="subtle" isSmall label={`${t.markRead}: ${name[language]}`} onClick={onRead}>
            {t.markRead}
          </Button>
        )}
      </div>
      {isOpen && <AnswerNow topic={topic} />}
    </li>
  );
}

function AnswerNow({ topic }: { topic: string }) {
  const t = useTicketTexts();
  const { language } = useSpeech();
  const found = useAnswer("GET /v1/topics/{topic}/answer", { params: { topic } });
  if (found.error) return <NoAlert no={found.error.no} onRetry={() => found.refetch()} />;
  if (!found.data) return <Skeleton />;
  const answer = found.data.body.answers[0];
  if (!answer) return <p class="quiet">{t.answerGone}</p>;
  return (
    <Written text={(language === "en" && answer.texts.en ? answer.texts.en : answer.texts.nl).written} />
  );
}
