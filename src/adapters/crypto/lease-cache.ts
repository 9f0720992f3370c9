interface Lease<Value> {
  readonly value: Value;
  readonly endsAt: number;
}

export interface LeaseCache<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
}

/**
 * A bounded map whose entries end `ttlMs` after they were set, used or not, so that what was withdrawn elsewhere stops
 * being served. The entry used longest ago goes first when the map is full.
 */
export function createLeaseCache<Value>(
  maxEntries: number,
  ttlMs: number,
  now: () => number,
): LeaseCache<Value> {
  const leases = new Map<string, Lease<Value>>();
  return {
    get(key) {
      const lease = leases.get(key);
      if (lease === undefined) return undefined;
      leases.delete(key);
      if (lease.endsAt <= now()) return undefined;
      leases.set(key, lease);
      return lease.value;
    },
    set(key, value) {
      leases.delete(key);
      leases.set(key, { value, endsAt: now() + ttlMs });
      const oldest = leases.keys().next();
      if (leases.size > maxEntries && oldest.done !== true) leases.delete(oldest.value);
    },
  };
}
