import { frontDesk } from "../organisation/lookup.ts";
import type { Organisation } from "../organisation/organisation.ts";
import type { Language } from "../text.ts";
import type { Ticket } from "../ticket/ticket.ts";
import type { NoticeKind } from "./notice.ts";

export type Mail = { subject: string; text: string; html: string };

export type MailParts = {
  kind: NoticeKind;
  ticket: Pick<Ticket, "reference" | "ticketId" | "confidentiality">;
  language: Language;
  organisation: Organisation;
  /** Where people find the helpdesk. */
  publicUrl: string;
  /** Whether it goes to the one *namens* whom somebody else asked. */
  isNamens?: boolean | undefined;
  /** What was written; left out of the mail where the ticket's confidentiality says so. */
  text?: string | undefined;
};

type Words = { subject: string; lines: string[] };

/** Dutch says je or u as the organisation does. */
const words: Record<NoticeKind, { je: Words; u: Words; en: Words }> = {
  received: {
    je: {
      subject: "Je vraag {reference} is ontvangen",
      lines: ["We hebben je vraag ontvangen.", "Je krijgt bericht als er een antwoord is."],
    },
    u: {
      subject: "Uw vraag {reference} is ontvangen",
      lines: ["We hebben uw vraag ontvangen.", "U krijgt bericht als er een antwoord is."],
    },
    en: {
      subject: "Your question {reference} was received",
      lines: ["We have received your question.", "You will hear from us when there is an answer."],
    },
  },
  reply: {
    je: { subject: "Reactie op je vraag {reference}", lines: ["Er is een reactie op je vraag."] },
    u: { subject: "Reactie op uw vraag {reference}", lines: ["Er is een reactie op uw vraag."] },
    en: { subject: "Reply to your question {reference}", lines: ["There is a reply to your question."] },
  },
  "question-to-you": {
    je: {
      subject: "We hebben iets van je nodig voor vraag {reference}",
      lines: ["Om je verder te helpen, hebben we eerst iets van je nodig."],
    },
    u: {
      subject: "We hebben iets van u nodig voor vraag {reference}",
      lines: ["Om u verder te helpen, hebben we eerst iets van u nodig."],
    },
    en: {
      subject: "We need something from you for question {reference}",
      lines: ["To help you further, we first need something from you."],
    },
  },
  resolved: {
    je: {
      subject: "Je vraag {reference} is afgerond",
      lines: ["Je vraag is afgerond.", "Klopt het antwoord niet? Je kunt de vraag nog heropenen."],
    },
    u: {
      subject: "Uw vraag {reference} is afgerond",
      lines: ["Uw vraag is afgerond.", "Klopt het antwoord niet? U kunt de vraag nog heropenen."],
    },
    en: {
      subject: "Your question {reference} was resolved",
      lines: ["Your question was resolved.", "Is the answer not right? You can still reopen the question."],
    },
  },
  "asker-replied": {
    je: { subject: "Vrager reageerde op vraag {reference}", lines: ["De vrager heeft gereageerd."] },
    u: { subject: "Vrager reageerde op vraag {reference}", lines: ["De vrager heeft gereageerd."] },
    en: { subject: "The asker replied to question {reference}", lines: ["The asker has replied."] },
  },
  reopened: {
    je: { subject: "Vraag {reference} is heropend", lines: ["De vrager heeft de vraag heropend."] },
    u: { subject: "Vraag {reference} is heropend", lines: ["De vrager heeft de vraag heropend."] },
    en: { subject: "Question {reference} was reopened", lines: ["The asker has reopened the question."] },
  },
};

const textHidden = {
  je: "Om je privacy te beschermen staat de tekst niet in deze mail. Log in om haar te lezen.",
  u: "Om uw privacy te beschermen staat de tekst niet in deze mail. Log in om haar te lezen.",
  en: "To protect your privacy the text is not in this mail. Sign in to read it.",
};

const onBehalf = {
  je: "Deze vraag is namens jou gesteld.",
  u: "Deze vraag is namens u gesteld.",
  en: "This question was asked on your behalf.",
};

const linkWords = { nl: "Bekijk de vraag", en: "See the question" };

/** A mail in plain text and HTML. The subject never holds what was asked: it is shown on locked screens. */
export function compose(parts: MailParts): Mail {
  const { kind, ticket, language, organisation, publicUrl } = parts;
  const { address, name } = organisation.organisation;
  const voice = language === "en" ? "en" : address;
  const { subject, lines } = words[kind][voice];
  const paragraphs = [...(parts.isNamens ? [onBehalf[voice]] : []), ...lines, ...written(parts, voice)];
  const link = `${publicUrl.replace(/\/$/, "")}/vragen/${ticket.ticketId}`;
  const sender = `${frontDesk(organisation).name[language]} · ${name[language]}`;
  return {
    subject: subject.replace("{reference}", ticket.reference),
    text: [...paragraphs, `${linkWords[language]}: ${link}`, sender].join("\n\n"),
    html: htmlOf(language, paragraphs, link, sender),
  };
}

function written({ text, ticket, organisation }: MailParts, voice: "je" | "u" | "en"): string[] {
  if (text === undefined) return [];
  return [organisation.confidentiality[ticket.confidentiality].textInMail ? text : textHidden[voice]];
}

function htmlOf(language: Language, paragraphs: readonly string[], link: string, sender: string): string {
  const body = paragraphs.map((text) => `<p>${escaped(text).replaceAll("\n", "<br>")}</p>`).join("\n");
  return [
    "<!doctype html>",
    `<html lang="${language}"><head><meta charset="utf-8"><title>Personeelsloket</title></head>`,
    '<body style="font-family: sans-serif; max-width: 40em; line-height: 1.5">',
    body,
    `<p><a href="${escaped(link)}">${linkWords[language]}</a></p>`,
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
