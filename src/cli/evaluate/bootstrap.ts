/** Intervals by resampling whole groups: conversations of one task are no independent evidence. */
import { chance } from '../simulate/random.ts';

/** The middle 95 % of a figure's resampled values. */
export type Interval = [number, number];

const resamples = 1_000;
/** Keeps the work of a large file in bounds: conversations drawn in all resamples together. */
const mostDraws = 4_000_000;

function byGroup<T extends { group: string }>(items: T[]): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(item.group);
    if (group === undefined) groups.set(item.group, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

function intervalOf(values: number[]): Interval | null {
  if (values.length < 20) return null;
  values.sort((a, b) => a - b);
  const at = (share: number): number =>
    values[Math.min(values.length - 1, Math.floor(share * values.length))] ?? Number.NaN;
  return [at(0.025), at(0.975)];
}

/** An interval for each figure; null where too few resamples have it, or there are fewer than two groups. */
export function intervalsOf<T extends { group: string }, K extends string>(
  items: T[],
  figuresOf: (sample: T[]) => Record<K, number | null>,
  seed = 1,
): Record<K, Interval | null> {
  const groups = byGroup(items);
  const draw = chance(seed);
  const times = groups.length < 2 ? 0 : Math.min(resamples, Math.floor(mostDraws / items.length));
  const sampled = Array.from({ length: times }, () =>
    figuresOf(groups.flatMap(() => groups[draw.between(0, groups.length - 1)] ?? [])),
  );
  const keys = Object.keys(figuresOf(items)) as K[];
  const valuesOf = (key: K): number[] =>
    sampled.map((figures) => figures[key]).filter((value) => value !== null);
  return Object.fromEntries(keys.map((key) => [key, intervalOf(valuesOf(key))])) as Record<
    K,
    Interval | null
  >;
}
