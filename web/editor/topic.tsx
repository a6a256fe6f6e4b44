import { useState } from "preact/hooks";
import { useLocation } from "wouter-preact";
import type { TopicDetail } from "../../shared/contract/topic-view.ts";
import type { AnswerAudience } from "../../shared/faq/record.ts";
import { useNames } from "../names.ts";
import { useAnswer } from "../reading.ts";
import { useHere } from "../session-gate.tsx";
import { useSpeech, useTexts } from "../speech.tsx";
import { editorTexts } from "../texts/editor.ts";
import { Alert } from "../ui/alert.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { RadioGroup } from "../ui/choice.tsx";
import { PageHeading } from "../ui/heading.tsx";
import { Link } from "../ui/link.tsx";
import { NoAlert } from "../ui/no-alert.tsx";
import { Time } from "../ui/time.tsx";
import { Skeleton } from "../ui/waiting.tsx";
import { type Deed, Outcome, useDeed } from "./deed.tsx";
import { home, revisionPath } from "./paths.ts";
import { Care, Manage, NameForm } from "./topic-care.tsx";
import { Effects, Publications, Revisions, Trail } from "./topic-history.tsx";
import { Questions } from "./topic-questions.tsx";

/** Everything an editor knows of one topic, and does with it. */
export function Topic({ topic }: { topic: string }) {
  const t = useTexts(editorTexts);
  const { language } = useSpeech();
  const { deskName } = useNames();
  const found = useAnswer("GET /v1/topics/{topic}", { params: { topic } });
  const deed = useDeed();
  const detail = found.data?.body.topic === topic ? found.data.body : undefined;
  if (!detail) {
    return (
      <div class="stack">
        {found.error ? (
          <>
            <PageHeading>{t.title}</PageHeading>
            <NoAlert no={found.error.no} onRetry={() => found.refetch()} />
          </>
        ) : (
          <Skeleton lines={8} />
        )}
        <Link to={home}>{t.back}</Link>
      </div>
    );
  }
  const name = detail.name?.[language] ?? t.unnamed;
  const isUnnamed = detail.origin !== "configured" && !detail.name;
  const shown = { detail, name, deed };
  return (
    <div class="stack">
      <div>
        <Link to={home}>{t.back}</Link>
      </div>
      <PageHeading lead={<Lead detail={detail} owner={detail.owner && deskName(detail.owner)} />}>
        {name}
      </PageHeading>
      <Outcome deed={deed} />
      {found.error && <NoAlert no={found.error.no} onRetry={() => found.refetch()} />}
      <Waiting detail={detail} deed={deed} />
      <div class="editor-columns">
        <div class="stack">
          {isUnnamed && <NameForm {...shown} />}
          <AnswersNow {...shown} />
          <Questions {...shown} />
        </div>
        <div class="stack">
          <Care {...shown} />
          <Trail detail={detail} />
        </div>
      </div>
      <Effects detail={detail} />
      <Revisions detail={detail} />
      <Publications detail={detail} />
      <Manage {...shown} />
    </div>
  );
}

export type TopicShown = { detail: TopicDetail; name: string; deed: Deed };

function Lead({ detail, owner }: { detail: TopicDetail; owner: string | undefined }) {
  const t = useTexts(editorTexts);
  const { state, standing, reviewOn, archivedAt } = detail;
  return (
    <span class="row editor-lead">
      <Badge tone={state === "answered" ? "ok" : "neutral"}>{t.states[state]}</Badge>
      {archivedAt && <Badge>{t.archived}</Badge>}
      {standing?.stale.map((why) => (
        <Badge key={why} tone="warning">
          {t.stale[why]}
        </Badge>
      ))}
      <span>
        {t.owner}: {owner ?? t.noOwner}
      </span>
      <span>
        {t.reviewOn}: {reviewOn ? <Time at={reviewOn} as="day" /> : t.reviewNone}
      </span>
    </span>
  );
}

