/** Conditions of rules over features: whether they hold, and how far they are from holding. */
import type { Features } from './features-catalogue.ts';
import type { Comparison, Condition, FeatureValue } from './policy.ts';

/** How far a condition is from holding: 0 when it holds, up to 1 when nothing of it does. */
export function distanceOf(condition: Condition, features: Features): number {
  if ('all' in condition) return mean(condition.all.map((part) => distanceOf(part, features)));
  if ('any' in condition) return least(condition.any.map((part) => distanceOf(part, features)));
  if ('not' in condition) return holds(condition.not, features) ? 1 : 0;
  return distanceOfComparison(condition, features);
}

/** True when a condition holds. An unmeasured feature fulfils no comparison. */
export function holds(condition: Condition, features: Features): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, features));
  if ('any' in condition) return condition.any.some((part) => holds(part, features));
  if ('not' in condition) return !holds(condition.not, features);
  return checksOf(condition, features).every((distance) => distance === 0);
}

/** The features a condition names, each once. */
export function featuresNamed(condition: Condition): string[] {
  if ('all' in condition) return [...new Set(condition.all.flatMap(featuresNamed))];
  if ('any' in condition) return [...new Set(condition.any.flatMap(featuresNamed))];
  if ('not' in condition) return featuresNamed(condition.not);
  return [condition.feature];
}

/** An empty `all` holds, an empty `any` does not. */
function mean(distances: number[]): number {
  if (distances.length === 0) return 0;
  return distances.reduce((sum, distance) => sum + distance, 0) / distances.length;
}

function least(distances: number[]): number {
  return distances.reduce((best, distance) => Math.min(best, distance), 1);
}

function distanceOfComparison(comparison: Comparison, features: Features): number {
  return mean(checksOf(comparison, features));
}

function valueOf(features: Features, feature: string): FeatureValue | null {
  return Object.hasOwn(features, feature) ? (features[feature] ?? null) : null;
}

/** One distance for each bound that the comparison sets. A flag that was not measured is false. */
function checksOf(comparison: Comparison, features: Features): number[] {
  const value = valueOf(features, comparison.feature);
  const { is, at_least: low, at_most: high } = comparison;
  const checks: number[] = [];
  if (is !== undefined) checks.push(equals(value, is) ? 0 : 1);
  if (comparison.in !== undefined) checks.push(comparison.in.includes(value ?? '') ? 0 : 1);
  if (low !== undefined) checks.push(shortfall(value, low, 1));
  if (high !== undefined) checks.push(shortfall(value, high, -1));
  return checks.length === 0 ? [1] : checks;
}

function equals(value: FeatureValue | null, wanted: FeatureValue): boolean {
  return value === wanted || (value === null && wanted === false);
}

/** How far a number is on the wrong side of a bound, as a share of the bound's size (at least of 1). */
function shortfall(value: FeatureValue | null, bound: number, sign: 1 | -1): number {
  if (typeof value !== 'number' || Number.isNaN(value)) return 1;
  const missing = (bound - value) * sign;
  if (missing <= 0) return 0;
  return Math.min(1, missing / Math.max(Math.abs(bound), 1));
}
