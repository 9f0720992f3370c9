/**
 * The ledger of deliveries (I7). It owns: which delivery may be tried, that every attempt is written before it is made,
 * and what a verdict changes. It leaves to the senders: the attempt itself.
 * L1 only the first pending delivery of a lane is given out. L2 a delivery given out is not given again until its lease
 * is over; a worker that died holds its lane up for so long. L3 a verdict of an older attempt than the last changes
 * nothing but that attempt's row.
 */
import { verdictOf, type AttemptOutcome, type Verdict } from '../../domain/delivery.ts';
import {
  deliverySettings,
  fallbackOf,
  type DeliverySettings,
} from '../../domain/policy-delivery.ts';
import type { DeliveryChannel } from '../../domain/words.ts';
import { audit } from './audit.ts';
import { planFallback, readDeliverySettings } from './delivery-plan.ts';
import { inTransaction, type Connection, type Pool, type Queryable } from './pool.ts';

/** A delivery handed out for one attempt. */
export interface DueDelivery {
  id: string;
  tenant: string;
  conversation: string | null;
  channel: DeliveryChannel;
  target: string;
  key: string;
  eventType: string;
  eventSequence: number | null;
  attempt: number;
  retryUntil: Date;
}

/** Makes one attempt; safe to run twice under the same key. A throw is an attempt that may go better later. */
export type Sender = (delivery: DueDelivery) => Promise<AttemptOutcome>;

export interface ClaimOptions {
  /** Channels this process has a sender for. */
  channels: readonly string[];
  limit: number;
  /** Targets that have enough attempts under way. */
  busy: readonly string[];
  leaseMs: number;
}

const columns = `id, tenant, conversation, channel, target, idempotency_key as key, event_type as "eventType",
  event_sequence as "eventSequence", attempts as attempt, retry_until as "retryUntil"`;

/** Hands out due deliveries and writes their attempts; those of targets that are switched off wait. */
export async function claimDeliveries(
  pool: Queryable,
  options: ClaimOptions,
): Promise<DueDelivery[]> {
  const { rows } = await pool.query<DueDelivery>(
    `with due as (
       select d.id from deliveries d
        where d.state = 'pending' and d.next_at <= now() and d.channel = any ($1) and d.target <> all ($3)
          and not exists (
            select 1 from deliveries e where e.lane = d.lane and e.state = 'pending' and e.position < d.position)
        order by d.next_at, d.position limit $2 for update of d skip locked),
     claimed as (
       update deliveries d set attempts = attempts + 1, next_at = now() + $4 * interval '1 millisecond'
         from due where d.id = due.id returning d.*),
     ledger as (
       insert into delivery_attempts (delivery, number) select id, attempts from claimed)
     select ${columns} from claimed order by position`,
    [options.channels, options.limit, options.busy, options.leaseMs],
  );
  return rows;
}

/** Keeps deliveries of this process from being handed out again while their attempts run. */
export async function renewLeases(
  pool: Queryable,
  running: readonly { id: string; attempt: number }[],
  leaseMs: number,
): Promise<void> {
  await pool.query(
    `update deliveries d set next_at = now() + $3 * interval '1 millisecond'
       from unnest($1::text[], $2::int[]) r (id, attempt)
      where d.id = r.id and d.attempts = r.attempt and d.state = 'pending'`,
    [running.map(({ id }) => id), running.map(({ attempt }) => attempt), leaseMs],
  );
}

export interface FinishedAttempt {
  delivery: DueDelivery;
  outcome: AttemptOutcome;
  durationMs: number;
  now: number;
  jitter: number;
}

/** Writes how an attempt went and what follows, in one transaction. */
export async function finishAttempt(pool: Pool, finished: FinishedAttempt): Promise<Verdict> {
  const { delivery, outcome } = finished;
  return inTransaction(pool, async (connection) => {
    await writeAttempt(connection, finished);
    const settings =
      outcome.kind === 'retry'
        ? await readDeliverySettings(connection, delivery.tenant)
        : deliverySettings(null);
    const facts = {
      attempt: delivery.attempt,
      now: finished.now,
      retryUntil: delivery.retryUntil.getTime(),
      jitter: finished.jitter,
    };
    const verdict = verdictOf(outcome, facts, settings);
    if (!(await applyVerdict(connection, delivery, verdict, outcome))) return verdict;
    if (verdict.kind === 'given_up') await giveUp(connection, delivery, verdict.cause);
    await noteHealth(connection, delivery, outcome);
    return verdict;
  });
}

async function writeAttempt(connection: Queryable, finished: FinishedAttempt): Promise<void> {
  const { delivery, outcome, durationMs } = finished;
  const status = 'status' in outcome ? outcome.status : null;
  const error = 'error' in outcome ? outcome.error : null;
  await connection.query(
    `update delivery_attempts set status = $3, error = left($4, 500), duration_ms = $5
      where delivery = $1 and number = $2`,
    [delivery.id, delivery.attempt, status, error, Math.round(durationMs)],
  );
}

/** False when another attempt was made meanwhile (L3). */
async function applyVerdict(
  connection: Queryable,
  delivery: DueDelivery,
  verdict: Verdict,
  outcome: AttemptOutcome,
): Promise<boolean> {
  const state = {
    delivered: 'delivered',
    suppressed: 'suppressed',
    given_up: 'failed',
    retry: 'pending',
  };
  const cause = verdict.kind === 'given_up' ? verdict.cause : null;
  const receipt = outcome.kind === 'delivered' ? (outcome.receipt ?? null) : null;
  const { rowCount } = await connection.query(
    `update deliveries set state = $3, cause = $4, receipt = coalesce($5, receipt),
            next_at = coalesce($6, next_at), finished_at = case when $3 = 'pending' then null else now() end
      where id = $1 and state = 'pending' and ($3 = 'delivered' or attempts = $2)`,
    [
      delivery.id,
      delivery.attempt,
      state[verdict.kind],
      cause ?? (verdict.kind === 'suppressed' && 'error' in outcome ? outcome.error : null),
      receipt,
      verdict.kind === 'retry' ? new Date(verdict.at) : null,
    ],
  );
  return rowCount === 1;
}

