import type { Block } from "../../shared/faq/markup.ts";
import type { No } from "../call.ts";
import type { Drawing } from "../reports/draw.ts";
import type { ClockFacts } from "../ui/clock-state.ts";

// Invented people and questions.

export type SamplePerson = { personId: string; name: string; unit: string; number: string };

export const people: readonly SamplePerson[] = [
  { personId: "1", name: "Anna Testers", unit: "Wijkteam Noord", number: "100231" },
  { personId: "2", name: "Bilal Voorbeeld", unit: "Meldkamer", number: "100847" },
  { personId: "3", name: "Cem Fictief", unit: "Bedrijfsvoering", number: "101266" },
  {
    personId: "4",
    name: "Daphne van den Bedacht-Denkbeeldig",
    unit: "Opleiding en ontwikkeling",
    number: "102004",
  },
];

export const answer: Block[] = [
  {
    is: "paragraph",
    inside: [
      { is: "text", text: "Je kunt ouderschapsverlof opnemen tot je kind " },
      { is: "strong", inside: [{ is: "text", text: "acht jaar" }] },
      { is: "text", text: " is. Vraag het minstens twee maanden van tevoren aan." },
    ],
  },
  { is: "heading", inside: [{ is: "text", text: "Zo vraag je het aan" }] },
  {
    is: "numbers",
    from: 1,
    items: [
      [{ is: "text", text: "Bespreek de dagen met je leidinggevende." }],
      [
        { is: "text", text: "Vul het " },
        { is: "link", text: "formulier ouderschapsverlof", to: "/" },
        { is: "text", text: " in." },
      ],
      [{ is: "text", text: "Je hoort binnen vijf werkdagen of het akkoord is." }],
    ],
  },
  { is: "bullets", items: [[{ is: "text", text: "De eerste negen weken worden deels betaald." }]] },
];

const from = (now: number, hours: number) => new Date(now + hours * 3_600_000).toISOString();

export const clocks = (
  now: number,
): { name: string; clock: ClockFacts & { explanation?: { nl: string; en: string } } }[] => [
  {
    name: "running",
    clock: {
      startedAt: from(now, -2),
      dueAt: from(now, 30),
      explanation: {
        nl: "Je krijgt antwoord voor woensdag 14:00 uur.",
        en: "You get an answer before Wednesday 14:00.",
      },
    },
  },
  { name: "near", clock: { startedAt: from(now, -20), dueAt: from(now, 0.75) } },
  { name: "late", clock: { startedAt: from(now, -60), dueAt: from(now, -3) } },
  {
    name: "paused",
    clock: {
      startedAt: from(now, -9),
      dueAt: from(now, 9),
      pausedSince: from(now, -1),
      explanation: {
        nl: "De tijd staat stil: we wachten op jouw antwoord.",
        en: "Paused: we wait for your answer.",
      },
    },
  },
  { name: "met", clock: { startedAt: from(now, -9), outcome: "met" } },
  { name: "missed", clock: { startedAt: from(now, -9), outcome: "missed" } },
];

export const noes: readonly No[] = [
  { is: "refused", reason: "stale", title: "", faults: [] },
  { is: "offline" },
  { is: "slow" },
  { is: "broken", status: 500 },
];

export const figures = [
  { week: "week 45", asked: 412, inTime: 0.93, hours: 5.5 },
  { week: "week 46", asked: 388, inTime: 0.95, hours: 4.75 },
  { week: "week 47", asked: 431, inTime: 0.89, hours: 6.25 },
];

const percent = (share: number) => `${Math.round(share * 100)}%`;
const weeks = Array.from({ length: 14 }, (_, i) => `2026-W${36 + i}`);
const hours = ["8–9", "9–10", "10–11", "11–12"];
const days = ["ma", "di", "wo", "do", "vr", "za", "zo"];

/** Each kind of chart, with what is hidden, what is missing, and names that are long. */
export const charts: readonly { title: string; sentence: string; drawing: Drawing }[] = [
  {
    title: "Per week",
    sentence: "Op tijd in de hele periode: eerste reactie 91% en antwoord 84%.",
    drawing: {
      is: "weeks",
      percent,
      series: [
        { name: "Eerste reactie", points: weeks.map((week, i) => ({ week, share: 0.82 + (i % 5) * 0.04 })) },
        {
          name: "Afspraak tussen teams",
          points: weeks.map((week, i) => ({ week, share: i === 5 || i === 7 ? undefined : 0.3 + i * 0.05 })),
        },
      ],
    },
  },
  {
    title: "Staven",
    sentence: "Het meest gevraagd: verlof (1.204) en individueel keuzebudget (640).",
    drawing: {
      is: "bars",
      bars: [
        { name: "Verlof", count: 1204, text: "1.204" },
        { name: "Individueel keuzebudget (IKB) en andere arbeidsvoorwaarden", count: 640, text: "640" },
        { name: "Jaaropgave", count: 0, text: "0" },
        { name: "Loonbeslag", count: undefined, text: "te weinig vragers" },
      ],
    },
  },
  {
    title: "Uur en dag",
    sentence: "Het drukst is het op maandag tussen 9 en 10 uur: 1.180 vragen.",
    drawing: {
      is: "heat",
      columns: days,
      rows: hours,
      cells: hours.flatMap((row, i) =>
        days.map((column, j) => ({
          column,
          row,
          count: j === 6 ? undefined : j === 5 ? 0 : Math.round(1180 / (1 + Math.abs(i - 1) + j)),
        })),
      ),
    },
  },
  {
    title: "Ervoor en erna",
    sentence: "Het antwoord dat het vaakst hielp, is dat over verlofsaldo: 81% van wie het opende.",
    drawing: {
      is: "changes",
      changes: [
        { name: "Verlofsaldo, voor medewerkers", before: 120, after: 44, text: "120 → 44" },
        {
          name: "Vakantiegeld en eindejaarsuitkering, voor leidinggevenden",
          before: 30,
          after: 38,
          text: "30 → 38",
        },
        { name: "Jaaropgave, voor medewerkers", before: 52, after: 52, text: "52 → 52" },
      ],
    },
  },
];
