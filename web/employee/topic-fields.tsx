import type { TopicField } from "../../shared/faq/topic.ts";
import { now } from "../browser.ts";
import { useSpeech } from "../speech.tsx";
import { Select } from "../ui/choice.tsx";
import { TextField } from "../ui/text-field.tsx";
import { monthText } from "../ui/times.ts";
import { type FilledIn, monthsAround } from "./filled-in.ts";

export type TopicFieldsProps = {
  fields: readonly TopicField[];
  filled: FilledIn;
  onChange: (filled: FilledIn) => void;
  /** Of each field where it stands on the page, so that a fault can lead to it. */
  idOf: (key: string) => string;
  errorOf: (key: string) => string | undefined;
};

/** The few things that a topic asks beside the question. */
export function TopicFields({ fields, filled, onChange, idOf, errorOf }: TopicFieldsProps) {
  const { language } = useSpeech();
  return (
    <>
      {fields.map((field) => {
        const { key, label, hint, isRequired } = field;
        const given = {
          id: idOf(key),
          label: label[language],
          ...(hint && { hint: hint[language] }),
          ...(errorOf(key) !== undefined && { error: errorOf(key) }),
          isOptional: !isRequired,
        };
        const change = (value: string) => onChange({ ...filled, [key]: value });
        if (field.kind === "choice" || field.kind === "month") {
          return (
            <Select
              key={key}
              {...given}
              options={optionsOf(field, language)}
              value={filled[key]}
              onChange={change}
            />
          );
        }
        return (
          <TextField
            key={key}
            {...given}
            type={field.kind === "day" ? "date" : "text"}
            width={field.kind === "day" ? "short" : "full"}
            value={filled[key] ?? ""}
            onInput={change}
          />
        );
      })}
    </>
  );
}

function optionsOf({ kind, options = [] }: TopicField, language: "nl" | "en") {
  return kind === "month"
    ? monthsAround(now()).map((value) => ({
        value,
        text: monthText(Date.parse(`${value}-15`), language),
      }))
    : options.map((option, i) => ({ value: String(i), text: option[language] }));
}
