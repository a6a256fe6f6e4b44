import type { AnswerOf } from "../../shared/contract/operations.ts";
import type { SignpostView } from "../../shared/contract/view.ts";
import type { Language } from "../../shared/text.ts";
import type { EmbedTexts } from "../texts/embed.ts";
import { dayText } from "../ui/times.ts";
import { element } from "./element.ts";
import { link, shownMarkup } from "./markup.ts";

/** Where to go instead. */
export const people = (signposts: readonly SignpostView[], language: Language): HTMLElement[] =>
  signposts.map(({ name, text }) =>
    element("p", {}, element("strong", { text: name[language] }), element("br"), text[language]),
  );

/** The answers of a topic, with where to go where nothing is recorded about it. */
export function shownAnswers(
  { signpost, answers }: AnswerOf<"GET /v1/topics/{topic}/answer">,
  t: EmbedTexts,
  language: Language,
): HTMLElement[] {
  const pointed = signpost
    ? [element("p", { class: "soft", text: t.nothingRecorded }), ...people([signpost], language)]
    : [];
  return [...pointed, ...answers.flatMap((answer) => shownAnswer(answer, t, language))];
}

function shownAnswer(
  { texts, validFrom, reviewedAt, sources }: AnswerOf<"GET /v1/topics/{topic}/answer">["answers"][number],
  t: EmbedTexts,
  language: Language,
): HTMLElement[] {
  const english = language === "en" ? texts.en : undefined;
  const day = (local: string) => dayText(Date.parse(local), language);
  const facts = `${t.validFrom} ${day(validFrom)}. ${t.reviewed} ${day(reviewedAt)}.`;
  const named = sources.map(({ text, url }) => element("li", {}, url ? link(url, text) : text));
  return [
    element(
      "div",
      { set: { lang: english ? "en" : "nl" } },
      ...shownMarkup((english ?? texts.nl)?.written ?? ""),
    ),
    element("p", { class: "soft", text: facts }),
    ...(named.length === 0
      ? []
      : [element("p", { class: "soft", text: t.sources }), element("ul", { class: "soft" }, ...named)]),
  ];
}
