import fc from "fast-check";
import { expect, test } from "vitest";
import { bucketOf, quantile, relativeError } from "../../../shared/report/histogram.ts";

const histogramOf = (values: readonly number[]) => {
  const histogram = new Map<number, number>();
  for (const value of values) histogram.set(bucketOf(value), (histogram.get(bucketOf(value)) ?? 0) + 1);
  return histogram;
};
/** The value of the nearest rank. */
const exact = (values: readonly number[], share: number) =>
  values.toSorted((one, other) => one - other)[Math.max(1, Math.ceil(values.length * share)) - 1] as number;

const someSeconds = fc.array(fc.oneof(fc.nat(100), fc.nat(40_000_000)), { minLength: 1, maxLength: 200 });
const someShare = fc.constantFrom(0.5, 0.9, 0.99, 1);

test("a quantile is as near to the real one as is said of it", () => {
  fc.assert(
    fc.property(someSeconds, someShare, (values, share) => {
      const [found, real] = [quantile(histogramOf(values), share) as number, exact(values, share)];
      expect(Math.abs(found - real)).toBeLessThanOrEqual(real * relativeError);
    }),
    { numRuns: 1000 },
  );
});

test("every second of the first hour is as near as is said", () => {
  for (let value = 0; value <= 3600; value++) {
    const found = quantile(histogramOf([value]), 0.5) as number;
    expect(Math.abs(found - value), String(value)).toBeLessThanOrEqual(value * relativeError);
  }
});

test("nothing stays nothing, and of no values there is no quantile", () => {
  expect(quantile(histogramOf([0, 0, 0]), 0.5)).toBe(0);
  expect(quantile(new Map(), 0.5)).toBeUndefined();
});

test("two histograms added are that of all values", () => {
  fc.assert(
    fc.property(someSeconds, someSeconds, (some, others) => {
      const sum = histogramOf(some);
      for (const [bucket, count] of histogramOf(others)) sum.set(bucket, (sum.get(bucket) ?? 0) + count);
      expect(quantile(sum, 0.9)).toBe(quantile(histogramOf([...some, ...others]), 0.9));
    }),
  );
});

test("a longer time is never in a bucket before that of a shorter", () => {
  fc.assert(
    fc.property(fc.nat(40_000_000), fc.nat(40_000_000), (one, other) => {
      expect(Math.sign(bucketOf(one) - bucketOf(other)) * Math.sign(one - other)).toBeGreaterThanOrEqual(0);
    }),
  );
});
