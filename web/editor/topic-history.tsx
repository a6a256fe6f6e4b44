import type { StandingView, TopicDetail } from "../../shared/contract/topic-view.ts";
import { useNames } from "../names.ts";
import { useSpeech, useTexts } from "../speech.tsx";
import { editorTexts } from "../texts/editor.ts";
import { Badge } from "../ui/badge.tsx";
import { Card } from "../ui/card.tsx";
import { Link } from "../ui/link.tsx";
import { Table } from "../ui/table.tsx";
import { Time } from "../ui/time.tsx";
import { useColleagues } from "./colleagues.ts";
import { revisionPath, topicPath } from "./paths.ts";

type Shown = { detail: TopicDetail };
type Effect = StandingView["effects"][number];

/** What came of each version, against the weeks before it. */
export function Effects({ detail: { topic, standing } }: Shown) {
  const t = useTexts(editorTexts);
  const { language } = useSpeech();
  const effects = standing?.effects ?? [];
  const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(language, { style: "percent" });
  const count = (figure: number | null) => (figure === null ? t.tooFew : numbers.format(figure));
  return (
    <Card title={t.effects}>
      {effects.length === 0 ? (
        <p>{t.effectsNone}</p>
      ) : (
        <Table
          caption={t.effects}
          isCaptionHidden
          rows={effects}
          rowKey={({ revision }) => String(revision)}
          columns={[
            {
              key: "revision",
              text: t.versionColumn,
              cell: ({ revision, audience }) => (
                <Link to={revisionPath(topic, revision)}>
                  {t.version(revision)}, {t.forAudience(t.audience[audience])}
                </Link>
              ),
            },
            { key: "from", text: t.since, cell: ({ from }) => <Time at={from} as="day" /> },
            {
              key: "volume",
              text: t.effectVolume,
              cell: ({ volume }) =>
                volume ? (
                  <>
                    {t.volumeSays(count(volume.before), count(volume.after))}
                    {volume.ratio !== null &&
                      `: ${t.volumeTimes(numbers.format(volume.ratio), volume.isAtMost)}`}
                  </>
                ) : (
                  t.tooFew
                ),
            },
            ...(
              [
                ["opened", t.effectOpened],
                ["answered", t.effectAnswered],
                ["again", t.effectAgain],
                ["used", t.effectUsed],
              ] as const
            ).map(([key, text]) => ({
              key,
              text,
              isNumber: true,
              cell: (effect: Effect) => count(effect[key]),
            })),
            {
              key: "helped",
              text: t.effectHelped,
              cell: ({ helped }) =>
                helped
                  ? `${percent.format(helped.share)} (${t.between(percent.format(helped.low), percent.format(helped.high))})`
                  : t.tooFew,
            },
          ]}
        />
      )}
    </Card>
  );
}

export function Revisions({ detail: { topic, revisions, names } }: Shown) {
  const t = useTexts(editorTexts);
  const { by } = useColleagues(names);
  if (revisions.length === 0) return null;
  return (
    <Card title={t.revisions}>
      <Table
        caption={t.revisions}
        isCaptionHidden
        isTall={revisions.length > 10}
        rows={revisions}
        rowKey={({ number }) => String(number)}
        columns={[
          {
            key: "number",
            text: t.versionColumn,
            cell: ({ number }) => <Link to={revisionPath(topic, number)}>{t.version(number)}</Link>,
          },
          { key: "audience", text: t.audienceColumn, cell: ({ audience }) => t.audience[audience] },
          {
            key: "state",
            text: t.state,
            cell: ({ state }) => (
              <Badge tone={state === "published" ? "ok" : state === "withdrawn" ? "warning" : "neutral"}>
                {t.revisionStates[state]}
              </Badge>
            ),
          },
          { key: "writers", text: t.writers, cell: ({ authors }) => by(...authors) },
          { key: "changed", text: t.since, cell: ({ changedAt }) => <Time at={changedAt} /> },
        ]}
      />
    </Card>
  );
}

export function Publications({ detail: { publications } }: Shown) {
  const t = useTexts(editorTexts);
  if (publications.length === 0) return null;
  return (
    <Card title={t.publications}>
      <ul class="editor-trail">
        {publications.map(({ revision, audience, from, until }) => (
          <li key={`${revision} ${from}`}>
            {t.version(revision)}, {t.forAudience(t.audience[audience])}: <Time at={from} /> {t.untilMoment}{" "}
            {until ? <Time at={until} /> : t.publishedNow}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Who did what, the newest first. */
export function Trail({ detail: { trail, names } }: Shown) {
  const t = useTexts(editorTexts);
  const { who } = useColleagues(names);
  const { topics, topicName, deskName } = useNames();
  const nameOf = (topic: string) =>
    topics.some(({ key }) => key === topic) ? topicName(topic) : t.foundTopic;
  if (trail.length === 0) return null;
  return (
    <Card title={t.trail}>
      <ol class="editor-trail" reversed>
        {trail.map(({ n, at, by, did, revision, topic, desk, day, reason, remark }) => (
          <li key={n}>
            <strong>{who(by)}</strong> {t.deeds[did]}
            {revision !== undefined && ` (${t.version(revision).toLowerCase()})`}
            {topic && (
              <>
                {": "}
                <Link to={topicPath(topic)}>{nameOf(topic)}</Link>
              </>
            )}
            {desk && `: ${deskName(desk)}`}
            {day && (
              <>
                : <Time at={day} as="day" />
              </>
            )}
            {reason && `: ${(t.reasons[reason] ?? reason).toLowerCase()}`}
            {remark && <q class="editor-sample">{remark}</q>}
            <span class="quiet small">
              {" "}
              <Time at={at} as="relative" />
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
