/** What may be said from counts and times: intervals that hold 95 times of 100, and differences that are more than luck. */

/** A figure with the bounds of its 95 % interval; nulls where there is nothing to say. */
export interface Estimate {
  value: number | null;
  low: number | null;
  high: number | null;
}

/** Nothing can be said. */
export const unknown: Estimate = { value: null, low: null, high: null };

/** The 97.5th percentile of the normal distribution. */
const z = 1.959_963_984_540_054;

/** The 97.5th percentile of Student's t, by Cornish and Fisher's expansion; good to 0.1 % from 4 degrees on. */
export function studentQuantile(degrees: number): number {
  const v = degrees;
  return (
    z +
    (z ** 3 + z) / (4 * v) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * v ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * v ** 3)
  );
}

/** Wilson's interval of a share. */
export function shareInterval(part: number, of: number): Estimate {
  if (of === 0) return unknown;
  const p = part / of;
  const centre = (p + z ** 2 / (2 * of)) / (1 + z ** 2 / of);
  const half = (z / (1 + z ** 2 / of)) * Math.sqrt((p * (1 - p)) / of + z ** 2 / (4 * of ** 2));
  return { value: p, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/** Newcombe's interval of the difference of two shares, the first less the second. */
export function shareDifference(
  first: { part: number; of: number },
  second: { part: number; of: number },
): Estimate {
  const a = shareInterval(first.part, first.of);
  const b = shareInterval(second.part, second.of);
  if (a.value === null || b.value === null) return unknown;
  const down = Math.hypot(a.value - (a.low ?? 0), (b.high ?? 0) - b.value);
  const up = Math.hypot((a.high ?? 0) - a.value, b.value - (b.low ?? 0));
  const value = a.value - b.value;
  return { value, low: value - down, high: value + up };
}

/** Times of one arm on the scale on which they are near to normal: their logarithms. */
export interface LogTimes {
  of: number;
  /** Of the logarithms; null where there are none. */
  mean: number | null;
  /** Of the logarithms, by n − 1. */
  variance: number | null;
}

/** How much shorter the first times are than the second, 1 − ratio of geometric means, by Welch on logarithms. */
export function timeReduction(first: LogTimes, second: LogTimes): Estimate {
  if (first.mean === null || second.mean === null) return unknown;
  if (first.variance === null || second.variance === null) return unknown;
  const a = first.variance / first.of;
  const b = second.variance / second.of;
  const difference = first.mean - second.mean;
  const value = 1 - Math.exp(difference);
  if (a + b === 0) return { value, low: value, high: value };
  const degrees = (a + b) ** 2 / (a ** 2 / (first.of - 1) + b ** 2 / (second.of - 1));
  const half = studentQuantile(degrees) * Math.sqrt(a + b);
  return {
    value,
    low: 1 - Math.exp(difference + half),
    high: 1 - Math.exp(difference - half),
  };
}

/** What a recall is estimated from: judged handoffs, and a sample of the conversations without one. */
export interface RecallGround {
  /** Ended handoffs, judged or not. */
  handoffs: number;
  judged: number;
  /** Judged as needed and in time. */
  inTime: number;
  tooLate: number;
  /** Conversations without a handoff, reviewed or not. */
  others: number;
  /** Of the sampled ones: how many, the sum of their weights, of their squares, and both of the missed. */
  sampled: {
    of: number;
    weight: number;
    squares: number;
    missedWeight: number;
    missedSquares: number;
  };
}

/**
 * In time / (in time + too late + missed), each as of all: the judged share stands for all handoffs, the weighted share
 * of missed ones among the sampled stands for all conversations without a handoff. Its interval is taken on the
 * logarithm of the odds, by the delta method.
 */
export function recallEstimate(ground: RecallGround): Estimate {
  const { handoffs, judged, inTime, tooLate, others, sampled } = ground;
  if (judged === 0 || sampled.weight === 0) return unknown;
  const [found, late] = [inTime / judged, tooLate / judged];
  const missedShare = sampled.missedWeight / sampled.weight;
  const a = handoffs * found;
  const b = handoffs * late + others * missedShare;
  if (a + b === 0) return unknown;
  const value = a / (a + b);
  if (a === 0 || b === 0) {
    const plain = shareInterval(a === 0 ? 0 : 1, 1);
    const bounds = shareInterval(Math.round(value * (judged + sampled.of)), judged + sampled.of);
    return { value, low: bounds.low ?? plain.low, high: bounds.high ?? plain.high };
  }
  const spread = handoffs ** 2 / judged;
  const varA = spread * found * (1 - found);
  const varLate = spread * late * (1 - late);
  const shared = -spread * found * late;
  const varB = varLate + others ** 2 * missedVariance(sampled, missedShare);
  const deviation = Math.sqrt(varA / a ** 2 + varB / b ** 2 - (2 * shared) / (a * b));
  const odds = Math.log(a / b);
  const share = (logit: number): number => 1 / (1 + Math.exp(-logit));
  return { value, low: share(odds - z * deviation), high: share(odds + z * deviation) };
}

/** Of a weighted share (a ratio of two sums): sum of w² (y − share)² over the square of the weights, by n / (n − 1). */
function missedVariance(
  { of, weight, squares, missedSquares }: RecallGround['sampled'],
  share: number,
): number {
  if (of < 2) return 0;
  const sum = missedSquares * (1 - share) ** 2 + (squares - missedSquares) * share ** 2;
  return (sum / weight ** 2) * (of / (of - 1));
}
