import { useQueryClient } from "@tanstack/preact-query";
import { useEffect } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { useTexts } from "../speech.tsx";
import { callTexts } from "../texts/conversation.ts";
import { useActions } from "../ui/actions.tsx";
import { Alert } from "../ui/alert.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Link } from "../ui/link.tsx";
import { useNoText } from "../ui/no-alert.tsx";
import { Reference } from "../ui/reference.tsx";
import { Time } from "../ui/time.tsx";
import { Toast } from "../ui/toast.tsx";
import { useCalls } from "./around.tsx";
import type { Caller, Told } from "./calls.ts";
import { conversationPath, ticketPath } from "./paths.ts";

/** The conversations that are parked, and what becomes of those that are over: with the way back while there is one. */
export function Outgoing() {
  const t = useTexts(callTexts);
  const calls = useCalls();
  const queries = useQueryClient();
  const [, go] = useLocation();
  const told = calls.told();
  const undoable = calls.undoable();
  const saved = told.filter(({ is }) => is === "saved").length;
  useEffect(() => {
    if (saved > 0) queries.invalidateQueries({ queryKey: ["GET /v1/tickets"] });
  }, [saved]);
  const undo = (id: string) => {
    if (calls.undo(id)) go(conversationPath(id));
  };
  useActions(
    undoable
      ? [{ id: "undo", text: t.undo, keys: ["z"], scope: "page" as const, run: () => undo(undoable) }]
      : [],
  );
  return (
    <>
      <ParkedBar />
      <div class="toasts desk-toasts">
        {told.map((news) => (
          <Telling key={news.id} news={news} onUndo={undo} canUndoByKey={news.id === undoable} />
        ))}
      </div>
    </>
  );
}

function ParkedBar() {
  const t = useTexts(callTexts);
  const calls = useCalls();
  const nameOf = useNameOf();
  const [, go] = useLocation();
  const parked = calls.all().filter(({ state }) => state === "parked");
  if (parked.length === 0) return null;
  const hasFailed = (id: string) => calls.told().some((news) => news.id === id && news.is === "failed");
  return (
    <section class="parked" aria-label={t.parked}>
      <h2 class="parked-title">{t.parked}</h2>
      <ul class="plain row">
        {parked.map(({ id, who, startedAt }) => (
          <li key={id}>
            <Button isSmall onClick={() => go(conversationPath(id))}>
              <span class="only-read-aloud">{t.resumeWith}</span>
              {nameOf(who)} <Time at={new Date(startedAt).toISOString()} as="relative" />
            </Button>
            {hasFailed(id) && <Badge tone="error">{t.notSaved}</Badge>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Telling({
  news,
  onUndo,
  canUndoByKey,
}: {
  news: Told;
  onUndo: (id: string) => void;
  canUndoByKey: boolean;
}) {
  const t = useTexts(callTexts);
  const calls = useCalls();
  const nameOf = useNameOf();
  const name = nameOf("who" in news ? news.who : calls.find(news.id)?.who);
  switch (news.is) {
    case "waiting":
      return (
        <Toast onUndo={() => onUndo(news.id)} {...(canUndoByKey && { undoKeys: "z" })}>
          {t.saving(name)}
        </Toast>
      );
    case "sending":
      return <Toast>{t.savingNow(name)}</Toast>;
    case "saved":
      return (
        <Toast onClose={() => calls.forget(news.id)}>
          {news.logged.recorded ? t.saved(name) : t.savedNothing(name)}
          {news.logged.recorded &&
            news.logged.tickets.map(({ ticketId, reference }) => (
              <span key={ticketId}>
                {" "}
                <Link to={ticketPath(ticketId)}>
                  <Reference reference={reference} />
                </Link>
              </span>
            ))}
        </Toast>
      );
    case "failed":
      return <Failed news={news} name={name} />;
  }
}

function Failed({ news, name }: { news: Extract<Told, { is: "failed" }>; name: string }) {
  const t = useTexts(callTexts);
  const calls = useCalls();
  const [, go] = useLocation();
  const isStored = news.no.is === "refused" && news.no.reason === "key-reused";
  const why = useNoText(news.no);
  return (
    <Alert tone="error" title={t.failed(name)}>
      <p>{isStored ? t.alreadyStored : why}</p>
      <div class="row">
        <Button isSmall onClick={() => go(conversationPath(news.id))}>
          {t.resume(name)}
        </Button>
        {news.no.is !== "refused" && (
          <Button isSmall onClick={() => calls.retry(news.id)}>
            {t.save}
          </Button>
        )}
      </div>
    </Alert>
  );
}

export function useNameOf(): (who: Caller | undefined) => string {
  const t = useTexts(callTexts);
  return (who) => {
    if (!who) return t.unknown;
    return who.is === "known" ? who.card.name : who.name.trim() || t.unknown;
  };
}
