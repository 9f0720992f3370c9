/** What an evaluation of handoff decisions found, as one object for programs and as lines for people. */
import { intervalsOf, type Interval } from './bootstrap.ts';
import {
  goldenTransferMean,
  isHardNegative,
  keyFigures,
  partsOf,
  reasonFigures,
  silentFailures,
  wordsOfReason,
  type KeyFigures,
  type ReasonFigures,
} from './handoff-figures.ts';
import type { Outcome } from './handoff-outcome.ts';
import { auroc } from './roc.ts';

/** One conversation that did not go as its label says. */
export interface Mistake {
  id: string;
  kind: 'missed' | 'late' | 'false_alarm' | 'premature';
  expected_reason: string | null;
  acceptable_from: number | null;
  expected_turn: number | null;
  fire_turn: number | null;
  reason: string | null;
  rule: string | null;
}

interface Side {
  conversations: number;
  mean_customer_turns: number | null;
}

/** The object of `--json`. */
export interface HandoffReport {
  task: 'handoff';
  policy: string;
  model: string | null;
  conversations: number;
  labelled: number;
  turns: number;
  microseconds_per_turn: { p50: number | null; p95: number | null; mean: number | null };
  fired: number;
  fired_by_rule: Record<string, number>;
  proposals_per_100: number;
  figures: KeyFigures;
  intervals: Record<keyof KeyFigures, Interval | null>;
  counts: { positives: number; negatives: number; found: number; false_alarms: number };
  false_alarms_per_100: number | null;
  hard_negatives: { conversations: number; false_alarms: number };
  golden_transfer: {
    tolerance_1: number | null;
    tolerance_2: number | null;
    tolerance_3: number | null;
  };
  turn_error: { early: Side; late: Side; on_time: number };
  reasons: Record<string, ReasonFigures>;
  silent_failure: {
    conversations: number;
    auroc_highest: number | null;
    auroc_last: number | null;
  };
  /** Label and decision, counted: `expected > decided`. */
  confusion: Record<string, number>;
  mistakes: Mistake[];
  /** Mistakes that are counted above and not listed. */
  mistakes_left_out: number;
}

/** What the report is made of. */
export interface Measured {
  outcomes: Outcome[];
  policy: string;
  model: string | null;
  turns: number;
  micros: number[];
}

const mostMistakes = 200;

function tally(words: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of [...words].sort()) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

function kindOf(outcome: Outcome): Mistake['kind'] | null {
  const { expected, fire, found, premature } = outcome;
  if (expected === null) return null;
  if (!expected.handoff) return fire === null ? null : 'false_alarm';
  if (fire === null) return 'missed';
  if (!found) return 'late';
  return premature ? 'premature' : null;
}

const noLabel = { reason: null, acceptableFrom: null, turn: null };
const noFiring = { index: null, reason: null, rule: null };

function mistakesOf(outcomes: Outcome[]): Mistake[] {
  return outcomes.flatMap((outcome) => {
    const kind = kindOf(outcome);
    if (kind === null) return [];
    const expected = outcome.expected ?? noLabel;
    const fire = outcome.fire ?? noFiring;
    return [
      {
        id: outcome.id,
        kind,
        expected_reason: expected.reason,
        acceptable_from: expected.acceptableFrom,
        expected_turn: expected.turn,
        fire_turn: fire.index,
        reason: fire.reason,
        rule: fire.rule,
      },
    ];
  });
}

function sideOf(outcomes: Outcome[], sign: 1 | -1): Side {
  const distances = outcomes
    .map(({ distance }) => (distance ?? 0) * sign)
    .filter((distance) => distance > 0);
  const sum = distances.reduce((total, distance) => total + distance, 0);
  return {
    conversations: distances.length,
    mean_customer_turns: distances.length === 0 ? null : sum / distances.length,
  };
}

function percentileOf(sorted: number[], share: number): number | null {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? null;
}

function costOf(micros: number[]): HandoffReport['microseconds_per_turn'] {
  const sorted = micros.toSorted((a, b) => a - b);
  const sum = micros.reduce((total, value) => total + value, 0);
  return {
    p50: percentileOf(sorted, 0.5),
    p95: percentileOf(sorted, 0.95),
    mean: micros.length === 0 ? null : sum / micros.length,
  };
}

function reasonsOf(positives: Outcome[]): Record<string, ReasonFigures> {
  const words = [...new Set(positives.flatMap(wordsOfReason))].sort();
  return Object.fromEntries(words.map((word) => [word, reasonFigures(positives, word)]));
}

function confusionOf(outcomes: Outcome[]): Record<string, number> {
  return tally(
    outcomes.flatMap(({ expected, fire }) => {
      if (expected === null) return [];
      const label = expected.reason ?? (expected.handoff ? 'handoff' : 'no_handoff');
      return [`${label} > ${fire === null ? 'continue' : (fire.reason ?? 'handoff')}`];
    }),
  );
}

function timingOf(
  outcomes: Outcome[],
  positives: Outcome[],
): Pick<HandoffReport, 'golden_transfer' | 'turn_error'> {
  return {
    golden_transfer: {
      tolerance_1: goldenTransferMean(outcomes, 1),
      tolerance_2: goldenTransferMean(outcomes, 2),
      tolerance_3: goldenTransferMean(outcomes, 3),
    },
    turn_error: {
      early: sideOf(positives, -1),
      late: sideOf(positives, 1),
      on_time: positives.filter(({ distance }) => distance === 0).length,
    },
  };
}

/** All figures of an evaluation. */
export function reportOf({ outcomes, policy, model, turns, micros }: Measured): HandoffReport {
  const { positives, negatives } = partsOf(outcomes);
  const alarms = negatives.filter(({ fire }) => fire !== null);
  const hard = outcomes.filter(isHardNegative);
  const mistakes = mistakesOf(outcomes);
  const proposals = outcomes.reduce((sum, outcome) => sum + outcome.proposals, 0);
  const silent = silentFailures(outcomes, 'highest');
  return {
    task: 'handoff',
    policy,
    model,
    conversations: outcomes.length,
    labelled: positives.length + negatives.length,
    turns,
    microseconds_per_turn: costOf(micros),
    fired: outcomes.filter(({ fire }) => fire !== null).length,
    fired_by_rule: tally(
      outcomes.flatMap(({ fire }) => (fire === null ? [] : [fire.rule ?? 'none'])),
    ),
    proposals_per_100: outcomes.length === 0 ? 0 : (100 * proposals) / outcomes.length,
    figures: keyFigures(outcomes),
    intervals: intervalsOf(outcomes, (sample) => ({ ...keyFigures(sample) })),
    counts: {
      positives: positives.length,
      negatives: negatives.length,
      found: positives.filter(({ found }) => found).length,
      false_alarms: alarms.length,
    },
    false_alarms_per_100: negatives.length === 0 ? null : (100 * alarms.length) / negatives.length,
    hard_negatives: {
      conversations: hard.length,
      false_alarms: hard.filter(({ fire }) => fire !== null).length,
    },
    ...timingOf(outcomes, positives),
    reasons: reasonsOf(positives),
    silent_failure: {
      conversations: silent.length,
      auroc_highest: auroc(silent),
      auroc_last: auroc(silentFailures(outcomes, 'last')),
    },
    confusion: confusionOf(outcomes),
    mistakes: mistakes.slice(0, mostMistakes),
    mistakes_left_out: Math.max(0, mistakes.length - mostMistakes),
  };
}
