import { useId, useState } from "preact/hooks";
import type { TicketId } from "../../shared/id.ts";
import { useTexts } from "../speech.tsx";
import { editorTexts } from "../texts/editor.ts";
import { Alert } from "../ui/alert.tsx";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Checkbox } from "../ui/choice.tsx";
import { Disclosure } from "../ui/disclosure.tsx";
import { Link } from "../ui/link.tsx";
import { TextField } from "../ui/text-field.tsx";
import { Time } from "../ui/time.tsx";
import { topicPath } from "./paths.ts";
import type { TopicShown } from "./topic.tsx";

const most = 25;

/** Real questions without personal data; some of them can become a topic of their own. */
export function Questions({ detail: { topic, questions, version, state, name }, deed }: TopicShown) {
  const t = useTexts(editorTexts);
  const id = useId();
  const [chosen, setChosen] = useState<readonly TicketId[]>([]);
  const [names, setNames] = useState({ nl: "", en: "" });
  const [fault, setFault] = useState<"none" | "name">();
  const [made, setMade] = useState<string>();
  const maySplit = questions.length > 1 && state !== "merged";
  const split = async () => {
    const isNamed = names.nl.trim() !== "" || names.en.trim() !== "";
    if (chosen.length === 0) return setFault("none");
    if (isNamed && (names.nl.trim() === "" || names.en.trim() === "")) {
      setFault("name");
      return document.getElementById(`${id}-${names.nl.trim() === "" ? "nl" : "en"}`)?.focus();
    }
    setFault(undefined);
    const done = await deed.run(
      "split",
      "POST /v1/topics/{topic}/split",
      {
        params: { topic },
        body: { tickets: chosen.slice(0, most), ...(isNamed && { name: names }) },
        version,
      },
      t.splitDone,
    );
    if (!done) return;
    setChosen([]);
    setNames({ nl: "", en: "" });
    setMade(done.made);
  };
  return (
    <Card title={t.questions}>
      <p class="quiet">{questions.length === 0 ? t.questionsNone : t.questionsHint}</p>
      {made && (
        <p>
          <Link to={topicPath(made)}>{t.toMade}</Link>
        </p>
      )}
      <ul class="editor-questions">
        {questions.map(({ ticketId, text, askedAt }) => (
          <li key={ticketId}>
            {maySplit ? (
              <Checkbox
                id={`${id}-${ticketId}`}
                text={text}
                isOn={chosen.includes(ticketId)}
                onChange={(isOn) =>
                  setChosen(isOn ? [...chosen, ticketId] : chosen.filter((one) => one !== ticketId))
                }
              />
            ) : (
              <p>{text}</p>
            )}
            <p class="quiet small">
              <Time at={askedAt} as="relative" />
            </p>
          </li>
        ))}
      </ul>
      {maySplit && (
        <Disclosure summary={t.split} isOpen={chosen.length > 0}>
          <div class="stack">
            <p>
              {t.splitHint} <span role="status">{t.splitCount(chosen.length)}</span>
            </p>
            {fault === "none" && <Alert tone="error" title={t.splitNone} />}
            {name && (
              <div class="editor-pair">
                {(["nl", "en"] as const).map((language) => (
                  <TextField
                    key={language}
                    id={`${id}-${language}`}
                    label={language === "nl" ? t.nameNl : t.nameEn}
                    isOptional
                    value={names[language]}
                    error={fault === "name" && names[language].trim() === "" ? t.nameMissing : undefined}
                    onInput={(value) => setNames({ ...names, [language]: value })}
                  />
                ))}
              </div>
            )}
            <div>
              <Button onClick={split} isBusy={deed.busy === "split"}>
                {t.split}
              </Button>
            </div>
          </div>
        </Disclosure>
      )}
    </Card>
  );
}
