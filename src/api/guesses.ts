/**
 * Bounds guessing of keys, cookies and login links on this process, per client address and for all addresses together
 * (S-05, S-26). A guess is taken before the credential is looked at and given back when it proves good: of any number
 * of guesses at once no more than the bound are looked at, and past it a good one looks like a bad one.
 */
import type { IncomingMessage } from 'node:http';
import { isIP, isIPv6 } from 'node:net';
import { BatonError } from '../errors.ts';
import type { ApiContext } from './endpoint.ts';
import { createBuckets, type RateLimit } from './rate-limit.ts';

export interface GuessLimit {
  perAddress: RateLimit;
  overall: RateLimit;
}

/** Login links. People click one each, so little is enough. */
export const signInGuesses: GuessLimit = {
  perAddress: { burst: 20, perSecond: 0.2 },
  overall: { burst: 200, perSecond: 10 },
};

/** Ways to the identity provider: each writes a row, and people of one house come from one address in the morning. */
export const providerVisits: GuessLimit = {
  perAddress: { burst: 100, perSecond: 2 },
  overall: { burst: 500, perSecond: 20 },
};

/**
 * Passwords of one account, from wherever. Too low, and somebody who mistypes waits (or is kept out by another's
 * guesses); too high, and a weak password falls in a night. Ten at once and one in half a minute is 2,900 a day.
 */
export const accountGuesses: GuessLimit = {
  perAddress: { burst: 10, perSecond: 1 / 30 },
  overall: { burst: 500, perSecond: 20 },
};

/**
 * Keys and cookies. Too low, and one integration with a revoked key behind a shared proxy keeps new callers of that
 * proxy out; too high, and guesses load the database. The first is worse: 256 random bits are not guessed either way.
 */
export const credentialGuesses: GuessLimit = {
  perAddress: { burst: 100, perSecond: 1 },
  overall: { burst: 2_000, perSecond: 50 },
};

/** Takes one guess of an address, or throws `too_many_requests`; what it returns gives the guess back. */
export type TakeGuess = (address: string) => () => void;

/** Counts guesses of one kind. */
export function createGuessGuard(limit: GuessLimit, now: () => number): TakeGuess {
  const addresses = createBuckets(limit.perAddress, now);
  const overall = createBuckets(limit.overall, now);
  const refuse = (retryAfterSeconds: number): never => {
    throw new BatonError('too_many_requests', 'too many failed attempts; wait before the next', {
      retryAfterSeconds,
    });
  };
  return (address) => {
    const wait = addresses.take(address);
    if (wait > 0) refuse(wait);
    const waitOverall = overall.take('');
    if (waitOverall > 0) {
      addresses.giveBack(address);
      refuse(waitOverall);
    }
    return () => {
      addresses.giveBack(address);
      overall.giveBack('');
    };
  };
}

/** Who owns one IPv6 address mostly owns its /64. */
function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return [...left, ...zeros, ...right].slice(0, 4).join(':');
}

/** Some proxies write the port too: `203.0.113.9:4711`, `[2001:db8::1]:4711`. */
function withoutPort(address: string): string {
  const [, bracketed, plain] = /^(?:\[([^\]]+)\](?::\d+)?|([\d.]+):\d+)$/.exec(address) ?? [];
  return bracketed ?? plain ?? address;
}

/**
 * The client's address: the socket's, or behind trusted proxies the one that the outermost of them saw. What stands
 * before that in X-Forwarded-For is not believed: whoever guesses may write it.
 */
export function addressOf(context: ApiContext): string {
  const env = context.env as { incoming?: IncomingMessage } | undefined;
  const peer = env?.incoming?.socket.remoteAddress ?? 'unknown';
  const { trustedProxies } = context.var.deps.config;
  if (trustedProxies === 0) return networkOf(peer);
  const told = (context.req.header('x-forwarded-for') ?? '').split(',');
  // By its place, whatever stands there: left of what the outermost trusted proxy wrote, callers choose the words.
  const seen = withoutPort((told.at(-trustedProxies) ?? '').trim());
  return networkOf(isIP(seen) === 0 ? peer : seen);
}
