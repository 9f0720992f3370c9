/**
 * Which conversations of a week people look at. Handoffs and non-handoffs are drawn apart, near misses more often than the
 * rest, so that a missed handoff has a fair chance to be seen; each drawn one knows how many it stands for, so that recall
 * can be estimated over all of them.
 */
import { drawOf } from './arms.ts';

/** `close_miss`: a rule was almost met; `near_miss`: it was not far; `quiet`: nothing came near. */
export const strata = ['handoff', 'close_miss', 'near_miss', 'quiet'] as const;
export type Stratum = (typeof strata)[number];

/** A conversation that may be drawn. */
export interface Drawable {
  conversation: string;
  handoff: string | null;
  /** How far the nearest rule was that did not match, 0..1, over all its turns; null where none is known. */
  distance: number | null;
}

/** One that was drawn. */
export interface Drawn extends Drawable {
  stratum: Stratum;
  /** How many of its stratum it stands for. */
  weight: number;
}

/** By stratum: how many there were, how many were drawn. */
export type StrataCounts = Record<Stratum, { of: number; drawn: number }>;

const shares: Record<Stratum, number> = {
  handoff: 0.5,
  close_miss: 0.25,
  near_miss: 0.15,
  quiet: 0.1,
};
const close = 0.2;
const near = 0.5;

/** Where a conversation belongs. */
export function stratumOf({ handoff, distance }: Drawable): Stratum {
  if (handoff !== null) return 'handoff';
  if (distance === null || distance > near) return 'quiet';
  return distance <= close ? 'close_miss' : 'near_miss';
}

/** Draws up to `size`, the same ones for the same seed however the list is ordered. */
export function drawSample(
  all: readonly Drawable[],
  size: number,
  seed: string,
): { drawn: Drawn[]; counts: StrataCounts } {
  const groups = groupsOf(all);
  const sizes = sizesOf(groups, size);
  const counts = {} as StrataCounts;
  const drawn = strata.flatMap((stratum) => {
    const members = [...groups[stratum]].sort(
      (one, other) =>
        drawOf(seed + one.conversation) - drawOf(seed + other.conversation) ||
        (one.conversation < other.conversation ? -1 : 1),
    );
    const taken = members.slice(0, sizes[stratum]);
    counts[stratum] = { of: members.length, drawn: taken.length };
    return taken.map((one) => ({ ...one, stratum, weight: members.length / taken.length }));
  });
  return { drawn, counts };
}

function groupsOf(all: readonly Drawable[]): Record<Stratum, Drawable[]> {
  const groups: Record<Stratum, Drawable[]> = {
    handoff: [],
    close_miss: [],
    near_miss: [],
    quiet: [],
  };
  for (const one of all) groups[stratumOf(one)].push(one);
  return groups;
}

/** Each stratum its share, at least one where there is any; what one cannot fill goes to those that can. */
function sizesOf(groups: Record<Stratum, Drawable[]>, size: number): Record<Stratum, number> {
  const sizes = { handoff: 0, close_miss: 0, near_miss: 0, quiet: 0 };
  for (const stratum of strata)
    sizes[stratum] = Math.min(
      groups[stratum].length,
      Math.max(1, Math.floor(size * shares[stratum])),
    );
  let left = size - strata.reduce((sum, stratum) => sum + sizes[stratum], 0);
  for (const stratum of strata) {
    const more = Math.max(0, Math.min(left, groups[stratum].length - sizes[stratum]));
    sizes[stratum] += more;
    left -= more;
  }
  return sizes;
}

/** Who reviews what: whoever has the least so far; every `1 / doubleShare`-th goes to two people where there are two. */
export function assign<T extends { conversation: string }>(
  drawn: readonly T[],
  reviewers: readonly string[],
  doubleShare: number,
): { item: T; reviewer: string }[] {
  const loads = new Map([...new Set(reviewers)].map((reviewer) => [reviewer, 0]));
  return drawn.flatMap((item, index) => {
    const isDouble = Math.floor((index + 1) * doubleShare) > Math.floor(index * doubleShare);
    const least = [...loads].sort(([, one], [, other]) => one - other);
    return least.slice(0, isDouble ? 2 : 1).map(([reviewer, load]) => {
      loads.set(reviewer, load + 1);
      return { item, reviewer };
    });
  });
}

/** How far two people agree beyond chance (Cohen's kappa); null below two pairs, or where chance alone explains all. */
export function kappaOf(pairs: readonly [string, string][]): {
  pairs: number;
  value: number | null;
} {
  const n = pairs.length;
  if (n < 2) return { pairs: n, value: null };
  const words = [...new Set(pairs.flat())];
  const share = (at: 0 | 1, word: string) => pairs.filter((pair) => pair[at] === word).length / n;
  const agreed = pairs.filter(([one, other]) => one === other).length / n;
  const byChance = words.reduce((sum, word) => sum + share(0, word) * share(1, word), 0);
  return { pairs: n, value: byChance === 1 ? null : (agreed - byChance) / (1 - byChance) };
}
