import { expect, test } from "vitest";
import { type EventType, eventTypes, TicketEvent } from "../../../shared/ticket/event.ts";
import { replay } from "../../../shared/ticket/evolve.ts";
import { Ticket } from "../../../shared/ticket/ticket.ts";
import { lifeOf, liveAndReplay } from "./lives.ts";

/** `liveAndReplay(10_000)` is the same at length; these take a second. */
const count = 1_000;

test("generated tickets are stored as their events replay, all of them", { timeout: 60_000 }, () => {
  const { checked, different, events } = liveAndReplay(count);
  expect({ checked, different }).toEqual({ checked: count, different: 0 });
  expect(events / checked).toBeGreaterThan(15);
});

test("their events and images are of the form that is stored, and everything that clocks hear of happens", () => {
  const seen = new Set<EventType>();
  for (let seed = 1; seed <= 300; seed++) {
    const { events, changes } = lifeOf(seed);
    for (const event of events) {
      seen.add(event.type);
      if (seed <= 60) expect(TicketEvent.safeParse(event).error).toBeUndefined();
    }
    if (seed <= 60) expect(Ticket.safeParse(changes.at(-1)?.after).error).toBeUndefined();
  }
  const unheard = ["assigned", "confidentiality-set", "readers-named", "redacted", "asker-identified"];
  expect(eventTypes().filter((type) => !seen.has(type))).toEqual(unheard);
});

test("a clock stands still exactly while its ticket waits for the asker", () => {
  for (let seed = 1; seed <= 500; seed++) {
    const { changes, events } = lifeOf(seed);
    for (const { after } of changes) {
      const waits = after.state === "waiting" && after.waiting.for === "asker";
      const resolution = after.clocks?.find(({ kind, endedAt }) => kind === "resolution" && !endedAt);
      if (after.state !== "waiting") expect(resolution?.pausedSince).toBeUndefined();
      if (waits && resolution) expect(resolution.pausedSince).toBeDefined();
    }
    expect(replay(events)?.version).toBe(events.length);
  }
});
