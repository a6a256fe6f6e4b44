import * as z from "zod";
import { Key } from "../id.ts";
import { LocalText } from "../text.ts";

/** A team that answers questions: the one front office, or a back office with a queue of its own or a shared one. */
export const Desk = z.strictObject({
  key: Key,
  kind: z.enum(["front", "back"]),
  name: LocalText,
  calendar: Key,
  defaultServiceLevel: Key,
  does: z.string().min(1),
  doesNot: z.string().min(1),
  agents: z.int().nonnegative(),
  /** Only readers named on the ticket see what this desk has. */
  namedReaders: z.boolean().optional(),
  /** The role that reads on when the named readers are away. */
  substitute: Key.optional(),
  /** The queue that carries a desk which has none of its own. */
  queue: Key.optional(),
});
export type Desk = z.infer<typeof Desk>;
