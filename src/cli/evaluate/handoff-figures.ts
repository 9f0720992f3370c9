/**
 * The figures of an evaluation, over conversations played online. A proposal is no firing. Only labelled conversations
 * count where a label is needed; a figure without its ground is null.
 */
import { auroc, recallAtFalseAlarms, type Scored } from './roc.ts';
import type { Outcome } from './handoff-outcome.ts';

/** The classes of reasons that labels speak of, and the reasons of ours that count as each. */
const classes: Record<string, readonly string[]> = {
  explicit_request: ['customer_request'],
  policy_required: [
    'policy_restriction',
    'unsupported_request',
    'tool_failure',
    'identity_verification',
  ],
};

/** Found and rightly named, for one word of the labels' reasons. */
export interface ReasonFigures {
  expected: number;
  found: number;
  recall: number;
  /** Found, and decided for a reason of this class. */
  right_reason: number;
}

/** The figures that intervals are given for. */
export interface KeyFigures {
  precision: number | null;
  recall: number | null;
  f1: number | null;
  false_alarm_rate: number | null;
  policy_required_recall: number | null;
  gt_i: number | null;
  premature_share: number | null;
  anticipation_auroc: number | null;
  anticipation_recall_at_10: number | null;
  silent_failure_auroc: number | null;
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function mean(values: number[]): number | null {
  return share(
    values.reduce((sum, value) => sum + value, 0),
    values.length,
  );
}

/** Labelled conversations, by what their labels say. */
export function partsOf(outcomes: Outcome[]): { positives: Outcome[]; negatives: Outcome[] } {
  return {
    positives: outcomes.filter(({ expected }) => expected?.handoff === true),
    negatives: outcomes.filter(({ expected }) => expected?.handoff === false),
  };
}

/** A negative in which a person was spoken of: the ones that phrase rules fall for. */
export function isHardNegative({ expected }: Outcome): boolean {
  return expected?.handoff === false && /offered|declined|hard/.test(expected.reason ?? '');
}

/** The words of a label's reason: one, or several joined by `+`. */
export function wordsOfReason({ expected }: Outcome): string[] {
  return (expected?.reason ?? 'unnamed').split('+').map((word) => word.trim());
}

/** exp(-d^2 / 2t^2), d the distance to the right turns: 1 on them, 0 when missed or fired for nothing. */
function goldenTransfer(outcome: Outcome, tolerance: number): number {
  if (outcome.expected?.handoff !== true) return outcome.fire === null ? 1 : 0;
  if (outcome.fire === null) return 0;
  const distance = outcome.distance ?? 0;
  return Math.exp(-(distance ** 2) / (2 * tolerance ** 2));
}

/** Mean golden transfer within a tolerance of customer turns, over all labelled conversations. */
export function goldenTransferMean(outcomes: Outcome[], tolerance: number): number | null {
  const labelled = outcomes.filter(({ expected }) => expected !== null);
  return mean(labelled.map((outcome) => goldenTransfer(outcome, tolerance)));
}

function anticipation(outcomes: Outcome[]): Scored[] {
  return outcomes.flatMap(({ expected, risk, part }) =>
    expected === null || risk.before === null
      ? []
      : [{ score: risk.before, positive: expected.handoff, part }],
  );
}

/** Conversations scored by their highest or their last risk; positive where the assistant failed. */
export function silentFailures(outcomes: Outcome[], which: 'highest' | 'last'): Scored[] {
  return outcomes.flatMap(({ aiResolved, risk, part }) => {
    const score = risk[which];
    return aiResolved === null || score === null ? [] : [{ score, positive: !aiResolved, part }];
  });
}

/** Recall of the conversations whose label names a word of the reason. */
export function reasonFigures(positives: Outcome[], word: string): ReasonFigures {
  const named = positives.filter((outcome) => wordsOfReason(outcome).includes(word));
  const found = named.filter((outcome) => outcome.found);
  const right = classes[word] ?? [word];
  return {
    expected: named.length,
    found: found.length,
    recall: share(found.length, named.length) ?? 0,
    right_reason: found.filter(({ fire }) => right.includes(fire?.reason ?? '')).length,
  };
}

/** The figures that matter most, of one sample. */
export function keyFigures(outcomes: Outcome[]): KeyFigures {
  const { positives, negatives } = partsOf(outcomes);
  const found = positives.filter((outcome) => outcome.found).length;
  const alarms = negatives.filter(({ fire }) => fire !== null).length;
  const policy = reasonFigures(positives, 'policy_required');
  const ahead = anticipation(outcomes);
  return {
    precision: share(found, found + alarms),
    recall: share(found, positives.length),
    f1: share(2 * found, positives.length + found + alarms),
    false_alarm_rate: share(alarms, negatives.length),
    policy_required_recall: policy.expected === 0 ? null : policy.recall,
    gt_i: goldenTransferMean(outcomes, 1),
    premature_share: share(positives.filter(({ premature }) => premature).length, positives.length),
    anticipation_auroc: auroc(ahead),
    anticipation_recall_at_10: recallAtFalseAlarms(ahead, 0.1),
    silent_failure_auroc: auroc(silentFailures(outcomes, 'highest')),
  };
}
