import { describe, expect, test } from 'vitest';
import { createLeaseCache } from '../../../src/adapters/crypto/lease-cache.ts';

describe('the lease cache', () => {
  test('an entry ends at its time, however often it is used', () => {
    const clock = { at: 0 };
    const cache = createLeaseCache<string>(9, 100, () => clock.at);
    cache.set('a', 'A');
    for (clock.at = 0; clock.at < 100; clock.at += 10) expect(cache.get('a')).toBe('A');
    expect(cache.get('a')).toBeUndefined();
  });

  test('a full cache drops what was used longest ago', () => {
    const cache = createLeaseCache<number>(2, 100, () => 0);
    cache.set('a', 1);
    cache.set('b', 2);
    cache.get('a');
    cache.set('c', 3);
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([1, undefined, 3]);
  });
});
