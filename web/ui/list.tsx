import "./surfaces.css";
import type { ComponentChildren } from "preact";
import { Link } from "./link.tsx";

export type Row = {
  key: string;
  to: string;
  title: ComponentChildren;
  /** One sentence of status. */
  text?: ComponentChildren;
  /** Small facts: when, by which way, which desk. */
  facts?: ComponentChildren;
  aside?: ComponentChildren;
  isCurrent?: boolean;
};

/** Rows that each lead somewhere. The whole row can be pressed; its title is the link. */
export function RowList({ label, rows }: { label: string; rows: readonly Row[] }) {
  return (
    <ul class="rows" aria-label={label}>
      {rows.map((row) => (
        <li class={row.isCurrent ? "rows-row rows-current" : "rows-row"} key={row.key}>
          <div class="rows-main">
            <div class="rows-title">
              <Link to={row.to} isCurrent={row.isCurrent ?? false}>
                {row.title}
              </Link>
            </div>
            {row.text && <div class="rows-text">{row.text}</div>}
            {row.facts && <div class="rows-facts">{row.facts}</div>}
          </div>
          {row.aside && <div class="rows-aside">{row.aside}</div>}
        </li>
      ))}
    </ul>
  );
}
