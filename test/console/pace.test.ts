import { beforeEach, describe, expect, it } from 'vitest';
import { Pace } from '../../web/console/src/pages/inbox/pace.ts';

describe('the sign that an agent types', () => {
  const now = 1_800_000_000_000;
  let pace: Pace;
  beforeEach(() => {
    pace = new Pace();
    expect(pace.isDue('c1', now)).toBe(true);
  });

  it('is told again while the typing goes on, before the last one is old, and no more often', () => {
    expect(pace.isDue('c1', now + 2_900)).toBe(false);
    expect(pace.isDue('c1', now + 3_000)).toBe(true);
    expect(pace.isDue('c1', now + 3_100)).toBe(false);
  });

  it('is told at once of the next message', () => {
    pace.sent();
    expect(pace.isDue('c1', now + 100)).toBe(true);
  });

  it('is told at once in another conversation', () => {
    expect(pace.isDue('c2', now + 100)).toBe(true);
  });
});
