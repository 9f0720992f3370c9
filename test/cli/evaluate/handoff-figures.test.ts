import { describe, expect, it } from 'vitest';
import { keyFigures, reasonFigures } from '../../../src/cli/evaluate/handoff-figures.ts';
import { outcomeOf, type Outcome } from '../../../src/cli/evaluate/handoff-outcome.ts';
import type { Expected, LabelledTranscript } from '../../../src/cli/evaluate/labelled.ts';
import type { Played } from '../../../src/cli/evaluate/play.ts';

/** Customer turns at even indices, the assistant's between them. */
function transcript(expected: Expected | null): LabelledTranscript {
  const turns = Array.from({ length: 20 }, (_, index) => ({
    index,
    turn: { role: index % 2 === 0 ? ('customer' as const) : ('assistant' as const), content: 'x' },
  }));
  return { id: 'c', group: 'g', turns, expected, aiResolved: null };
}

function played(fire: number | null, risks: Record<number, number> = {}): Played {
  return {
    fire: fire === null ? null : { index: fire, reason: 'customer_request', rule: 'r' },
    proposals: [],
    micros: [],
    turns: Object.entries(risks).map(([index, risk]) => ({
      index: Number(index),
      role: 'customer',
      features: { risk },
      decision: null,
    })),
  };
}

const right = (turn: number, acceptableFrom = turn): Expected => ({
  handoff: true,
  reason: 'explicit_request',
  turn,
  acceptableFrom,
});
const wrong: Expected = { handoff: false, reason: 'resolved', turn: null, acceptableFrom: null };
const outcome = (expected: Expected, fire: number | null, risks = {}): Outcome =>
  outcomeOf(transcript(expected), played(fire, risks));

describe('one outcome', () => {
  it.each([
    ['on the turn', 8, 0, true, false],
    ['inside the window', 6, 0, true, false],
    ['one customer turn late', 10, 1, true, false],
    ['two customer turns late', 12, 2, false, false],
    ['one customer turn before the window', 4, -1, true, false],
    ['two customer turns before the window', 2, -2, true, true],
  ])('fired %s', (...[, fire, distance, found, premature]) => {
    expect(outcome(right(8, 6), fire)).toMatchObject({ distance, found, premature });
  });

  it('scores the risk strictly before the labelled turn', () => {
    const risks = { 4: 0.3, 6: 0.5, 8: 0.99 };
    expect(outcome(right(8), null, risks).risk).toEqual({ before: 0.5, highest: 0.99, last: 0.99 });
    expect(outcome(wrong, null, risks).risk.before).toBe(0.99);
  });
});

describe('the figures', () => {
  it('count found, missed and false alarms', () => {
    const figures = keyFigures([
      outcome(right(8), 8),
      outcome(right(8), 12),
      outcome(right(8), null),
      outcome(wrong, null),
      outcome(wrong, 3),
    ]);
    expect(figures).toMatchObject({
      precision: 0.5,
      recall: 1 / 3,
      f1: 0.4,
      false_alarm_rate: 0.5,
      anticipation_auroc: null,
    });
    expect(figures.gt_i).toBeCloseTo((1 + Math.exp(-2) + 0 + 1 + 0) / 5);
  });

  it('count a label of two reasons for both, and the right reason only where it is one of the kind', () => {
    const both: Expected = { ...right(8), reason: 'policy_required+explicit_request' };
    const positives = [outcome(both, 8)];
    expect(reasonFigures(positives, 'explicit_request')).toMatchObject({
      found: 1,
      right_reason: 1,
    });
    expect(reasonFigures(positives, 'policy_required')).toMatchObject({
      found: 1,
      right_reason: 0,
    });
  });
});
