/**
 * Counts over the latest turns. For each count of the policy a window is kept: how many turns of its role there were,
 * and which of the latest fulfilled its condition. A window belongs to a condition, not to a rule or a version: a new
 * version of the policy goes on with the windows it shares with the old one and begins the others empty.
 */
import type { Evidence } from './decision.ts';
import { holds } from './detect-rules.ts';
import type { Features } from './features-catalogue.ts';
import type { Count } from './policy-conditions.ts';
import { countKey, featuresNamed } from './policy-conditions.ts';

/** What is remembered of one count. `hits` hold the number of the turn among those of its role, and its sequence. */
export interface Window {
  seen: number;
  hits: [number, number][];
}

/** By the key of the count. */
export type Windows = Record<string, Window>;

const keys = new WeakMap<Count, string>();

/** The count's key, worked out once. */
export function keyOf(count: Count): string {
  const known = keys.get(count);
  if (known !== undefined) return known;
  const key = countKey(count);
  keys.set(count, key);
  return key;
}

/** The windows after one more turn; those of no count of the policy are let go. */
export function readWindows(
  counts: readonly Count[],
  before: Windows,
  features: Features,
  sequence: number,
): Windows {
  const after: Windows = {};
  for (const count of counts) {
    const key = keyOf(count);
    after[key] ??= oneMore(count, before[key] ?? { seen: 0, hits: [] }, features, sequence);
  }
  return after;
}

function oneMore(count: Count, window: Window, features: Features, sequence: number): Window {
  if (count.role !== undefined && features['role'] !== count.role) return window;
  const seen = window.seen + 1;
  const kept = window.hits.filter(([number]) => number > seen - count.within_turns);
  const hit: Window['hits'] = holds(count.count, features) ? [[seen, sequence]] : [];
  return { seen, hits: [...kept, ...hit] };
}

/** The turns that a count counted, as evidence. */
export function evidenceOfCount(count: Count, windows: Windows): Evidence[] {
  const [feature = 'role'] = featuresNamed(count.count);
  return (windows[keyOf(count)]?.hits ?? []).map(([, turn]) => ({ turn, feature }));
}
