/** Conditions of rules over features: whether they hold, and how far they are from holding. */
import type { Features } from './features-catalogue.ts';
import type { Comparison, Condition, Count, FeatureValue } from './policy-conditions.ts';
import { plainSays } from './policy-conditions.ts';

/** How many turns each count of the policy counted. */
export type CountOf = (count: Count) => number;

const noCounts: CountOf = () => 0;

/** How far a condition is from holding: 0 when it holds, up to 1 when nothing of it does. */
export function distanceOf(
  condition: Condition,
  features: Features,
  countOf: CountOf = noCounts,
): number {
  if ('all' in condition)
    return mean(condition.all.map((part) => distanceOf(part, features, countOf)));
  if ('any' in condition)
    return least(condition.any.map((part) => distanceOf(part, features, countOf)));
  if ('count' in condition) return mean(boundsOf(countOf(condition), condition));
  if ('feature' in condition) return mean(checksOf(condition, features));
  return holds(condition, features, countOf) ? 0 : 1;
}

/** True when a condition holds. An unmeasured feature fulfils no comparison. */
export function holds(
  condition: Condition,
  features: Features,
  countOf: CountOf = noCounts,
): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, features, countOf));
  if ('any' in condition) return condition.any.some((part) => holds(part, features, countOf));
  if ('not' in condition) return !holds(condition.not, features, countOf);
  if ('count' in condition) return isMet(boundsOf(countOf(condition), condition));
  if ('says' in condition) return holds(plainSays(condition), features, countOf);
  return isMet(checksOf(condition, features));
}

function isMet(distances: number[]): boolean {
  return distances.every((distance) => distance === 0);
}

/** An empty `all` holds, an empty `any` does not. */
function mean(distances: number[]): number {
  if (distances.length === 0) return 0;
  return distances.reduce((sum, distance) => sum + distance, 0) / distances.length;
}

function least(distances: number[]): number {
  return distances.reduce((best, distance) => Math.min(best, distance), 1);
}

function valueOf(features: Features, feature: string): FeatureValue | null {
  return Object.hasOwn(features, feature) ? (features[feature] ?? null) : null;
}

/** One distance for each bound that the comparison sets. A flag that was not measured is false. */
function checksOf(comparison: Comparison, features: Features): number[] {
  const value = valueOf(features, comparison.feature);
  const [low, high] = comparison.between ?? [];
  const checks = [
    ...checksOfValue(comparison, value),
    ...boundsOf(value, comparison),
    ...boundsOf(value, { at_least: low, at_most: high }),
  ];
  return checks.length === 0 ? [1] : checks;
}

function checksOfValue(comparison: Comparison, value: FeatureValue | null): number[] {
  const { is, is_not: isNot, in: among, not_in: notAmong } = comparison;
  const checks: boolean[] = [];
  if (is !== undefined) checks.push(equals(value, is));
  if (among !== undefined) checks.push(among.some((wanted) => equals(value, wanted)));
  if (isNot !== undefined) checks.push(differs(value, [isNot]));
  if (notAmong !== undefined) checks.push(differs(value, notAmong));
  return checks.map((isGood) => (isGood ? 0 : 1));
}

interface Bounds {
  at_least?: number | undefined;
  at_most?: number | undefined;
}

function boundsOf(value: FeatureValue | null, { at_least: low, at_most: high }: Bounds): number[] {
  const checks: number[] = [];
  if (low !== undefined) checks.push(shortfall(value, low, 1));
  if (high !== undefined) checks.push(shortfall(value, high, -1));
  return checks;
}

function equals(value: FeatureValue | null, wanted: FeatureValue): boolean {
  return value === wanted || (value === null && wanted === false);
}

/** What was not measured differs from nothing; a flag that was not measured is false, and differs from true. */
function differs(value: FeatureValue | null, unwanted: FeatureValue[]): boolean {
  const isFlag = unwanted.every((item) => typeof item === 'boolean');
  return (value !== null || isFlag) && !unwanted.some((item) => equals(value, item));
}

/** How far a number is on the wrong side of a bound, as a share of the bound's size (at least of 1). */
function shortfall(value: FeatureValue | null, bound: number, sign: 1 | -1): number {
  if (typeof value !== 'number' || Number.isNaN(value)) return 1;
  const missing = (bound - value) * sign;
  if (missing <= 0) return 0;
  return Math.min(1, missing / Math.max(Math.abs(bound), 1));
}
