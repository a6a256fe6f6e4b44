import { type Calendar, compile, dueAt } from "../../shared/clock/calendar.ts";
import { organisation } from "../given.ts";

const deadlines = 2_000_000;

/** Deadlines from moments all over ten years, for targets between a minute and two weeks of work. */
export function deadlinesPerSecond(): number {
  const from = Date.UTC(2026, 0, 2);
  const compiled = compile(organisation.calendars.backoffice as Calendar, 2026, 2037);
  let spread = 0;
  const startedAt = performance.now();
  for (let i = 0; i < deadlines; i++) {
    spread = (spread * 1_103_515_245 + 12_345) % 2_147_483_648;
    dueAt(compiled, from + (spread % 315_000_000) * 1000, 60 + (spread % 288_000));
  }
  return deadlines / ((performance.now() - startedAt) / 1000);
}
