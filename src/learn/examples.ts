/** Labelled examples, and how they are split for cross-validation. */
import type { ModelInput } from '../domain/model/linear-model.ts';
import { seededRandom, shuffle } from './random.ts';

/** One labelled example. Examples of one group (a conversation, a task) are never split between training and test. */
export interface Example {
  input: ModelInput;
  label: string;
  group: string;
}

/** For each example the fold that it is held out in; groups stay whole, labels are spread evenly. The same for the same seed. */
export function foldsOf(
  examples: readonly Pick<Example, 'label' | 'group'>[],
  folds: number,
  seed: number,
): Int32Array {
  const groups = groupsOf(examples);
  const order = Int32Array.from(groups.keys());
  shuffle(order, seededRandom(seed));
  // Big groups first, so that the small ones can even out what they left.
  order.sort((a, b) => (groups[b]?.members.length ?? 0) - (groups[a]?.members.length ?? 0));
  const loads = Array.from({ length: folds }, () => new Map<string, number>());
  const sizes = new Int32Array(folds);
  const result = new Int32Array(examples.length);
  for (const index of order) {
    const group = groups[index];
    if (group === undefined) continue;
    const fold = lightest(group, loads, sizes);
    for (const member of group.members) result[member] = fold;
    const load = loads[fold];
    for (const [label, count] of group.labels) load?.set(label, (load.get(label) ?? 0) + count);
    sizes[fold] = (sizes[fold] ?? 0) + group.members.length;
  }
  return result;
}

interface Group {
  members: number[];
  labels: Map<string, number>;
}

function groupsOf(examples: readonly Pick<Example, 'label' | 'group'>[]): Group[] {
  const byName = new Map<string, Group>();
  examples.forEach(({ group, label }, index) => {
    const known = byName.get(group) ?? { members: [], labels: new Map<string, number>() };
    known.members.push(index);
    known.labels.set(label, (known.labels.get(label) ?? 0) + 1);
    byName.set(group, known);
  });
  return [...byName.values()];
}

/** The fold that has fewest of the group's labels; among equals the smallest. */
function lightest(group: Group, loads: Map<string, number>[], sizes: Int32Array): number {
  let best = 0;
  let least: readonly [number, number] = [Infinity, Infinity];
  loads.forEach((load, fold) => {
    let same = 0;
    for (const [label, count] of group.labels) same += (load.get(label) ?? 0) * count;
    const size = sizes[fold] ?? 0;
    if (same < least[0] || (same === least[0] && size < least[1])) {
      best = fold;
      least = [same, size];
    }
  });
  return best;
}

/** At most `most` examples of each label, drawn by seed, in their old order. */
export function capPerLabel<T extends Pick<Example, 'label'>>(
  examples: readonly T[],
  most: number,
  seed: number,
): T[] {
  const order = Int32Array.from(examples.keys());
  shuffle(order, seededRandom(seed));
  const taken = new Map<string, number>();
  const kept = [...order].filter((index) => {
    const label = examples[index]?.label ?? '';
    const count = taken.get(label) ?? 0;
    taken.set(label, count + 1);
    return count < most;
  });
  return kept.sort((a, b) => a - b).flatMap((index) => examples[index] ?? []);
}
