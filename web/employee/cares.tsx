import type { SignpostView } from "../../shared/contract/view.ts";
import { useTexts } from "../speech.tsx";
import { caresOf } from "../suggest/typed.ts";
import { askTexts } from "../texts/employee.ts";
import { Alert } from "../ui/alert.tsx";
import { Signpost } from "./signpost.tsx";

const nobody: readonly SignpostView[] = [];

/**
 * What should rather not be in a question, and why; and whom its words point out. The way to send it stays open.
 */
export function Cares({ typed, pointed = nobody }: { typed: string; pointed?: readonly SignpostView[] }) {
  const t = useTexts(askTexts);
  return (
    <div role="status" class="cares">
      {caresOf(typed).map((care) => (
        <Alert key={care} tone="warning" title={care === "bsn" ? t.bsnTitle : t.healthTitle} isQuiet>
          <p>{t[care]}</p>
        </Alert>
      ))}
      {pointed.length > 0 && (
        <Alert tone="info" title={t.talkTo} isQuiet>
          {pointed.map((signpost) => (
            <Signpost key={signpost.key} signpost={signpost} />
          ))}
        </Alert>
      )}
    </div>
  );
}
