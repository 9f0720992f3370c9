/** Figures of utterances judged transferable or not, as in the literature on machine-human chatting handoff. */
import { goldenTransfer } from '../../learn/figures.ts';
import type { LabelledConversation } from '../../learn/train-utterance.ts';
import { auroc } from './roc.ts';

/** One conversation with its labels and what was said of each utterance. */
export interface JudgedConversation {
  id: string;
  group: string;
  labelled: readonly boolean[];
  probabilities: readonly number[];
  predicted: readonly boolean[];
}

/** `gt_i`, `gt_ii`, `gt_iii`: golden transfer within 1, 2 and 3 utterances. */
export interface UtteranceFigures {
  precision: number;
  recall: number;
  f1: number;
  macro_f1: number;
  accuracy: number;
  gt_i: number;
  gt_ii: number;
  gt_iii: number;
  auc: number;
}

/** Puts probabilities and threshold to the labels. */
export function judgeConversations(
  conversations: readonly LabelledConversation[],
  probabilities: readonly (readonly number[])[],
  threshold: number,
): JudgedConversation[] {
  return conversations.map(({ id, group, transferable }, at) => {
    const own = probabilities[at] ?? [];
    return {
      id,
      group,
      labelled: transferable,
      probabilities: own,
      predicted: own.map((value) => value >= threshold),
    };
  });
}

/** All figures; those without a denominator are 0. */
export function figuresOfUtterances(judged: readonly JudgedConversation[]): UtteranceFigures {
  const { hits, calls, labels, all } = countsOf(judged);
  const f1 = ratio(2 * hits, calls + labels);
  const quiet = all - calls - labels + hits;
  const quietF1 = ratio(2 * quiet, 2 * all - calls - labels);
  const within = (tolerance: number): number =>
    judged.reduce(
      (sum, { predicted, labelled }) => sum + goldenTransfer(predicted, labelled, tolerance),
      0,
    ) / Math.max(1, judged.length);
  return {
    precision: ratio(hits, calls),
    recall: ratio(hits, labels),
    f1,
    macro_f1: (f1 + quietF1) / 2,
    accuracy: ratio(hits + quiet, all),
    gt_i: within(1),
    gt_ii: within(2),
    gt_iii: within(3),
    auc: auroc(scoredOf(judged)) ?? 0,
  };
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function countsOf(judged: readonly JudgedConversation[]): {
  hits: number;
  calls: number;
  labels: number;
  all: number;
} {
  const counts = { hits: 0, calls: 0, labels: 0, all: 0 };
  for (const { predicted, labelled } of judged)
    labelled.forEach((label, at) => {
      const called = predicted[at] === true;
      counts.hits += Number(called && label);
      counts.calls += Number(called);
      counts.labels += Number(label);
      counts.all += 1;
    });
  return counts;
}

function scoredOf(judged: readonly JudgedConversation[]): { score: number; positive: boolean }[] {
  return judged.flatMap(({ probabilities, labelled }) =>
    labelled.map((positive, at) => ({ score: probabilities[at] ?? 0, positive })),
  );
}
