import * as z from "zod/mini";

/** For whom a topic is meant, and what an asker is; a person can be several at once. */
export const Audience = z.enum(["employee", "line-manager", "former-employee", "relative", "candidate"]);
export type Audience = z.infer<typeof Audience>;

/** Where a question about a topic begins; a signpost shows the way and records nothing. */
export const StartsAt = z.enum(["front", "back", "signpost"]);
export type StartsAt = z.infer<typeof StartsAt>;
