import { describe, expect, it } from 'vitest';
import {
  contentWords,
  mostTelling,
  tellingAnswers,
  tellingWishes,
} from '../../src/domain/prepare-salience.ts';
import { transcript } from '../support/transcripts.ts';

const dialogue = transcript([
  { role: 'customer', content: '@shop hi' },
  { role: 'customer', content: '@shop my washing machine leaks water since the repair on Monday' },
  { role: 'agent', content: 'Sorry to hear that! Thanks for reaching out.' },
  { role: 'customer', content: 'ok' },
  {
    role: 'agent',
    content: 'We have booked an engineer for Thursday morning; please close the tap until then.',
  },
  { role: 'customer', content: 'Thanks a lot' },
  { role: 'agent', content: "You're welcome, have a nice day!" },
]);
const sequences = (turns: { sequence: number }[]) => turns.map(({ sequence }) => sequence);

describe('the most telling turns', () => {
  it('are those that say what is wrong, not greetings and thanks', () => {
    expect(sequences(tellingWishes(dialogue, 1))).toEqual([2]);
    expect(sequences(tellingAnswers(dialogue, 1))).toEqual([5]);
  });

  it('do not say the same twice', () => {
    const turns = transcript([
      { role: 'agent', content: 'Restart the router, then open the settings page of the modem.' },
      { role: 'agent', content: 'Restart the router, then open the settings page of the modem!' },
      { role: 'agent', content: 'The invoice will be corrected by our billing colleagues.' },
    ]);
    expect(sequences(mostTelling(turns, 2, () => 0))).toContain(3);
  });

  it('are none where nothing was said', () => {
    expect(tellingWishes(transcript([{ role: 'customer', content: '👍' }]), 2)).toEqual([]);
  });

  it('count words that carry content, in scripts without spaces pairs of characters', () => {
    expect([...contentWords('Please help with my broken kettle A-204')]).toEqual([
      'broken',
      'kettle',
      '204',
    ]);
    expect([...contentWords('订单丢失')]).toEqual(['订单', '丢失']);
  });
});
