import { useEffect, useState } from "preact/hooks";
import type { Route } from "../../shared/contract/operations.ts";
import { useNames } from "../names.ts";
import { usePages } from "../reading.ts";
import { useSpeech, useTexts } from "../speech.tsx";
import { editorTexts } from "../texts/editor.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Select } from "../ui/choice.tsx";
import { Disclosure } from "../ui/disclosure.tsx";
import { Link } from "../ui/link.tsx";
import { TextField } from "../ui/text-field.tsx";
import { topicPath } from "./paths.ts";
import type { TopicShown } from "./topic.tsx";

/** Who keeps the answers right, and when somebody looks again. */
export function Care({ detail, deed }: TopicShown) {
  const t = useTexts(editorTexts);
  const { topic, version, owner, reviewOn } = detail;
  const owners = useOwners(owner);
  const [desk, setDesk] = useState(owner);
  const [day, setDay] = useState(reviewOn ?? "");
  const [isDayMissing, setIsDayMissing] = useState(false);
  // "All of it still holds" moves the day, and a colleague may set either.
  useEffect(() => setDesk(owner), [owner]);
  useEffect(() => setDay(reviewOn ?? ""), [reviewOn]);
  const call = { params: { topic }, version };
  const isPublished = detail.publications.some(({ until }) => until === undefined);
  return (
    <Card title={t.ownerAndReview}>
      {owners.length > 0 && (
        <form
          class="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (!desk) return document.getElementById("topic-owner")?.focus();
            deed.run("owner", "POST /v1/topics/{topic}/owner", { ...call, body: { desk } }, t.done.owner);
          }}
        >
          <Select
            id="topic-owner"
            label={t.owner}
            hint={t.ownerHint}
            options={owners.map(({ key, name }) => ({ value: key, text: name }))}
            value={desk}
            onChange={setDesk}
          />
          <div>
            <Button type="submit" isSmall isBusy={deed.busy === "owner"}>
              {t.setOwner}
            </Button>
          </div>
        </form>
      )}
      <form
        class={owners.length > 0 ? "stack editor-begin" : "stack"}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setIsDayMissing(day === "");
          if (day === "") return document.getElementById("topic-review")?.focus();
          deed.run("review", "POST /v1/topics/{topic}/review", { ...call, body: { day } }, t.done.review);
        }}
      >
        <TextField
          id="topic-review"
          type="date"
          width="middle"
          label={t.reviewDay}
          value={day}
          error={isDayMissing ? t.reviewDayMissing : undefined}
          onInput={setDay}
        />
        <div>
          <Button type="submit" isSmall isBusy={deed.busy === "review"}>
            {t.setReview}
          </Button>
        </div>
        {isPublished && (
          <div class="row">
            <Button
              isSmall
              look="subtle"
              isBusy={deed.busy === "right"}
              onClick={() =>
                deed.run("right", "POST /v1/topics/{topic}/review", { ...call, body: {} }, t.done.right)
              }
            >
              {t.stillRight}
            </Button>
            <span class="quiet small">{t.stillRightHint}</span>
          </div>
        )}
      </form>
    </Card>
  );
}

/** Teams by name where this role may read them; else those that keep answers already. */
function useOwners(owner: string | undefined) {
  const { desks, deskName } = useNames();
  const asked = usePages(
    "GET /v1/topics/demand",
    { query: { view: "asked" } },
    { enabled: desks.length === 0 },
  );
  if (desks.length > 0) return desks;
  const seen = (asked.data?.pages.flatMap(({ items }) => items) ?? []).flatMap(({ owner }) => owner ?? []);
  return [...new Set([...(owner ? [owner] : []), ...seen])].map((key) => ({ key, name: deskName(key) }));
}

/** A found topic gets a name, and the configured topic that it stands under. */
export function NameForm({ detail, deed }: TopicShown) {
  const t = useTexts(editorTexts);
  const { topics } = useNames();
  const { topic, version, name, under } = detail;
  const [typed, setTyped] = useState({ nl: name?.nl ?? "", en: name?.en ?? "" });
  const [place, setPlace] = useState(under);
  const [attempt, setAttempt] = useState(0);
  const isMissing = (language: "nl" | "en") => attempt > 0 && typed[language].trim() === "";
  const save = () => {
    setAttempt(attempt + 1);
    const wrong = [
      typed.nl.trim() === "" ? "topic-name-nl" : [],
      typed.en.trim() === "" ? "topic-name-en" : [],
      place ? [] : "topic-under",
    ].flat()[0];
    if (wrong || !place) return document.getElementById(wrong ?? "")?.focus();
    const body = { name: { nl: typed.nl.trim(), en: typed.en.trim() }, under: place };
    const route = name ? "POST /v1/topics/{topic}/name" : "POST /v1/topics/{topic}/open";
    return deed.run("name", route, { params: { topic }, version, body }, t.done.name);
  };
  return (
    <Card title={name ? t.nameAgain : t.nameTitle}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <div class="editor-pair">
          {(["nl", "en"] as const).map((language) => (
            <TextField
              key={language}
              id={`topic-name-${language}`}
              label={language === "nl" ? t.nameNl : t.nameEn}
              value={typed[language]}
              error={isMissing(language) ? t.nameMissing : undefined}
              onInput={(value) => setTyped({ ...typed, [language]: value })}
            />
          ))}
        </div>
        <Select
          id="topic-under"
          label={t.under}
          hint={t.underHint}
          options={topics.map(({ key, name }) => ({ value: key, text: name }))}
          value={place}
          error={attempt > 0 && !place ? t.underMissing : undefined}
          onChange={setPlace}
        />
        <div>
          <Button type="submit" look={name ? "secondary" : "primary"} isBusy={deed.busy === "name"}>
            {t.saveName}
          </Button>
        </div>
      </form>
    </Card>
  );
}

