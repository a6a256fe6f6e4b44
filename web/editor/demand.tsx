import type { DemandRow } from "../../shared/contract/topic-view.ts";
import { usePages } from "../reading.ts";
import { useSpeech, useTexts } from "../speech.tsx";
import { editorTexts } from "../texts/editor.ts";
import { Badge } from "../ui/badge.tsx";
import { Empty } from "../ui/empty.tsx";
import { RowList } from "../ui/list.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { NoAlert } from "../ui/no-alert.tsx";
import { dayText } from "../ui/times.ts";
import { Skeleton } from "../ui/waiting.tsx";
import { type DemandView, topicPath } from "./paths.ts";

export function Demand({ view }: { view: DemandView }) {
  const t = useTexts(editorTexts);
  const { language } = useSpeech();
  const found = usePages("GET /v1/topics/demand", { query: { view } });
  const items = found.data?.pages.flatMap(({ items }) => items) ?? [];
  const shown = new Set<string>();
  // Between two pages a topic can move down the list.
  const rows = items.filter(({ topic }) => !shown.has(topic) && shown.add(topic));
  return (
    <>
      {found.error && <NoAlert no={found.error.no} onRetry={() => found.refetch()} />}
      {found.isPending && <Skeleton lines={6} />}
      {found.data && rows.length === 0 && (
        <Empty title={t.viewNone[view]}>
          <p>{t.viewNoneText}</p>
        </Empty>
      )}
      {rows.length > 0 && (
        <>
          <RowList
            label={t.views[view]}
            rows={rows.map((row) => ({
              key: row.topic,
              to: topicPath(row.topic),
              title: row.name?.[language] ?? t.unnamed,
              text: row.sample && <q class="editor-sample">{row.sample.text}</q>,
              facts: <Facts row={row} />,
              aside: <Signs row={row} />,
            }))}
          />
          <LoadMore
            shown={rows.length}
            hasMore={found.hasNextPage}
            isBusy={found.isFetchingNextPage}
            onMore={() => found.fetchNextPage()}
          />
        </>
      )}
    </>
  );
}

function Facts({ row: { standing } }: { row: DemandRow }) {
  const t = useTexts(editorTexts);
  if (!standing) return null;
  const { people28, people28Before, trend, handlingMinutes } = standing;
  return (
    <>
      <span>{people28 === null ? t.few : t.people28(people28)}</span>
      {people28 !== null && (
        <span>
          {t.trend[trend]}
          {people28Before !== null && ` (${t.before28(people28Before)})`}
        </span>
      )}
      <span>{t.handling(handlingMinutes)}</span>
    </>
  );
}

/** What a topic asks of an editor, in a word or two each. */
function Signs({ row: { state, standing, waiting } }: { row: DemandRow }) {
  const t = useTexts(editorTexts);
  const { language } = useSpeech();
  return (
    <span class="row editor-signs">
      {waiting && waiting.offered.length > 0 && <Badge tone="info">{t.waitsOffered}</Badge>}
      {waiting && waiting.withdrawals.length > 0 && <Badge tone="warning">{t.waitsWithdrawal}</Badge>}
      {waiting && waiting.restorations.length > 0 && <Badge tone="warning">{t.waitsRestoration}</Badge>}
      {standing?.surge && (
        <Badge tone="warning">{t.surge(dayText(Date.parse(standing.surge.since), language))}</Badge>
      )}
      {standing?.stale.map((why) => (
        <Badge key={why} tone="warning">
          {t.stale[why]}
        </Badge>
      ))}
      {standing?.candidate && <Badge tone="info">{t.candidate[standing.candidate]}</Badge>}
      <Badge tone={state === "answered" ? "ok" : "neutral"}>{t.states[state]}</Badge>
    </span>
  );
}
