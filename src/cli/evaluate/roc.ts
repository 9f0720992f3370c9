/** How well a score separates two groups. */

/** A score and whether its conversation belongs to the group looked for. */
export interface Scored {
  score: number;
  positive: boolean;
  /** Which model gave the score: those of models trained apart have no common zero, and are not compared. */
  part?: number | undefined;
}

function partsOf(scored: Scored[]): Scored[][] {
  const parts = new Map<number, Scored[]>();
  for (const each of scored)
    parts.set(each.part ?? 0, [...(parts.get(each.part ?? 0) ?? []), each]);
  return [...parts.values()];
}

/** Share of pairs in which the positive stands above the negative, ties half; null without both groups. */
export function auroc(scored: Scored[]): number | null {
  let won = 0;
  let pairs = 0;
  for (const part of partsOf(scored)) {
    const positives = part.filter(({ positive }) => positive).length;
    const negatives = part.length - positives;
    pairs += positives * negatives;
    won += rankSumOf(part) - (positives * (positives + 1)) / 2;
  }
  return pairs === 0 ? null : won / pairs;
}

/** The sum of the positives' ranks; ties share theirs. */
function rankSumOf(scored: Scored[]): number {
  const sorted = [...scored].sort((a, b) => a.score - b.score);
  let sum = 0;
  for (let start = 0; start < sorted.length;) {
    let end = start;
    while (end < sorted.length && sorted[end]?.score === sorted[start]?.score) end += 1;
    const tied = sorted.slice(start, end).filter(({ positive }) => positive).length;
    sum += tied * ((start + 1 + end) / 2);
    start = end;
  }
  return sum;
}

/** The highest recall at a threshold that alarms in at most `share` of the negatives; null without both groups. */
export function recallAtFalseAlarms(scored: Scored[], share: number): number | null {
  const positives = scored.filter(({ positive }) => positive).length;
  if (positives === 0 || positives === scored.length) return null;
  const hits = partsOf(scored).map((part) => hitsAt(part, share));
  return hits.reduce((sum, count) => sum + count, 0) / positives;
}

function hitsAt(scored: Scored[], share: number): number {
  const negatives = scored
    .filter(({ positive }) => !positive)
    .map(({ score }) => score)
    .sort((a, b) => b - a);
  const allowed = Math.floor(share * negatives.length + 1e-9);
  const bound = negatives[allowed] ?? -Infinity;
  return scored.filter(({ positive, score }) => positive && score > bound).length;
}
