import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { TopicDetail } from "../../shared/contract/topic-view.ts";
import { parseMarkup } from "../../shared/faq/markup.ts";
import type { Revision } from "../../shared/faq/record.ts";
import { withdrawalReasons } from "../../shared/faq/trail.ts";
import { useAnswer } from "../reading.ts";
import { useHere } from "../session-gate.tsx";
import { useSpeech, useTexts } from "../speech.tsx";
import { editorTexts } from "../texts/editor.ts";
import { Alert } from "../ui/alert.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { RadioGroup, Select } from "../ui/choice.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { PageHeading } from "../ui/heading.tsx";
import { Link } from "../ui/link.tsx";
import { Markup } from "../ui/markup.tsx";
import { NoAlert } from "../ui/no-alert.tsx";
import { TextArea } from "../ui/text-field.tsx";
import { Time } from "../ui/time.tsx";
import { Skeleton } from "../ui/waiting.tsx";
import { useColleagues } from "./colleagues.ts";
import { type Deed, Outcome, useDeed } from "./deed.tsx";
import { Difference } from "./difference.tsx";
import { DraftEditor } from "./draft.tsx";
import { draftPage } from "./draft-saving.ts";
import { topicPath } from "./paths.ts";
import { LeftOver } from "./two-texts.tsx";

/** One version of an answer: to write while it is a draft, to look at and decide on after that. */
export function RevisionPage({ topic, number }: { topic: string; number: number }) {
  const t = useTexts(editorTexts);
  const { language } = useSpeech();
  const params = { topic, revision: String(number) };
  const found = useAnswer("GET /v1/topics/{topic}/revisions/{revision}", { params });
  const about = useAnswer("GET /v1/topics/{topic}", { params: { topic } });
  const deed = useDeed();
  const body = found.data?.body;
  const isThis = body?.revision.number === number && body.revision.topic === topic;
  const detail = about.data?.body.topic === topic ? about.data.body : undefined;
  const error = found.error ?? about.error;
  const retry = () => {
    found.refetch();
    about.refetch();
  };
  if (!body || !isThis || !detail) {
    return (
      <div class="stack">
        {error ? (
          <>
            <PageHeading>{t.version(number)}</PageHeading>
            <NoAlert no={error.no} onRetry={retry} />
          </>
        ) : (
          <Skeleton lines={8} />
        )}
        <Link to={topicPath(topic)}>{t.back}</Link>
      </div>
    );
  }
  const { revision, names } = body;
  const name = detail.name?.[language] ?? t.unnamed;
  const isDraft = revision.state === "draft";
  return (
    <div class="stack">
      <div>
        <Link to={topicPath(topic)}>{t.backToTopic(name)}</Link>
      </div>
      <PageHeading lead={<Lead revision={revision} names={names} />}>
        {isDraft ? t.draftTitle(name) : t.versionOf(number, name)}
      </PageHeading>
      <Outcome deed={deed} />
      {error && <NoAlert no={error.no} onRetry={retry} />}
      {isDraft ? (
        <DraftEditor key={number} revision={revision} deed={deed} />
      ) : (
        <>
          <LeftOver revision={revision} />
          <Decide revision={revision} detail={detail} deed={deed} />
          <Compare revision={revision} detail={detail} />
          <Texts revision={revision} />
        </>
      )}
    </div>
  );
}

