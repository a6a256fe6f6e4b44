import * as z from "zod/mini";
import type { Fields } from "../report/cell.ts";
import {
  answeredField,
  type NotAnsweredReason,
  notAnsweredField,
  openedField,
  selfField,
  shownField,
} from "./day-demand.ts";

/** What somebody does with an answer. To close it without a word is none of these. */
export const UseKind = z.enum(["shown", "opened", "answered", "not-answered"]);
export type UseKind = z.infer<typeof UseKind>;

/**
 * What one person saw and said of one revision on one local day. It only ever grows, in whatever order it is told and
 * however often, so that what is counted of it comes out the same.
 */
export type Use = {
  day: string;
  topic: string;
  revision: number;
  shown?: true;
  opened?: true;
  answered?: true;
  notAnswered?: NotAnsweredReason;
};

export type Said = { what: UseKind; reason?: NotAnsweredReason | undefined };

/** Of two reasons the one that asks most of an editor stays: the last one. */
const reasons = [
  "other",
  "unclear",
  "not-my-situation",
  "outdated",
  "wrong",
] as const satisfies NotAnsweredReason[];

/** Whoever says something of an answer has opened it. */
export function withSaid(use: Use, { what, reason = "other" }: Said): Use {
  switch (what) {
    case "shown":
      return { ...use, shown: true };
    case "opened":
      return { ...use, opened: true };
    case "answered":
      return { ...use, opened: true, answered: true };
    case "not-answered":
      return { ...use, opened: true, notAnswered: weightier(use.notAnswered, reason) };
  }
}

const weightier = (one: NotAnsweredReason | undefined, other: NotAnsweredReason) =>
  one && reasons.indexOf(one) > reasons.indexOf(other) ? one : other;

/**
 * What it adds to the demand of its topic and day. An answer that explicitly ended a question stands for a question.
 * @param person the field in which that person counts
 */
export function countsOf({ revision, shown, opened, answered, notAnswered }: Use, person: string): Fields {
  return {
    ...(shown && { [shownField(revision)]: 1 }),
    ...(opened && { [openedField(revision)]: 1 }),
    ...(answered && { [answeredField(revision)]: 1, [selfField]: 1, [person]: 1 }),
    ...(notAnswered && { [notAnsweredField(revision, notAnswered)]: 1 }),
  };
}
