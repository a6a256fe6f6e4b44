import { useRef, useState } from "preact/hooks";
import { useNames } from "../names.ts";
import { useAnswer } from "../reading.ts";
import { useHere } from "../session-gate.tsx";
import { useSpeech, useTexts } from "../speech.tsx";
import { editorTexts } from "../texts/editor.ts";
import { Alert } from "../ui/alert.tsx";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Empty } from "../ui/empty.tsx";
import { ErrorSummary } from "../ui/error-summary.tsx";
import { NoAlert } from "../ui/no-alert.tsx";
import { Table } from "../ui/table.tsx";
import { TextArea, TextField } from "../ui/text-field.tsx";
import { Skeleton } from "../ui/waiting.tsx";
import { type Deed, Outcome, useDeed } from "./deed.tsx";

type Typed = { key: string; nl: string; en: string };
const empty: Typed = { key: "", nl: "", en: "" };
const page = "glossary";

/** The organisation's own words, and those that questions brought and nobody knows yet. */
export function Glossary() {
  const t = useTexts(editorTexts);
  const { drafts } = useHere();
  const { language } = useSpeech();
  const { topicName } = useNames();
  const found = useAnswer("GET /v1/glossary");
  const deed = useDeed();
  const [typed, setTyped] = useState<Typed>(() => drafts.read<Typed>(page)?.value ?? empty);
  const [isInTheWay, setIsInTheWay] = useState(false);
  const name = useRef<HTMLInputElement>(null);
  const list = new Intl.ListFormat(language);
  const { concepts = [], words = [] } = found.data?.body ?? {};
  const type = (next: Typed) => {
    setTyped(next);
    drafts.write(page, next);
  };
  const clear = () => {
    setTyped(empty);
    setIsInTheWay(false);
    drafts.drop(page);
  };
  /** What is typed and not saved makes way for nothing. */
  const isSaved = (one: Typed) =>
    isSameAs(one, empty) || concepts.some((concept) => isSameAs(one, typedFrom(concept)));
  const edit = (next: Typed) => {
    const mayGo = isSaved(typed);
    setIsInTheWay(!mayGo);
    if (mayGo) type(next);
    name.current?.focus();
  };
  return (
    <div class="stack">
      <Outcome deed={deed} />
      {found.error && <NoAlert no={found.error.no} onRetry={() => found.refetch()} />}
      {found.isPending && <Skeleton />}
      <ConceptForm
        typed={typed}
        onType={type}
        onDone={clear}
        isInTheWay={isInTheWay}
        deed={deed}
        taken={concepts.map(({ key }) => key)}
        nameRef={name}
      />
      {found.data && (
        <>
          <Card title={t.concepts}>
            {concepts.length === 0 ? (
              <Empty title={t.conceptsNone} />
            ) : (
              <Table
                caption={t.concepts}
                isCaptionHidden
                rows={concepts}
                rowKey={({ key }) => key}
                columns={[
                  { key: "key", text: t.conceptName, cell: ({ key }) => key },
                  { key: "nl", text: t.dutch, cell: ({ nl }) => nl.join(", ") },
                  { key: "en", text: t.english, cell: ({ en }) => en.join(", ") },
                  {
                    key: "change",
                    text: t.change,
                    cell: (concept) => (
                      <Button
                        isSmall
                        label={t.changeConcept(concept.key)}
                        onClick={() => edit(typedFrom(concept))}
                      >
                        {t.change}
                      </Button>
                    ),
                  },
                ]}
              />
            )}
          </Card>
          <Card title={t.unknownWords}>
            <p class="quiet">{t.unknownWordsLead}</p>
            {words.length === 0 && <Empty title={t.unknownWordsNone} />}
            <ul class="editor-words">
              {words.map(({ word, topics, people }) => (
                <li key={word}>
                  <span>
                    <strong>{word}</strong>{" "}
                    <span class="quiet small">
                      {t.wordUsedBy(people === null ? t.tooFew : t.wordPeople(people))},{" "}
                      {t.wordAbout(list.format(topics.map(topicName)))}
                    </span>
                  </span>
                  <span class="row">
                    <Button
                      isSmall
                      label={t.takeWord(word)}
                      onClick={() => edit({ ...empty, key: slugOf(word), nl: word })}
                    >
                      {t.take}
                    </Button>
                    <Button
                      isSmall
                      look="subtle"
                      label={t.dismissWord(word)}
                      isBusy={deed.busy === word}
                      onClick={() =>
                        deed.run(
                          word,
                          "POST /v1/glossary/words/{word}/dismiss",
                          { params: { word }, body: {} },
                          t.done.word(word),
                        )
                      }
                    >
                      {t.dismiss}
                    </Button>
                  </span>
                </li>
              ))}
            </ul>
          </Card>
        </>
      )}
    </div>
  );
}