function Lead({ revision, names }: { revision: Revision; names: Readonly<Record<string, string>> }) {
  const t = useTexts(editorTexts);
  const { by } = useColleagues(names);
  const { state, audience, validFrom, validUntil, authors } = revision;
  // That whoever wrote it alone offered it too goes without saying.
  const isAlone = authors.length === 1 && authors[0] === revision.offeredBy;
  const deeds = [
    ["offered", isAlone ? undefined : revision.offeredBy],
    ["published", revision.publishedBy],
    ["withdrawn", revision.withdrawnBy],
    ["restored", revision.restoredBy],
  ] as const;
  return (
    <span class="row editor-lead">
      <Badge tone={state === "published" ? "ok" : state === "withdrawn" ? "warning" : "neutral"}>
        {t.revisionStates[state]}
      </Badge>
      <span>{t.forAudience(t.audience[audience])}</span>
      <span>
        {t.validFrom} <Time at={validFrom} as="day" />
        {validUntil && (
          <>
            {", "}
            {t.validUntil.toLowerCase()} <Time at={validUntil} as="day" />
          </>
        )}
      </span>
      <span class="editor-by">
        {[
          t.people.written(by(...authors)),
          ...deeds.flatMap(([did, person]) => (person ? [t.people[did](by(person))] : [])),
        ].join(" ")}
      </span>
    </span>
  );
}

/** What may be done with this version now, and by whom. */
function Decide({ revision, detail, deed }: { revision: Revision; detail: TopicDetail; deed: Deed }) {
  const t = useTexts(editorTexts);
  const { session } = useHere();
  const [open, setOpen] = useState<"send-back" | "withdraw" | "discard">();
  const { topic, number, version, state } = revision;
  const params = { topic, revision: String(number) };
  const me = session.person;
  const isMine = revision.authors.includes(me);
  const close = () => setOpen(undefined);
  const waitsWithdrawal = detail.withdrawals.includes(number);
  const waitsRestoration = detail.restorations.includes(number);
  const button = (
    name: string,
    text: string,
    act: () => void,
    look: "primary" | "secondary" = "secondary",
  ) => (
    <Button look={look} isBusy={deed.busy === name} onClick={act}>
      {text}
    </Button>
  );
  return (
    <>
      {state === "offered" && (
        <Alert tone="info" title={isMine ? t.fourEyes : t.fourEyesOther} isQuiet>
          <p>{t.fourEyesHint}</p>
        </Alert>
      )}
      {revision.withdrawnBecause && state === "withdrawn" && (
        <p>
          {t.revisionStates.withdrawn}: {(t.reasons[revision.withdrawnBecause] ?? "").toLowerCase()}.
        </p>
      )}
      {((waitsWithdrawal && revision.withdrawnBy === me) ||
        (waitsRestoration && revision.restoredBy === me)) && (
        <Alert tone="info" title={t.fourEyesDone} isQuiet />
      )}
      <div class="row">
        {state === "offered" && !isMine && (
          <>
            {button(
              "publish",
              t.publish,
              () =>
                deed.run(
                  "publish",
                  "POST /v1/topics/{topic}/revisions/{revision}/publish",
                  { params, version, body: { version } },
                  t.published,
                ),
              "primary",
            )}
            {button("send-back", t.sendBack, () => setOpen("send-back"))}
          </>
        )}
        {state === "offered" && isMine && button("discard", t.discard, () => setOpen("discard"))}
        {state === "published" && button("withdraw", t.withdraw, () => setOpen("withdraw"))}
        {waitsWithdrawal &&
          revision.withdrawnBy !== me &&
          button("seen", t.confirmWithdrawal, () =>
            deed.run(
              "seen",
              "POST /v1/topics/{topic}/revisions/{revision}/confirm-withdrawal",
              { params, version, body: {} },
              t.withdrawalConfirmed,
            ),
          )}
        {waitsRestoration &&
          revision.restoredBy !== me &&
          button("seen", t.confirmRestoration, () =>
            deed.run(
              "seen",
              "POST /v1/topics/{topic}/revisions/{revision}/confirm-restoration",
              { params, version, body: {} },
              t.restorationConfirmed,
            ),
          )}
        {(state === "replaced" || state === "withdrawn") &&
          button("restore", t.restore, () =>
            deed.run(
              "restore",
              "POST /v1/topics/{topic}/revisions/{revision}/restore",
              { params, version, body: {} },
              t.restored,
            ),
          )}
      </div>
      {open === "send-back" && <SendBack revision={revision} deed={deed} onClose={close} />}
      {open === "withdraw" && <Withdraw revision={revision} deed={deed} onClose={close} />}
      {open === "discard" && <Discard revision={revision} deed={deed} onClose={close} />}
    </>
  );
}

