import * as z from "zod/mini";

/** What somebody does with a question that stands open before them. */
export const Doing = z.enum(["looking", "typing"]);
export type Doing = z.infer<typeof Doing>;
