import { describe, expect, it } from 'vitest';
import { createRateLimiter } from '../../src/api/rate-limit.ts';
import { BatonError } from '../../src/errors.ts';

describe('the share of a key', () => {
  it('allows the burst, then as many as the seconds give, and leaves other keys alone', () => {
    const clock = { now: 0 };
    const take = createRateLimiter({ burst: 3, perSecond: 2 }, () => clock.now);
    for (let index = 0; index < 3; index += 1) take('a');
    expect(() => {
      take('a');
    }).toThrow(BatonError);
    take('b');
    clock.now += 500;
    take('a');
    expect(() => {
      take('a');
    }).toThrow('slow down');
  });

  it('says how long to wait', () => {
    const take = createRateLimiter({ burst: 1, perSecond: 0.1 }, () => 0);
    take('a');
    try {
      take('a');
      expect.unreachable();
    } catch (error) {
      expect((error as BatonError).retryAfterSeconds).toBe(10);
    }
  });
});
