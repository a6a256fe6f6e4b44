import type { TopicField } from "../../shared/faq/topic.ts";
import type { Language } from "../../shared/text.ts";
import { dayText, monthText } from "../ui/times.ts";

/** What is filled in beside a question, by the key of the field. A day as YYYY-MM-DD, a month as YYYY-MM, a choice by its place. */
export type FilledIn = Readonly<Record<string, string>>;

/** The fields that must be filled in and are not. */
export const missingIn = (fields: readonly TopicField[], filled: FilledIn): TopicField[] =>
  fields.filter(({ key, isRequired }) => isRequired && !filled[key]?.trim());

/** A question with what was filled in beside it, a line each, as whoever answers reads it. */
export function textWith(
  text: string,
  fields: readonly TopicField[],
  filled: FilledIn,
  language: Language,
): string {
  const lines = fields.flatMap((field) => {
    const said = saidIn(field, filled[field.key]?.trim() ?? "", language);
    return said ? [`${field.label[language]} ${said}`] : [];
  });
  return lines.length > 0 ? `${text.trim()}\n\n${lines.join("\n")}` : text;
}

function saidIn({ kind, options = [] }: TopicField, value: string, language: Language): string | undefined {
  if (value === "") return undefined;
  switch (kind) {
    case "text":
      return value;
    case "day":
      return dayText(Date.parse(`${value}T12:00:00Z`), language);
    case "month":
      return monthText(Date.parse(`${value}-15T12:00:00Z`), language);
    case "choice":
      return options[Number(value)]?.[language];
  }
}

const monthsBack = 13;
const monthsAhead = 2;

/** The months around one, the latest first, as YYYY-MM. */
export function monthsAround(now: number): string[] {
  const today = new Date(now);
  return Array.from({ length: monthsBack + monthsAhead + 1 }, (_, i) => {
    const month = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + monthsAhead - i, 15));
    return month.toISOString().slice(0, 7);
  });
}
