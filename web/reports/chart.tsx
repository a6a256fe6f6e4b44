import "./reports.css";
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useTexts } from "../speech.tsx";
import { reportTexts } from "../texts/reports.ts";
import { Card } from "../ui/card.tsx";
import { Disclosure } from "../ui/disclosure.tsx";
import { Skeleton } from "../ui/waiting.tsx";
import type { Drawing } from "./draw.ts";

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

type Draw = (drawing: Drawing, width: number) => SVGSVGElement;
let loaded: Draw | undefined;

function Drawn({ drawing, sentence }: { drawing: Drawing; sentence: string }) {
  const t = useTexts(reportTexts);
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [draw, setDraw] = useState<Draw | "failed" | undefined>(() => loaded);
  useEffect(() => {
    if (loaded) return;
    let isHere = true;
    import("./draw.ts").then(
      (module) => {
        loaded = module.draw;
        if (isHere) setDraw(() => module.draw);
      },
      () => isHere && setDraw("failed"),
    );
    return () => {
      isHere = false;
    };
  }, []);
  useEffect(() => {
    const box = place.current;
    if (!box) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(box);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    const box = place.current;
    if (!box || typeof draw !== "function" || width < 40) return;
    const image = draw(drawing, width);
    image.setAttribute("role", "img");
    image.setAttribute("aria-label", sentence);
    box.replaceChildren(image);
  }, [draw, drawing, width, sentence]);
  return (
    <>
      {draw === "failed" && <p class="quiet">{t.chartFailed}</p>}
      {draw === undefined && <Skeleton lines={4} />}
      <div class={`chart chart-${drawing.is}`} ref={place} />
    </>
  );
}
