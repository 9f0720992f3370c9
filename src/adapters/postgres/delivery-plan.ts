/**
 * Who is told of what: reads the event feed behind a tenant's cursor, writes the deliveries and moves the cursor, in one
 * transaction. The feed gives only what no running transaction can still precede, so no event is skipped; the key of a
 * delivery is made from its event and target, so none is planned twice.
 */
import { createHash } from 'node:crypto';
import {
  alertEvents,
  isTold,
  laneOf,
  mailTarget,
  noticeTarget,
  ratingTarget,
  type PlannedEvent,
  type Target,
} from '../../domain/delivery.ts';
import { connectorEvents } from '../../domain/connectors.ts';
import {
  deliverySettings,
  type DeliverySection,
  type DeliverySettings,
} from '../../domain/policy-delivery.ts';
import type { AlertWord, DeliveryChannel } from '../../domain/words.ts';
import { newId } from './new-id.ts';
import { inTransaction, type Connection, type Pool, type Queryable } from './pool.ts';

/** The key of an event at a target: the same for every attempt, every plan and every resend. */
export function deliveryKey(
  target: Pick<Target, 'channel' | 'id'>,
  event: Pick<PlannedEvent, 'tenant' | 'conversation' | 'sequence'>,
): string {
  const parts = [target.channel, target.id, event.tenant, event.conversation, event.sequence];
  return `msg_${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40)}`;
}

/** What the policy in force says of deliveries. */
export async function readDeliverySettings(
  connection: Queryable,
  tenant: string,
): Promise<DeliverySettings> {
  const { rows } = await connection.query<{ section: DeliverySection | null }>(
    `select document->'delivery' as section from policies where tenant = $1 and status = 'active'`,
    [tenant],
  );
  return deliverySettings(rows[0]?.section);
}

