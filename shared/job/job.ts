import * as z from "zod/mini";
import type { Instant } from "../clock/instant.ts";
import type { JobId, OrganisationId, PersonId, TicketId } from "../id.ts";
import type { Role } from "../person/member.ts";
import type { Cells } from "./what-if.ts";

/** Long work over all tickets or topics of an organisation, done in steps. */
export const JobKind = z.enum([
  "recompute-clocks",
  "verify-clocks",
  "what-if",
  "rebuild-figures",
  "learn-topics",
]);
export type JobKind = z.infer<typeof JobKind>;

/** Who may start a job of a kind and look at it; none shows what anybody asked. */
export const jobRoles = {
  "recompute-clocks": ["administrator"],
  "verify-clocks": ["administrator"],
  "what-if": ["administrator", "service-manager"],
  "rebuild-figures": ["administrator"],
  "learn-topics": ["administrator"],
} as const satisfies Record<JobKind, readonly Role[]>;

/** Part of what there is to walk over: a desk's list, or a shard of the timers. */
export type Stretch = { desk: string; part: "open" | "done" } | { timers: number };

/** How far it has come: what is left to walk, and the position in the first of it. */
export type Walk = { left: Stretch[]; after?: string | undefined };

/** What a kind of job counts on its way, and what it comes to. */
export type Work = {
  "recompute-clocks": {
    tally: { seen: number; changed: number; failed: number; pass: number; changedInPass: number };
    result: { seen: number; changed: number; failed: number };
  };
  "verify-clocks": {
    tally: { seen: number; different: number; unknownVersions: number; tickets: TicketId[] };
    /** `unknownVersions`: closed under a configuration that is no longer deployed, so that their clocks go unjudged. */
    result: { checked: number; different: number; unknownVersions: number; tickets: TicketId[] };
  };
  "what-if": {
    tally: { seen: number; failed: number; from: string; to: string; cells: Cells };
    /** No total: whoever knew it could tell what a row without numbers hides. */
    result: {
      from: string;
      to: string;
      failed: number;
      minimumAskers: number;
      /** The desks that are too small to be shown alone. */
      combined: string[];
      rows: Row[];
    };
  };
  "rebuild-figures": {
    tally: {
      /**
       * Every ticket is walked over, also those of desks that only the counters know, then every month compared. Where
       * that differs both are done once more, and what tickets did meanwhile is left out.
       */
      phase: "walk" | "desks" | "stirred" | "compare" | "correct";
      pass: 1 | 2;
      months: string[];
      /** Which of them is next. */
      month: number;
      /** Desks that no configuration names any more. */
      desks: string[];
      seen: number;
      counters: number;
      different: number;
      write: boolean;
    };
    result: { counters: number; different: number };
  };
  "learn-topics": {
    tally: {
      /** Every topic learns anew, all are told apart, every one is looked at as it stands; then what comes of all together. */
      phase: "learn" | "refine" | "stand" | "words" | "merges" | "index";
      /** The topic that was last in this phase: they go by their keys. */
      after?: string | undefined;
      topics: number;
      failed: number;
    };
    result: { topics: number; failed: number };
  };
};

/** Met and missed at a desk, as it went and as it would have gone; nothing where too few people asked. */
export type Row = {
  desk: string;
  metric: string;
  met: number | null;
  missed: number | null;
  metThen: number | null;
  missedThen: number | null;
};

export type JobOf<K extends JobKind> = {
  organisation: OrganisationId;
  jobId: JobId;
  kind: K;
  state: "running" | "done" | "failed";
  by: PersonId | "system";
  startedAt: Instant;
  /** When its last step was saved. */
  movedAt: Instant;
  /** The number of that step. */
  step: number;
  walk: Walk;
  tally: Work[K]["tally"];
  result?: Work[K]["result"];
};
export type Job = { [K in JobKind]: JobOf<K> }[JobKind];

/** What is left of a job that made way: nothing of what it had counted of people. */
export const givenUp = (job: Job): Job =>
  job.kind === "what-if"
    ? { ...job, state: "failed", tally: { ...job.tally, cells: {} } }
    : { ...job, state: "failed" };

const stuckAfterMinutes = 15;

/** Keeps another of its kind from starting. One that did nothing for so long has its messages in the dead letters. */
export const isAtWork = ({ state, movedAt }: Pick<Job, "state" | "movedAt">, at: Instant) =>
  state === "running" && Date.parse(at) - Date.parse(movedAt) < stuckAfterMinutes * 60_000;
