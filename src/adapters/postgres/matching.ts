/**
 * Waiting cases meet free agents, many in one transaction: it reads the floor, lets the domain pair it up, locks what was
 * chosen, and writes leases, offers and the messages to the workflows.
 *
 * M1 one look at a tenant at a time (an advisory lock that ends with its transaction), so that the order of cases holds
 *    among processes; tenants are matched side by side.
 * M2 cases and agents are locked by `skip locked`, never waited for: a claim that holds one is no deadlock, and what it
 *    took is left out. Loads are read again after the lock, so no agent gets more than their capacity (I5).
 * M3 wake-ups are deleted by the look that serves them, in its transaction; a look that leaves work writes a new one. A
 *    crash at any point leaves either the wake-up or the offers.
 */
import type { WaitingCase } from '../../domain/eligibility.ts';
import {
  confirmPairings,
  floorOf,
  hasSpareSeat,
  matchCases,
  reachableQueues,
  type Floor,
  type Pairing,
} from '../../domain/matching.ts';
import { readCases, readQueueRouting, readSeats, type PageEnd } from './floor-read.ts';
import { newId } from './new-id.ts';
import { inTransaction, type Connection, type Pool, type Queryable } from './pool.ts';
import { readSwitches } from './switches.ts';

export interface Match {
  tenant: string;
  conversation: string;
  handoff: string;
  offer: string;
  agent: string;
}

export interface MatchingOptions {
  /** Offers of one transaction. */
  batch?: number;
}

/**
 * Too small, and the fixed cost of a look (a dozen statements and the reading of the floor) is paid for few cases; too
 * large, and commits of the same cases wait for it longer, which is worse.
 */
const defaultBatch = 500;
/** Cases read at once while looking for some that fit. */
const pageSize = 500;
/** Looks after one that lost a race; then the wake-up it left is for the next round. */
const maxLostLooks = 3;

interface Look {
  matches: Match[];
  /** A pair went to somebody else, or more may fit. */
  left: 'nothing' | 'lost' | 'more';
}

/** Matches a tenant until nothing more fits. Safe to call at any time, by any number of processes. */
export async function matchTenant(
  pool: Pool,
  tenant: string,
  options: MatchingOptions = {},
): Promise<Match[]> {
  const matches: Match[] = [];
  for (let lost = 0; lost < maxLostLooks;) {
    const look = await inTransaction(pool, (connection) =>
      lookOnce(connection, tenant, options.batch ?? defaultBatch),
    );
    matches.push(...look.matches);
    if (look.left === 'nothing') break;
    if (look.left === 'lost') lost += 1;
  }
  return matches;
}

async function lookOnce(connection: Connection, tenant: string, batch: number): Promise<Look> {
  const at = await beginLook(connection, tenant);
  const { humansOff } = await readSwitches(connection, tenant);
  const seats = humansOff ? [] : await readSeats(connection, tenant);
  const queues = seats.length === 0 ? [] : await readQueueRouting(connection, tenant);
  const floor = floorOf(seats, queues, at);
  const found = await pairUp(connection, { tenant, floor, batch });
  const kept = await lockPairs(connection, { tenant, floor, found });
  const matches = kept.length === 0 ? [] : await writeOffers(connection, { tenant, kept, floor });
  const left = leftBy(matches.length, found.length, batch);
  if (left !== 'nothing') await leaveWakeup(connection, tenant, found[0]?.waiting.queue ?? '');
  return { matches, left };
}

function leftBy(made: number, found: number, batch: number): Look['left'] {
  if (made < found) return 'lost';
  return found >= batch ? 'more' : 'nothing';
}

/** Takes the tenant's turn (M1) and its wake-ups (M3). Answers the database's time, epoch ms. */
async function beginLook(connection: Queryable, tenant: string): Promise<number> {
  await connection.query(`select pg_advisory_xact_lock(hashtext('baton-matching'), hashtext($1))`, [
    tenant,
  ]);
  // A statement of its own: it must see what was committed while the lock was waited for.
  const { rows } = await connection.query<{ at: number }>(
    `with gone as (delete from wakeups where tenant = $1)
     select extract(epoch from clock_timestamp())::float8 * 1000 as at`,
    [tenant],
  );
  return rows[0]?.at ?? 0;
}

async function leaveWakeup(connection: Queryable, tenant: string, queue: string): Promise<void> {
  await connection.query('insert into wakeups (tenant, queue) values ($1, $2)', [tenant, queue]);
}

/** Reads cases page by page until every spare seat is used, the batch is full or the queues end. */
async function pairUp(
  connection: Queryable,
  work: { tenant: string; floor: Floor; batch: number },
): Promise<Pairing[]> {
  const { tenant, floor, batch } = work;
  const pairings: Pairing[] = [];
  let after: PageEnd | null = null;
  while (pairings.length < batch && hasSpareSeat(floor)) {
    const queues = reachableQueues(floor);
    if (queues.length === 0) break;
    // The first page is small: most looks serve a case or two.
    const limit = after === null ? Math.min(batch, 50) : pageSize;
    const cases: WaitingCase[] = await readCases(connection, { tenant, queues, after, limit });
    pairings.push(...matchCases(floor, cases, batch - pairings.length));
    const last = cases.at(-1);
    if (last === undefined || cases.length < limit) break;
    after = last;
  }
  return pairings;
}