/** What follows from giving up: the conversation learns of it, and the message goes on where the policy says so. */
async function giveUp(connection: Queryable, delivery: DueDelivery, cause: string): Promise<void> {
  await tellGivenUp(connection, delivery, cause);
  const settings = await readDeliverySettings(connection, delivery.tenant);
  const next = fallbackOf(settings, delivery.channel);
  if (next !== null) await fallBack(connection, delivery, next, settings);
}

/** The conversation learns of it as a command, through the outbox; a failure of telling a failure ends here. */
async function tellGivenUp(
  connection: Queryable,
  delivery: DueDelivery,
  cause: string,
): Promise<void> {
  const { id, tenant, conversation, channel, target, attempt } = delivery;
  if (conversation === null || delivery.eventType === 'delivery.failed') return;
  const argument = {
    id: `df-${id}-${attempt}`,
    actor: { kind: 'system', id: 'delivery' },
    delivery_id: id,
    channel,
    target,
    cause,
  };
  await connection.query(
    `insert into outbox (tenant, conversation, signal, argument) values ($1, $2, 'deliveryFailed', $3)`,
    [tenant, conversation, JSON.stringify(argument)],
  );
}

/** A message to the customer goes on over the next channel, where the conversation has one of that kind. */
async function fallBack(
  connection: Queryable,
  delivery: DueDelivery,
  channel: DeliveryChannel,
  settings: DeliverySettings,
): Promise<void> {
  const { tenant, conversation, eventSequence } = delivery;
  if (conversation === null || eventSequence === null) return;
  const { rows } = await connection.query<{ target: string }>(
    `select t.target from events e
       join conversations c on c.tenant = e.tenant and c.id = e.conversation
       cross join lateral (
         select 'customer' as target where $4 = 'email' and coalesce(c.customer->>'email', '') <> ''
         union all select id from connectors where tenant = $1 and kind = $4 and enabled) t
      where e.tenant = $1 and e.conversation = $2 and e.sequence = $3
        and e.type = 'turn.created' and e.data->>'role' = 'agent' limit 1`,
    [tenant, conversation, eventSequence, channel],
  );
  const [found] = rows;
  if (found === undefined) return;
  const place = { tenant, conversation, sequence: eventSequence };
  await planFallback(connection, { channel, id: found.target }, place, settings);
}

/** After so long without one success an endpoint is switched off; its deliveries wait in the ledger as failed. */
const disableAfter = '5 days';

const healthTables: Partial<Record<DeliveryChannel, string>> = {
  webhook: 'webhook_endpoints',
  slack: 'connectors',
  zendesk: 'connectors',
  hubspot: 'connectors',
  chatwoot: 'connectors',
};

/** Keeps since when a target fails, and switches it off when it is gone or failed for too long. */
async function noteHealth(
  connection: Connection,
  delivery: DueDelivery,
  outcome: AttemptOutcome,
): Promise<void> {
  const table = healthTables[delivery.channel];
  if (table === undefined || outcome.kind === 'suppressed') return;
  if (outcome.kind === 'delivered') {
    await connection.query(
      `update ${table} set failing_since = null where id = $1 and failing_since is not null`,
      [delivery.target],
    );
    return;
  }
  if (outcome.kind === 'refused') return;
  const gone = outcome.kind === 'gone';
  const { rows } = await connection.query<{ enabled: boolean }>(
    `update ${table} set failing_since = coalesce(failing_since, now()),
            enabled = not ($2 or coalesce(failing_since, now()) < now() - $3::interval),
            disabled_reason = case when $2 then 'gone'
              when coalesce(failing_since, now()) < now() - $3::interval then 'failed_for_days' end
      where id = $1 and enabled returning enabled`,
    [delivery.target, gone, disableAfter],
  );
  if (rows[0]?.enabled === false)
    await audit(connection, {
      tenant: delivery.tenant,
      actor: 'delivery',
      action: `${delivery.channel}.disabled`,
      subject: delivery.target,
      detail: { reason: gone ? 'gone' : 'failed_for_days' },
    });
}

/** Gives up what waits for a target that was switched off or removed; the number, so that 0 means none is left. */
export async function giveUpOrphans(pool: Pool, limit = 200): Promise<number> {
  return inTransaction(pool, async (connection) => {
    const { rows } = await connection.query<DueDelivery>(
      `with orphan as (
         select d.id from deliveries d
          where d.state = 'pending' and d.next_at <= now() and d.channel <> 'email'
            and not exists (select 1 from webhook_endpoints w where w.id = d.target and w.enabled)
            and not exists (select 1 from connectors c where c.id = d.target and c.enabled)
            and not exists (select 1 from alert_destinations a
              where a.tenant = d.tenant and a.name = d.target and a.enabled and d.channel = 'alert')
            and d.event_type not in ('webhook.test', 'alert.test')
          order by d.position limit $1 for update of d skip locked),
       gone as (
         update deliveries d set state = 'failed', cause = 'disabled', finished_at = now()
           from orphan where d.id = orphan.id returning d.*)
       select ${columns} from gone`,
      [limit],
    );
    for (const delivery of rows) await giveUp(connection, delivery, 'disabled');
    return rows.length;
  });
}
