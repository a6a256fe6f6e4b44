import type { OrganisationId } from "../../shared/id.ts";
import type { JobKind, JobOf, Stretch, Work } from "../../shared/job/job.ts";
import type { JobOrder } from "../../shared/job/order.ts";
import { versionsOf } from "../runtime/organisations.ts";
import { shards } from "../store/timers.ts";

type Beginning = { [K in JobKind]: Pick<JobOf<K>, "kind" | "walk" | "tally"> }[JobKind];

/** What there is to walk over, and nothing counted yet. */
export function begin(organisation: OrganisationId, order: JobOrder): Beginning {
  const walk = { left: stretchesOf(organisation, order.kind) };
  switch (order.kind) {
    case "recompute-clocks":
      return { kind: order.kind, walk, tally: { seen: 0, changed: 0, failed: 0, pass: 1, changedInPass: 0 } };
    case "verify-clocks":
      return { kind: order.kind, walk, tally: { seen: 0, different: 0, unknownVersions: 0, tickets: [] } };
    case "what-if": {
      const { from, to } = order;
      const tally: Work["what-if"]["tally"] = { seen: 0, failed: 0, from, to, cells: {} };
      return { kind: order.kind, walk, tally };
    }
    case "rebuild-figures": {
      const { write } = order;
      const counted = { seen: 0, counters: 0, different: 0, months: [], month: 0, desks: [] };
      return { kind: order.kind, walk, tally: { ...counted, phase: "walk", pass: 1, write } };
    }
    case "learn-topics":
      return { kind: order.kind, walk, tally: { phase: "learn", topics: 0, failed: 0 } };
  }
}

/**
 * The lists of every desk of every version that is deployed: work may still lie with one that is gone by now. Open work
 * goes first, so that what is resolved meanwhile is seen twice rather than not at all.
 */
export function stretchesOf(organisation: OrganisationId, kind: JobKind): Stretch[] {
  const desks = desksOf(organisation);
  // Topics are gone through by their keys.
  if (kind === "learn-topics") return [];
  // What is done has no open clock, but may have a timer: its own end.
  if (kind === "recompute-clocks")
    return [...listsOf(desks, "open"), ...shards.map((timers) => ({ timers }))];
  return listsOf(desks);
}

/** Of every version that is deployed. */
export const desksOf = (organisation: OrganisationId): string[] => [
  ...new Set(versionsOf(organisation).flatMap((version) => version.desks.map(({ key }) => key))),
];

export const listsOf = (desks: readonly string[], ...parts: ("open" | "done")[]): Stretch[] =>
  (parts.length > 0 ? parts : (["open", "done"] as const)).flatMap((part) =>
    desks.map((desk) => ({ desk, part })),
  );
