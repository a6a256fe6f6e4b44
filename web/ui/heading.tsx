import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useTexts } from "../speech.tsx";
import { common } from "../texts/common.ts";

let pagesShown = 0;

/**
 * The one heading of a page. It names the window, and takes the focus when the page is not the first, so that whoever
 * listens hears where they are.
 */
export function PageHeading({
  children,
  title,
  lead,
}: {
  children: string;
  title?: string;
  lead?: ComponentChildren;
}) {
  const t = useTexts(common);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (pagesShown++ > 0) heading.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    document.title = `${title ?? children} – ${t.helpdesk}`;
  }, [title, children, t]);
  return (
    <header class="page-heading">
      <h1 ref={heading} tabIndex={-1}>
        {children}
      </h1>
      {lead && <div class="page-lead">{lead}</div>}
    </header>
  );
}
