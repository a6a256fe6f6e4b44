import * as z from "zod/mini";
import { Key } from "../id.ts";
import { intFrom, someText } from "../schema.ts";
import { LocalText } from "../text.ts";

/** A team that answers questions: the one front office, or a back office with a queue of its own or a shared one. */
export const Desk = z.strictObject({
  key: Key,
  kind: z.enum(["front", "back"]),
  name: LocalText,
  calendar: Key,
  defaultServiceLevel: Key,
  does: someText(),
  doesNot: someText(),
  agents: intFrom(0),
  /** Only readers named on the ticket see what this desk has. */
  namedReaders: z.optional(z.boolean()),
  /** The role that reads on when the named readers are away. */
  substitute: z.optional(Key),
  /** The queue that carries a desk which has none of its own. */
  queue: z.optional(Key),
});
export type Desk = z.infer<typeof Desk>;
