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

export interface Buckets {
  /** Takes one token. 0 when there was one, else the whole seconds until there is. */
  take: (key: string) => number;
  giveBack: (key: string) => void;
}

/** One bucket per key. Reading and taking is one step without a wait, so that requests at once count one by one. */
export function createBuckets(limit: RateLimit, now: () => number): Buckets {
  const buckets = new Map<string, Bucket>();
  const fill = (key: string, more: number): number => {
    const at = now();
    const before = buckets.get(key) ?? { tokens: limit.burst, at };
    const refilled = before.tokens + (Math.max(0, at - before.at) / 1000) * limit.perSecond;
    const tokens = Math.min(limit.burst, refilled + more);
    if (buckets.size >= maxBuckets && !buckets.has(key)) buckets.clear();
    buckets.set(key, { tokens, at });
    return tokens;
  };
  return {
    take: (key) => {
      const tokens = fill(key, 0);
      if (tokens < 1) return Math.max(1, Math.ceil((1 - tokens) / limit.perSecond));
      buckets.set(key, { tokens: tokens - 1, at: now() });
      return 0;
    },
    giveBack: (key) => {
      fill(key, 1);
    },
  };
}

/** Takes one token of `key` or throws `too_many_requests` with the seconds to wait. */
export function createRateLimiter(limit: RateLimit, now: () => number): (key: string) => void {
  const buckets = createBuckets(limit, now);
  return (key) => {
    const retryAfterSeconds = buckets.take(key);
    if (retryAfterSeconds === 0) return;
    throw new BatonError('too_many_requests', 'this key sends more than its share; slow down', {
      retryAfterSeconds,
    });
  };
}
