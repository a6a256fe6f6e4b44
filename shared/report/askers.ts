import { hashOf } from "../hash.ts";

/**
 * Who asked, as far as it must be known to see that a group is large enough: one of so many numbers, shared by whoever
 * comes to the same one. It tells nobody apart in an organisation of some size, costs a counter no more room with a
 * million tickets than with a thousand, and only ever makes a group look smaller than it is.
 */
const askerNumbers = 64;
/** Where many counters stand in one item: the hours of a day, the days of a backlog. */
const fewNumbers = 16;

export const askerNumber = (organisation: string, asker: string) =>
  hashOf(`${organisation} ${asker}`) % askerNumbers;
export const fewAskersNumber = (organisation: string, asker: string) =>
  hashOf(`${organisation} ${asker}`) % fewNumbers;

/** The mark before an asker's number in the name of a field. */
export const askerMark = "~";

/** Askers as a set of bits, so that two groups are joined by `|`. */
export type Askers = bigint;
export const nobody: Askers = 0n;

/** @param number as it stands in the name of a field, in base 36 */
export const askerOf = (number: string): Askers => 1n << BigInt(Number.parseInt(number, 36));
export const numberText = (number: number) => number.toString(36);

export const isFewerThan = (askers: Askers, least: number) => countUpTo(askers, least) < least;

/** How many there are, and no further than need be. */
export function countUpTo(askers: Askers, most: number): number {
  let [left, count] = [askers, 0];
  while (left !== 0n && count < most) {
    left &= left - 1n;
    count += 1;
  }
  return count;
}
