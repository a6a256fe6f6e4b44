import { useEffect, useRef } from "preact/hooks";
import type { Revision } from "../../shared/faq/record.ts";
import { revisionDifference } from "../../shared/faq/revision-difference.ts";
import { useSpeech, useTexts } from "../speech.tsx";
import { editorTexts } from "../texts/editor.ts";
import { Alert } from "../ui/alert.tsx";
import { Button } from "../ui/button.tsx";
import { dayText } from "../ui/times.ts";
import { Difference } from "./difference.tsx";
import { useLeftOver } from "./draft-saving.ts";
import { partsOf, type Typed, typedOf } from "./draft-text.ts";

// Where two texts stand beside each other, so that nobody's is lost unseen.

function useParts(): (typed: Typed) => { name: string; text: string }[] {
  const t = useTexts(editorTexts);
  const { language } = useSpeech();
  return (typed) => partsOf(typed, t, (day) => dayText(Date.parse(day), language));
}

/** Two people saved: both texts stay until one is chosen. */
export function Stale({
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
  const partsIn = useParts();
  const before = partsIn(typedOf(theirs));
  const changed = partsIn(mine).flatMap(({ name, text }, i) => {
    const other = before[i]?.text ?? "";
    return other === text ? [] : [{ name, difference: revisionDifference(other, text) }];
  });
  return (
    <div ref={box} tabIndex={-1}>
      <Alert tone="warning" title={t.staleTitle}>
        <p>{t.staleText}</p>
        <h3>{t.staleDifference}</h3>
        <p class="quiet small">{t.differenceLegend}</p>
        {changed.map(({ name, difference }) => (
          <section key={name} aria-label={name}>
            <h4 class="editor-part">{name}</h4>
            <Difference parts={difference} />
          </section>
        ))}
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

/** All of what somebody typed, to copy from. */
export function TypedTexts({ typed }: { typed: Typed }) {
  const partsIn = useParts();
  return (
    <div class="stack">
      {partsIn(typed)
        .filter(({ text }) => text !== "")
        .map(({ name, text }) => (
          <section key={name} aria-label={name}>
            <h4 class="editor-part">{name}</h4>
            <pre class="editor-aside">{text}</pre>
          </section>
        ))}
    </div>
  );
}

/** The draft went on without what was typed here. */
export function LeftOver({ revision }: { revision: Revision }) {
  const t = useTexts(editorTexts);
  const left = useLeftOver(revision);
  if (!left) return null;
  return (
    <Alert tone="warning" title={t.leftOver}>
      <p>{t.leftOverText}</p>
      <TypedTexts typed={left.typed} />
      <Button isSmall onClick={left.drop}>
        {t.leftOverDrop}
      </Button>
    </Alert>
  );
}
