import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareRanks, precedenceOf, scoreAt } from '../../src/domain/precedence.ts';
import type { PrecedenceFacts } from '../../src/domain/precedence.ts';
import type { Priority } from '../../src/domain/words.ts';
import { begin } from '../support/domain.ts';

const routing = {
  default_queue: 'general',
  by_reason: {},
  by_topic: {},
  priority: {
    by_tier: { gold: 900 },
    by_value: [
      { at_least: 100, seconds: 60 },
      { at_least: 1_000, seconds: 600 },
    ],
    by_open_tickets: [{ at_least: 2, seconds: 120 }],
  },
};
const plain: PrecedenceFacts = {
  sinceAt: begin,
  priority: 3,
  tier: null,
  reason: 'api_request',
  value: null,
  openTickets: null,
  dueAt: null,
};
const rank = (facts: Partial<PrecedenceFacts>): number =>
  precedenceOf(routing, { ...plain, ...facts }).rankAt;

const facts = fc.record({
  sinceAt: fc.integer({ min: begin, max: begin + 86_400_000 }),
  priority: fc.constantFrom<Priority>(1, 2, 3, 4, 5),
  tier: fc.constantFrom('gold', 'iron', null),
  reason: fc.constantFrom('urgency' as const, 'api_request' as const),
  value: fc.option(fc.integer({ min: 0, max: 5_000 })),
  openTickets: fc.option(fc.nat(5)),
  dueAt: fc.option(fc.integer({ min: begin, max: begin + 90_000_000 })),
});

describe('precedenceOf', () => {
  it('names each head start with its seconds', () => {
    const { contributions } = precedenceOf(routing, {
      sinceAt: begin,
      priority: 2,
      tier: 'gold',
      reason: 'urgency',
      value: 1_200,
      openTickets: 3,
      dueAt: begin + 600_000,
    });
    expect(contributions).toEqual([
      { from: 'priority', seconds: 1_200 },
      { from: 'tier', seconds: 900 },
      { from: 'reason', seconds: 600 },
      { from: 'value', seconds: 600 },
      { from: 'open_tickets', seconds: 120 },
      { from: 'sla', seconds: 3_000 },
    ]);
  });

  it('lets waiting outgrow priority: a case of priority 5 goes before an urgent one two hours younger', () => {
    const late = 2 * 3_600_000 + 1;
    expect(rank({ priority: 5 })).toBeLessThan(rank({ priority: 1, sinceAt: begin + late }));
    expect(rank({ priority: 5 })).toBeGreaterThan(rank({ priority: 1, sinceAt: begin + 60_000 }));
  });

  it('never ranks a higher priority, tier or value, more open tickets, an older case or a sooner target later', () => {
    fc.assert(
      fc.property(facts, fc.integer({ min: 0, max: 1_000_000 }), (case_, ms) => {
        const of = (more: Partial<PrecedenceFacts>): number =>
          precedenceOf(routing, { ...case_, ...more }).rankAt;
        const base = of({});
        expect(of({ priority: Math.max(1, case_.priority - 1) as Priority })).toBeLessThanOrEqual(
          base,
        );
        expect(of({ tier: 'gold' })).toBeLessThanOrEqual(base);
        expect(of({ value: (case_.value ?? 0) + ms })).toBeLessThanOrEqual(base);
        expect(of({ openTickets: (case_.openTickets ?? 0) + ms })).toBeLessThanOrEqual(base);
        expect(of({ sinceAt: case_.sinceAt - ms })).toBeLessThanOrEqual(base);
        if (case_.dueAt !== null) expect(of({ dueAt: case_.dueAt - ms })).toBeLessThanOrEqual(base);
      }),
    );
  });
});

describe('scoreAt', () => {
  it('orders two cases at every instant as their ranks do, without writing either again', () => {
    fc.assert(
      fc.property(facts, facts, fc.integer({ min: 0, max: 1e9 }), (a, b, later) => {
        const [one, two] = [precedenceOf(routing, a), precedenceOf(routing, b)];
        const at = begin + 86_400_000 + later;
        const first = scoreAt({ ...one, sinceAt: a.sinceAt }, at).score;
        const second = scoreAt({ ...two, sinceAt: b.sinceAt }, at).score;
        expect(second - first).toBeCloseTo((one.rankAt - two.rankAt) / 1_000, 3);
      }),
    );
  });
});

describe('compareRanks', () => {
  it('is strict and total: no two handoffs are equal', () => {
    const ranked = fc.record({
      rankAt: fc.integer({ min: 0, max: 3 }),
      sinceAt: fc.integer({ min: 0, max: 3 }),
      handoff: fc.constantFrom('h1', 'h2', 'h3', 'h4'),
    });
    fc.assert(
      fc.property(ranked, ranked, ranked, (a, b, c) => {
        expect(Math.sign(compareRanks(a, b))).toBe(-Math.sign(compareRanks(b, a)) || 0);
        if (a.handoff !== b.handoff) expect(compareRanks(a, b)).not.toBe(0);
        if (compareRanks(a, b) <= 0 && compareRanks(b, c) <= 0)
          expect(compareRanks(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });
});
