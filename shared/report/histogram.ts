/** How many values fell in each bucket. Two histograms are one by adding their buckets. */
export type Histogram = ReadonlyMap<number, number>;

/** Each bucket reaches a fourth of a doubling further than the one before; nothing has a bucket of its own. */
const bucketsPerDoubling = 4;

/** A quantile is at most this part above or below a value that was really there; rounding to three digits included. */
export const relativeError = 0.1;

/** @param value whole and not negative, such as seconds */
export const bucketOf = (value: number) =>
  value < 1 ? 0 : 1 + Math.ceil(bucketsPerDoubling * Math.log2(value));

/**
 * The value below or at which that part of all values lies, by nearest rank; nothing where there are none.
 * @param share above 0, 1 at most
 */
export function quantile(histogram: Histogram, share: number): number | undefined {
  const total = [...histogram.values()].reduce((sum, count) => sum + count, 0);
  let left = Math.max(1, Math.ceil(total * share));
  for (const [bucket, count] of [...histogram].toSorted(([one], [other]) => one - other)) {
    left -= count;
    if (left <= 0) return middleOf(bucket);
  }
  return undefined;
}

/** As far from both ends of the bucket, by ratio. */
function middleOf(bucket: number): number {
  if (bucket < 2) return bucket;
  return Number((2 ** ((bucket - 1.5) / bucketsPerDoubling)).toPrecision(3));
}