const typedFrom = ({
  key,
  nl,
  en,
}: {
  key: string;
  nl: readonly string[];
  en: readonly string[];
}): Typed => ({
  key,
  nl: nl.join("\n"),
  en: en.join("\n"),
});
const isSameAs = (one: Typed, other: Typed) =>
  one.key === other.key && one.nl === other.nl && one.en === other.en;

const slugOf = (word: string) =>
  word
    .normalize("NFD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
const linesIn = (text: string) => [
  ...new Set(
    text
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line.length > 1),
  ),
];

function ConceptForm({
  typed,
  onType,
  onDone,
  isInTheWay,
  deed,
  taken,
  nameRef,
}: {
  typed: Typed;
  onType: (typed: Typed) => void;
  onDone: () => void;
  /** Another was to be changed while this one is not saved. */
  isInTheWay: boolean;
  deed: Deed;
  taken: readonly string[];
  nameRef: { current: HTMLInputElement | null };
}) {
  const t = useTexts(editorTexts);
  const [attempt, setAttempt] = useState(0);
  const { key, nl, en } = typed;
  const isKnown = taken.includes(key);
  const words = { nl: linesIn(nl), en: linesIn(en) };
  const isKeyWrong = !/^[a-z][a-z0-9_-]{0,49}$/.test(key);
  const areWordsMissing = words.nl.length + words.en.length === 0;
  const errors =
    attempt === 0
      ? []
      : [
          ...(isKeyWrong ? [{ id: "concept-key", text: t.conceptNameWrong }] : []),
          ...(areWordsMissing ? [{ id: "concept-nl", text: t.wordsMissing }] : []),
        ];
  const save = async (body: { nl: string[]; en: string[] }, said: string) => {
    const put = await deed.run(
      "concept",
      "PUT /v1/glossary/concepts/{concept}",
      { params: { concept: key }, body },
      said,
    );
    if (!put) return;
    setAttempt(0);
    onDone();
  };
  return (
    <Card title={isKnown ? t.changeConcept(key) : t.newConcept}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setAttempt(attempt + 1);
          if (!isKeyWrong && !areWordsMissing) save(words, t.done.concept);
        }}
      >
        <ErrorSummary errors={errors} attempt={attempt} />
        {isInTheWay && <Alert tone="warning" title={t.conceptUnsaved} />}
        <TextField
          id="concept-key"
          label={t.conceptName}
          hint={t.conceptNameHint}
          width="middle"
          value={key}
          inputRef={nameRef}
          error={attempt > 0 && isKeyWrong ? t.conceptNameWrong : undefined}
          onInput={(value) => onType({ ...typed, key: value })}
        />
        <div class="editor-pair">
          <TextArea
            id="concept-nl"
            label={t.wordsNl}
            hint={t.wordsHint}
            rows={4}
            value={nl}
            error={attempt > 0 && areWordsMissing ? t.wordsMissing : undefined}
            onInput={(value) => onType({ ...typed, nl: value })}
          />
          <TextArea
            label={t.wordsEn}
            hint={t.wordsHint}
            rows={4}
            value={en}
            onInput={(value) => onType({ ...typed, en: value })}
          />
        </div>
        <div class="row">
          <Button type="submit" look="primary" isBusy={deed.busy === "concept"}>
            {t.saveConcept}
          </Button>
          {isKnown && (
            <Button look="subtle" onClick={() => save({ nl: [], en: [] }, t.done.conceptGone)}>
              {t.dropConcept}
            </Button>
          )}
          {!isSameAs(typed, empty) && (
            <Button
              look="subtle"
              onClick={() => {
                setAttempt(0);
                onDone();
                nameRef.current?.focus();
              }}
            >
              {t.emptyConcept}
            </Button>
          )}
        </div>
      </form>
    </Card>
  );
}
