import "./table.css";
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

export type Column<R> = {
  key: string;
  text: string;
  cell: (row: R) => ComponentChildren;
  isNumber?: boolean;
};

/** The first column names the row. Wider than the page, it scrolls by itself, with the keyboard too. */
export function Table<R>({
  caption,
  columns,
  rows,
  rowKey,
  isCaptionHidden = false,
  isTall = false,
}: {
  caption: string;
  columns: readonly Column<R>[];
  rows: readonly R[];
  rowKey: (row: R) => string;
  isCaptionHidden?: boolean;
  /** It scrolls within its own height and keeps its head in sight. */
  isTall?: boolean;
}) {
  const id = useId();
  return (
    <div class="table-whole">
      {!isCaptionHidden && (
        <p class="table-title" aria-hidden="true">
          {caption}
        </p>
      )}
      <section
        class={isTall ? "table-scroll table-tall" : "table-scroll"}
        aria-labelledby={id}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached with the keyboard
        tabIndex={0}
      >
        <table class="table">
          {/* It would scroll away with the table, so it is shown above it and read aloud with it. */}
          <caption id={id} class="only-read-aloud">
            {caption}
          </caption>
          <thead>
            <tr>
              {columns.map(({ key, text, isNumber }) => (
                <th key={key} scope="col" class={isNumber ? "table-number" : undefined}>
                  {text}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={rowKey(row)}>
                {columns.map(({ key, cell, isNumber }, i) =>
                  i === 0 ? (
                    <th key={key} scope="row">
                      {cell(row)}
                    </th>
                  ) : (
                    <td key={key} class={isNumber ? "table-number" : undefined}>
                      {cell(row)}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
