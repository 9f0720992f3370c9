import { describe, expect, it } from 'vitest';
import { bar, exclude, passOver } from '../../src/domain/pass-over.ts';
import { command, storyAt } from '../support/domain.ts';

describe('the agents who are not asked again first', () => {
  it('remembers the last sixteen agents only, each once', () => {
    const { handoff } = storyAt('queued');
    const mine = { ...handoff };
    for (let n = 0; n < 20; n += 1) exclude(mine, `a${n}`);
    exclude(mine, 'a10');
    expect(mine.excluded).toHaveLength(16);
    expect(mine.excluded.at(-1)).toBe('a10');
    expect(new Set(mine.excluded).size).toBe(16);
  });

  it('who does not want the case at all is remembered apart, once', () => {
    const mine = { ...storyAt('queued').handoff };
    bar(mine, 'ann');
    passOver(mine, command('rejectOffer', { offer_id: 'o', agent: 'ann', reoffer: false }));
    passOver(mine, command('rejectOffer', { offer_id: 'o', agent: 'bob' }));
    expect(mine.barred).toEqual(['ann']);
    expect(mine.excluded).toEqual(['bob']);
  });
});