type PlainRoute = Extract<
  Route,
  `POST /v1/topics/{topic}/${"mute" | "unmute" | "archive" | "unarchive" | "unmerge"}`
>;

/** What is seldom done stands last, and folded. */
export function Manage(shown: TopicShown) {
  const t = useTexts(editorTexts);
  const { topicName } = useNames();
  const { detail, deed } = shown;
  // Whoever opened it themselves keeps it open, whatever the topic becomes.
  const [wasMerged] = useState(detail.state === "merged");
  const { topic, version, merged, mergedInto, mutedAt, archivedAt, isAlwaysKept } = detail;
  const list = new Intl.ListFormat(useSpeech().language);
  const plain = (route: PlainRoute, text: string, said: string, hint?: string) => (
    <div class="row">
      <Button
        isSmall
        isBusy={deed.busy === route}
        onClick={() => deed.run(route, route, { params: { topic }, version, body: {} }, said)}
      >
        {text}
      </Button>
      {hint && <span class="quiet small">{hint}</span>}
    </div>
  );
  return (
    <Card title={t.manage}>
      {mergedInto && (
        <p>
          {t.mergedInto(topicName(mergedInto))}{" "}
          <Link to={topicPath(mergedInto)}>{topicName(mergedInto)}</Link>
        </p>
      )}
      {merged.length > 0 && <p>{t.takenIn(list.format(merged.map(topicName)))}</p>}
      <Disclosure summary={t.manageWhat} isOpen={wasMerged}>
        <div class="stack">
          {detail.origin !== "configured" && detail.name && <NameForm {...shown} />}
          {mergedInto ? (
            plain("POST /v1/topics/{topic}/unmerge", t.unmerge, t.done.unmerged)
          ) : (
            <MergeForm {...shown} />
          )}
          {mutedAt
            ? plain("POST /v1/topics/{topic}/unmute", t.unmute, t.done.unmuted)
            : plain("POST /v1/topics/{topic}/mute", t.mute, t.done.muted, t.muteHint)}
          {!isAlwaysKept &&
            (archivedAt
              ? plain("POST /v1/topics/{topic}/unarchive", t.unarchive, t.done.unarchived)
              : plain("POST /v1/topics/{topic}/archive", t.archive, t.done.archived, t.archiveHint))}
        </div>
      </Disclosure>
    </Card>
  );
}

function MergeForm({ detail: { topic, version }, deed }: TopicShown) {
  const t = useTexts(editorTexts);
  const { language } = useSpeech();
  const { topics } = useNames();
  const asked = usePages("GET /v1/topics/demand", { query: { view: "asked" } });
  const found = (asked.data?.pages.flatMap(({ items }) => items) ?? []).flatMap(({ topic: key, name }) =>
    name && !topics.some((one) => one.key === key) ? [{ key, name: name[language] }] : [],
  );
  const [into, setInto] = useState<string>();
  const [isMissing, setIsMissing] = useState(false);
  const merge = () => {
    setIsMissing(!into);
    if (!into) return document.getElementById("topic-into")?.focus();
    return deed.run(
      "merge",
      "POST /v1/topics/{topic}/merge",
      { params: { topic }, version, body: { into } },
      t.done.merged,
    );
  };
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        merge();
      }}
    >
      <Select
        id="topic-into"
        label={t.mergeInto}
        hint={t.mergeHint}
        options={[...topics, ...found]
          .filter(({ key }) => key !== topic)
          .map(({ key, name }) => ({ value: key, text: name }))}
        value={into}
        error={isMissing ? t.mergeMissing : undefined}
        onChange={setInto}
      />
      <div>
        <Button type="submit" isSmall isBusy={deed.busy === "merge"}>
          {t.merge}
        </Button>
      </div>
    </form>
  );
}
