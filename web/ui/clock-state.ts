/** What a clock of the contract says, as far as a chip needs it. */
export type ClockFacts = {
  startedAt: string;
  dueAt?: string;
  pausedSince?: string;
  outcome?: "met" | "missed" | "void";
};

export type ClockState =
  | { is: "met" | "missed" | "void" | "paused" }
  | { is: "running" | "near" | "late"; milliseconds: number };

/** Near: an hour is left, or a fifth of the time if that is more. */
export function clockState(clock: ClockFacts, now: number): ClockState {
  if (clock.outcome) return { is: clock.outcome };
  if (clock.pausedSince || !clock.dueAt) return { is: "paused" };
  const due = Date.parse(clock.dueAt);
  const milliseconds = due - now;
  if (milliseconds < 0) return { is: "late", milliseconds: -milliseconds };
  const whole = due - Date.parse(clock.startedAt);
  return { is: milliseconds <= Math.max(3_600_000, whole / 5) ? "near" : "running", milliseconds };
}
