import * as z from "zod/mini";

/**
 * What a person reads out over the telephone to find a question: two digits of the year, seven random digits
 * and a check digit. Spaces, dots and dashes between the digits are taken away.
 */
export const Reference = z
  .string()
  .check(
    z.overwrite((text) => text.replace(/[\s.-]/g, "")),
    z.regex(/^\d{10}$/, { error: "ten digits", abort: true }),
    z.refine((digits) => afterDigits(digits) === 0, {
      error: "the check digit does not fit: a digit was misheard or two were swapped",
      params: { code: "check-digit" },
    }),
  )
  .brand("Reference");
export type Reference = z.infer<typeof Reference>;

/**
 * @param year full or two-digit year
 * @param random an integer of at least 0 and below 10,000,000
 * @throws RangeError when either is outside its range
 */
export function makeReference(year: number, random: number): Reference {
  if (!Number.isInteger(year) || year < 0) throw new RangeError("year is a whole number of 0 or more");
  if (!Number.isInteger(random) || random < 0 || random >= 10_000_000)
    throw new RangeError("random is a whole number of at least 0 and below 10,000,000");
  const digits = String(year % 100).padStart(2, "0") + String(random).padStart(7, "0");
  return `${digits}${afterDigits(digits)}` as Reference;
}

/** Whether a text is a reference, however its digits are grouped. */
export function isReference(text: string): boolean {
  return Reference.safeParse(text).success;
}

/**
 * Damm's algorithm: the digits walk through a totally anti-symmetric quasigroup of order ten, so the check digit
 * catches every single wrong digit and every swap of two neighbours. Table: H. M. Damm, "Total anti-symmetrische
 * Quasigruppen", dissertation, Marburg 2004.
 */
function afterDigits(digits: string): number {
  let interim = 0;
  for (const digit of digits) interim = Number(quasigroup[interim]?.[Number(digit)]);
  return interim;
}

const quasigroup = [
  "0317598642",
  "7092154863",
  "4206871359",
  "1750983426",
  "6123045978",
  "3674209581",
  "5869720134",
  "8945362017",
  "9438617205",
  "2581436790",
];
