import { useEffect, useRef, useState } from "preact/hooks";
import { type Drawing, draw } from "./draw.ts";

/** A drawing as wide as there is room for, drawn anew when that changes. */
export function Drawn({ drawing, sentence }: { drawing: Drawing; sentence: string }) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const box = place.current;
    if (!box) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(box);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    const box = place.current;
    if (!box || width < 40) return;
    const image = draw(drawing, width);
    image.setAttribute("role", "img");
    image.setAttribute("aria-label", sentence);
    box.replaceChildren(image);
  }, [drawing, width, sentence]);
  return <div class={`chart chart-${drawing.is}`} ref={place} />;
}
