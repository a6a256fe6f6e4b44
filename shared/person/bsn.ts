/**
 * Whether a text is a citizen service number (BSN): nine digits that pass the eleven-test, in which the digits weigh
 * 9 to 2 and the last -1. Dots, spaces and dashes between the digits do not hide it.
 * Source: Logisch Ontwerp BSN, "11-proef".
 */
export function isBsn(text: string): boolean {
  const digits = text.trim().replace(/[ .-]/g, "");
  if (!/^\d{9}$/.test(digits) || digits === "000000000") return false;
  const sum = weights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  return sum % 11 === 0;
}

/** Whether a citizen service number stands anywhere in a text. */
export function holdsBsn(text: string): boolean {
  return (text.match(/(?<!\d)\d(?:[ .-]?\d){8}(?!\d)/g) ?? []).some(isBsn);
}

const weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
