import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../src/contract/policy.ts';
import {
  addTallies,
  emptyTally,
  tallyCases,
  type BacktestPair,
  type PastCase,
} from '../../src/domain/backtest.ts';
import { gateFindings, reportOf } from '../../src/domain/backtest-report.ts';
import type { Policy, Rule } from '../../src/domain/policy.ts';
import { playPast } from '../support/past-cases.ts';

const source = readFileSync(
  new URL('../../policies/general-support.yaml', import.meta.url),
  'utf8',
);
const parsed = parsePolicy(source, 'yaml');
if (!parsed.ok) throw new Error('the shipped policy');
const shipped: Policy = parsed.policy;

const openings = [
  'Where is my order?',
  'I want to talk to a person',
  'I will call my lawyer about this',
  'My router is broken',
];

/** A rule that takes every mention of an order for a reason to hand off. */
const bad: Rule = {
  id: 'order-word',
  when: { says: 'order' },
  action: 'handoff',
  reason: 'frustration',
  rank: 1,
  queue: 'billing',
};
const withBad: Policy = {
  ...shipped,
  phrases: { ...shipped.phrases, order: ['order'] },
  rules: [...shipped.rules, bad],
};

function pairOf(before: Policy, after: Policy): BacktestPair {
  return { before: { policy: before, version: 1 }, after: { policy: after, version: 2 } };
}

function caseOf(id: string, opening: string, change: Partial<PastCase> = {}): PastCase {
  const turns = [
    { role: 'customer' as const, content: opening },
    { role: 'assistant' as const, content: 'Let me look that up.' },
    { role: 'customer' as const, content: 'Thank you' },
  ];
  return { ...playPast(id, shipped, turns).past, ...change };
}

const setting = {
  weeks: 1,
  handleSeconds: { default: 600 },
  level: { share: 0.8, withinSeconds: 120 },
};

describe('a back-test', () => {
  it('comes to the same sums however the conversations are cut into batches', () => {
    const cases = openings.flatMap((opening, index) =>
      Array.from({ length: 8 }, (_, n) => caseOf(`c${index}-${n}`, opening)),
    );
    const pair = pairOf(shipped, withBad);
    const whole = tallyCases(pair, cases);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 31 }), (cut) => {
        const parts = [cases.slice(cut), cases.slice(0, cut)].map((part) => tallyCases(pair, part));
        const sum = parts.reduce(addTallies, emptyTally());
        for (const must of [...Object.values(sum.must), ...Object.values(whole.must)])
          must.lost.sort();
        expect(sum).toEqual(whole);
      }),
      { numRuns: 10 },
    );
  });

  it('says which handoffs are new, gone, earlier, later or elsewhere', () => {
    const order = [caseOf('o', 'Where is my order?')];
    expect(tallyCases(pairOf(shipped, withBad), order).changes).toMatchObject({ new: 1, gone: 0 });
    expect(tallyCases(pairOf(withBad, shipped), order).changes).toMatchObject({ new: 0, gone: 1 });
    const late = [
      playPast('l', shipped, [
        { role: 'customer', content: 'Where is my order?' },
        { role: 'customer', content: 'I want to talk to a person' },
      ]).past,
    ];
    expect(tallyCases(pairOf(shipped, withBad), late).changes).toMatchObject({ earlier: 1 });
    expect(tallyCases(pairOf(withBad, shipped), late).changes).toMatchObject({ later: 1 });
    const elsewhere = { ...withBad, rules: [...shipped.rules, { ...bad, queue: 'sales' }] };
    expect(tallyCases(pairOf(withBad, elsewhere), order).changes).toMatchObject({ other_queue: 1 });
  });

  it('counts rightly on reviewed ones: needless handoffs, missed ones, and those that came too late', () => {
    const cases = [
      caseOf('a', 'Where is my order?', { verdict: 'avoidable' }),
      caseOf('b', 'My router is broken', { verdict: 'needed', weight: 3 }),
      caseOf('c', 'I want to talk to a person', { verdict: 'needed' }),
      caseOf('d', 'I want to talk to a person', { verdict: 'too_late', neededAtTurn: 0 }),
    ];
    const { before, after } = tallyCases(pairOf(shipped, withBad), cases);
    expect(before.judged).toEqual({ right: 1, needless: 0, missed: 4 });
    expect(after.judged).toEqual({ right: 1, needless: 1, missed: 4 });
    const report = reportOf(tallyCases(pairOf(shipped, withBad), cases), setting);
    expect(report.after.accuracy).toMatchObject({ precision: 0.5, recall: 0.2 });
  });

  it('turns hand times and the busiest hour into agents', () => {
    const cases = Array.from({ length: 12 }, (_, n) => caseOf(`p${n}`, openings[1] ?? ''));
    const report = reportOf(tallyCases(pairOf(shipped, shipped), cases), setting);
    expect(report.after.queues['general']).toEqual({
      handoffs_per_week: 12,
      agent_hours_per_week: 2,
      busiest_hour: 12,
      agents_needed: 4,
    });
  });

  it('has a gate that names the topic and the conversations that would no longer reach a person', () => {
    const lawyer = caseOf('legal-1', 'I will call my lawyer about this');
    const { legal: _, ...rest } = shipped.governance ?? {};
    const without: Policy = { ...shipped, governance: rest };
    const findings = gateFindings(tallyCases(pairOf(shipped, without), [lawyer]));
    expect(findings).toEqual([expect.stringMatching(/governance:legal: recall falls .*legal-1/)]);
    expect(gateFindings(tallyCases(pairOf(without, shipped), [lawyer]))).toEqual([]);
  });

  it('lets a topic go whose handoff reviewers called avoidable', () => {
    const lawyer = caseOf('legal-1', 'I will call my lawyer', { verdict: 'avoidable' });
    const { legal: _, ...rest } = shipped.governance ?? {};
    const without: Policy = { ...shipped, governance: rest };
    expect(gateFindings(tallyCases(pairOf(shipped, without), [lawyer]))).toEqual([]);
  });
});
