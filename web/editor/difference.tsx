import { useTexts } from "../speech.tsx";
import { editorTexts } from "../texts/editor.ts";

/** What was added is underlined, what was removed struck through; both are also said. */
export function Difference({
  parts,
}: {
  parts: readonly { is: "same" | "added" | "removed"; text: string }[];
}) {
  const t = useTexts(editorTexts);
  return (
    <p class="editor-difference">
      {parts.map(({ is, text }, i) => {
        if (is === "same") return <span key={i}>{text}</span>;
        const Part = is === "added" ? "ins" : "del";
        return (
          <Part key={i}>
            <span class="only-read-aloud">[{t[is]}: </span>
            {text}
            <span class="only-read-aloud">]</span>
          </Part>
        );
      })}
    </p>
  );
}
