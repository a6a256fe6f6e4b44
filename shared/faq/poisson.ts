/**
 * How likely a count of at least so many is where so many are expected (Poisson). Each side is summed from its largest
 * term on, and no small share is had by taking a large one from 1, so that 1e-30 is told from nothing.
 */
export function poissonTail(count: number, expected: number): number {
  if (count <= 0) return 1;
  if (expected <= 0) return 0;
  return count > expected ? sumUp(count, expected) : 1 - sumDown(count - 1, expected);
}

function sumUp(from: number, expected: number): number {
  let term = chanceOf(from, expected);
  let sum = 0;
  for (let count = from; term > sum * Number.EPSILON; count++, term *= expected / count) sum += term;
  return sum;
}

function sumDown(from: number, expected: number): number {
  let term = chanceOf(from, expected);
  let sum = 0;
  for (let count = from; count >= 0 && term > sum * Number.EPSILON; term *= count / expected, count--) {
    sum += term;
  }
  return sum;
}

/** By logarithms, since neither a power nor a factorial of a busy week fits a number. */
function chanceOf(count: number, expected: number): number {
  let logarithm = count * Math.log(expected) - expected;
  for (let i = 2; i <= count; i++) logarithm -= Math.log(i);
  return Math.exp(logarithm);
}
