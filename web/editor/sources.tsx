import { useState } from "preact/hooks";
import { useTexts } from "../speech.tsx";
import { editorTexts } from "../texts/editor.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Select } from "../ui/choice.tsx";
import { TextField } from "../ui/text-field.tsx";
import type { TypedSource } from "./draft-text.ts";

const kinds = ["collective-agreement", "law", "page", "other"] as const;
const most = 20;

/** Where the rules of an answer stand. */
export function Sources({
  sources,
  errorAt,
  onInput,
}: {
  sources: readonly TypedSource[];
  errorAt: (id: string) => string | undefined;
  onInput: (sources: TypedSource[]) => void;
}) {
  const t = useTexts(editorTexts);
  const [said, setSaid] = useState("");
  const set = (at: number, part: Partial<TypedSource>) =>
    onInput(sources.map((source, i) => (i === at ? { ...source, ...part } : source)));
  const add = () => {
    onInput([...sources, { kind: "collective-agreement", text: "", url: "" }]);
    setSaid("");
    setTimeout(() => document.getElementById(`source-kind-${sources.length}`)?.focus());
  };
  const remove = (at: number) => {
    onInput(sources.filter((_, i) => i !== at));
    setSaid(t.sourceRemoved);
    setTimeout(() => document.getElementById("source-add")?.querySelector("button")?.focus());
  };
  return (
    <Card title={t.sources}>
      <p class="quiet">{t.sourcesHint}</p>
      {sources.map(({ kind, text, url }, i) => (
        <fieldset key={i} class="editor-source">
          <legend>{t.sourceN(i + 1)}</legend>
          <Select
            id={`source-kind-${i}`}
            label={t.sourceKind}
            options={kinds.map((value) => ({ value, text: t.sourceKinds[value] }))}
            value={kind}
            onChange={(value) => set(i, { kind: value })}
          />
          <TextField
            id={`source-text-${i}`}
            label={t.sourceText}
            value={text}
            error={errorAt(`source-text-${i}`)}
            onInput={(value) => set(i, { text: value })}
          />
          <TextField
            id={`source-url-${i}`}
            label={t.sourceUrl}
            isOptional
            value={url}
            error={errorAt(`source-url-${i}`)}
            onInput={(value) => set(i, { url: value })}
          />
          <div>
            <Button look="subtle" isSmall onClick={() => remove(i)}>
              {t.removeSource(i + 1)}
            </Button>
          </div>
        </fieldset>
      ))}
      <div id="source-add" class="row">
        {sources.length < most && (
          <Button isSmall onClick={add}>
            {t.addSource}
          </Button>
        )}
        <span class="only-read-aloud" role="status">
          {said}
        </span>
      </div>
    </Card>
  );
}