/** What one person did and a second has to look at stands first. */
function Waiting({ detail, deed }: { detail: TopicDetail; deed: Deed }) {
  const t = useTexts(editorTexts);
  const { session } = useHere();
  const { topic, withdrawals, restorations, revisions, trail } = detail;
  const offered = revisions.filter(({ state }) => state === "offered");
  const restoredBy = (number: number) =>
    trail.find(({ did, revision }) => did === "restored" && revision === number)?.by;
  const looks = [
    ...withdrawals.map((number) => ({
      number,
      text: t.withdrawalWaits(number),
      by: revisions.find((one) => one.number === number)?.withdrawnBy,
      button: t.confirmWithdrawal,
      route: "POST /v1/topics/{topic}/revisions/{revision}/confirm-withdrawal" as const,
      said: t.withdrawalConfirmed,
    })),
    ...restorations.map((number) => ({
      number,
      text: t.restorationWaits(number),
      by: restoredBy(number),
      button: t.confirmRestoration,
      route: "POST /v1/topics/{topic}/revisions/{revision}/confirm-restoration" as const,
      said: t.restorationConfirmed,
    })),
  ];
  return (
    <>
      {offered.map(({ number, authors }) => (
        <Alert key={number} tone="info" title={t.offeredWaits(number)} isQuiet>
          <p>{authors.includes(session.person) ? t.fourEyes : t.fourEyesOther}</p>
          <p>
            <Link to={revisionPath(topic, number)}>
              {t.look}
              <span class="only-read-aloud">: {t.version(number)}</span>
            </Link>
          </p>
        </Alert>
      ))}
      {looks.map(({ number, text, by, button, route, said }) => (
        <Alert key={`${route} ${number}`} tone="warning" title={text} isQuiet>
          {by === session.person ? (
            <p>{t.fourEyesDone}</p>
          ) : (
            <Button
              isSmall
              isBusy={deed.busy === route}
              onClick={() =>
                deed.run(route, route, { params: { topic, revision: String(number) }, body: {} }, said)
              }
            >
              {button}
            </Button>
          )}
          <p>
            <Link to={revisionPath(topic, number)}>
              {t.look}
              <span class="only-read-aloud">: {t.version(number)}</span>
            </Link>
          </p>
        </Alert>
      ))}
    </>
  );
}

const audiences = ["employee", "line-manager", "internal"] as const;

function AnswersNow({ detail, deed }: TopicShown) {
  const t = useTexts(editorTexts);
  const [, go] = useLocation();
  const { topic, publications, revisions, version } = detail;
  const now = publications.filter(({ until }) => until === undefined);
  const open = revisions.filter(({ state }) => state === "draft" || state === "offered");
  const free = audiences.filter((audience) => !open.some((draft) => draft.audience === audience));
  const [audience, setAudience] = useState<AnswerAudience>();
  const chosen = audience && free.includes(audience) ? audience : free[0];
  const begin = async (of: AnswerAudience, basedOn?: number) => {
    const body = { audience: of, ...(basedOn && { basedOn }) };
    const begun = await deed.run(`draft ${of}`, "POST /v1/topics/{topic}/drafts", {
      params: { topic },
      body,
      version,
    });
    if (begun) go(revisionPath(topic, begun.revision));
  };
  const mayWrite =
    detail.state !== "merged" && !detail.archivedAt && (detail.name || detail.origin === "configured");
  return (
    <Card title={t.answersNow}>
      {now.length === 0 && <p>{t.answersNone}</p>}
      {(now.length > 0 || open.length > 0) && (
        <ul class="editor-list">
          {now.map(({ revision, audience, from }) => (
            <li key={revision}>
              <span>
                <Link to={revisionPath(topic, revision)}>
                  {t.version(revision)}, {t.forAudience(t.audience[audience])}
                </Link>{" "}
                <span class="quiet small">
                  <Time at={from} as="day" />
                </span>
              </span>
              {free.includes(audience) && (
                <Button
                  isSmall
                  label={`${t.revise}: ${t.forAudience(t.audience[audience])}`}
                  isBusy={deed.busy === `draft ${audience}`}
                  onClick={() => begin(audience, revision)}
                >
                  {t.revise}
                </Button>
              )}
            </li>
          ))}
          {open.map(({ number, audience, state }) => (
            <li key={number}>
              <span>
                <Link to={revisionPath(topic, number)}>
                  {state === "draft" ? t.goOn : t.look}: {t.version(number)},{" "}
                  {t.forAudience(t.audience[audience])}
                </Link>{" "}
                <Badge tone="info">{t.revisionStates[state]}</Badge>
              </span>
            </li>
          ))}
        </ul>
      )}
      {mayWrite && free.length > 0 && chosen && (
        <div class="stack editor-begin">
          <RadioGroup
            label={t.writeFor}
            isInRow
            options={free.map((value) => ({ value, text: t.audience[value] }))}
            value={chosen}
            onChange={setAudience}
          />
          <div>
            <Button
              look="primary"
              isBusy={deed.busy?.startsWith("draft") ?? false}
              onClick={() => begin(chosen)}
            >
              {t.startDraft}
            </Button>
          </div>
        </div>
      )}
    </Card>
  );
}
