import { useId } from "preact/hooks";
import { useTexts } from "../speech.tsx";
import { questionTexts } from "../texts/questions.ts";
import { Time } from "../ui/time.tsx";
import type { AskerDetail } from "./question.tsx";

/** What was written to and fro, the oldest first. */
export function Thread({ ticket }: { ticket: AskerDetail }) {
  const t = useTexts(questionTexts);
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{t.conversation}</h2>
      <ol class="thread">
        {ticket.thread.map((entry) => (
          <li key={entry.contentId} class={entry.from === "asker" ? "thread-own" : "thread-theirs"}>
            <p class="thread-head">
              <strong>{whoWrote(entry, t)}</strong>
              <span class="quiet small">
                <Time at={entry.at} />
              </span>
            </p>
            {entry.isRedacted ? (
              <p class="quiet">{t.redacted}</p>
            ) : (
              <p class="thread-text" dir="auto">
                {entry.text}
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

type Texts = ReturnType<(typeof questionTexts)["nl"]>;

function whoWrote({ from, kind }: AskerDetail["thread"][number], t: Texts): string {
  if (from === "asker") return t.you;
  return kind === "promise" ? t.promised : t.desk;
}
