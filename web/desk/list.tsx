import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { TicketRow } from "../../shared/contract/view.ts";
import { usePages } from "../reading.ts";
import { useHere } from "../session-gate.tsx";
import { useTexts } from "../speech.tsx";
import { deskTexts } from "../texts/desk.ts";
import { useActions } from "../ui/actions.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { ClockChip } from "../ui/clock-chip.tsx";
import { Empty } from "../ui/empty.tsx";
import { type Row, RowList } from "../ui/list.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { NoAlert } from "../ui/no-alert.tsx";
import { Reference } from "../ui/reference.tsx";
import { SectionNav } from "../ui/section-nav.tsx";
import { NewsPill } from "../ui/toast.tsx";
import { Skeleton } from "../ui/waiting.tsx";
import { useNames } from "./around.tsx";
import type { Live } from "./live.ts";
import { ticketPath } from "./paths.ts";
import { differenceOf, type Order, steadied } from "./steady.ts";

export const filters = ["open", "mine", "unclaimed", "call-back", "done"] as const;
export type Filter = (typeof filters)[number];

const stateOf = {
  open: "open",
  mine: "open",
  unclaimed: "open",
  "call-back": "call-back",
  done: "done",
} as const;

/** The questions of a desk. What is new waits behind a pill, so that rows never move under the hand. */
export function WorkList({
  desk,
  filter,
  search,
  current,
  live,
  onNews,
}: {
  desk: string;
  filter: Filter;
  /** Of the address, so that a row keeps the desk and the filter. */
  search: string;
  current: string | undefined;
  live: Live;
  onNews: (count: number) => void;
}) {
  const t = useTexts(deskTexts);
  const { session } = useHere();
  const found = usePages("GET /v1/tickets", { query: { desk, state: stateOf[filter], limit: 50 } });
  const isWanted = wantedBy(filter, session.person);
  const rows = useMemo(
    () => found.data?.pages.flatMap(({ items }) => items).filter(isWanted),
    [found.data, filter, session.person],
  );
  const { shown, news, gone, letIn } = useSteady(rows, `${desk} ${filter}`, found.data?.pages.length ?? 0);
  useEffect(() => onNews(news), [news]);
  // A filter of our own may leave nothing of a page, while the next one has something.
  const isAbleToGoOn = found.hasNextPage && !found.isFetchingNextPage && !found.isFetchNextPageError;
  const mustGoOn = shown.length < 10 && isAbleToGoOn && filter !== "done";
  useEffect(() => {
    if (mustGoOn) found.fetchNextPage();
  }, [mustGoOn, found.dataUpdatedAt]);
  const box = useRef<HTMLElement>(null);
  useListKeys(box, news > 0 || gone.size > 0 ? letIn : undefined);
  const rowOf = useRow(search, current, gone);
  const address = (to: Filter) => `?${new URLSearchParams({ team: desk, toon: to })}`;
  return (
    <section class="desk-list" aria-labelledby="work-list" ref={box}>
      <div class="desk-list-head">
        <h2 id="work-list" tabIndex={-1}>
          {t.list}
        </h2>
        {live.counts && (
          <p class="quiet small">{t.counts(live.counts.open, live.counts.unclaimed, live.counts.dueToday)}</p>
        )}
      </div>
      <SectionNav
        label={t.filters}
        sections={filters.map((each) => ({
          to: `/werkplek${address(each)}`,
          text: each === "call-back" ? t.callBack : t[each],
          isCurrent: each === filter,
        }))}
      />
      {live.isBehind && (
        <p class="quiet small" role="status">
          {t.behind}
        </p>
      )}
      {news > 0 && <NewsPill text={t.news(news)} onShow={letIn} keys="n" />}
      {news === 0 && gone.size > 0 && (
        <Button look="subtle" isSmall keys="n" onClick={letIn}>
          {t.tidy(gone.size)}
        </Button>
      )}
      {found.error && <NoAlert no={found.error.no} onRetry={() => found.refetch()} />}
      {found.isPending && <Skeleton lines={5} />}
      {found.data && shown.length === 0 && !found.hasNextPage && (
        <Empty title={t.listEmpty[filter]}>
          <p>{t.listEmptyText}</p>
        </Empty>
      )}
      {shown.length > 0 && (
        <>
          <div class="row desk-list-keys">
            <Button look="subtle" isSmall keys="j" onClick={() => step(box.current, 1)}>
              {t.nextShort}
            </Button>
            <Button look="subtle" isSmall keys="k" onClick={() => step(box.current, -1)}>
              {t.previousShort}
            </Button>
            <Button look="subtle" isSmall keys="o" onClick={() => openHere(box.current)}>
              {t.openShort}
            </Button>
          </div>
          <RowList label={t.list} rows={shown.map(rowOf)} />
          <LoadMore
            shown={shown.length}
            hasMore={found.hasNextPage}
            isBusy={found.isFetchingNextPage}
            onMore={() => found.fetchNextPage()}
          />
        </>
      )}
    </section>
  );
}

