import { frontDesk } from "../organisation/lookup.ts";
import type { Organisation } from "../organisation/organisation.ts";
import type { Language } from "../text.ts";
import type { Ticket } from "../ticket/ticket.ts";
import { type ClockTold, isInRealTime, mayBeTold } from "./clock.ts";
import { becauseOf, clockNames, clockSubject, happenedTo, roleName } from "./clock-words.ts";
import type { DigestEntry } from "./digest.ts";
import type { ClockNotice, PlainNotice } from "./notice.ts";
import { hoursAndMinutes, wallClock, wallClockShort, wallDay } from "./when.ts";

export type Mail = { subject: string; text: string; html: string };

type Addressed = {
  language: Language;
  organisation: Organisation;
  /** Where people find the helpdesk. */
  publicUrl: string;
};

export type MailParts = Addressed & {
  notice: Omit<PlainNotice, "to"> | Omit<ClockNotice, "to">;
  ticket: Pick<Ticket, "reference" | "ticketId" | "confidentiality">;
  /** Whether it goes to the one *namens* whom somebody else asked. */
  isNamens?: boolean | undefined;
  /** What was written; left out of the mail where the ticket's confidentiality says so. */
  text?: string | undefined;
};

type Words = { subject: string; lines: string[] };

/**
 * In Dutch {je}, {jou} and {jouw} become what the organisation calls people by. A line with a moment is left out where
 * there is none.
 */
const words: Record<PlainNotice["kind"], Record<Language, Words>> = {
  received: {
    nl: {
      subject: "{Jouw} vraag {reference} is ontvangen",
      lines: [
        "We hebben {jouw} vraag ontvangen.",
        "{Je} krijgt uiterlijk {due} een eerste reactie.",
        "{Je} krijgt bericht als er een antwoord is.",
      ],
    },
    en: {
      subject: "Your question {reference} was received",
      lines: [
        "We have received your question.",
        "You will get a first response by {due}.",
        "You will hear from us when there is an answer.",
      ],
    },
  },
  reply: {
    nl: { subject: "Reactie op {jouw} vraag {reference}", lines: ["Er is een reactie op {jouw} vraag."] },
    en: { subject: "Reply to your question {reference}", lines: ["There is a reply to your question."] },
  },
  "question-to-you": {
    nl: {
      subject: "We hebben iets van {je} nodig voor vraag {reference}",
      lines: ["Om {je} verder te helpen, hebben we eerst iets van {je} nodig."],
    },
    en: {
      subject: "We need something from you for question {reference}",
      lines: ["To help you further, we first need something from you."],
    },
  },
  reminder: {
    nl: {
      subject: "Herinnering: we hebben iets van {je} nodig voor vraag {reference}",
      lines: [
        "We wachten nog op {jouw} reactie. Zonder die reactie kunnen we {je} niet verder helpen.",
        "Horen we niets, dan ronden we {jouw} vraag op {day} af.",
      ],
    },
    en: {
      subject: "Reminder: we need something from you for question {reference}",
      lines: [
        "We are still waiting for your reply. Without it we cannot help you further.",
        "If we hear nothing, we will resolve your question on {day}.",
      ],
    },
  },
  resolved: {
    nl: {
      subject: "{Jouw} vraag {reference} is afgerond",
      lines: ["{Jouw} vraag is afgerond.", "Klopt het antwoord niet? {Je} kunt de vraag nog heropenen."],
    },
    en: {
      subject: "Your question {reference} was resolved",
      lines: ["Your question was resolved.", "Is the answer not right? You can still reopen the question."],
    },
  },
  "no-reply": {
    nl: {
      subject: "{Jouw} vraag {reference} is afgerond, omdat we niets meer hoorden",
      lines: [
        "We hebben {je} iets gevraagd en geen reactie gekregen. Daarom hebben we {jouw} vraag afgerond.",
        "Heb {je} toch nog hulp nodig? {Je} kunt de vraag nog heropenen.",
      ],
    },
    en: {
      subject: "Your question {reference} was resolved, since we heard nothing more",
      lines: [
        "We asked you something and got no reply. That is why we have resolved your question.",
        "Do you still need help? You can still reopen the question.",
      ],
    },
  },
  promised: {
    nl: {
      subject: "Afspraak over {jouw} vraag {reference}",
      lines: ["Dit beloven we {je}, uiterlijk {due}:"],
    },
    en: {
      subject: "A promise about your question {reference}",
      lines: ["We promise you this, by {due}:"],
    },
  },
  "promise-kept": {
    nl: {
      subject: "Afspraak over {jouw} vraag {reference} is nagekomen. Klopt dat?",
      lines: [
        "We hebben gedaan wat we {je} beloofden. Klopt dat? {Je} kunt het bij {jouw} vraag bevestigen.",
      ],
    },
    en: {
      subject: "Our promise about your question {reference} was kept. Is that right?",
      lines: ["We have done what we promised you. Is that right? You can confirm it with your question."],
    },
  },
  "promise-withdrawn": {
    nl: {
      subject: "Afspraak over {jouw} vraag {reference} gaat niet door",
      lines: ["Wat we {je} over {jouw} vraag beloofden, gaat niet door."],
    },
    en: {
      subject: "Our promise about your question {reference} was withdrawn",
      lines: ["What we promised you about your question will not happen."],
    },
  },
  "asker-replied": {
    nl: { subject: "Vrager reageerde op vraag {reference}", lines: ["De vrager heeft gereageerd."] },
    en: { subject: "The asker replied to question {reference}", lines: ["The asker has replied."] },
  },
  reopened: {
    nl: { subject: "Vraag {reference} is heropend", lines: ["De vrager heeft de vraag heropend."] },
    en: { subject: "Question {reference} was reopened", lines: ["The asker has reopened the question."] },
  },
  "promise-denied": {
    nl: {
      subject: "Afspraak bij vraag {reference} niet nagekomen, zegt de vrager",
      lines: ["De vrager zegt dat een afspraak over deze vraag niet is nagekomen."],
    },
    en: {
      subject: "A promise on question {reference} was not kept, says the asker",
      lines: ["The asker says that a promise about this question was not kept."],
    },
  },
};

