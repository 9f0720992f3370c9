/**
 * Waiting cases meet free agents. One transaction takes the first waiting case of a queue and the best free agent,
 * reserves capacity (a lease), inserts the offer and the message to the workflow. Any number of processes may match at
 * once: rows that one works on are skipped by the others.
 */
import { newId } from './new-id.ts';
import { reserveLease } from './leases.ts';
import { inTransaction, type Connection, type Pool, type Queryable } from './pool.ts';

export interface Match {
  tenant: string;
  conversation: string;
  handoff: string;
  offer: string;
  agent: string;
}

interface WaitingCase {
  handoff: string;
  conversation: string;
  excluded_agents: string[];
  hint_agent: string | null;
  language: string | null;
  units: number;
  offer_timeout_seconds: number;
  required_skills: string[];
  waited_seconds: number;
}

/** The first waiting case by priority, then age; cases another process works on are skipped. */
async function firstWaiting(
  connection: Connection,
  queue: QueueRef,
  passed: string[],
): Promise<WaitingCase | undefined> {
  const { rows } = await connection.query<WaitingCase>(
    `select e.handoff, e.conversation, e.excluded_agents, e.hint_agent, e.language,
       q.units, q.offer_timeout_seconds, q.required_skills,
       extract(epoch from now() - e.queued_at)::float8 as waited_seconds
     from queue_entries e join queues q on q.tenant = e.tenant and q.id = e.queue
     where e.tenant = $1 and e.queue = $2 and e.offer is null and e.handoff <> all ($3)
       and q.open and not exists (select 1 from switches s where s.tenant = e.tenant and s.humans_off)
     order by e.priority, e.since_at, e.handoff limit 1 for update of e skip locked`,
    [queue.tenant, queue.queue, passed],
  );
  return rows[0];
}

/**
 * The agent to ask: the one hinted at, else of those with presence, skills and room the least busy, then the longest
 * idle. Who rejected or let the offer lapse is asked again only after the queue's offer timeout.
 */
async function bestAgent(
  connection: Connection,
  queue: QueueRef,
  waiting: WaitingCase,
): Promise<string | undefined> {
  const { rows } = await connection.query<{ id: string }>(
    `select a.id from agents a
     left join lateral (
       select coalesce(sum(units), 0)::int as units, coalesce(bool_or(l.conversation = $8), false) as mine
       from leases l where l.tenant = a.tenant and l.agent = a.id and l.released_at is null) held on true
     where a.tenant = $1 and a.presence = 'online' and $2 = any (a.queues)
       and (a.heartbeat_seconds is null or a.presence_at + a.heartbeat_seconds * interval '1 second' > now())
       and held.units + $3 <= a.capacity and not held.mine
       and $4::text[] <@ array(select jsonb_object_keys(a.skills))
       and (not a.id = any ($5) or $9)
     order by (a.id = $6) desc nulls last, (a.id = any ($5)), ($7 = any (a.languages)) desc nulls last,
       held.units, a.last_assigned_at nulls first, a.id
     limit 1 for update of a skip locked`,
    [
      queue.tenant,
      queue.queue,
      waiting.units,
      waiting.required_skills,
      waiting.excluded_agents,
      waiting.hint_agent,
      waiting.language,
      waiting.conversation,
      waiting.waited_seconds >= waiting.offer_timeout_seconds,
    ],
  );
  return rows[0]?.id;
}

export interface QueueRef {
  tenant: string;
  queue: string;
}

async function makeOffer(
  connection: Connection,
  queue: QueueRef,
  waiting: WaitingCase,
  agent: string,
): Promise<Match | undefined> {
  const { tenant } = queue;
  const lease = newId('ls');
  const offer = newId('of');
  const { conversation, handoff } = waiting;
  const request = { id: lease, tenant, agent, conversation, handoff, units: waiting.units };
  if ((await reserveLease(connection, request)) !== 'reserved') return undefined;
  await connection.query(
    `insert into offers (id, tenant, conversation, handoff, agent, lease, state, timeout_seconds, expires_at)
     values ($1, $2, $3, $4, $5, $6, 'pending', $7::int, now() + $7::int * interval '1 second')`,
    [offer, tenant, conversation, handoff, agent, lease, waiting.offer_timeout_seconds],
  );
  await connection.query('update queue_entries set offer = $3 where tenant = $1 and handoff = $2', [
    tenant,
    handoff,
    offer,
  ]);
  await connection.query(
    'update agents set last_assigned_at = now() where tenant = $1 and id = $2',
    [tenant, agent],
  );
  const argument = {
    id: `offer-${offer}`,
    actor: { kind: 'system', id: 'matching' },
    offer_id: offer,
    handoff_id: handoff,
    agent,
    timeout_seconds: waiting.offer_timeout_seconds,
  };
  await connection.query(
    `insert into outbox (tenant, conversation, signal, argument) values ($1, $2, 'offerMade', $3)`,
    [tenant, conversation, JSON.stringify(argument)],
  );
  return { tenant, conversation, handoff, offer, agent };
}

/** Cases looked at in one go; further ones are found by the next look. */
const maxPerLook = 50;

/** Makes one offer in a queue, or says that no waiting case has a free agent. */
async function matchOne(
  pool: Pool,
  queue: QueueRef,
  passed: string[],
): Promise<Match | 'passed' | null> {
  return inTransaction(pool, async (connection) => {
    const waiting = await firstWaiting(connection, queue, passed);
    if (waiting === undefined) return null;
    const agent = await bestAgent(connection, queue, waiting);
    const match =
      agent === undefined ? undefined : await makeOffer(connection, queue, waiting, agent);
    if (match !== undefined) return match;
    passed.push(waiting.handoff);
    return 'passed';
  });
}

/** Matches a queue until nothing more fits. */
export async function matchQueue(pool: Pool, queue: QueueRef): Promise<Match[]> {
  const matches: Match[] = [];
  const passed: string[] = [];
  while (matches.length + passed.length < maxPerLook) {
    const match = await matchOne(pool, queue, passed);
    if (match === null) break;
    if (match !== 'passed') matches.push(match);
  }
  return matches;
}

/** Takes the wake-ups of one queue; null when none is left. A crash after this is made up for by {@link waitingQueues}. */
export async function takeWakeup(pool: Queryable): Promise<QueueRef | null> {
  const { rows } = await pool.query<QueueRef>(
    `with first as (select tenant, queue from wakeups order by id limit 1),
     taken as (
       delete from wakeups where id in (
         select w.id from wakeups w join first using (tenant, queue) for update of w skip locked)
       returning tenant, queue)
     select tenant, queue from taken limit 1`,
  );
  return rows[0] ?? null;
}

/** The net under lost wake-ups: every queue in which a case waits without an offer. */
export async function waitingQueues(pool: Queryable): Promise<QueueRef[]> {
  const { rows } = await pool.query<QueueRef>(
    'select distinct tenant, queue from queue_entries where offer is null limit 1000',
  );
  return rows;
}