type InDialog = { revision: Revision; deed: Deed; onClose: () => void };

/** A deed that asks for something first: a reason, a remark, or whether it is really meant. */
function AskFirst({
  title,
  act,
  look = "danger",
  isBusy,
  onAct,
  onClose,
  children,
}: {
  title: string;
  act: string;
  look?: "danger" | "primary";
  isBusy: boolean;
  onAct: () => void;
  onClose: () => void;
  children: ComponentChildren;
}) {
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      actions={
        <Button look={look} onClick={onAct} isBusy={isBusy}>
          {act}
        </Button>
      }
    >
      {children}
    </Dialog>
  );
}

function SendBack({ revision: { topic, number, version }, deed, onClose }: InDialog) {
  const t = useTexts(editorTexts);
  const { drafts } = useHere();
  const page = `send-back ${topic} ${number}`;
  const [remark, setRemark] = useState(() => drafts.read<string>(page)?.value ?? "");
  const [isMissing, setIsMissing] = useState(false);
  const send = async () => {
    setIsMissing(remark.trim() === "");
    if (remark.trim() === "") return document.getElementById("send-back-remark")?.focus();
    const done = await deed.run(
      "send-back",
      "POST /v1/topics/{topic}/revisions/{revision}/send-back",
      { params: { topic, revision: String(number) }, version, body: { remark } },
      t.sentBack,
    );
    if (done) drafts.drop(page);
    onClose();
  };
  return (
    <AskFirst
      title={t.sendBackTitle}
      act={t.sendBack}
      look="primary"
      isBusy={deed.busy === "send-back"}
      onAct={send}
      onClose={onClose}
    >
      <TextArea
        id="send-back-remark"
        label={t.sendBackRemark}
        value={remark}
        maxLength={2_000}
        isKept
        error={isMissing ? t.remarkMissing : undefined}
        onInput={(typed) => {
          setRemark(typed);
          drafts.write(page, typed);
        }}
      />
    </AskFirst>
  );
}

function Withdraw({ revision: { topic, number, version }, deed, onClose }: InDialog) {
  const t = useTexts(editorTexts);
  const [because, setBecause] = useState<(typeof withdrawalReasons)[number]>();
  const [isMissing, setIsMissing] = useState(false);
  const withdraw = async () => {
    setIsMissing(!because);
    if (!because) return document.getElementById("withdraw-reason")?.focus();
    await deed.run(
      "withdraw",
      "POST /v1/topics/{topic}/revisions/{revision}/withdraw",
      { params: { topic, revision: String(number) }, version, body: { because } },
      t.withdrawn,
    );
    onClose();
  };
  return (
    <AskFirst
      title={t.withdrawTitle}
      act={t.withdraw}
      isBusy={deed.busy === "withdraw"}
      onAct={withdraw}
      onClose={onClose}
    >
      <p>{t.withdrawText}</p>
      <RadioGroup
        id="withdraw-reason"
        label={t.withdrawReason}
        options={withdrawalReasons.map((value) => ({ value, text: t.reasons[value] ?? value }))}
        value={because}
        error={isMissing ? t.withdrawReasonMissing : undefined}
        onChange={setBecause}
      />
    </AskFirst>
  );
}

export function Discard({ revision, deed, onClose }: InDialog) {
  const t = useTexts(editorTexts);
  const { drafts } = useHere();
  const { topic, number, version } = revision;
  const discard = async () => {
    const done = await deed.run(
      "discard",
      "POST /v1/topics/{topic}/revisions/{revision}/discard",
      { params: { topic, revision: String(number) }, version, body: {} },
      t.discarded,
    );
    if (done) drafts.drop(draftPage(revision));
    onClose();
  };
  return (
    <AskFirst
      title={t.discardSure}
      act={t.discard}
      isBusy={deed.busy === "discard"}
      onAct={discard}
      onClose={onClose}
    >
      <p>{t.discardText}</p>
    </AskFirst>
  );
}

