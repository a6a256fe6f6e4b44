/** Where FNV-1a begins. */
const usualSeed = 0x811c9dc5;

/**
 * FNV-1a, with its bits mixed once more so that some of them can be used alone. What it gives is stored in the names of
 * counters, so it stays as it is.
 * @param seed another one gives another number for the same text
 */
export function hashOf(text: string, seed: number = usualSeed): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