/** Tenants with events that are not planned yet. */
export async function tenantsToPlan(pool: Queryable): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select t.id from tenants t left join delivery_cursors c on c.tenant = t.id
      where exists (
        select 1 from events e
         where e.tenant = t.id and e.xid < pg_snapshot_xmin(pg_current_snapshot())
           and (e.xid, e.conversation, e.sequence)
             > (coalesce(c.xid, '0'::xid8), coalesce(c.conversation, ''), coalesce(c.sequence, 0)))`,
  );
  return rows.map((row) => row.id);
}

interface TargetRow {
  id: string;
  channel: DeliveryChannel;
  events: string[] | null;
  alerts: AlertWord[] | null;
  queues: string[] | null;
}

async function readTargets(
  connection: Queryable,
  tenant: string,
  mail: boolean,
): Promise<Target[]> {
  const { rows } = await connection.query<TargetRow>(
    `select id, 'webhook' as channel, events, null::text[] as alerts, null::text[] as queues
       from webhook_endpoints where tenant = $1 and enabled
     union all
     select id, kind, null::text[], null::text[], null::text[] from connectors where tenant = $1 and enabled and kind = any ($2)
     union all
     select name, 'alert', $3::text[], alerts, queues from alert_destinations where tenant = $1 and enabled`,
    [tenant, Object.keys(connectorEvents), alertEvents],
  );
  const targets = rows.map(({ id, channel, events, alerts, queues }) => ({
    id,
    channel,
    events: events ?? connectorEvents[channel as keyof typeof connectorEvents],
    ...(alerts !== null && { alerts: { words: alerts, queues: queues ?? [] } }),
  }));
  return mail ? [...targets, mailTarget, noticeTarget, ratingTarget] : targets;
}

const feedColumns = `
  e.tenant, e.conversation, e.sequence, e.type, e.xid::text as xid, e.data->>'role' as role,
  coalesce(c.state->>'channel', 'chat') as channel,
  coalesce(c.customer->>'email', '') <> '' as "hasAddress",
  coalesce(m.by_mail, false) as "byMail",
  case when e.type = 'delivery.failed' then e.data->>'target' end as "failedTarget",
  c.state->'handoff'->>'queue' as queue,
  coalesce(e.data->'actions' ? 'notify_supervisor', false) as "forSupervisor",
  e.data->>'key' as "noticeKey",
  case when e.type in ('meeting.booked', 'meeting.moved') then e.data->>'agent' end as "meetingAgent",
  coalesce(jsonb_typeof(c.state->'handoff'->'meeting') = 'object', false) as "hasMeeting",
  coalesce(e.type = 'conversation.resolved' and not e.data ? 'closed_as' and e.data->'by'->>'kind' <> 'system'
    and c.state->'handoff'->>'id' = e.data->>'handoff_id'
    and jsonb_typeof(c.state->'handoff'->'acceptedAt') = 'number', false) as "isHelped"
  from events e
  left join conversations c on c.tenant = e.tenant and c.id = e.conversation
  left join mail_threads m on m.tenant = e.tenant and m.conversation = e.conversation`;

const readFeed = `
select ${feedColumns}
 where e.tenant = $1 and e.xid < pg_snapshot_xmin(pg_current_snapshot())
   and (e.xid, e.conversation, e.sequence) > ($2::xid8, $3, $4::bigint)
 order by e.xid, e.conversation, e.sequence limit $5`;

interface Intent {
  target: Pick<Target, 'channel' | 'id'>;
  event: Pick<PlannedEvent, 'tenant' | 'conversation' | 'sequence' | 'type'>;
}

function intentsOf(events: readonly PlannedEvent[], targets: readonly Target[]): Intent[] {
  return events.flatMap((event) =>
    targets.filter((target) => isTold(target, event)).map((target) => ({ target, event })),
  );
}

/** What waits before its first attempt; null for what is not to be sent at all. */
function delayOf({ target }: Intent, settings: DeliverySettings): number | null {
  return target.id === ratingTarget.id && target.channel === ratingTarget.channel
    ? settings.rating_mail_after_seconds
    : 0;
}

/** A conflict means planned already: `again` makes it pending once more, else it stays as it is. */
async function insertIntents(
  connection: Queryable,
  wanted: readonly Intent[],
  { settings, again }: { settings: DeliverySettings; again: boolean },
): Promise<number> {
  const intents = wanted.filter((intent) => delayOf(intent, settings) !== null);
  const column = (read: (intent: Intent) => string | number) => intents.map(read);
  const { rowCount } = await connection.query(
    `insert into deliveries (id, tenant, conversation, channel, target, idempotency_key, state, lane, event_type,
       event_sequence, next_at, retry_until)
     select id, tenant, conversation, channel, target, key, 'pending', lane, type, sequence,
       now() + delay * interval '1 second', now() + (delay + $11) * interval '1 second'
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
       $9::bigint[], $10::int[]) i (id, tenant, conversation, channel, target, key, lane, type, sequence, delay)
     on conflict (tenant, idempotency_key) do ${
       again
         ? `update set state = 'pending', next_at = now(), retry_until = excluded.retry_until, finished_at = null, cause = null`
         : 'nothing'
     }`,
    [
      column(() => newId('dl')),
      column(({ event }) => event.tenant),
      column(({ event }) => event.conversation),
      column(({ target }) => target.channel),
      column(({ target }) => target.id),
      column(({ target, event }) => deliveryKey(target, event)),
      column(({ target, event }) => laneOf(target, event)),
      column(({ event }) => event.type),
      column(({ event }) => event.sequence),
      column((intent) => delayOf(intent, settings) ?? 0),
      settings.give_up_after_seconds,
    ],
  );
  return rowCount ?? 0;
}

type FeedRow = PlannedEvent & { xid: string };

/** Plans one page of a tenant's feed; the number of events read, so that 0 means there is nothing left. */
export async function planTenant(
  pool: Pool,
  tenant: string,
  options: { mail: boolean; limit?: number },
): Promise<number> {
  return inTransaction(pool, async (connection) => {
    const cursor = await lockCursor(connection, tenant);
    if (cursor === null) return 0;
    const targets = await readTargets(connection, tenant, options.mail);
    if (targets.length === 0) return skipToEnd(connection, tenant);
    const { rows } = await connection.query<FeedRow>(readFeed, [
      tenant,
      cursor.xid,
      cursor.conversation,
      cursor.sequence,
      options.limit ?? 500,
    ]);
    const last = rows.at(-1);
    if (last === undefined) return 0;
    const intents = intentsOf(rows, targets);
    if (intents.length > 0) {
      const settings = await readDeliverySettings(connection, tenant);
      await insertIntents(connection, intents, { settings, again: false });
    }
    await connection.query(
      'update delivery_cursors set xid = $2::xid8, conversation = $3, sequence = $4 where tenant = $1',
      [tenant, last.xid, last.conversation, last.sequence],
    );
    return rows.length;
  });
}

/** Nobody is told of anything: the cursor moves behind all that is settled. */
async function skipToEnd(connection: Connection, tenant: string): Promise<number> {
  await connection.query(
    `update delivery_cursors set xid = pg_snapshot_xmin(pg_current_snapshot()), conversation = '', sequence = 0
      where tenant = $1`,
    [tenant],
  );
  return 0;
}

interface Cursor {
  xid: string;
  conversation: string;
  sequence: number;
}

/** The cursor, locked; null while another process plans this tenant. */
async function lockCursor(connection: Connection, tenant: string): Promise<Cursor | null> {
  await connection.query(
    `insert into delivery_cursors (tenant, xid, conversation, sequence) values ($1, '0', '', 0) on conflict do nothing`,
    [tenant],
  );
  const { rows } = await connection.query<Cursor>(
    'select xid::text as xid, conversation, sequence from delivery_cursors where tenant = $1 for update skip locked',
    [tenant],
  );
  return rows[0] ?? null;
}

/** Plans one event again for a target it was given up on or never meant for; used for fallback. */
export async function planFallback(
  connection: Queryable,
  target: Pick<Target, 'channel' | 'id'>,
  place: { tenant: string; conversation: string; sequence: number },
  settings: DeliverySettings,
): Promise<void> {
  const event = { ...place, type: 'turn.created' } as const;
  await insertIntents(connection, [{ target, event }], { settings, again: false });
}

/** Which events of the past are sent to an endpoint again. */
export interface ReplayRange {
  since: Date;
  until: Date;
  conversation?: string | undefined;
  /** Also what was delivered; else only what was not. */
  all: boolean;
}

/** At most so many events in one replay; the caller goes on from the last. */
export const maxReplay = 1_000;

/** Makes the events of a range due again at an endpoint, under the keys they had. The number of deliveries. */
export async function replayTo(
  pool: Pool,
  target: Target & { tenant: string },
  range: ReplayRange,
): Promise<number> {
  return inTransaction(pool, async (connection) => {
    const { rows } = await connection.query<FeedRow>(
      `select ${feedColumns}
        where e.tenant = $1 and e.at >= $2 and e.at <= $3 and ($4::text is null or e.conversation = $4)
        order by e.at, e.conversation, e.sequence limit $5`,
      [target.tenant, range.since, range.until, range.conversation ?? null, maxReplay],
    );
    const wanted = intentsOf(rows, [target]);
    const intents = range.all ? wanted : await undelivered(connection, wanted);
    if (intents.length === 0) return 0;
    const settings = await readDeliverySettings(connection, target.tenant);
    return insertIntents(connection, intents, { settings, again: true });
  });
}

async function undelivered(connection: Queryable, intents: Intent[]): Promise<Intent[]> {
  const keys = intents.map(({ target, event }) => deliveryKey(target, event));
  const { rows } = await connection.query<{ key: string }>(
    `select idempotency_key as key from deliveries
      where tenant = $1 and idempotency_key = any ($2) and state in ('delivered', 'pending')`,
    [intents[0]?.event.tenant ?? '', keys],
  );
  const done = new Set(rows.map((row) => row.key));
  return intents.filter(({ target, event }) => !done.has(deliveryKey(target, event)));
}
