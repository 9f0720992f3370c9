/** Small statistics over timings in ms. */

/** @type {(values: number[], share: number) => number} */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** @type {(values: number[]) => number} */
export function median(values) {
  return percentile(values, 0.5);
}

/** @type {(work: () => Promise<unknown>) => Promise<number>} */
export async function timed(work) {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** @type {(value: number, digits?: number) => number} */
export function round(value, digits = 2) {
  return Number(value.toFixed(digits));
}
