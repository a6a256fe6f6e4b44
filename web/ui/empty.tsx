import "./surfaces.css";
import type { ComponentChildren } from "preact";

/** Nothing to show, why, and what can be done. */
export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {children}
    </div>
  );
}
