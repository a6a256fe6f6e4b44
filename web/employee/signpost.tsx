import type { SignpostView } from "../../shared/contract/view.ts";
import { useSpeech } from "../speech.tsx";

/** Where to go instead: nothing of it is recorded. */
export function Signpost({ signpost }: { signpost: SignpostView }) {
  const { language } = useSpeech();
  return (
    <p>
      <strong>{signpost.name[language]}</strong>
      <br />
      {signpost.text[language]}
    </p>
  );
}
