import { takeStep } from "../jobs/step.ts";
import { consume } from "../runtime/consume.ts";

/** Long work, a step at a time: each step that is saved asks for the next. */
export const handler = consume("jobs", takeStep);
