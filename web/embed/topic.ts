import type { AnswerOf } from "../../shared/contract/operations.ts";
import type { TopicField } from "../../shared/faq/topic.ts";
import type { Language } from "../../shared/text.ts";
import { now } from "../browser.ts";
import type { Draft } from "../employee/draft.ts";
import { type FilledIn, monthsAround } from "../employee/filled-in.ts";
import type { EmbedTexts } from "../texts/embed.ts";
import { monthText } from "../ui/times.ts";
import { element } from "./element.ts";

export type Topic = AnswerOf<"GET /v1/topics">["items"][number];

type Choosing = {
  topics: readonly Topic[];
  draft: Draft;
  language: Language;
  t: EmbedTexts;
  onChoose: (topic: string) => void;
  onFill: (filled: FilledIn) => void;
};

/** What it is about, where the asker knows, and the few things that this topic asks beside it. */
export function topicChoice({ topics, onChoose, ...filling }: Choosing): HTMLElement[] {
  const { draft, language, t } = filling;
  const nameOf = ({ name }: Topic) => name[language];
  const named = topics
    .toSorted((one, other) => nameOf(one).localeCompare(nameOf(other), language))
    .map((topic) => [topic.key as string, nameOf(topic)] as const);
  const select = choice("topic", [["", t.topicUnknown], ...named], draft.topic ?? "");
  select.addEventListener("change", () => onChoose(select.value));
  return [
    element("label", { text: `${t.topic} (${t.optional})`, set: { for: "topic" } }),
    select,
    ...(draft.asks ?? []).flatMap((field) => asked(field, filling)),
  ];
}

function asked(
  field: TopicField,
  { draft, language, t, onFill }: Omit<Choosing, "topics" | "onChoose">,
): HTMLElement[] {
  const { key, kind, label, hint, isRequired } = field;
  const id = `field-${key}`;
  const value = draft.filled?.[key] ?? "";
  const control =
    kind === "choice" || kind === "month"
      ? choice(id, [["", t.choose], ...optionsOf(field, language)], value)
      : element("input", { id, set: { type: kind === "day" ? "date" : "text", value } });
  control.addEventListener("input", () => onFill({ [key]: control.value }));
  const said = `${label[language]}${isRequired ? "" : ` (${t.optional})`}`;
  return [
    element("label", { text: said, set: { for: id } }),
    ...(hint ? [element("p", { class: "soft", text: hint[language] })] : []),
    control,
  ];
}

const optionsOf = ({ kind, options = [] }: TopicField, language: Language): [string, string][] =>
  kind === "month"
    ? monthsAround(now()).map((month) => [month, monthText(Date.parse(`${month}-15`), language)])
    : options.map((option, i) => [String(i), option[language]]);

function choice(
  id: string,
  options: readonly (readonly [string, string])[],
  value: string,
): HTMLSelectElement {
  const select = element(
    "select",
    { id },
    ...options.map(([of, text]) => element("option", { text, set: { value: of } })),
  );
  select.value = value;
  return select;
}
