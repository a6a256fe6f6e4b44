import * as z from "zod/mini";
import { Calendar, NamedDay, Week, Zone } from "../clock/calendar.ts";
import { Day } from "../clock/instant.ts";
import { Desk } from "../desk/desk.ts";
import { RoutingRule } from "../desk/rule.ts";
import { Months, Topic } from "../faq/topic.ts";
import { Key, OrganisationId } from "../id.ts";
import type { Fault } from "../refusal.ts";
import { intFrom, positiveInt, someOf, someText } from "../schema.ts";
import { Language, LocalText } from "../text.ts";
import { DemandSettings } from "./demand.ts";
import { faultsOf, sound } from "./fault.ts";
import { ContactRules, Ending, HandOver, Waiting } from "./life.ts";
import { crossReferenceFaults } from "./references.ts";
import { ServiceLevel, ServiceLevelRules } from "./service-level.ts";

const comment = { $comment: z.optional(z.string()) };

const Identity = z.strictObject({
  key: OrganisationId,
  name: LocalText,
  employees: positiveInt(),
  zone: Zone,
  languages: someOf(Language),
  /** How the pages address people in Dutch. */
  address: z.enum(["je", "u"]),
  mailFrom: z.email(),
  payDay: z.strictObject({
    dayOfMonth: intFrom(1, 31),
    ifClosed: z.enum(["previous-working-day", "next-working-day"]),
  }),
});

const RoleDescription = z.strictObject({
  name: LocalText,
  /** Where the role comes from: the access token, or the people file. */
  from: z.enum(["token", "people-feed"]),
  scopedBy: z.optional(z.literal("desks")),
  may: z.optional(someText()),
});

const Location = z.strictObject({
  key: Key,
  name: LocalText,
  walkIn: Week,
  byAppointment: Week,
  privateRoom: z.boolean(),
});
export type Location = z.infer<typeof Location>;

const Phone = z.strictObject({ number: someText(), hours: Week, outsideHours: LocalText });

/** Who reads a ticket beside its asker: `named` is whoever the ticket names. */
export const Reader = z.enum(["front-office", "topic-desk", "named"]);
export type Reader = z.infer<typeof Reader>;

const ConfidentialityRule = z.strictObject({
  name: LocalText,
  readers: z.array(Reader),
  counted: z.boolean(),
  textInMail: z.boolean(),
  readLog: z.optional(z.boolean()),
});
export type ConfidentialityRule = z.infer<typeof ConfidentialityRule>;

const Signpost = z.strictObject({ name: LocalText, text: LocalText });
export type Signpost = z.infer<typeof Signpost>;

const Partner = z.strictObject({
  name: LocalText,
  /** What a partner may hear about the asker. */
  share: z.array(Key),
  target: z.strictObject({ workingDays: positiveInt() }),
});
export type Partner = z.infer<typeof Partner>;

const RetentionRule = z.strictObject({ textMonthsAfterClose: intFrom(0) });

const Figures = z.strictObject({
  minimumGroup: z.strictObject({ askers: positiveInt(), agents: positiveInt() }),
  /** No figure is ever made per named agent, so there is nothing else to choose. */
  agentFigures: z.literal("none"),
  deskBelowMinimum: z.enum(["combined-with-others", "hidden"]),
});

const Season = z.strictObject({ months: Months, name: LocalText, topics: someOf(Key) });

const PeopleFeed = z.strictObject({
  source: z.enum(["file", "scim"]),
  format: z.literal("csv"),
  every: Key,
  key: someText(),
  columns: someOf(someText()),
  never: z.array(someText()),
  leftRemainsAskerMonths: intFrom(0),
});

/** How one organisation has set up its helpdesk: versioned data, valid as a whole or not at all. */
export const Organisation = z.strictObject({
  ...comment,
  version: positiveInt(),
  validFrom: Day,
  organisation: Identity,
  roles: z.record(Key, RoleDescription),
  closedDays: z.array(NamedDay),
  calendars: z.record(Key, Calendar),
  locations: z.array(Location),
  phone: Phone,
  desks: someOf(Desk),
  serviceLevels: z.record(Key, ServiceLevel),
  serviceLevelRules: ServiceLevelRules,
  waiting: Waiting,
  ending: Ending,
  contact: ContactRules,
  handOver: HandOver,
  routing: someOf(RoutingRule),
  confidentiality: z.strictObject({
    open: ConfidentialityRule,
    sensitive: ConfidentialityRule,
    restricted: ConfidentialityRule,
    "not-recorded": ConfidentialityRule,
  }),
  signposts: z.record(Key, Signpost),
  partners: z.record(Key, Partner),
  retention: z.catchall(z.object({ ...comment, agentIdentityInEventsMonths: intFrom(0) }), RetentionRule),
  figures: Figures,
  season: z.array(Season),
  demand: z.optional(DemandSettings),
  people: PeopleFeed,
  topics: z.array(Topic),
});
export type Organisation = z.infer<typeof Organisation>;

/** The organisation, or every fault in its data at once: of form and of what refers to what. */
export function validate(data: unknown): { organisation: Organisation } | { faults: Fault[] } {
  const parsed = Organisation.safeParse(data);
  const issues = parsed.error?.issues ?? [];
  const faults = [
    ...issues.flatMap((issue) => faultsOf(issue, data)),
    ...crossReferenceFaults(sound<Organisation>(data, issues)),
  ];
  return parsed.success && faults.length === 0 ? { organisation: parsed.data } : { faults };
}
