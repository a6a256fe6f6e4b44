import { useEffect, useRef, useState } from "preact/hooks";
import { parseMarkup } from "../../shared/faq/markup.ts";
import type { Revision } from "../../shared/faq/record.ts";
import { revisionDifference } from "../../shared/faq/revision-difference.ts";
import type { Fault } from "../../shared/refusal.ts";
import { useCall } from "../asking.tsx";
import { useAnswer } from "../reading.ts";
import { useHere } from "../session-gate.tsx";
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
import { Difference } from "./difference.tsx";
import { errorsIn, isSame, type Typed, typedOf, writtenOf } from "./draft-text.ts";
import { topicPath } from "./paths.ts";
import { Discard } from "./revision.tsx";
import { Sources } from "./sources.tsx";

/** What is kept on this device: the text, and the version that it was begun from. */
type Kept = { typed: Typed; version: number };

/** Where an answer is written. What is typed is kept here until it is saved, and never written over unseen. */
export function DraftEditor({
  revision,
  missing,
  deed,
}: {
  revision: Revision;
  missing: readonly Fault[];
  deed: Deed;
}) {
  const t = useTexts(editorTexts);
  const call = useCall();
  const { drafts } = useHere();
  const { topic, number } = revision;
  const page = `answer ${topic} ${number}`;
  const [kept] = useState(() => {
    const found = drafts.read<Kept>(page)?.value;
    return found && !isSame(found.typed, typedOf(revision)) ? found : undefined;
  });
  const [typed, setTyped] = useState<Typed>(() => kept?.typed ?? typedOf(revision));
  const [base, setBase] = useState(kept?.version ?? revision.version);
  const [theirs, setTheirs] = useState<Revision>();
  const [mineAside, setMineAside] = useState<Typed>();
  const [attempt, setAttempt] = useState(0);
  const [isDiscarding, setIsDiscarding] = useState(false);
  const isRecovered = kept !== undefined && attempt === 0;
  const errors = attempt > 0 ? errorsIn(typed, t) : [];
  const errorAt = (id: string) => errors.find((error) => error.id === id)?.text;

  const type = (next: Typed) => {
    setTyped(next);
    drafts.write<Kept>(page, { typed: next, version: base });
  };
  const params = { topic, revision: String(number) };

  /** @returns the version that it then has */
  const save = async (version = base): Promise<number | undefined> => {
    setAttempt(attempt + 1);
    if (errorsIn(typed, t).length > 0) return undefined;
    const latest = await call("GET /v1/topics/{topic}/revisions/{revision}", { params });
    if (latest.ok && latest.body.revision.version !== version && latest.body.revision.state === "draft") {
      setTheirs(latest.body.revision);
      return undefined;
    }
    const saved = await deed.run(
      "save",
      "PUT /v1/topics/{topic}/revisions/{revision}",
      { params, version, body: writtenOf(typed) },
      t.saved,
    );
    if (!saved) return undefined;
    drafts.drop(page);
    setBase(saved.version);
    setTheirs(undefined);
    setMineAside(undefined);
    return saved.version;
  };
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
  const keepMine = () => {
    if (theirs) save(theirs.version);
  };
  const takeTheirs = () => {
    if (!theirs) return;
    setMineAside(typed);
    setTyped(typedOf(theirs));
    setBase(theirs.version);
    drafts.drop(page);
    setTheirs(undefined);
    document.getElementById("written-nl")?.focus();
  };
  useActions([{ id: "save-draft", text: t.save, keys: ["ctrl+s"], scope: "everywhere", run: () => save() }]);

  const isBusy = deed.busy !== undefined;
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
        {isRecovered && (
          <Alert tone="info" isQuiet>
            <p>{t.recovered}</p>
          </Alert>
        )}
        {theirs && (
          <Stale
            theirs={theirs}
            mine={typed}
            onKeepMine={keepMine}
            onTakeTheirs={takeTheirs}
            isBusy={isBusy}
          />
        )}
        <ErrorSummary errors={errors} attempt={attempt} />
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
            <pre class="editor-aside">{mineAside.nl.written}</pre>
            {mineAside.isEnglish && <pre class="editor-aside">{mineAside.en.written}</pre>}
          </Disclosure>
        )}
        <p class="quiet">{t.fourEyes}</p>
        <div class="row">
          <Button type="submit" keys="ctrl+s" isBusy={deed.busy === "save"}>
            {t.save}
          </Button>
          <Button look="primary" onClick={offer} isBusy={deed.busy === "offer"}>
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

/** Two people saved: both texts stay until one is chosen. */
function Stale({
  theirs,
  mine,
  onKeepMine,
  onTakeTheirs,
  isBusy,
}: {
  theirs: Revision;
  mine: Typed;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
  isBusy: boolean;
}) {
  const t = useTexts(editorTexts);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [theirs.version]);
  return (
    <div ref={box} tabIndex={-1}>
      <Alert tone="warning" title={t.staleTitle}>
        <p>{t.staleText}</p>
        <h3>{t.staleDifference}</h3>
        <Difference parts={revisionDifference(theirs.texts.nl.written, mine.nl.written)} />
        <div class="row">
          <Button isSmall onClick={onKeepMine} isBusy={isBusy}>
            {t.keepMine}
          </Button>
          <Button isSmall onClick={onTakeTheirs}>
            {t.takeTheirs}
          </Button>
        </div>
      </Alert>
    </div>
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
