import { type Instant, instantOf } from "../../shared/clock/instant.ts";

/** Asked once per record, message or run, at the edge; everything below is given it. */
export const now = (): Instant => instantOf(Date.now());
