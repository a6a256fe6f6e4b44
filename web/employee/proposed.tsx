import { useEffect, useState } from "preact/hooks";
import type { NotAnsweredReason } from "../../shared/faq/day-demand.ts";
import { useTexts } from "../speech.tsx";
import type { Suggested } from "../suggest/suggester.ts";
import { askTexts } from "../texts/employee.ts";
import type { Suggesting } from "./suggesting.ts";
import { Announced, Suggestions } from "./suggestions.tsx";
import type { Topic } from "./topics.ts";
import { useUses } from "./uses.ts";

const mostAsked = 5;

/** Before anybody types, what is asked most; then what fits. Whatever is done with it is told, once. */
export function Proposed({
  suggesting,
  topics,
  isTyped,
  onAnswered,
  onNotAnswered,
}: {
  suggesting: Suggesting;
  /** The most asked first. */
  topics: readonly Topic[];
  isTyped: boolean;
  onAnswered: () => void;
  onNotAnswered: () => void;
}) {
  const t = useTexts(askTexts);
  const [opened, setOpened] = useState<Suggested>();
  const uses = useUses();
  const isFound = suggesting.is === "found";
  const shown = isFound ? suggesting.suggested : isTyped ? [] : usual(topics);
  useShown(isFound ? shown : [], uses.shown);
  const tell = (what: "opened" | "answered", topic: string, revisions: readonly number[]) =>
    uses.tell(revisions.map((revision) => ({ topic, revision, what })));
  return (
    <>
      <Announced text={announced(suggesting, t)} />
      {(shown.length > 0 || opened) && (
        <Suggestions
          title={isFound || isTyped ? t.perhaps : t.mostAsked}
          suggested={shown}
          opened={opened}
          onOpen={setOpened}
          onOpened={(topic, revisions) => tell("opened", topic, revisions)}
          onAnswered={(topic, revisions) => {
            tell("answered", topic, revisions);
            onAnswered();
          }}
          onNotAnswered={(topic, revisions, reason) => {
            uses.tell(
              revisions.map((revision) => ({ topic, revision, what: "not-answered", ...because(reason) })),
            );
            setOpened(undefined);
            onNotAnswered();
          }}
        />
      )}
      {shown.length === 0 && <Quiet suggesting={suggesting} />}
    </>
  );
}

const because = (reason: NotAnsweredReason | undefined) => (reason ? { reason } : {});

const usual = (topics: readonly Topic[]): Suggested[] =>
  topics
    .flatMap(({ key, name, answer }) => (answer ? [{ topic: key, name, revision: answer.revision }] : []))
    .slice(0, mostAsked);

function Quiet({ suggesting }: { suggesting: Suggesting }) {
  const t = useTexts(askTexts);
  const text = { nothing: "", searching: t.searching, failed: t.searchFailed, found: t.nothingFound }[
    suggesting.is
  ];
  return text ? <p class="quiet ask-quiet">{text}</p> : null;
}

type Texts = ReturnType<(typeof askTexts)["nl"]>;

function announced(suggesting: Suggesting, t: Texts): string {
  if (suggesting.is === "failed") return t.searchFailed;
  if (suggesting.is !== "found") return "";
  const { length } = suggesting.suggested;
  return length > 0 ? t.perhapsFound(length) : t.nothingFound;
}

/** Seen is what stood there for a second, not what came by while typing. */
function useShown(shown: readonly Suggested[], tell: ReturnType<typeof useUses>["shown"]): void {
  useEffect(() => {
    const timer = setTimeout(
      () =>
        tell(shown.flatMap(({ topic, revision }) => (revision ? [{ topic, revision, what: "shown" }] : []))),
      1_000,
    );
    return () => clearTimeout(timer);
  }, [shown.map(({ topic }) => topic).join()]);
}
