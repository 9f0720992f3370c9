/** Token buckets in memory: a fair share per caller on this process. */
import { BatonError } from '../errors.ts';

interface Bucket {
  tokens: number;
  at: number;
}

export interface RateLimit {
  burst: number;
  perSecond: number;
}

const maxBuckets = 20_000;

/** Takes one token of `key` or throws `too_many_requests` with the seconds to wait. */
export function createRateLimiter(limit: RateLimit, now: () => number): (key: string) => void {
  const buckets = new Map<string, Bucket>();
  return (key) => {
    const at = now();
    const before = buckets.get(key) ?? { tokens: limit.burst, at };
    const refilled = before.tokens + (Math.max(0, at - before.at) / 1000) * limit.perSecond;
    const tokens = Math.min(limit.burst, refilled);
    if (buckets.size >= maxBuckets && !buckets.has(key)) buckets.clear();
    buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at });
    if (tokens >= 1) return;
    throw new BatonError('too_many_requests', 'this key sends more than its share; slow down', {
      retryAfterSeconds: Math.max(1, Math.ceil((1 - tokens) / limit.perSecond)),
    });
  };
}