function wantedBy(filter: Filter, person: string): (row: TicketRow) => boolean {
  if (filter === "mine") return (row) => row.view === "desk" && row.claimedBy === person;
  if (filter === "unclaimed") {
    return (row) =>
      (row.state === "queued" || row.state === "received") && !("inTransitTo" in row && row.inTransitTo);
  }
  return () => true;
}

/**
 * The rows in the order in which they came on the screen: what changes is renewed in its place, what is new is counted,
 * what is gone stays until the list is let in anew.
 */
function useSteady(rows: readonly TicketRow[] | undefined, list: string, pages: number) {
  const [order, setOrder] = useState<Order>();
  const known = useRef(new Map<string, TicketRow>());
  if (order?.list !== list) known.current = new Map();
  for (const row of rows ?? []) known.current.set(row.ticketId, row);
  const ids = rows?.map(({ ticketId }) => ticketId as string);
  useEffect(() => {
    if (ids) setOrder((shown) => steadied(shown, { list, pages, ids }));
  }, [list, pages, ids?.join()]);
  const shownIds = order?.list === list ? order.ids : [];
  return {
    shown: shownIds.flatMap((id) => known.current.get(id) ?? []),
    ...differenceOf(shownIds, ids),
    letIn: () => ids && setOrder({ list, pages, ids }),
  };
}

const links = (box: HTMLElement | null) => [
  ...(box?.querySelectorAll<HTMLAnchorElement>(".rows-title a") ?? []),
];

/** Moves the focus along the rows: from the row that has it, else from the one that is open. */
function step(box: HTMLElement | null, by: 1 | -1): void {
  const all = links(box);
  const focused = all.findIndex((link) => link === document.activeElement);
  const open = all.findIndex((link) => link.getAttribute("aria-current") !== null);
  const from = focused >= 0 ? focused : open;
  const to = from < 0 ? all[0] : all[Math.min(all.length - 1, Math.max(0, from + by))];
  to?.focus();
  last = to ?? null;
}

let last: Element | null = null;

/** The row that has the focus, or had it before the button that asks for this. */
function openHere(box: HTMLElement | null): void {
  const all = links(box);
  const here = all.find((link) => link === document.activeElement) ?? all.find((link) => link === last);
  (here ?? all[0])?.click();
}

function useListKeys(box: { current: HTMLElement | null }, letIn: (() => void) | undefined): void {
  const t = useTexts(deskTexts);
  useActions([
    { id: "next", text: t.next, keys: ["j"], scope: "page", isHeld: true, run: () => step(box.current, 1) },
    {
      id: "previous",
      text: t.previous,
      keys: ["k"],
      scope: "page",
      isHeld: true,
      run: () => step(box.current, -1),
    },
    {
      id: "open-row",
      text: t.openRow,
      keys: ["o"],
      scope: "page",
      run: () => openHere(box.current),
    },
    ...(letIn ? [{ id: "news", text: t.showNews, keys: ["n"], scope: "page" as const, run: letIn }] : []),
  ]);
}

function useRow(search: string, current: string | undefined, gone: ReadonlySet<string>) {
  const t = useTexts(deskTexts);
  const status = useStatus();
  return (row: TicketRow): Row => {
    const head = {
      key: row.ticketId,
      to: ticketPath(row.ticketId, search),
      isCurrent: row.ticketId === current,
    };
    if (row.view === "stub") {
      return {
        ...head,
        title: t.restrictedRow,
        text: t.restrictedText,
        facts: <Reference reference={row.reference} />,
      };
    }
    if (row.view === "asker") {
      return { ...head, to: `/vragen/${row.ticketId}`, title: row.excerpt, text: t.ownRow };
    }
    const clock = row.clocks.find(({ endedAt, dueAt }) => !endedAt && dueAt === row.dueAt);
    return {
      ...head,
      title: row.excerpt || t.hiddenRow,
      text: gone.has(row.ticketId) ? t.gone : `${row.asker.name} · ${status(row)}`,
      facts: (
        <span class="desk-chips">
          <Reference reference={row.reference} />
          {row.urgency === "today" && <Badge tone="warning">{t.urgencies.today}</Badge>}
          {row.confidentiality !== "open" && (
            <Badge>{t.confidentialities[row.confidentiality as "sensitive"]}</Badge>
          )}
          {clock && <ClockChip clock={clock} />}
        </span>
      ),
    };
  };
}

/** In a few words: who has it, or what it waits for. */
export function useStatus(): (row: Extract<TicketRow, { view: "desk" }>) => string {
  const t = useTexts(deskTexts);
  const names = useNames();
  const { session } = useHere();
  return (row) => {
    if (row.callBack) return t.toCallBack;
    if (row.askerWroteAt) return t.askerWrote;
    if (row.inTransitTo) return t.onItsWay(names.desk(row.inTransitTo));
    if (row.state === "resolved" || row.state === "closed") return t.resolvedShort;
    if (row.waiting) return t.waitingFor[row.waiting.for];
    if (!row.claimedBy) return t.nobody;
    return row.claimedBy === session.person ? t.byMe : t.by(row.claimedByName ?? t.someone);
  };
}
