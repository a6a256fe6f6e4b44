import "./desk.css";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { useLocation, useSearch } from "wouter-preact";
import type { TicketId } from "../../shared/id.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import { useCall } from "../asking.tsx";
import { part } from "../part.tsx";
import { useAnswer } from "../reading.ts";
import { useHere } from "../session-gate.tsx";
import { useSpeech, useTexts } from "../speech.tsx";
import { deskTexts } from "../texts/desk.ts";
import { closeDialogs, useActions } from "../ui/actions.tsx";
import { Button } from "../ui/button.tsx";
import { Select } from "../ui/choice.tsx";
import { Empty } from "../ui/empty.tsx";
import { PageHeading } from "../ui/heading.tsx";
import { Link } from "../ui/link.tsx";
import { NoAlert } from "../ui/no-alert.tsx";
import { keepTyping } from "../ui/typed-ahead.ts";
import { Skeleton } from "../ui/waiting.tsx";
import { AroundProvider, callsFor, useAround, useCalls, useElsewhere } from "./around.tsx";
import { type Filter, filters, WorkList } from "./list.tsx";
import { type Live, useLive } from "./live.ts";
import { changesPath, conversationPath, deskPath, placeOnDesk } from "./paths.ts";

const TicketPane = part<{ ticketId: TicketId; live: Live; onBack: () => void }>(() =>
  import("./ticket.tsx").then(({ TicketPane }) => TicketPane),
);
const ConversationPage = part<{ id: string; onLeave: () => void }>(() =>
  import("./conversation.tsx").then(({ ConversationPage }) => ConversationPage),
);
const Outgoing = part(() => import("./outgoing.tsx").then(({ Outgoing }) => Outgoing));
const Changes = part(() => import("./changes.tsx").then(({ Changes }) => Changes));

/** The desk: what there is to do, one question of it, and the conversations by telephone and at the counter. */
export function Desk() {
  const t = useTexts(deskTexts);
  const call = useCall();
  const here = useHere();
  const found = useAnswer("GET /v1/configuration", {}, { staleTime: 3_600_000 });
  const organisation = found.data?.body;
  const elsewhere = useElsewhere();
  const around = useMemo(
    () => organisation && elsewhere && { organisation, calls: callsFor(call, here, organisation, elsewhere) },
    [organisation, elsewhere, call],
  );
  useEffect(() => {
    ConversationPage.fetchAhead();
    const timer = setTimeout(() => {
      TicketPane.fetchAhead();
      Outgoing.fetchAhead();
    }, 400);
    return () => clearTimeout(timer);
  }, []);
  if (!around) {
    return (
      <>
        <PageHeading>{t.desk}</PageHeading>
        {found.error ? (
          <NoAlert no={found.error.no} onRetry={() => found.refetch()} />
        ) : (
          <Skeleton lines={6} />
        )}
      </>
    );
  }
  return (
    <AroundProvider value={around}>
      <Workplace />
    </AroundProvider>
  );
}

