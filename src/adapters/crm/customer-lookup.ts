/**
 * What the tenant's own systems know of a customer, whoever is asked. Whatever goes wrong the answer is "unknown", and it
 * never comes later than its limit; one that comes later is kept for the next turn.
 */
import { z } from 'zod';
import type { CustomerKnowledge } from '../../domain/commands.ts';

/** Whom a request names: by the tenant's own id, by address, or both. */
export interface NamedCustomer {
  tenant: string;
  id?: string | undefined;
  email?: string | undefined;
}

/** Asks for what is known of a customer; null is unknown. Never throws and never takes longer than its limit. */
export type CustomerLookup = (customer: NamedCustomer) => Promise<CustomerKnowledge | null>;

/** Asks one source; ends by itself within `timeoutMs` a request. Null is unknown; a throw is as good as that. */
export type AskCustomer = (
  customer: NamedCustomer,
  timeoutMs: number,
) => Promise<CustomerKnowledge | null>;

export interface LookupOptions {
  ask: AskCustomer;
  /** Longest wait of a turn, ms. */
  withinMs: number;
  now?: () => number;
}

/** Long enough for a conversation, short enough that a new tier is seen the same day; a failure is tried again soon. */
const keptMs = { known: 300_000, unknown: 15_000 };
/** A request that outlived the limit goes on for so long, to be of use to the next turn. */
const lingerMs = 5_000;
const maxKept = 10_000;

interface Kept {
  until: number;
  found: Promise<CustomerKnowledge | null>;
}

/** The lookup over one source. */
export function createCustomerLookup(options: LookupOptions): CustomerLookup {
  const kept = new Map<string, Kept>();
  const now = options.now ?? (() => Date.now());
  const timeoutMs = Math.max(options.withinMs, lingerMs);
  return async (customer) => {
    const key = JSON.stringify([customer.tenant, customer.id, customer.email]);
    let entry = kept.get(key);
    if (entry === undefined || entry.until <= now()) {
      const found = options.ask(customer, timeoutMs).catch(() => null);
      entry = { until: now() + keptMs.known, found };
      if (kept.size >= maxKept) kept.clear();
      kept.set(key, entry);
      const mine = entry;
      void found.then((answer) => {
        if (answer === null) mine.until = now() + keptMs.unknown;
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

/** What of an answer is knowledge; null for what is no object. */
export function knowledgeIn(answer: unknown): CustomerKnowledge | null {
  const parsed = knowledge.safeParse(answer);
  if (!parsed.success) return null;
  return Object.fromEntries(Object.entries(parsed.data).filter(([, value]) => value !== undefined));
}
