/** Figures of classifications: what was right, what was taken for what, and whether probabilities mean what they say. */

/** One classified example. */
export interface Judged {
  expected: string;
  predicted: string;
  /** Of the predicted class. */
  probability: number;
  group: string;
}

/** Share of right answers. */
export function accuracyOf(judged: readonly Judged[]): number {
  return judged.filter(isRight).length / judged.length;
}

function isRight({ expected, predicted }: Judged): boolean {
  return expected === predicted;
}

/** F1 averaged over the classes that were expected anywhere, each counting the same. */
export function macroF1Of(judged: readonly Judged[]): number {
  const counts = new Map<string, { right: number; expected: number; predicted: number }>();
  const countOf = (name: string) => {
    const known = counts.get(name) ?? { right: 0, expected: 0, predicted: 0 };
    counts.set(name, known);
    return known;
  };
  for (const one of judged) {
    countOf(one.expected).expected += 1;
    countOf(one.predicted).predicted += 1;
    if (isRight(one)) countOf(one.expected).right += 1;
  }
  const f1s = [...counts.values()]
    .filter(({ expected }) => expected > 0)
    .map(({ right, expected, predicted }) => (2 * right) / (expected + predicted));
  return f1s.reduce((a, b) => a + b, 0) / f1s.length;
}

/** A class that was taken for another, and how often. */
export interface Confusion {
  expected: string;
  predicted: string;
  count: number;
}

/** The `most` frequent confusions. */
export function confusionsOf(judged: readonly Judged[], most: number): Confusion[] {
  const counts = new Map<string, Confusion>();
  for (const { expected, predicted } of judged.filter((one) => !isRight(one))) {
    const key = JSON.stringify([expected, predicted]);
    const known = counts.get(key) ?? { expected, predicted, count: 0 };
    known.count += 1;
    counts.set(key, known);
  }
  return [...counts.values()].sort((a, b) => b.count - a.count).slice(0, most);
}

/** Mean distance between what was promised and what held, over ten ranges of probability. */
export function calibrationErrorOf(
  judged: readonly { probability: number; right: boolean }[],
): number {
  const ranges = Array.from({ length: 10 }, () => ({ promised: 0, held: 0 }));
  for (const { probability, right } of judged) {
    const range = ranges[Math.min(9, Math.floor(probability * 10))];
    if (range === undefined) continue;
    range.promised += probability;
    range.held += Number(right);
  }
  const off = ranges.reduce((sum, { promised, held }) => sum + Math.abs(promised - held), 0);
  return off / judged.length;
}

/**
 * Golden transfer within tolerance, of one conversation: each predicted transfer counts by its distance to the nearest
 * labelled one (exp(-d²/2T²), d in utterances); a conversation without labels counts 1 when nothing is predicted, else 0.
 * As in Liu et al., "Time to Transfer" (AAAI 2021) and "A Role-Selected Sharing Network" (EMNLP 2021), with the weight of
 * early and late alike.
 */
export function goldenTransfer(
  predicted: readonly boolean[],
  labelled: readonly boolean[],
  tolerance: number,
): number {
  const golden = indexesOf(labelled);
  const transfers = indexesOf(predicted);
  if (golden.length === 0) return Number(transfers.length === 0);
  if (transfers.length === 0) return 0;
  const worths = transfers.map((at) => {
    const distance = Math.min(...golden.map((one) => Math.abs(one - at)));
    return Math.exp(-(distance ** 2) / (2 * tolerance ** 2));
  });
  return worths.reduce((a, b) => a + b, 0) / worths.length;
}

function indexesOf(flags: readonly boolean[]): number[] {
  return [...flags.keys()].filter((index) => flags[index] === true);
}