const textHidden: Record<Language, string> = {
  nl: "Om {jouw} privacy te beschermen staat de tekst niet in deze mail. Log in om haar te lezen.",
  en: "To protect your privacy the text is not in this mail. Sign in to read it.",
};

const onBehalf: Record<Language, string> = {
  nl: "Deze vraag is namens {jou} gesteld.",
  en: "This question was asked on your behalf.",
};

const mayNotOpen: Record<Language, string> = {
  nl: "{Je} kunt deze vraag zelf niet openen. Zorg dat iemand die haar mag lezen haar oppakt.",
  en: "You cannot open this question yourself. See to it that somebody who may read it takes it up.",
};

const digestWords: Record<Language, Words> = {
  nl: {
    subject: "Termijnen die aandacht vragen: {count}",
    lines: ["Deze termijnen vragen aandacht. Omdat het er veel zijn, staan ze bij elkaar in één mail."],
  },
  en: {
    subject: "Deadlines that need attention: {count}",
    lines: ["These deadlines need attention. Since there are many, they are together in one mail."],
  },
};

const linkWords: Record<Language, string> = { nl: "Bekijk de vraag", en: "See the question" };

/** A mail in plain text and HTML. The subject never holds what was asked: it is shown on locked screens. */
export function compose(parts: MailParts): Mail {
  const { notice, ticket } = parts;
  if (!("told" in notice)) return plainMail(parts, notice);
  const { told, kind, mayOpen, because } = notice;
  const { ticketId, reference } = ticket;
  const isHidden = !mayBeTold(mayOpen, ticket);
  return clockMail({ ...told, kind, because, mayOpen, isHidden, ticketId, reference }, parts);
}

function plainMail(parts: MailParts, { kind, dueAt }: Omit<PlainNotice, "to">): Mail {
  const { ticket, language, organisation, publicUrl } = parts;
  const { subject, lines } = words[kind][language];
  const { zone } = organisation.organisation;
  const moment = dueAt && { due: wallClock(dueAt, zone, language), day: wallDay(dueAt, zone, language) };
  const filled = filling(parts, { reference: ticket.reference, ...moment });
  const paragraphs = [
    ...(parts.isNamens ? [filled(onBehalf[language])] : []),
    ...lines.filter((line) => moment || !/\{(due|day)\}/.test(line)).map(filled),
    ...written(parts, filled),
  ];
  return mailOf(parts, filled(subject), paragraphs, [
    { words: linkWords[language], to: linkTo(publicUrl, ticket) },
  ]);
}

/** What happened to which clock, why this receiver hears of it, and the figures. */
function clockMail(entry: DigestEntry, to: Addressed): Mail {
  const { language, organisation, publicUrl } = to;
  const { reference, dueAt, mayOpen, isHidden, because } = entry;
  const filled = filling(to, {
    reference,
    due: wallClockShort(dueAt, organisation.organisation.zone, language),
    role: roleName(because, organisation, language),
  });
  const paragraphs = [
    filled(happenedTo(entry)[language]),
    ...becauseOf(entry).map((why) => filled(why[language])),
    ...(isHidden ? [] : [clockLines(entry, to).join("\n")]),
    ...(mayOpen ? [] : [filled(mayNotOpen[language])]),
  ];
  const link = mayOpen ? [{ words: linkWords[language], to: linkTo(publicUrl, entry) }] : [];
  return mailOf(to, filled(clockSubject(entry)[language]), paragraphs, link);
}

