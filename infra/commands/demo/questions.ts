import { existsSync, readFileSync } from "node:fs";
import * as z from "zod";
import { Text } from "../../../shared/contract/input.ts";
import { CannotRun } from "../arguments.ts";

const Row = z.object({ text: Text });

/**
 * The questions of a JSON Lines file; fields other than `text` say nothing here.
 * @throws CannotRun with the number of the first line that is no question
 */
export function readQuestions(file: string): string[] {
  if (!existsSync(file)) throw new CannotRun(`There is no file ${file}.`);
  const lines = readFileSync(file, "utf8")
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/);
  const questions = lines.flatMap((line, i) =>
    line.trim() === "" ? [] : [questionIn(line, `${file}, line ${i + 1}`)],
  );
  if (questions.length === 0) throw new CannotRun(`${file} holds no questions.`);
  return questions;
}

function questionIn(line: string, place: string): string {
  const row = Row.safeParse(json(line, place));
  if (row.success) return row.data.text;
  const [issue] = row.error.issues;
  const at = issue?.path.length ? `"${issue.path.join(".")}": ` : "";
  throw new CannotRun(`${place}: ${at}${issue?.message}. A row is {"text": "a question"}.`);
}

function json(line: string, place: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new CannotRun(`${place}: this is not JSON. A row is {"text": "a question"}.`);
  }
}

/** For scenes that a short file has no questions left for. */
const spare = [
  "Wanneer wordt het vakantiegeld uitbetaald?",
  "Hoeveel verlofuren neem ik mee naar volgend jaar?",
  "Mijn reiskosten van vorige maand ontbreken op de strook.",
  "Can I change my working hours from next month?",
];

/** Hands out each question of the file once, and says what is left for the rest of the day. */
export function questionPool(questions: readonly string[], isDelicate: (text: string) => boolean) {
  const left = [...questions];
  let added = 0;
  return {
    /**
     * A question for a scene: the first that fits a telephone log too and calls for no special care by its words;
     * one in English where there is one, if that is asked.
     */
    calm(language: "any" | "en" = "any"): string {
      const fits = (text: string) => !isDelicate(text) && fitsPhoneLog(text);
      const inEnglish = language === "en" ? left.findIndex((text) => fits(text) && english.test(text)) : -1;
      const at = inEnglish >= 0 ? inEnglish : left.findIndex(fits);
      const [found] = at < 0 ? [] : left.splice(at, 1);
      return found ?? (spare[added++ % spare.length] as string);
    },
    rest: (): string[] => left.splice(0),
    added: () => added,
  };
}

const english = /\b(the|my|how|where|what|does)\b/i;

/** A telephone exchange's note is shorter than a question may be. */
export const fitsPhoneLog = (text: string) => text.length <= 2_000 && /^(?:\P{Cc}|[\n\t])*$/u.test(text);
