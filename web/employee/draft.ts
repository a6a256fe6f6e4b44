import type { SentBodyOf } from "../../shared/contract/operations.ts";
import type { TopicField } from "../../shared/faq/topic.ts";
import type { Language } from "../../shared/text.ts";
import { type FilledIn, textWith } from "./filled-in.ts";

type Body = SentBodyOf<"POST /v1/tickets">;
export type Kind = NonNullable<Body["kind"]>;
export type About = "self" | NonNullable<Body["about"]>["relation"];

/** A question as far as it has been written. */
export type Draft = {
  text: string;
  topic?: string;
  kind?: Kind;
  about?: About;
  person?: string;
  /** What its topic asks beside it. */
  filled?: FilledIn;
  /** The closed question that it goes on from. */
  follows?: string;
};

export const longestText = 20_000;

export type DraftFault = {
  at: "text" | "person";
  fault: "empty" | "tooLong" | "personMissing" | "notYourEmployee";
};

/** @param isNotTheirs the helpdesk said that the asker does not manage this person */
export function faultsOf({ text, about, person }: Draft, isNotTheirs: boolean): DraftFault[] {
  const isForAnother = about !== undefined && about !== "self";
  return [
    ...(text.trim() === "" ? [{ at: "text", fault: "empty" } as const] : []),
    ...(text.trim().length > longestText ? [{ at: "text", fault: "tooLong" } as const] : []),
    ...(isForAnother && !person?.trim() ? [{ at: "person", fault: "personMissing" } as const] : []),
    ...(isForAnother && isNotTheirs ? [{ at: "person", fault: "notYourEmployee" } as const] : []),
  ];
}

/** @param fields what the chosen topic asks: what is filled in becomes part of the question's text */
export function bodyOf(
  { text, topic, kind, about, person, follows, filled = {} }: Draft,
  language: Language,
  fields: readonly TopicField[] = [],
): Body {
  return {
    text: textWith(text, fields, filled, language),
    language,
    ...(topic && { topic }),
    ...(kind && { kind }),
    ...(follows && { follows: follows as NonNullable<Body["follows"]> }),
    ...(about &&
      about !== "self" &&
      person && {
        about: { person: person.trim() as NonNullable<Body["about"]>["person"], relation: about },
      }),
  };
}
