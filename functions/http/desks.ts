import { followDesk } from "../desks/live.ts";
import { serve } from "../runtime/serve.ts";

/**
 * What pages ask every few seconds. A function of its own: it may change nothing but who is looking, and keeps the
 * desks' lists in memory where all of these requests come.
 */
export const handler = serve<"desks">({ "GET /v1/desks/{desk}/changes": followDesk });
