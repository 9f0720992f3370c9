import { describe, expect, it } from 'vitest';
import type { IndexedTurn } from '../../../src/cli/evaluate/labelled.ts';
import { play } from '../../../src/cli/evaluate/play.ts';
import type { Policy } from '../../../src/domain/policy.ts';
import type { TurnRole } from '../../../src/domain/words.ts';
import { policyWith } from '../../support/domain.ts';

function turns(...said: [TurnRole, string][]): IndexedTurn[] {
  return said.map(([role, content], index) => ({ index, turn: { role, content } }));
}

function playOf(said: [TurnRole, string][], changes: Partial<Policy> = {}) {
  return play(turns(...said), { policy: policyWith(changes), now: () => 0 });
}

const asks: [TurnRole, string] = ['customer', 'Let me talk to a human'];
const proposes: Partial<Policy> = {
  rules: [
    {
      id: 'urgent',
      when: { feature: 'urgent', is: true },
      action: 'propose',
      reason: 'urgency',
      rank: 1,
    },
  ],
};

describe('a played conversation', () => {
  it('fires at the first turn that hands off, and never looks ahead', () => {
    const calm: [TurnRole, string][] = [
      ['assistant', 'Hi!'],
      ['customer', 'My lamp is broken'],
      ['assistant', 'Which one?'],
    ];
    expect(playOf(calm).fire).toBeNull();
    const played = playOf([...calm, asks, ['assistant', 'I can help'], asks]);
    expect(played.fire).toEqual({ index: 3, reason: 'customer_request', rule: expect.any(String) });
  });

  it('goes on after the firing, so that every later turn has its features', () => {
    const played = playOf([asks, ['assistant', 'One moment'], ['customer', 'thanks'], asks]);
    expect(played.turns.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
    expect(played.fire?.index).toBe(0);
  });

  it('counts a proposal apart, and takes no yes to a question that the record never asked', () => {
    const played = playOf(
      [
        ['customer', 'I need it urgently'],
        ['assistant', 'Shall I send it by express?'],
        ['customer', 'Yes, please'],
      ],
      proposes,
    );
    expect(played.proposals.map(({ index }) => index)).toEqual([0]);
    expect(played.fire).toBeNull();
  });

  it('reads what the turn door would have read: masked, and cut at the same length', () => {
    const card = '4111 1111 1111 1111';
    const long = `${'a '.repeat(10_000)} let me talk to a human`;
    expect(playOf([['customer', long]]).fire).toBeNull();
    expect(playOf([['customer', `${card}. Let me talk to a human`]]).fire).not.toBeNull();
  });

  it('hears a human agent without deciding', () => {
    const played = playOf([['customer', 'hi'], ['agent', 'I am Ann'], asks]);
    expect(played.turns.map(({ role }) => role)).toEqual(['customer', 'customer']);
    expect(played.fire?.index).toBe(2);
  });
});
