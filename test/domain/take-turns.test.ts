import { describe, expect, it } from 'vitest';
import { takeTurns } from '../../src/domain/take-turns.ts';
import { beginStep } from '../../src/domain/transition.ts';
import type { Turn } from '../../src/domain/turn.ts';
import { command, ofType, Story, turn } from '../support/domain.ts';

function takeAll(turns: Turn[], known: [string, number][] = []) {
  const context = new Story().context();
  const draft = beginStep(null, context);
  const result = takeTurns(draft, context, command('turn', { turns }), new Map(known));
  return { draft, result };
}

describe('takeTurns', () => {
  it('decides after each turn; the first handoff mutes the assistant turns behind it', () => {
    const { draft, result } = takeAll([
      turn('a'),
      turn('b', { signals: { topic: 'complaint' } }),
      turn('c', { role: 'assistant' }),
      turn('d', { signals: { topic: 'complaint' } }),
    ]);
    expect(result.turns).toEqual([
      { id: 'a', sequence: 1 },
      { id: 'b', sequence: 2 },
      { id: 'c', sequence: null, suppressed: true },
      { id: 'd', sequence: 3 },
    ]);
    expect(result.taken.map(({ decision, epoch }) => [decision.action, epoch])).toEqual([
      ['continue', 1],
      ['handoff', 1],
      ['continue', 2],
    ]);
    expect(ofType(draft.events, 'handoff.requested')).toHaveLength(1);
  });

  it('a turn known from before answers its place and is not taken again', () => {
    const { result } = takeAll([turn('a'), turn('b')], [['a', 7]]);
    expect(result.turns).toEqual([
      { id: 'a', sequence: 7 },
      { id: 'b', sequence: 1 },
    ]);
    expect(result.taken.map((taken) => taken.turn.id)).toEqual(['b']);
  });

  it('a turn given twice in one command is taken once', () => {
    const { result } = takeAll([turn('a'), turn('a')]);
    expect(result.turns).toEqual([
      { id: 'a', sequence: 1 },
      { id: 'a', sequence: 1 },
    ]);
    expect(result.taken).toHaveLength(1);
  });
});
