/**
 * The loops that plan and send deliveries, in every worker process. Nothing is kept in memory that matters: a process
 * that dies leaves rows whose lease runs out, and another goes on (docs/adr/0009).
 */
import type { Logger } from 'pino';
import {
  claimDeliveries,
  finishAttempt,
  giveUpOrphans,
  renewLeases,
  type DueDelivery,
  type Sender,
} from '../adapters/postgres/deliveries.ts';
import { planTenant, tenantsToPlan } from '../adapters/postgres/delivery-plan.ts';
import { pruneLedgers } from '../adapters/postgres/ledger-retention.ts';
import { eventsChannel, listen } from '../adapters/postgres/notify.ts';
import type { Pool } from '../adapters/postgres/pool.ts';
import type { AttemptOutcome } from '../domain/delivery.ts';
import type { DeliveryChannel } from '../domain/words.ts';
import { startLoop, type Loop } from './loop.ts';

export type Senders = Partial<Record<DeliveryChannel, Sender>>;

export interface DeliveryParts {
  pool: Pool;
  databaseUrl: string;
  log: Logger;
  senders: Senders;
  /** An attempt whose process gave no sign for so long is made again by somebody else. */
  leaseMs?: number;
  /** Absent, nothing is taken out of the ledgers. */
  retentionDays?: number;
}

const sweepEveryMs = 1_000;
const pruneEveryMs = 3_600_000;
/** Too short, and a stalled process sends twice; too long, and a dead one holds its lanes up. */
const defaultLeaseMs = 15_000;
/** Attempts under way in one process, and at one target: a receiver that hangs must not hold up the others. */
const maxAtOnce = 32;
const maxPerTarget = 6;

/** A lost event hint costs at most one sweep; a burst of hints is one look. */
export function startDeliveryLoops(parts: DeliveryParts): { close(): Promise<void> } {
  const running = new Map<DueDelivery, Promise<void>>();
  const leaseMs = parts.leaseMs ?? defaultLeaseMs;
  const renewal = setInterval(() => {
    if (running.size > 0)
      renewLeases(parts.pool, [...running.keys()], leaseMs).catch(() => undefined);
  }, leaseMs / 3);
  const perTarget = new Map<string, number>();
  const send = startLoop({
    name: 'deliveries',
    everyMs: sweepEveryMs,
    log: parts.log,
    work: () => sendDue(parts, { running, perTarget, wake: () => send.wake() }),
  });
  const plan = startLoop({
    name: 'delivery-plan',
    everyMs: sweepEveryMs,
    log: parts.log,
    work: async () => {
      if ((await planAll(parts)) > 0) send.wake();
      while ((await giveUpOrphans(parts.pool)) > 0);
    },
  });
  const prune = startLoop({
    name: 'ledger-retention',
    everyMs: pruneEveryMs,
    log: parts.log,
    work: async () => {
      const { retentionDays } = parts;
      if (retentionDays !== undefined) while ((await pruneLedgers(parts.pool, retentionDays)) > 0);
    },
  });
  const listener = listen(parts.databaseUrl, eventsChannel, () => {
    plan.wake();
  });
  return {
    close: async () => {
      await listener.close();
      await Promise.all([plan, send, prune].map((loop: Loop) => loop.close()));
      await Promise.all(running.values());
      clearInterval(renewal);
    },
  };
}

async function planAll(parts: DeliveryParts): Promise<number> {
  const mail = parts.senders.email !== undefined;
  let planned = 0;
  for (const tenant of await tenantsToPlan(parts.pool))
    for (let read = 1; read > 0; planned += read)
      read = await planTenant(parts.pool, tenant, { mail });
  return planned;
}

interface UnderWay {
  running: Map<DueDelivery, Promise<void>>;
  perTarget: Map<string, number>;
  wake: () => void;
}

async function sendDue(parts: DeliveryParts, under: UnderWay): Promise<void> {
  const free = maxAtOnce - under.running.size;
  if (free <= 0) return;
  const busy = [...under.perTarget].filter(([, count]) => count >= maxPerTarget);
  const due = await claimDeliveries(parts.pool, {
    channels: Object.keys(parts.senders),
    limit: free,
    busy: busy.map(([target]) => target),
    leaseMs: parts.leaseMs ?? defaultLeaseMs,
  });
  for (const delivery of due) {
    const { target } = delivery;
    under.perTarget.set(target, (under.perTarget.get(target) ?? 0) + 1);
    const run = attempt(parts, delivery).finally(() => {
      under.running.delete(delivery);
      const left = (under.perTarget.get(target) ?? 1) - 1;
      if (left > 0) under.perTarget.set(target, left);
      else under.perTarget.delete(target);
      under.wake();
    });
    under.running.set(delivery, run);
  }
}

/** One attempt and its record. A record that can't be written is made up for by the lease. */
async function attempt(parts: DeliveryParts, delivery: DueDelivery): Promise<void> {
  const begun = Date.now();
  const outcome = await outcomeOf(parts, delivery);
  try {
    const now = Date.now();
    const finished = { delivery, outcome, durationMs: now - begun, now, jitter: Math.random() };
    await finishAttempt(parts.pool, finished);
  } catch (error) {
    parts.log.error({ delivery: delivery.id, cause: String(error) }, 'an attempt was not recorded');
  }
}

async function outcomeOf(parts: DeliveryParts, delivery: DueDelivery): Promise<AttemptOutcome> {
  const sender = parts.senders[delivery.channel];
  try {
    if (sender === undefined) throw new Error(`no sender for ${delivery.channel}`);
    return await sender(delivery);
  } catch (error) {
    const cause = error instanceof Error ? error.name : 'unknown';
    parts.log.error({ delivery: delivery.id, channel: delivery.channel, cause }, 'a sender failed');
    return { kind: 'retry', status: null, error: 'internal' };
  }
}
