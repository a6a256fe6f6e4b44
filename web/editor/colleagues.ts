import type { PersonId } from "../../shared/id.ts";
import { useHere } from "../session-gate.tsx";
import { useSpeech, useTexts } from "../speech.tsx";
import { editorTexts } from "../texts/editor.ts";

/** Who did what, by the names that came with the page; whoever has none there is a colleague. */
export function useColleagues(names: Readonly<Record<string, string>>) {
  const t = useTexts(editorTexts);
  const { language } = useSpeech();
  const { session } = useHere();
  const list = new Intl.ListFormat(language);
  const called = (me: string, other: string) => (person: PersonId) =>
    person === session.person ? me : (names[person] ?? other);
  const by = called(t.byYou, t.byColleague);
  return {
    /** Where a sentence begins with them: "Jij", "Xandra Redactie". */
    who: called(t.you, t.colleague),
    /** After "door": "jou en Xandra Redactie". */
    by: (...people: readonly PersonId[]) => list.format([...new Set(people.map(by))]),
  };
}