/** Against what is published now, unless another version is chosen. */
function Compare({ revision, detail }: { revision: Revision; detail: TopicDetail }) {
  const t = useTexts(editorTexts);
  const { topic, number, audience, basedOn } = revision;
  const others = detail.revisions.filter((one) => one.number !== number && one.audience === audience);
  const published = others.find(({ state }) => state === "published")?.number;
  const usual = published ?? (others.some((one) => one.number === basedOn) ? basedOn : undefined);
  const [chosen, setChosen] = useState(usual);
  const against = others.some((one) => one.number === chosen) ? chosen : undefined;
  const found = useAnswer(
    "GET /v1/topics/{topic}/revisions/{revision}",
    { params: { topic, revision: String(number) }, query: { against: String(against) } },
    { enabled: against !== undefined },
  );
  if (others.length === 0) return null;
  // Until the chosen one is there, the page still knows the one before it.
  const given = found.data?.body.difference;
  const difference = given?.against === against ? given : undefined;
  const parts = difference && [
    { key: "nl written", name: `${t.readWritten} (${t.dutch})`, parts: difference.nl.written },
    { key: "nl spoken", name: `${t.readSpoken} (${t.dutch})`, parts: difference.nl.spoken },
    { key: "en written", name: `${t.readWritten} (${t.english})`, parts: difference.en.written },
    { key: "en spoken", name: `${t.readSpoken} (${t.english})`, parts: difference.en.spoken },
  ];
  // What nobody wrote to be said is said as it is written: that is no difference of its own.
  const changed = parts?.filter(
    ({ parts }) => parts.some(({ is }) => is !== "same") && parts.some(({ is }) => is !== "removed"),
  );
  return (
    <Card title={against === undefined ? t.compareWith : t.differenceWith(against)}>
      <Select
        label={t.compareWith}
        options={[
          { value: "", text: t.noCompare },
          ...others.map((one) => ({
            value: String(one.number),
            text: `${t.version(one.number)} (${t.revisionStates[one.state].toLowerCase()})`,
          })),
        ]}
        value={against === undefined ? "" : String(against)}
        onChange={(value) => setChosen(value === "" ? undefined : Number(value))}
      />
      {found.error && against !== undefined && (
        <NoAlert no={found.error.no} onRetry={() => found.refetch()} />
      )}
      {against !== undefined && !difference && !found.error && <Skeleton />}
      {changed && changed.length === 0 && <p>{t.noDifference}</p>}
      {changed && changed.length > 0 && <p class="quiet small">{t.differenceLegend}</p>}
      {changed?.map(({ key, name, parts }) => (
        <section key={key} aria-label={name}>
          <h3>{name}</h3>
          <Difference parts={parts} />
        </section>
      ))}
    </Card>
  );
}

function Texts({ revision: { texts, sources } }: { revision: Revision }) {
  const t = useTexts(editorTexts);
  const shown = [
    { language: "nl", name: t.dutch, text: texts.nl },
    ...(texts.en ? [{ language: "en", name: t.english, text: texts.en }] : []),
  ];
  return (
    <>
      {shown.map(({ language, name, text }) => (
        <Card key={language} title={name}>
          <div class="editor-pair" lang={language}>
            <section aria-label={t.readWritten}>
              <h3>{t.readWritten}</h3>
              <Markup blocks={parseMarkup(text.written)} level={4} />
            </section>
            <section aria-label={t.readSpoken}>
              <h3>{t.readSpoken}</h3>
              <p class="editor-spoken">{text.spoken || t.spokenHint}</p>
            </section>
          </div>
        </Card>
      ))}
      <Card title={t.sources}>
        <ul class="editor-trail">
          {sources.map(({ kind, text, url }) => (
            <li key={`${kind} ${text}`}>
              {t.sourceKinds[kind]}: {url ? <Link to={url}>{text}</Link> : text}
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}
