const z = 1.96;

/** A share of so many, and between which bounds it lies with 95 % certainty (Wilson's score interval). */
export type Share = { share: number; low: number; high: number };

/** @returns null for a share of nothing */
export function shareOf(part: number, whole: number): Share | null {
  if (whole <= 0) return null;
  const share = Math.min(Math.max(part, 0), whole) / whole;
  const centre = share + z ** 2 / (2 * whole);
  const margin = z * Math.sqrt((share * (1 - share)) / whole + z ** 2 / (4 * whole ** 2));
  const scale = 1 + z ** 2 / whole;
  return {
    share,
    low: Math.max(0, (centre - margin) / scale),
    high: Math.min(1, (centre + margin) / scale),
  };
}
