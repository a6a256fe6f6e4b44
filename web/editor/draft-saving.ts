import { useEffect, useRef, useState } from "preact/hooks";
import type { Revision } from "../../shared/faq/record.ts";
import { useCall } from "../asking.tsx";
import { useHere } from "../session-gate.tsx";
import { useTexts } from "../speech.tsx";
import { editorTexts } from "../texts/editor.ts";
import type { Deed } from "./deed.tsx";
import { errorsIn, isSame, type Typed, typedOf, writtenOf } from "./draft-text.ts";

/** What is kept on this device: the text, and the version that it was begun from. */
export type Kept = { typed: Typed; version: number };

export const draftPage = ({ topic, number }: Pick<Revision, "topic" | "number">) =>
  `answer ${topic} ${number}`;

/** A draft in the form: what is typed stays on this device until it is saved, and is never written over unseen. */
export function useDraft(revision: Revision, deed: Deed) {
  const t = useTexts(editorTexts);
  const call = useCall();
  const { drafts } = useHere();
  const page = draftPage(revision);
  const params = { topic: revision.topic, revision: String(revision.number) };
  const [kept] = useState(() => {
    const found = drafts.read<Kept>(page)?.value;
    return found && !isSame(found.typed, typedOf(revision)) ? found : undefined;
  });
  const [typed, setTyped] = useState<Typed>(() => kept?.typed ?? typedOf(revision));
  const [base, setBase] = useState(kept?.version ?? revision.version);
  const [theirs, setTheirs] = useState<Revision>();
  const [mineAside, setMineAside] = useState<Typed>();
  const [attempt, setAttempt] = useState(0);
  const [isSaving, setIsSaving] = useState(false);
  const saving = useRef(false);
  const latest = useRef(typed);
  latest.current = typed;
  const errors = attempt > 0 ? errorsIn(typed, t) : [];
  const errorAt = (id: string) => errors.find((error) => error.id === id)?.text;

  const type = (next: Typed) => {
    latest.current = next;
    setTyped(next);
    drafts.write<Kept>(page, { typed: next, version: base });
  };

  /** @returns the version to write over: nothing where somebody else wrote something else meanwhile */
  const freeVersion = async (version: number): Promise<number | undefined> => {
    const found = await call("GET /v1/topics/{topic}/revisions/{revision}", { params });
    if (!found.ok) return version;
    const now = found.body.revision;
    // The same text came there by an earlier try of which the answer was lost.
    if (now.state !== "draft" || now.version === version || isSame(typedOf(now), typed)) return now.version;
    setTheirs(now);
    return undefined;
  };

  const saveOver = async (version: number): Promise<number | undefined> => {
    const free = await freeVersion(version);
    if (free === undefined) return undefined;
    const saved = await deed.run(
      "save",
      "PUT /v1/topics/{topic}/revisions/{revision}",
      { params, version: free, body: writtenOf(typed) },
      t.saved,
    );
    if (!saved) {
      // Somebody may have been a moment earlier.
      await freeVersion(free);
      return undefined;
    }
    // What was typed while it was being saved is not saved yet.
    if (isSame(latest.current, typed)) drafts.drop(page);
    else drafts.write<Kept>(page, { typed: latest.current, version: saved.version });
    setBase(saved.version);
    setTheirs(undefined);
    setMineAside(undefined);
    return saved.version;
  };

  /** Once, however often it is asked for meanwhile. @returns the version that it then has */
  const save = async (version = base): Promise<number | undefined> => {
    if (saving.current) return undefined;
    setAttempt(attempt + 1);
    if (errorsIn(typed, t).length > 0) return undefined;
    saving.current = true;
    setIsSaving(true);
    const saved = await saveOver(version);
    saving.current = false;
    setIsSaving(false);
    return saved;
  };

  const takeTheirs = () => {
    if (!theirs) return;
    setMineAside(typed);
    setTyped(typedOf(theirs));
    setBase(theirs.version);
    drafts.drop(page);
    setTheirs(undefined);
  };

  return {
    typed,
    type,
    save,
    isSaving,
    theirs,
    keepMine: () => theirs && save(theirs.version),
    takeTheirs,
    mineAside,
    isRecovered: kept !== undefined && attempt === 0,
    attempt,
    errors,
    errorAt,
    params,
  };
}

/** What was typed at a draft that is none any more: somebody else offered it or threw it away meanwhile. */
export function useLeftOver(revision: Revision): { typed: Typed; drop: () => void } | undefined {
  const { drafts } = useHere();
  const page = draftPage(revision);
  const [left, setLeft] = useState<Typed>();
  useEffect(() => {
    const found = drafts.read<Kept>(page)?.value.typed;
    setLeft(found && !isSame(found, typedOf(revision)) ? found : undefined);
  }, [page, revision.version]);
  if (!left) return undefined;
  return {
    typed: left,
    drop: () => {
      drafts.drop(page);
      setLeft(undefined);
    },
  };
}
