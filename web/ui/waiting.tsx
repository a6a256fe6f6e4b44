import "./surfaces.css";
import { useEffect, useState } from "preact/hooks";
import { useTexts } from "../speech.tsx";
import { common } from "../texts/common.ts";

/** Where a text will come. It shows after a moment only, so that what is quick does not flicker. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  const t = useTexts(common);
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div class="skeleton" role="status" aria-busy="true">
      {isLong && (
        <>
          <span class="only-read-aloud">{t.loading}</span>
          {Array.from({ length: lines }, (_, i) => (
            <span class="skeleton-line" key={i} />
          ))}
        </>
      )}
    </div>
  );
}

/** How far something is: `value` of `max`. */
export function Progress({ label, value, max }: { label: string; value: number; max: number }) {
  return (
    <label class="progress">
      <span>
        {label} <span class="quiet">{`${value} / ${max}`}</span>
      </span>
      <progress value={value} max={max} />
    </label>
  );
}
