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
  /** What its topic asks beside it, and what is filled in there. */
  asks?: readonly TopicField[];
  filled?: FilledIn;
  /** The closed question that it goes on from. */
  follows?: string | undefined;
};

const ticketId = /^tkt_[0-9A-Z]{26}$/;

/** A question may go on from one that was closed: the address names it. */
export function followedIn(search: string): Pick<Draft, "follows"> {
  const follows = new URLSearchParams(search).get("vervolg") ?? "";
  return ticketId.test(follows) ? { follows } : {};
}

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

/** What there is of its topic, by what is known of topics now: one that is gone is the desk's to choose. */
export function withTopicsKnown<
  T extends { key: string; fields?: readonly TopicField[] | undefined; signpost?: unknown },
>(draft: Draft, topics: readonly T[] | "failed" | undefined): { draft: Draft; chosen: T | undefined } {
  if (!topics || topics === "failed") return { draft, chosen: undefined };
  const chosen = topics.find(({ key }) => key === draft.topic);
  const { topic, asks, ...rest } = draft;
  if (!chosen) return { draft: rest, chosen };
  return { draft: { ...rest, topic: chosen.key, ...(chosen.fields && { asks: chosen.fields }) }, chosen };
}

/** What is filled in beside it becomes part of the question's text. */
export function bodyOf(
  { text, topic, kind, about, person, follows, asks = [], filled = {} }: Draft,
  language: Language,
): Body {
  return {
    text: textWith(text, asks, filled, language),
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
