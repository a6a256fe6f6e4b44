import { useTexts } from "../speech.tsx";
import { caresOf } from "../suggest/typed.ts";
import { askTexts } from "../texts/employee.ts";
import { Alert } from "../ui/alert.tsx";

/** What should rather not be in a question, and why. The way to send it stays open. */
export function Cares({ typed }: { typed: string }) {
  const t = useTexts(askTexts);
  return (
    <div role="status" class="cares">
      {caresOf(typed).map((care) => (
        <Alert key={care} tone="warning" title={care === "bsn" ? t.bsnTitle : t.healthTitle} isQuiet>
          <p>{t[care]}</p>
        </Alert>
      ))}
    </div>
  );
}
