import { useEffect, useState } from "preact/hooks";
import { missingIn } from "../../shared/faq/editing-draft.ts";
import { parseMarkup } from "../../shared/faq/markup.ts";
import type { Revision } from "../../shared/faq/record.ts";
import { useAnswer } from "../reading.ts";
import { useSpeech, useTexts } from "../speech.tsx";
import { editorTexts } from "../texts/editor.ts";
import { useActions } from "../ui/actions.tsx";
import { Alert } from "../ui/alert.tsx";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Checkbox } from "../ui/choice.tsx";
import { Disclosure } from "../ui/disclosure.tsx";
import { ErrorSummary } from "../ui/error-summary.tsx";
import { Link } from "../ui/link.tsx";
import { Markup } from "../ui/markup.tsx";
import { TextArea, TextField } from "../ui/text-field.tsx";
import type { Deed } from "./deed.tsx";
import { useDraft } from "./draft-saving.ts";
import { writtenOf } from "./draft-text.ts";
import { topicPath } from "./paths.ts";
import { Discard } from "./revision.tsx";
import { Sources } from "./sources.tsx";
import { Stale, TypedTexts } from "./two-texts.tsx";

/** Where an answer is written. */
export function DraftEditor({ revision, deed }: { revision: Revision; deed: Deed }) {
  const t = useTexts(editorTexts);
  const { topic, number } = revision;
  const draft = useDraft(revision, deed);
  const { typed, type, save, theirs, mineAside, errors, errorAt, params } = draft;
  const [isDiscarding, setIsDiscarding] = useState(false);
  const missing = missingIn(writtenOf(typed));
  const offer = async () => {
    const version = await save();
    if (version === undefined) return;
    await deed.run(
      "offer",
      "POST /v1/topics/{topic}/revisions/{revision}/offer",
      { params, version, body: {} },
      t.offered,
    );
  };
  const takeTheirs = () => {
    draft.takeTheirs();
    document.getElementById("written-nl")?.focus();
  };
  useActions([{ id: "save-draft", text: t.save, keys: ["ctrl+s"], scope: "everywhere", run: () => save() }]);

  const isBusy = draft.isSaving || deed.busy !== undefined;
  return (
    <div class="editor-columns editor-columns-wide">
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {revision.remark && (
          <Alert tone="warning" title={t.remark} isQuiet>
            <p>{revision.remark}</p>
          </Alert>
        )}
        {draft.isRecovered && (
          <Alert tone="info" isQuiet>
            <p>{t.recovered}</p>
          </Alert>
        )}
        {theirs && (
          <Stale
            theirs={theirs}
            mine={typed}
            onKeepMine={draft.keepMine}
            onTakeTheirs={takeTheirs}
            isBusy={isBusy}
          />
        )}
        <ErrorSummary errors={errors} attempt={draft.attempt} />
        <LanguageFields
          language="nl"
          written={typed.nl.written}
          spoken={typed.nl.spoken}
          errorAt={errorAt}
          onInput={(nl) => type({ ...typed, nl })}
        />
        <Checkbox
          id="in-english"
          text={t.inEnglish}
          isOn={typed.isEnglish}
          onChange={(isEnglish) => type({ ...typed, isEnglish })}
        />
        {typed.isEnglish && (
          <LanguageFields
            language="en"
            written={typed.en.written}
            spoken={typed.en.spoken}
            errorAt={errorAt}
            onInput={(en) => type({ ...typed, en })}
          />
        )}
        <Sources
          sources={typed.sources}
          errorAt={errorAt}
          onInput={(sources) => type({ ...typed, sources })}
        />
        <Card title={t.validity}>
          <div class="editor-pair">
            <TextField
              id="valid-from"
              type="date"
              label={t.validFrom}
              value={typed.validFrom}
              error={errorAt("valid-from")}
              onInput={(validFrom) => type({ ...typed, validFrom })}
            />
            <TextField
              id="valid-until"
              type="date"
              label={t.validUntil}
              isOptional
              value={typed.validUntil}
              error={errorAt("valid-until")}
              onInput={(validUntil) => type({ ...typed, validUntil })}
            />
          </div>
        </Card>
        {missing.length > 0 && (
          <Alert tone="info" title={t.missing} isQuiet>
            <ul>
              {missing.map(({ at, code, message }) => (
                <li key={`${at} ${code} ${message}`}>
                  {t.missingAt[at] ?? at}
                  {at !== "sources" && `: ${t.markupFault[code] ?? message}`}
                </li>
              ))}
            </ul>
          </Alert>
        )}
        {mineAside && (
          <Disclosure summary={t.mineAside} isOpen>
            <TypedTexts typed={mineAside} />
          </Disclosure>
        )}
        <p class="quiet">{t.fourEyes}</p>
        <div class="row">
          <Button type="submit" keys="ctrl+s" isBusy={draft.isSaving}>
            {t.save}
          </Button>
          <Button look="primary" onClick={offer} isBusy={isBusy}>
            {t.offer}
          </Button>
          <Button look="subtle" onClick={() => setIsDiscarding(true)}>
            {t.discard}
          </Button>
        </div>
      </form>
      <Material topic={topic} number={number} version={revision.version} />
      {isDiscarding && <Discard revision={revision} deed={deed} onClose={() => setIsDiscarding(false)} />}
    </div>
  );
}

