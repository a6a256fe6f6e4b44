import "./surfaces.css";
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

export function Card({
  title,
  children,
  level = 2,
  aside,
}: {
  title?: string;
  children: ComponentChildren;
  level?: 2 | 3;
  /** Beside the title: a state, a button. */
  aside?: ComponentChildren;
}) {
  const id = useId();
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section class="card" aria-labelledby={title && id}>
      {title && (
        <div class="card-head">
          <Heading id={id}>{title}</Heading>
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}
