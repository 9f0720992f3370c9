/**
 * Whether capacity, offers and queue agree with who owns what. Nothing here should ever be found: commits, claims and
 * matching keep the tables in step in their own transactions. What a bug, a restored backup or a hand at the database
 * leaves behind is found here, and mended so that no slot stays lost and no case waits for an offer that nobody has.
 */
import { audit } from './audit.ts';
import { newId } from './new-id.ts';
import { inTransaction, type Pool, type Queryable } from './pool.ts';

/** What is younger may be on its way: between a claim and its commit, or an offer and its announcement. */
const settledAfter = `interval '60 seconds'`;

export interface CapacityFinding {
  tenant: string;
  kind: 'stray_lease' | 'dead_offer' | 'stuck_entry' | 'missing_lease' | 'over_capacity';
  /** The lease, offer, handoff, conversation or agent it is about. */
  subject: string;
  agent: string | null;
  conversation: string | null;
}

/** The head says that the agent has the case, or still wraps it up. */
const isHeld = `exists (select 1 from conversations c where c.tenant = l.tenant and c.id = l.conversation and (
    (c.owner = 'agent' and c.owner_id = l.agent and c.status <> 'resolved')
    or (c.state -> 'handoff' ->> 'state' = 'wrapping' and c.state -> 'handoff' ->> 'agent' = l.agent)))`;

const isOnItsWay = (row: string): string =>
  `exists (select 1 from outbox m where m.tenant = ${row}.tenant and m.conversation = ${row}.conversation
     and m.sent_at is null and m.attempts < 60)`;

const searches: Record<CapacityFinding['kind'], string> = {
  stray_lease: `select l.tenant, l.id as subject, l.agent, l.conversation from leases l
    where l.released_at is null and l.created_at < now() - ${settledAfter} and not ${isHeld} and not ${isOnItsWay('l')}
      and not exists (select 1 from offers o where o.lease = l.id and o.state = 'pending')`,
  dead_offer: `select o.tenant, o.id as subject, o.agent, o.conversation from offers o
    join queue_entries e on e.tenant = o.tenant and e.handoff = o.handoff and e.offer = o.id
    left join conversations c on c.tenant = o.tenant and c.id = o.conversation
    where o.state in ('pending', 'accepted') and o.expires_at < now() - ${settledAfter} and not ${isOnItsWay('o')}
      and (o.state = 'accepted' or c.state -> 'handoff' -> 'offer' ->> 'id' is distinct from o.id)`,
  stuck_entry: `select e.tenant, e.handoff as subject, null as agent, e.conversation from queue_entries e
    left join offers o on o.id = e.offer and o.tenant = e.tenant
    where e.offer is not null and (o.id is null or o.state not in ('pending', 'accepted'))
      and coalesce(o.answered_at, e.queued_at) < now() - ${settledAfter} and not ${isOnItsWay('e')}`,
  missing_lease: `select c.tenant, c.id as subject, c.owner_id as agent, c.id as conversation from conversations c
    where c.owner = 'agent' and c.status in ('open', 'snoozed') and c.updated_at < now() - ${settledAfter}
      and not exists (select 1 from leases l where l.tenant = c.tenant and l.conversation = c.id
        and l.agent = c.owner_id and l.released_at is null)
      and exists (select 1 from agents a where a.tenant = c.tenant and a.id = c.owner_id)`,
  over_capacity: `select a.tenant, a.id as subject, a.id as agent, null as conversation from agents a
    where a.capacity < (select coalesce(sum(l.units), 0) from leases l
      where l.tenant = a.tenant and l.agent = a.id and l.released_at is null)`,
};

const kinds = Object.keys(searches) as CapacityFinding['kind'][];

/** All that does not agree, at most 1,000 of each kind. Changes nothing. */
export async function auditCapacity(pool: Queryable): Promise<CapacityFinding[]> {
  const found: CapacityFinding[] = [];
  for (const kind of kinds) {
    const { rows } = await pool.query<Omit<CapacityFinding, 'kind'>>(
      `${searches[kind]} order by 1, 2 limit 1000`,
    );
    found.push(...rows.map((row) => ({ ...row, kind })));
  }
  return found;
}

/**
 * Mends what {@link auditCapacity} finds and writes each repair to the audit log; agents above a capacity that was lowered
 * keep their cases. Safe to run at any time and twice: each repair asks again whether it is needed.
 */
export async function repairCapacity(pool: Pool): Promise<CapacityFinding[]> {
  return inTransaction(pool, async (connection) => {
    const found = await auditCapacity(connection);
    const repaired: CapacityFinding[] = [];
    for (const finding of found) if (await repair(connection, finding)) repaired.push(finding);
    for (const { tenant, kind, subject, agent } of repaired)
      await audit(connection, {
        tenant,
        actor: 'system:capacity-audit',
        action: `capacity.${kind}`,
        subject,
        detail: { agent },
      });
    const tenants = [...new Set(repaired.map(({ tenant }) => tenant))];
    await connection.query(`insert into wakeups (tenant, queue) select unnest($1::text[]), ''`, [
      tenants,
    ]);
    return repaired;
  });
}

async function repair(connection: Queryable, finding: CapacityFinding): Promise<boolean> {
  const { tenant, subject, agent, conversation } = finding;
  switch (finding.kind) {
    case 'stray_lease':
      return changed(
        connection,
        'update leases set released_at = clock_timestamp() where tenant = $1 and id = $2 and released_at is null',
        [tenant, subject],
      );
    case 'dead_offer':
      return changed(
        connection,
        `with gone as (
           update offers set state = 'canceled', answered_at = coalesce(answered_at, now()), reason = 'never answered'
           where tenant = $1 and id = $2 and state in ('pending', 'accepted') returning lease, handoff, id),
         freed as (update leases set released_at = clock_timestamp() from gone
           where leases.id = gone.lease and leases.released_at is null)
         update queue_entries e set offer = null from gone
         where e.tenant = $1 and e.handoff = gone.handoff and e.offer = gone.id`,
        [tenant, subject],
      );
    case 'stuck_entry':
      return changed(
        connection,
        `update queue_entries e set offer = null where tenant = $1 and handoff = $2 and not exists (
           select 1 from offers o where o.id = e.offer and o.state in ('pending', 'accepted'))`,
        [tenant, subject],
      );
    case 'missing_lease':
      return changed(
        connection,
        `insert into leases (id, tenant, agent, conversation, handoff, units, channel, created_at)
         select $4, c.tenant, $3, c.id, coalesce(h.id, c.id), coalesce(q.units, 1), coalesce(c.state ->> 'channel', 'chat'),
           clock_timestamp()
         from conversations c
         left join handoffs h on h.tenant = c.tenant and h.id = c.state -> 'handoff' ->> 'id'
         left join queues q on q.tenant = c.tenant and q.id = h.queue
         where c.tenant = $1 and c.id = $2 and c.owner = 'agent' and c.owner_id = $3 on conflict do nothing`,
        [tenant, conversation, agent, newId('ls')],
      );
    case 'over_capacity':
      return false;
  }
}

async function changed(connection: Queryable, sql: string, values: unknown[]): Promise<boolean> {
  return ((await connection.query(sql, values)).rowCount ?? 0) > 0;
}
