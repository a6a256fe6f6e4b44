import * as z from "zod/mini";
import { NotAnsweredReason } from "../faq/day-demand.ts";
import { Key } from "../id.ts";
import { later, positiveInt } from "../schema.ts";
import { Paging, Text } from "./input.ts";

// A schema is built where it is first used: building them all would slow the start of every function.

/** A question, or as much of it as has been typed. */
export const SuggestTopics = later(() =>
  z.strictObject({ text: Text, isTyping: z._default(z.boolean(), false) }),
);

/** The version of the index that the page has. */
export const AskIndex = later(() =>
  z.strictObject({
    version: z.optional(
      z.string().check(z.regex(/^[A-Za-z0-9_-]{1,80}$/, "the `version` of an earlier answer")),
    ),
  }),
);

const ofAnswer = () => ({ topic: Key, revision: positiveInt() });

const use = () =>
  z.discriminatedUnion("what", [
    z.strictObject({ ...ofAnswer(), what: z.enum(["shown", "opened", "answered"]) }),
    z.strictObject({
      ...ofAnswer(),
      what: z.literal("not-answered"),
      reason: z.optional(NotAnsweredReason),
    }),
  ]);
export const UseAnswers = later(() =>
  z.strictObject({ uses: z.array(use()).check(z.minLength(1), z.maxLength(20)) }),
);

export const ListChanges = Paging;

/** What a change is known by, as the list of changes gave it. */
const ChangeId = later(() =>
  z
    .string()
    .check(
      z.regex(
        /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z#[a-z][a-z0-9_-]{0,49}#\d{8}$/,
        "the `change` of a list of changes",
      ),
    ),
);
export const ReadChanges = later(() =>
  z.strictObject({ changes: z.array(ChangeId).check(z.minLength(1), z.maxLength(50)) }),
);

export const ChoosePreferences = later(() => z.strictObject({ changeNotices: z.boolean() }));
