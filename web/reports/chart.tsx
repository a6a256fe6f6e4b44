import "./reports.css";
import type { ComponentChildren } from "preact";
import { part } from "../part.tsx";
import { useTexts } from "../speech.tsx";
import { reportTexts } from "../texts/reports.ts";
import { Card } from "../ui/card.tsx";
import { Disclosure } from "../ui/disclosure.tsx";
import type { Drawing } from "./draw.ts";

const Drawn = part<{ drawing: Drawing; sentence: string }>(() =>
  import("./drawn.tsx").then(({ Drawn }) => Drawn),
);

/** A chart with the sentence that says what it shows, and the same figures as a table beneath. */
export function Chart({
  title,
  sentence,
  drawing,
  table,
  children,
  download,
}: {
  title: string;
  sentence: string;
  /** Missing where there is nothing to draw. */
  drawing?: Drawing | undefined;
  table?: ComponentChildren;
  /** Below the sentence: what to know of it. */
  children?: ComponentChildren;
  download?: ComponentChildren;
}) {
  const t = useTexts(reportTexts);
  return (
    <Card title={title}>
      <p class="chart-sentence">{sentence}</p>
      {children}
      {drawing && <Drawn drawing={drawing} sentence={sentence} />}
      {table && (
        <Disclosure
          summary={
            <>
              {t.asTable}
              <span class="only-read-aloud">: {title}</span>
            </>
          }
        >
          {table}
        </Disclosure>
      )}
      {download}
    </Card>
  );
}
