/** The statistics of kpis-from-export.js, written for it alone. */

/** The 97.5th percentile of the normal distribution. */
export const normal = 1.959963984540054;

/** By interpolation, as percentile_cont. @param {number[]} values @param {number} share */
function quantile(values, share) {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? NaN;
  const above = sorted[Math.ceil(place)] ?? NaN;
  return below + (above - below) * (place - Math.floor(place));
}

/** Median, 90th percentile and count. @param {number[]} values */
export function duration(values) {
  return { median: quantile(values, 0.5), p90: quantile(values, 0.9), of: values.length };
}

/** Wilson's interval. @param {number} part @param {number} of */
export function share(part, of) {
  if (of === 0) return { value: null, low: null, high: null, of };
  const p = part / of;
  const square = normal * normal;
  const scale = 1 + square / of;
  const centre = (p + square / (2 * of)) / scale;
  const half = (normal / scale) * Math.sqrt((p * (1 - p)) / of + square / (4 * of * of));
  return { value: p, low: Math.max(0, centre - half), high: Math.min(1, centre + half), of };
}

/** @param {number} degrees 97.5th percentile of Student's t. */
export function student(degrees) {
  const z = normal;
  return (
    z +
    (z ** 3 + z) / (4 * degrees) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * degrees ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * degrees ** 3)
  );
}