function Workplace() {
  const t = useTexts(deskTexts);
  const { membership } = useHere();
  const { organisation } = useAround();
  const calls = useCalls();
  const [path, go] = useLocation();
  const search = useSearch();
  const place = placeOnDesk(path);
  const mayCall = membership.roles.includes("front-office");
  const desks = useDesks(organisation);
  const chosen = new URLSearchParams(search);
  const desk = desks.find(({ value }) => value === chosen.get("team"))?.value ?? desks[0]?.value ?? "";
  const filter = filters.find((each) => each === chosen.get("toon")) ?? "open";
  const ticketId = place.is === "ticket" ? (place.ticketId as TicketId) : undefined;
  const live = useLive(desk, ticketId);
  const [news, setNews] = useState(0);
  const back = useRef(deskPath);
  if (place.is === "list" || place.is === "ticket" || place.is === "changes") {
    back.current = search ? `${path}?${search}` : path;
  }
  const isBack = useRef(false);
  const goTo = (where: string) => {
    isBack.current = true;
    go(where);
  };
  // As soon as the list is drawn: a key that is pressed in the same moment is meant for it.
  useLayoutEffect(() => {
    if (!isBack.current) return;
    isBack.current = false;
    document.getElementById("work-list")?.focus();
  });
  // After a call the agent is where they were before it.
  const goBack = () => goTo(back.current);
  const toList = () => goTo(search ? `${deskPath}?${search}` : deskPath);
  useEffect(() => () => void calls.flush(), [calls]);
  const begin = (channel: "call" | "face", isHere = false) => {
    keepTyping();
    closeDialogs();
    if (place.is === "conversation") calls.park(place.id);
    const only = channel === "face" && organisation.locations.length === 1;
    const begun = calls.begin(channel, only ? organisation.locations[0]?.key : undefined);
    go(conversationPath(begun.id), { replace: isHere });
  };
  // By its address, as F2 does: it is known before the desk has come.
  useLayoutEffect(() => {
    if (place.is === "begin" && mayCall) begin(place.channel, true);
  }, [place.is, path]);
  useActions([
    {
      id: "list",
      text: t.backToList,
      keys: ["l"],
      scope: "page" as const,
      run: toList,
    },
  ]);
  const open = live.counts?.open;
  const title = open === undefined ? t.desk : news > 0 ? t.deskNews(news, open) : t.deskOpen(open);
  const team = new URLSearchParams({ team: desk, ...(filter !== "open" && { toon: filter }) }).toString();
  return (
    <div class="desk">
      <div class="desk-head">
        <PageHeading title={title}>{t.desk}</PageHeading>
        <Tools mayCall={mayCall} onBegin={begin} />
      </div>
      <Outgoing />
      {place.is === "begin" && mayCall ? null : place.is === "conversation" ? (
        <ConversationPage key={place.id} id={place.id} onLeave={goBack} />
      ) : place.is === "changes" ? (
        <Changes />
      ) : desk === "" ? (
        <Empty title={t.noDesk}>
          <p>{t.noDeskText}</p>
        </Empty>
      ) : (
        <div class={ticketId ? "desk-columns desk-has-ticket" : "desk-columns"}>
          <div class="desk-side">
            {desks.length > 1 && (
              <Select
                label={t.team}
                options={desks}
                value={desk}
                onChange={(to) => go(`${deskPath}?${new URLSearchParams({ team: to })}`)}
              />
            )}
            <WorkList
              desk={desk}
              filter={filter as Filter}
              search={team}
              current={ticketId}
              live={live}
              onNews={setNews}
            />
          </div>
          <div class="desk-main">
            {ticketId ? (
              <TicketPane key={ticketId} ticketId={ticketId} live={live} onBack={toList} />
            ) : (
              <div class="desk-none">
                <Empty title={t.noTicket}>
                  <p>{t.noTicketText}</p>
                </Empty>
              </div>
            )}
          </div>
        </div>
      )}
    </div>
  );
}

/** What can be begun from anywhere on the desk. */
function Tools({ mayCall, onBegin }: { mayCall: boolean; onBegin: (channel: "call" | "face") => void }) {
  const t = useTexts(deskTexts);
  const found = useAnswer("GET /v1/changes", { query: { limit: 1 } }, { staleTime: 60_000 });
  const unread = found.data?.body.unread ?? 0;
  return (
    <section class="desk-tools" aria-label={t.tools}>
      {mayCall && (
        <>
          <Button look="primary" keys="F2" onClick={() => onBegin("call")}>
            {t.call}
          </Button>
          <Button keys="F4" onClick={() => onBegin("face")}>
            {t.visit}
          </Button>
        </>
      )}
      <Link to={changesPath}>{unread > 0 ? t.changesUnread(unread) : t.changes}</Link>
    </section>
  );
}

/** One's own desks first; the front office, which stays the face of every question, may look at the others, too. */
function useDesks(organisation: Organisation): { value: string; text: string }[] {
  const { membership } = useHere();
  const { language } = useSpeech();
  const { roles, desks } = membership;
  const isFront = roles.includes("front-office");
  const worksAt = ({ key, kind }: Organisation["desks"][number]) =>
    (kind === "front" && isFront) ||
    (desks.includes(key) &&
      roles.some((role) => role === "coordinator" || (role === "back-office" && kind === "back")));
  const own = organisation.desks.filter(worksAt);
  const others = organisation.desks.filter((desk) => isFront && !worksAt(desk) && !desk.namedReaders);
  return [...own, ...others].map(({ key, name }) => ({ value: key, text: name[language] }));
}
