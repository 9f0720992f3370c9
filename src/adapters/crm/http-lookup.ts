/**
 * What the CRM knows of a customer, asked over HTTP: `GET {url}?tenant=…&customer=…`, answered by JSON with any of `tier`,
 * `value`, `account_owner` and `open_tickets`. Whatever goes wrong the answer is "unknown", and it never comes later than
 * its limit; one that comes later is kept for the next turn.
 */
import { z } from 'zod';
import type { CustomerKnowledge } from '../../domain/commands.ts';
import type { SafeFetch } from '../http/safe-fetch.ts';

/** Asks for what is known of a customer; null is unknown. Never throws and never takes longer than its limit. */
export type CustomerLookup = (customer: {
  tenant: string;
  id: string;
}) => Promise<CustomerKnowledge | null>;

export interface HttpLookupOptions {
  url: string;
  token: string | undefined;
  /** Longest wait of a turn, ms. */
  withinMs: number;
  fetch: SafeFetch;
  now?: () => number;
}

/** A field of another kind than ours is as good as none; the others still count. */
const knowledge = z.object({
  tier: z.string().min(1).max(64).optional().catch(undefined),
  value: z.number().optional().catch(undefined),
  account_owner: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/)
    .optional()
    .catch(undefined),
  open_tickets: z.int().min(0).optional().catch(undefined),
});

/** Long enough for a conversation, short enough that a new tier is seen the same day; a failure is tried again soon. */
const keptMs = { known: 300_000, unknown: 15_000 };
/** A lookup that outlived its limit goes on for so long, to be of use to the next turn. */
const lingerMs = 5_000;
const maxKept = 10_000;

interface Kept {
  until: number;
  found: Promise<CustomerKnowledge | null>;
}

/** The lookup over one HTTP address. */
export function createHttpLookup(options: HttpLookupOptions): CustomerLookup {
  const kept = new Map<string, Kept>();
  const now = options.now ?? (() => Date.now());
  return async (customer) => {
    const key = `${customer.tenant}/${customer.id}`;
    let entry = kept.get(key);
    if (entry === undefined || entry.until <= now()) {
      entry = { until: now() + keptMs.known, found: ask(options, customer) };
      if (kept.size >= maxKept) kept.clear();
      kept.set(key, entry);
      const mine = entry;
      void mine.found.then((found) => {
        if (found === null) mine.until = now() + keptMs.unknown;
      });
    }
    return withinLimit(entry.found, options.withinMs);
  };
}

async function withinLimit<T>(found: Promise<T>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<null>((resolve) => {
    timer = setTimeout(() => {
      resolve(null);
    }, ms);
  });
  try {
    return await Promise.race([found, limit]);
  } finally {
    clearTimeout(timer);
  }
}

async function ask(
  { url, token, fetch, withinMs }: HttpLookupOptions,
  customer: { tenant: string; id: string },
): Promise<CustomerKnowledge | null> {
  const address = new URL(url);
  address.searchParams.set('tenant', customer.tenant);
  address.searchParams.set('customer', customer.id);
  try {
    const answer = await fetch(address.href, {
      method: 'GET',
      headers: {
        accept: 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      timeoutMs: Math.max(withinMs, lingerMs),
    });
    if (answer.status !== 200) return null;
    const parsed = knowledge.safeParse(JSON.parse(answer.body));
    return parsed.success ? withoutGaps(parsed.data) : null;
  } catch {
    return null;
  }
}

function withoutGaps(found: z.output<typeof knowledge>): CustomerKnowledge {
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}