/** One mail for many deadlines, the first to run out first; of one alone the mail that it would have had. */
export function composeDigest({ entries, ...to }: Addressed & { entries: readonly DigestEntry[] }): Mail {
  const { language, publicUrl } = to;
  const [only, ...others] = entries;
  if (only && others.length === 0) return clockMail(only, to);
  const { subject, lines } = digestWords[language];
  const filled = filling(to, { count: String(entries.length) });
  const ordered = entries.toSorted((one, other) => one.dueAt.localeCompare(other.dueAt));
  const links = ordered.flatMap((entry) =>
    entry.mayOpen ? [{ words: entry.reference, to: linkTo(publicUrl, entry) }] : [],
  );
  const told = ordered.map((entry) =>
    [entry.reference, ...(entry.isHidden ? [] : clockLines(entry, to))].join("\n"),
  );
  return mailOf(to, filled(subject), [...lines.map(filled), ...told], links);
}

const linkTo = (publicUrl: string, { ticketId }: Pick<Ticket, "ticketId">) =>
  `${publicUrl.replace(/\/$/, "")}/vragen/${ticketId}`;

/** Which clock, until when, and how long ago that was. */
function clockLines(
  { clock, dueAt, lateSeconds = 0, explanation }: ClockTold,
  { language, organisation }: Addressed,
): string[] {
  const until = wallClock(dueAt, organisation.organisation.zone, language);
  const late = hoursAndMinutes(lateSeconds, language);
  return language === "nl"
    ? [
        `Termijn: ${clockNames[clock].nl}`,
        `Uiterlijk: ${until}`,
        ...(late ? [`Te laat: ${late}${isInRealTime(clock) ? "" : " werktijd"}`] : []),
        ...(explanation ? [explanation.nl] : []),
      ]
    : [
        `Deadline: ${clockNames[clock].en}`,
        `At the latest: ${until}`,
        ...(late ? [`Late by: ${late}${isInRealTime(clock) ? "" : " of working time"}`] : []),
        ...(explanation ? [explanation.en] : []),
      ];
}

const forms = {
  je: { je: "je", jou: "jou", jouw: "je" },
  u: { je: "u", jou: "u", jouw: "uw" },
} as const;

/** Puts values in the place of their names in our own sentences; what people wrote never goes through it. */
function filling({ organisation }: Pick<Addressed, "organisation">, values: Record<string, string>) {
  const known: Record<string, string> = { ...forms[organisation.organisation.address], ...values };
  return (template: string) =>
    template.replace(/\{(\w+)\}/g, (_, name: string) => {
      const lower = name.charAt(0).toLowerCase() + name.slice(1);
      const value = known[lower] ?? "";
      return name === lower ? value : value.charAt(0).toUpperCase() + value.slice(1);
    });
}

function written(
  { text, ticket, organisation, language }: MailParts,
  filled: (template: string) => string,
): string[] {
  if (text === undefined) return [];
  const isShown = organisation.confidentiality[ticket.confidentiality].textInMail;
  return [isShown ? text : filled(textHidden[language])];
}

type Link = { words: string; to: string };

function mailOf(
  { language, organisation }: Addressed,
  subject: string,
  paragraphs: readonly string[],
  links: readonly Link[],
): Mail {
  const sender = `${frontDesk(organisation).name[language]} · ${organisation.organisation.name[language]}`;
  return {
    subject,
    text: [...paragraphs, ...links.map(({ words, to }) => `${words}: ${to}`), sender].join("\n\n"),
    html: htmlOf(language, paragraphs, links, sender),
  };
}

function htmlOf(
  language: Language,
  paragraphs: readonly string[],
  links: readonly Link[],
  sender: string,
): string {
  const body = paragraphs.map((text) => `<p>${escaped(text).replaceAll("\n", "<br>")}</p>`);
  return [
    "<!doctype html>",
    `<html lang="${language}"><head><meta charset="utf-8"><title>Personeelsloket</title></head>`,
    '<body style="font-family: sans-serif; max-width: 40em; line-height: 1.5">',
    ...body,
    ...links.map(({ words, to }) => `<p><a href="${escaped(to)}">${escaped(words)}</a></p>`),
    `<p>${escaped(sender)}</p>`,
    "</body></html>",
  ].join("\n");
}

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
