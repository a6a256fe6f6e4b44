import * as z from "zod/mini";
import { allBut } from "../schema.ts";

/** How a question comes in: the intranet form (click), the telephone (call) or the walk-in desk (face). */
export const Channel = z.enum(["click", "call", "face"]);
export type Channel = z.infer<typeof Channel>;

/** The channels on which an agent writes down what a caller or visitor says. */
export const SpokenChannel = allBut(Channel, "click");
export type SpokenChannel = z.infer<typeof SpokenChannel>;
