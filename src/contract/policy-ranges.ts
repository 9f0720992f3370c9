/** Which values of each feature fulfil a condition, and whether one condition always brings another with it. */
import { featureCatalogue } from '../domain/features-catalogue.ts';
import type { Comparison, Condition, FeatureValue } from '../domain/policy-conditions.ts';
import { plainSays } from '../domain/policy-conditions.ts';
import { closedWords, numberEnds } from './policy-feature-values.ts';

/** The values left to a feature: between two ends, among these (all, where there are none), and none of those. */
export interface Range {
  low: number;
  high: number;
  values?: ReadonlySet<FeatureValue> | undefined;
  not: ReadonlySet<FeatureValue>;
}

const types: Readonly<Record<string, { type: string } | undefined>> = featureCatalogue;

function wholeRange(feature: string): Range {
  const [low, high] = numberEnds[feature] ?? [0, Number.POSITIVE_INFINITY];
  const words: readonly FeatureValue[] | undefined =
    types[feature]?.type === 'boolean' ? [true, false] : closedWords[feature];
  return { low, high, values: words && new Set(words), not: new Set() };
}

/** What one comparison leaves of its feature. */
export function rangeOf(comparison: Comparison): Range {
  const [from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY] = comparison.between ?? [];
  const { at_least: low = from, at_most: high = to, is, in: among } = comparison;
  const wanted = [...(is === undefined ? [] : [[is]]), ...(among === undefined ? [] : [among])];
  const unwanted = [
    ...(comparison.is_not === undefined ? [] : [comparison.is_not]),
    ...(comparison.not_in ?? []),
  ];
  const bounded = {
    low: Math.max(low, from),
    high: Math.min(high, to),
    not: new Set(unwanted),
  };
  return wanted
    .map((values): Range => ({ ...open, values: new Set(values) }))
    .reduce(meet, meet(wholeRange(comparison.feature), bounded));
}

const open: Range = {
  low: Number.NEGATIVE_INFINITY,
  high: Number.POSITIVE_INFINITY,
  not: new Set(),
};

function meet(one: Range, other: Range): Range {
  const { values } = one;
  return {
    low: Math.max(one.low, other.low),
    high: Math.min(one.high, other.high),
    values:
      values === undefined || other.values === undefined
        ? (values ?? other.values)
        : new Set([...values].filter((value) => other.values?.has(value) === true)),
    not: new Set([...one.not, ...other.not]),
  };
}

/** Whether no value is left. */
export function isEmpty(range: Range): boolean {
  if (range.low > range.high) return true;
  return range.values !== undefined && [...range.values].every((value) => !isIn(value, range));
}

function isIn(value: FeatureValue, range: Range): boolean {
  if (range.not.has(value)) return false;
  return typeof value !== 'number' || (value >= range.low && value <= range.high);
}

/** What an `all` leaves of each feature that it compares; parts that are no comparison leave everything. */
export function rangesOf(condition: Condition): Map<string, Range> {
  const ranges = new Map<string, Range>();
  for (const comparison of comparisonsIn(condition)) {
    const range = rangeOf(comparison);
    const known = ranges.get(comparison.feature);
    ranges.set(comparison.feature, known === undefined ? range : meet(known, range));
  }
  return ranges;
}

function comparisonsIn(condition: Condition): Comparison[] {
  if ('all' in condition) return condition.all.flatMap(comparisonsIn);
  if ('says' in condition) return comparisonsIn(plainSays(condition));
  return 'feature' in condition ? [condition] : [];
}

/** True when it is certain that the second holds wherever the first does. */
export function implies(one: Condition, other: Condition): boolean {
  if (JSON.stringify(one) === JSON.stringify(other)) return true;
  if ('all' in other) return other.all.every((part) => implies(one, part));
  if ('any' in one) return one.any.every((part) => implies(part, other));
  if ('any' in other && other.any.some((part) => implies(one, part))) return true;
  if ('all' in one && one.all.some((part) => implies(part, other))) return true;
  return impliesComparison(one, other);
}

function impliesComparison(one: Condition, other: Condition): boolean {
  if ('says' in one) return implies(plainSays(one), other);
  if ('says' in other) return implies(one, plainSays(other));
  if (!('feature' in one) || !('feature' in other) || one.feature !== other.feature) return false;
  return isWithin(rangeOf(one), rangeOf(other));
}

function isWithin(inner: Range, outer: Range): boolean {
  if (inner.values !== undefined)
    return [...inner.values]
      .filter((value) => isIn(value, inner))
      .every((value) => isIn(value, outer) && (outer.values?.has(value) ?? true));
  if (outer.values !== undefined) return false;
  const keepsOut = [...outer.not].every((value) => inner.not.has(value));
  return inner.low >= outer.low && inner.high <= outer.high && keepsOut;
}
