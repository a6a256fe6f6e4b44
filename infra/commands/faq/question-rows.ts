import { hrConcepts } from "../../../shared/faq/glossary/concepts.ts";
import { conceptsFrom, type Glossary, glossaryOf } from "../../../shared/faq/glossary.ts";
import { CannotRun } from "../arguments.ts";
import { rowsOf } from "../row-file.ts";

export type QuestionRow = { id: string; text: string; topic: string; lang: string };

/** The topic of a question that is about none. */
export const noTopic = "oos";

/** The rows of a file of questions with their topics, JSON Lines or CSV. */
export async function readQuestionRows(file: string): Promise<QuestionRow[]> {
  const rows: QuestionRow[] = [];
  for await (const numbered of rowsOf(file)) {
    if ("unreadable" in numbered)
      throw new CannotRun(`${file}, row ${numbered.number}: ${numbered.unreadable}.`);
    const { id, text, topic, lang = "" } = numbered.row;
    if (!isText(text) || !isText(topic)) {
      throw new CannotRun(`${file}, row ${numbered.number}: a row needs a text and a topic.`);
    }
    rows.push({ id: String(id ?? numbered.number), text, topic, lang: String(lang) });
  }
  if (rows.length === 0) throw new CannotRun(`${file} has no rows.`);
  return rows;
}

const isText = (cell: unknown): cell is string => typeof cell === "string" && cell.trim() !== "";

/** A topic's key says what it is about, as its name does on the page. */
export const nameIn = (topic: string): string => topic.replace(/[^\p{L}\p{N}]+/gu, " ").trim();

/** @throws CannotRun for anything but on and off */
export function isOn(option: string, value = "on"): boolean {
  if (value !== "on" && value !== "off") throw new CannotRun(`${option} is on or off, not "${value}".`);
  return value === "on";
}

export const glossaryFor = (value: string | undefined): Glossary | undefined =>
  isOn("--glossary", value) ? glossaryOf(conceptsFrom(hrConcepts)) : undefined;

export const rounded = (share: number): number => Math.round(share * 1e4) / 1e4;
