import type { Channel } from "../../shared/channel/channel.ts";
import { dueAt } from "../../shared/clock/calendar.ts";
import { around, calendarOf } from "../../shared/clock/policy.ts";
import { targetOf } from "../../shared/clock/target.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";

/**
 * When a question would have to be dealt with if it went to a desk now, as the helpdesk reckons it; nothing where no
 * clock runs. In epoch milliseconds, as is `from`.
 */
export function termAt(
  organisation: Organisation,
  { desk, topic, channel }: { desk: string; topic: string | undefined; channel: Channel },
  from: number,
): number | undefined {
  const standing = { desk, topic, channel, kind: "question", urgency: "normal", askerIs: [] } as const;
  const target = targetOf(organisation, "resolution", standing);
  if (!target) return undefined;
  const compiled = around(calendarOf(organisation, desk), from, from, target.seconds);
  return dueAt(compiled, from, target.seconds);
}
