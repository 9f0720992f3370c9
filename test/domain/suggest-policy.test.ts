import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../src/contract/policy.ts';
import { tallyCases, type PastCase } from '../../src/domain/backtest.ts';
import { accuracyOf } from '../../src/domain/backtest-report.ts';
import { applyPatch, suggestChanges } from '../../src/domain/suggest-policy.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { playPast } from '../support/past-cases.ts';

const source = readFileSync(
  new URL('../../policies/general-support.yaml', import.meta.url),
  'utf8',
);
const parsed = parsePolicy(source, 'yaml');
if (!parsed.ok) throw new Error('the shipped policy');
const planted: Policy = {
  ...parsed.policy,
  phrases: { ...parsed.policy.phrases, order: ['order'] },
  rules: [
    ...parsed.policy.rules,
    {
      id: 'order-word',
      when: { says: 'order' },
      action: 'handoff',
      reason: 'frustration',
      rank: 1,
    },
  ],
};
const active = { policy: planted, version: 1 };

/** A quarter in which every mention of an order was handed off, and reviewers say it need not have been. */
function week(number: number): PastCase[] {
  return Array.from({ length: 12 }, (_, n) => {
    const needed = n % 3 === 0;
    const content = needed ? 'I want to talk to a person' : 'Where is my order?';
    const { past } = playPast(`w${number}-${n}`, planted, [{ role: 'customer', content }]);
    return { ...past, verdict: needed ? ('needed' as const) : ('avoidable' as const) };
  });
}

describe('suggested changes', () => {
  it('name a planted bad rule, and improve weeks that had no part in finding them', () => {
    const past = [1, 2, 3, 4, 5, 6].flatMap(week);
    const [first, ...rest] = suggestChanges(active, past);
    expect(first).toMatchObject({ rule: 'order-word' });
    expect(rest).toEqual([]);
    expect(first?.held_out.after.f1).toBeGreaterThan(first?.held_out.before.f1 ?? 1);
    const better = applyPatch(planted, first?.patch ?? []);
    const later = [7, 8].flatMap(week);
    const tally = tallyCases({ before: active, after: { policy: better, version: 2 } }, later);
    expect(accuracyOf(tally.before.judged).precision).toBeCloseTo(1 / 3);
    expect(accuracyOf(tally.after.judged)).toMatchObject({ precision: 1, recall: 1 });
  });

  it('are none where reviewers found nothing wrong, or too few looked', () => {
    const fine = [1, 2, 3].flatMap(week).filter(({ verdict }) => verdict === 'needed');
    expect(suggestChanges(active, fine)).toEqual([]);
    expect(suggestChanges(active, week(1).slice(0, 6))).toEqual([]);
  });

  it('move a threshold when that is enough', () => {
    const strict: Policy = {
      ...parsed.policy,
      rules: [
        {
          id: 'repeats',
          when: { count: { feature: 'role', is: 'customer' }, within_turns: 10, at_least: 2 },
          action: 'handoff',
          reason: 'tool_failure',
          rank: 1,
        },
      ],
    };
    const play = (id: string, turns: number): PastCase => {
      const said = Array.from({ length: turns }, () => ({
        role: 'customer' as const,
        content: 'Hello there',
      }));
      const { past } = playPast(id, strict, said);
      const needed = turns > 2;
      return { ...past, verdict: needed ? 'needed' : 'avoidable', neededAtTurn: needed ? 3 : null };
    };
    const past = Array.from({ length: 60 }, (_, n) => play(`c${n}`, n % 2 === 0 ? 2 : 3));
    const [first] = suggestChanges({ policy: strict, version: 1 }, past);
    expect(first).toMatchObject({
      rule: 'repeats',
      kind: 'threshold',
      from: 2,
      to: 3,
      patch: [{ op: 'replace', path: '/rules/0/when/at_least', value: 3 }],
    });
    expect(first?.held_out.after).toMatchObject({ precision: 1, recall: 1 });
  });
});
