import * as z from "zod/mini";
import { Day } from "../clock/instant.ts";
import { NotAnsweredReason } from "../faq/day-demand.ts";
import { AnswerAudience } from "../faq/record.ts";
import { Key } from "../id.ts";
import { later } from "../schema.ts";

/** Whole weeks: from a Monday to a Sunday, both included. */
export const AskAnswers = later(() =>
  z.strictObject({
    from: Day,
    to: Day,
    /** `csv` gives one part of the report as a table. */
    format: z._default(z.enum(["json", "csv"]), "json"),
    part: z._default(z.enum(["answers", "weeks", "total"]), "answers"),
    cursor: z.optional(z.string().check(z.maxLength(400))),
  }),
);
export type AnswersPart = z.infer<typeof AskAnswers>["part"];

const figure = () => z.nullable(z.number());

/** Which of all contacts were about a topic that had an answer that day. */
const coverage = () => z.strictObject({ contacts: figure(), covered: figure(), share: figure() });

const answerRow = () =>
  z.strictObject({
    topic: Key,
    audience: AnswerAudience,
    revision: z.int(),
    /** Its days as the answer; the last is left out while it still is. */
    from: Day,
    until: z.optional(Day),
    shown: figure(),
    opened: figure(),
    answered: figure(),
    notAnswered: figure(),
    reasons: z.record(NotAnsweredReason, figure()),
    /** Who had opened it and asked all the same within two working days. */
    again: figure(),
    /** In how many replies agents linked to it; never told where a desk has too few agents. */
    used: figure(),
    /** Of those who opened it, who said that it helped, and between which bounds that lies with 95 % certainty. */
    helped: z.nullable(z.strictObject({ share: z.number(), low: z.number(), high: z.number() })),
    /** Questions in the four weeks before and after, and how many times as much that is as without the answer. */
    volume: z.nullable(
      z.strictObject({ before: figure(), after: figure(), ratio: figure(), isAtMost: z.boolean() }),
    ),
  });
export type AnswerRow = z.infer<ReturnType<typeof answerRow>>;

/** What stands at `null` is about too few people to be shown, about nobody, or could be told from what is shown. */
export const AnswersReport = later(() =>
  z.strictObject({
    from: Day,
    to: Day,
    minimumGroup: z.strictObject({ askers: z.int(), agents: z.int() }),
    coverage: coverage(),
    /** Those in which anything was asked. */
    weeks: z.array(z.extend(coverage(), { week: z.string() })),
    /** From the day on which a third person asked about a topic. */
    waits: z.strictObject({
      /** Topics that got their first answer in the period, and how many days that took. */
      answered: figure(),
      medianDays: figure(),
      /** Topics without an answer that had waited longer than fourteen days when the period ended. */
      waiting: figure(),
    }),
    answers: z.array(answerRow()),
    next: z.optional(z.string()),
  }),
);
export type AnswersReport = z.infer<typeof AnswersReport>;
