/** How well a score separates two groups. */

/** A score and whether its conversation belongs to the group looked for. */
export interface Scored {
  score: number;
  positive: boolean;
}

/** Share of pairs in which the positive stands above the negative, ties half; null without both groups. */
export function auroc(scored: Scored[]): number | null {
  const sorted = [...scored].sort((a, b) => a.score - b.score);
  const positives = sorted.filter(({ positive }) => positive).length;
  const negatives = sorted.length - positives;
  if (positives === 0 || negatives === 0) return null;
  let rankSum = 0;
  for (let start = 0; start < sorted.length;) {
    let end = start;
    while (end < sorted.length && sorted[end]?.score === sorted[start]?.score) end += 1;
    const tied = sorted.slice(start, end).filter(({ positive }) => positive).length;
    rankSum += tied * ((start + 1 + end) / 2);
    start = end;
  }
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** The highest recall at a threshold that alarms in at most `share` of the negatives; null without both groups. */
export function recallAtFalseAlarms(scored: Scored[], share: number): number | null {
  const negatives = scored
    .filter(({ positive }) => !positive)
    .map(({ score }) => score)
    .sort((a, b) => b - a);
  const positives = scored.filter(({ positive }) => positive);
  if (positives.length === 0 || negatives.length === 0) return null;
  const allowed = Math.floor(share * negatives.length + 1e-9);
  const bound = negatives[allowed] ?? -Infinity;
  return positives.filter(({ score }) => score > bound).length / positives.length;
}