type Pair = { written: string; spoken: string };

/** What is read beside what it looks like, and what is said. */
function LanguageFields({
  language,
  written,
  spoken,
  errorAt,
  onInput,
}: Pair & {
  language: "nl" | "en";
  errorAt: (id: string) => string | undefined;
  onInput: (pair: Pair) => void;
}) {
  const t = useTexts(editorTexts);
  return (
    <Card title={language === "nl" ? t.dutch : t.english}>
      <div class="editor-pair">
        <TextArea
          id={`written-${language}`}
          label={t.writtenIn[language]}
          hint={t.writtenHint}
          rows={12}
          maxLength={10_000}
          isKept={language === "nl"}
          value={written}
          error={errorAt(`written-${language}`)}
          onInput={(typed) => onInput({ written: typed, spoken })}
        />
        <section class="editor-preview" aria-label={t.preview} lang={language}>
          <h3>{t.preview}</h3>
          {written.trim() === "" ? (
            <p class="quiet">{t.previewEmpty}</p>
          ) : (
            <Markup blocks={parseMarkup(written)} level={4} />
          )}
        </section>
      </div>
      <TextArea
        id={`spoken-${language}`}
        label={t.spokenIn[language]}
        hint={t.spokenHint}
        rows={4}
        maxLength={4_000}
        value={spoken}
        isOptional
        error={errorAt(`spoken-${language}`)}
        onInput={(typed) => onInput({ written, spoken: typed })}
      />
    </Card>
  );
}

/** What an answer can be written from, and what says the same already. */
function Material({ topic, number, version }: { topic: string; number: number; version: number }) {
  const t = useTexts(editorTexts);
  const { language } = useSpeech();
  const found = useAnswer("GET /v1/topics/{topic}/material", {
    params: { topic },
    query: { revision: String(number) },
  });
  // What is alike depends on what was saved.
  useEffect(() => {
    if (version > 1) found.refetch();
  }, [version]);
  const { questions = [], replies = [], similar = [] } = found.data?.body ?? {};
  const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 });
  return (
    <div class="stack">
      <Card title={t.similar}>
        {similar.length === 0 ? (
          <p class="quiet">{t.similarNone}</p>
        ) : (
          <>
            <p class="quiet">{t.similarHint}</p>
            {similar.map(({ topic: key, name, revision, alike, written }) => (
              <Disclosure
                key={`${key} ${revision}`}
                summary={`${name?.[language] ?? t.unnamed}, ${t.alike(percent.format(alike))}`}
              >
                <Markup blocks={parseMarkup(written)} level={4} />
                <p>
                  <Link to={topicPath(key)}>{t.look}</Link>
                </p>
              </Disclosure>
            ))}
          </>
        )}
      </Card>
      <Card title={t.questions}>
        <p class="quiet">{questions.length === 0 ? t.questionsNone : t.questionsHint}</p>
        <ul class="editor-questions">
          {questions.map(({ ticketId, text }) => (
            <li key={ticketId}>{text}</li>
          ))}
        </ul>
      </Card>
      <Card title={t.replies}>
        {replies.length === 0 && <p class="quiet">{t.repliesNone}</p>}
        <ul class="editor-questions">
          {replies.map(({ ticketId, text }) => (
            <li key={ticketId}>{text}</li>
          ))}
        </ul>
      </Card>
    </div>
  );
}
