import { useLayoutEffect, useRef } from "preact/hooks";
import { useTexts } from "../speech.tsx";
import { common } from "../texts/common.ts";
import { Alert } from "./alert.tsx";

export type FieldError = { id: string; text: string };

/**
 * What is wrong in a form, all at once, each with a way to its field. It takes the focus whenever `attempt` changes: on
 * sending, never while typing.
 */
export function ErrorSummary({ errors, attempt }: { errors: readonly FieldError[]; attempt: number }) {
  const t = useTexts(common);
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (attempt > 0 && errors.length > 0) box.current?.focus();
  }, [attempt]);
  if (errors.length === 0) return null;
  return (
    <div ref={box} tabIndex={-1}>
      <Alert tone="error" title={t.errorsTitle(errors.length)} isQuiet>
        <ul>
          {errors.map(({ id, text }) => (
            <li key={id}>
              <a
                class="link"
                href={`#${id}`}
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(id)?.focus();
                }}
              >
                {text}
              </a>
            </li>
          ))}
        </ul>
      </Alert>
    </div>
  );
}
