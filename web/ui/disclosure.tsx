import "./surfaces.css";
import type { ComponentChildren } from "preact";

export function Disclosure({
  summary,
  children,
  isOpen,
  onOpen,
}: {
  summary: ComponentChildren;
  children: ComponentChildren;
  isOpen?: boolean;
  /** Whenever it is opened: what is inside may come then. */
  onOpen?: () => void;
}) {
  return (
    <details
      class="disclosure"
      open={isOpen}
      onToggle={(event) => {
        if (event.currentTarget.open) onOpen?.();
      }}
    >
      <summary>{summary}</summary>
      <div class="disclosure-text">{children}</div>
    </details>
  );
}