/** Those pairs of which nobody else has the case or the agent, and whose agent still has room (M2). */
async function lockPairs(
  connection: Queryable,
  work: { tenant: string; floor: Floor; found: readonly Pairing[] },
): Promise<Pairing[]> {
  const { tenant, floor, found } = work;
  if (found.length === 0) return [];
  const cases = await connection.query<{ handoff: string }>(
    `select handoff from queue_entries e where tenant = $1 and handoff = any ($2) and offer is null
     for update skip locked`,
    [tenant, found.map(({ waiting }) => waiting.handoff)],
  );
  const agents = await connection.query<{ id: string }>(
    `select id from agents where tenant = $1 and id = any ($2) and presence = 'online'
     for no key update skip locked`,
    [tenant, [...new Set(found.map(({ agent }) => agent))]],
  );
  const locked = agents.rows.map(({ id }) => id);
  const taken = await holdersOf(connection, tenant, found);
  const waiting = new Set(cases.rows.map(({ handoff }) => handoff));
  const seats = await readSeats(connection, tenant, { agents: locked });
  return confirmPairings(
    floorOf(seats, [...floor.queues.values()], floor.at),
    found.filter(
      ({ waiting: { handoff, conversation }, agent }) =>
        waiting.has(handoff) && !taken.has(`${conversation} ${agent}`),
    ),
  );
}

/** Pairs of conversation and agent that somebody reserved meanwhile, by another way than matching. */
async function holdersOf(
  connection: Queryable,
  tenant: string,
  found: readonly Pairing[],
): Promise<Set<string>> {
  const { rows } = await connection.query<{ pair: string }>(
    `select conversation || ' ' || agent as pair from leases
     where tenant = $1 and conversation = any ($2) and released_at is null`,
    [tenant, found.map(({ waiting }) => waiting.conversation)],
  );
  return new Set(rows.map(({ pair }) => pair));
}

interface OfferToWrite {
  handoff: string;
  conversation: string;
  queue: string;
  agent: string;
  channel: string;
  units: number;
  step: number;
  lease: string;
  offer: string;
  state: 'pending' | 'accepted';
  timeout_seconds: number;
  signal: 'offerMade' | 'acceptOffer';
  argument: object;
  place: number;
}

function offerOf(pairing: Pairing, floor: Floor, place: number): OfferToWrite {
  const { waiting, agent, units, step, accepted } = pairing;
  const offer = newId('of');
  const timeout = floor.queues.get(waiting.queue)?.offerTimeoutSeconds ?? 30;
  const about = { offer_id: offer, agent };
  return {
    handoff: waiting.handoff,
    conversation: waiting.conversation,
    queue: waiting.queue,
    channel: waiting.channel,
    agent,
    units,
    step,
    lease: newId('ls'),
    offer,
    state: accepted ? 'accepted' : 'pending',
    timeout_seconds: timeout,
    signal: accepted ? 'acceptOffer' : 'offerMade',
    argument: accepted
      ? { id: `accept-${offer}`, actor: { kind: 'agent', id: agent }, ...about }
      : {
          id: `offer-${offer}`,
          actor: { kind: 'system', id: 'matching' },
          ...about,
          handoff_id: waiting.handoff,
          timeout_seconds: timeout,
        },
    place,
  };
}

/** Rows of a batch in one statement. Agents are stamped in the order of their offers, which keeps turns among them. */
const writeAll = `
with pairs as (
  select * from jsonb_to_recordset($2::jsonb) as p (handoff text, conversation text, queue text, agent text, channel text,
    units integer, step integer, lease text, offer text, state text, timeout_seconds integer, signal text, argument jsonb,
    place integer)),
new_leases as (
  insert into leases (id, tenant, agent, conversation, handoff, units, channel, created_at)
  select lease, $1, agent, conversation, handoff, units, channel, clock_timestamp() from pairs),
new_offers as (
  insert into offers (id, tenant, conversation, handoff, agent, lease, queue, step, state, timeout_seconds, expires_at,
    answered_at)
  select offer, $1, conversation, handoff, agent, lease, queue, step, state, timeout_seconds,
    now() + timeout_seconds * interval '1 second', case when state = 'accepted' then now() end from pairs),
asked as (
  update agents a set last_assigned_at = clock_timestamp() + p.place * interval '1 microsecond'
  from (select agent, max(place) as place from pairs group by agent) p where a.tenant = $1 and a.id = p.agent),
told as (
  insert into outbox (tenant, conversation, signal, argument)
  select $1, conversation, signal, argument from pairs order by place)
update queue_entries e set offer = p.offer from pairs p where e.tenant = $1 and e.handoff = p.handoff`;

async function writeOffers(
  connection: Queryable,
  work: { tenant: string; kept: readonly Pairing[]; floor: Floor },
): Promise<Match[]> {
  const { tenant, kept, floor } = work;
  const offers = kept.map((pairing, place) => offerOf(pairing, floor, place));
  await connection.query({
    name: 'matching-write',
    text: writeAll,
    values: [tenant, JSON.stringify(offers)],
  });
  return offers.map(({ conversation, handoff, offer, agent }) => ({
    tenant,
    conversation,
    handoff,
    offer,
    agent,
  }));
}

/** Tenants with wake-ups that no look has served yet. */
export async function wokenTenants(pool: Queryable): Promise<string[]> {
  const { rows } = await pool.query<{ tenant: string }>(
    'select tenant from wakeups group by tenant order by min(id) limit 100',
  );
  return rows.map(({ tenant }) => tenant);
}

/**
 * The net under lost wake-ups, and what makes time pass for routing steps, shifts and repeated offers: every tenant in
 * which a case waits without an offer.
 */
export async function waitingTenants(pool: Queryable): Promise<string[]> {
  const { rows } = await pool.query<{ tenant: string }>(
    `select t.id as tenant from tenants t where exists (
       select 1 from queue_entries e where e.tenant = t.id and e.offer is null)`,
  );
  return rows.map(({ tenant }) => tenant);
}
