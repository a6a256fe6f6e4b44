import type { Organisation } from "../organisation/organisation.ts";
import type { Language, LocalText } from "../text.ts";
import type { Because } from "./circle.ts";
import type { ClockTold } from "./clock.ts";
import type { DigestEntry } from "./digest.ts";

/* In these {je}, {jouw}, {reference}, {due} and {role} are still to be filled in. */

export const clockNames: Record<ClockTold["clock"], LocalText> = {
  firstResponse: { nl: "eerste reactie", en: "first response" },
  nextResponse: { nl: "volgende reactie", en: "next response" },
  resolution: { nl: "afhandeling", en: "resolution" },
  ola: { nl: "werk van het team", en: "the team's work" },
  statutory: { nl: "wettelijke termijn", en: "legal term" },
  promise: { nl: "afspraak met de vrager", en: "promise to the asker" },
};

type Stage = "near" | "late";
const stageOf = ({ kind }: DigestEntry): Stage => (kind === "warned" ? "near" : "late");

export function clockSubject(entry: DigestEntry): LocalText {
  const isEscalation = stageOf(entry) === "late" && (entry.tier ?? 1) > 1;
  return subjects[isEscalation ? "escalated" : stageOf(entry)];
}

const subjects: Record<Stage | "escalated", LocalText> = {
  near: { nl: "Vraag {reference} is bijna te laat", en: "Question {reference} is nearly late" },
  late: { nl: "Vraag {reference} is te laat", en: "Question {reference} is late" },
  escalated: {
    nl: "Opgeschaald: vraag {reference} is te laat",
    en: "Escalated: question {reference} is late",
  },
};

/** What happened, to which clock; to whoever may not be told of that, that something did. */
export function happenedTo(entry: DigestEntry): LocalText {
  const stage = stageOf(entry);
  if (entry.isHidden) return hidden[stage];
  return entry.clock === "promise" && entry.because === "owner"
    ? ownPromise[stage]
    : happened[entry.clock][stage];
}

const hidden: Record<Stage, LocalText> = {
  near: { nl: "Een termijn loopt bijna af.", en: "A deadline is near." },
  late: { nl: "Een termijn is verlopen.", en: "A deadline has passed." },
};

const happened: Record<ClockTold["clock"], Record<Stage, LocalText>> = {
  firstResponse: {
    near: { nl: "De eerste reactie is bijna te laat.", en: "The first response is nearly late." },
    late: { nl: "De eerste reactie is te laat.", en: "The first response is late." },
  },
  nextResponse: {
    near: { nl: "De volgende reactie is bijna te laat.", en: "The next response is nearly late." },
    late: { nl: "De volgende reactie is te laat.", en: "The next response is late." },
  },
  resolution: {
    near: { nl: "De afhandeling is bijna te laat.", en: "The resolution is nearly late." },
    late: { nl: "De afhandeling is te laat.", en: "The resolution is late." },
  },
  ola: {
    near: { nl: "Het werk van het team is bijna te laat.", en: "The team's work is nearly late." },
    late: { nl: "Het werk van het team is te laat.", en: "The team's work is late." },
  },
  statutory: {
    near: { nl: "De wettelijke termijn loopt bijna af.", en: "The legal term is nearly over." },
    late: { nl: "De wettelijke termijn is verlopen.", en: "The legal term has passed." },
  },
  promise: {
    near: {
      nl: "Een afspraak met de vrager ({due}) is bijna te laat.",
      en: "A promise to the asker ({due}) is nearly late.",
    },
    late: {
      nl: "Een afspraak met de vrager ({due}) is niet nagekomen.",
      en: "A promise to the asker ({due}) was not kept.",
    },
  },
};

const ownPromise: Record<Stage, LocalText> = {
  near: {
    nl: "{Jouw} afspraak met de vrager ({due}) is bijna te laat.",
    en: "Your promise to the asker ({due}) is nearly late.",
  },
  late: {
    nl: "{Jouw} afspraak met de vrager ({due}) is niet nagekomen.",
    en: "Your promise to the asker ({due}) was not kept.",
  },
};

/** Why this receiver hears of it; of a promise of their own they know. */
export function becauseOf({ because, clock, isHidden }: DigestEntry): LocalText[] {
  if (because === undefined) return [];
  const isPromise = clock === "promise" && !isHidden;
  if (isPromise && because === "owner") return [];
  const reason = typeof because === "object" ? "role" : because;
  return [isPromise && (reason === "role" || reason === "team") ? ofPromise[reason] : ofQuestion[reason]];
}

const ofQuestion: Record<"role" | Exclude<Because, object>, LocalText> = {
  owner: {
    nl: "{Je} krijgt dit omdat {je} de vraag hebt.",
    en: "You get this because you have the question.",
  },
  unclaimed: {
    nl: "{Je} krijgt dit omdat nog niemand de vraag heeft opgepakt.",
    en: "You get this because nobody has taken up the question yet.",
  },
  unreached: {
    nl: "{Je} krijgt dit omdat we degene die hierover gaat niet kunnen bereiken.",
    en: "You get this because we cannot reach the one who answers for this.",
  },
  team: {
    nl: "{Je} krijgt dit omdat {je} bij dit team werkt en de vraag nog steeds wacht.",
    en: "You get this because you work at this team and the question is still waiting.",
  },
  role: {
    nl: "{Je} krijgt dit omdat {je} {role} bent en de vraag nog steeds wacht.",
    en: "You get this as {role}, because the question is still waiting.",
  },
};

/** A question with a promise may have its answer. */
const ofPromise: Record<"role" | "team", LocalText> = {
  team: {
    nl: "{Je} krijgt dit omdat {je} bij dit team werkt en de afspraak nog openstaat.",
    en: "You get this because you work at this team and the promise still stands.",
  },
  role: {
    nl: "{Je} krijgt dit omdat {je} {role} bent en de afspraak nog openstaat.",
    en: "You get this as {role}, because the promise still stands.",
  },
};

/** As the organisation calls it, within a sentence. */
export function roleName(because: Because | undefined, { roles }: Organisation, language: Language): string {
  if (typeof because !== "object") return "";
  const name = roles[because.role]?.name[language] ?? because.role;
  return name.charAt(0).toLowerCase() + name.slice(1);
}
