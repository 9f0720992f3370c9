/** The floor of a tenant as matching and the answer to "why does it wait?" see it: seats, queues, waiting cases. */
import type { QueueRouting, RoutingStep, Seat, WaitingCase } from '../../domain/eligibility.ts';
import type { Contribution } from '../../domain/precedence.ts';
import type { Channel, Presence, Priority } from '../../domain/words.ts';
import type { Queryable } from './pool.ts';
import { isOnShift, readCalendars } from './working-hours.ts';

interface SeatRow {
  id: string;
  presence: Presence;
  silent: boolean;
  queues: string[];
  read_only_queues: string[];
  skills: Record<string, number>;
  languages: string[];
  tiers: string[];
  capacity: number;
  channel_capacity: Partial<Record<Channel, number>>;
  auto_accept: boolean | null;
  last_assigned_at: number | null;
  calendar: string | null;
  held: { units: number; channel: Channel; conversation: string }[] | null;
}

const seatColumns = `a.id, a.presence, a.queues, a.read_only_queues, a.skills, a.languages, a.tiers, a.capacity,
  a.channel_capacity, a.auto_accept, extract(epoch from a.last_assigned_at)::float8 * 1000 as last_assigned_at,
  (a.heartbeat_seconds is not null and a.presence_at + a.heartbeat_seconds * interval '1 second' <= now()) as silent,
  a.calendar, held.leases as held`;

/**
 * Who sits where, with what they hold: the agents who are online, and with `all` also the others. Read without locks:
 * whoever acts on it locks the agents first and reads again.
 */
export async function readSeats(
  connection: Queryable,
  tenant: string,
  which: { all?: boolean; agents?: string[] } = {},
): Promise<Seat[]> {
  const { rows } = await connection.query<SeatRow>({
    name: 'floor-seats',
    text: `select ${seatColumns} from agents a left join lateral (
             select json_agg(json_build_object('units', l.units, 'channel', l.channel, 'conversation', l.conversation))
               as leases
             from leases l where l.tenant = a.tenant and l.agent = a.id and l.released_at is null) held on true
           where a.tenant = $1 and ($2 or a.presence = 'online') and ($3::text[] is null or a.id = any ($3))
           order by a.id`,
    values: [tenant, which.all === true, which.agents ?? null],
  });
  const calendars = rows.some(({ calendar }) => calendar !== null)
    ? await readCalendars(connection, tenant)
    : noCalendars;
  const at = Date.now();
  return rows.map((row) => seatOf(row, isOnShift(calendars, row.calendar, at)));
}

const noCalendars: Awaited<ReturnType<typeof readCalendars>> = new Map();

function seatOf(row: SeatRow, onShift: boolean): Seat {
  const held = row.held ?? [];
  const heldByChannel: Partial<Record<Channel, number>> = {};
  for (const { channel, units } of held)
    heldByChannel[channel] = (heldByChannel[channel] ?? 0) + units;
  return {
    agent: row.id,
    presence: row.presence,
    silent: row.silent,
    onShift,
    queues: row.queues,
    readOnlyQueues: row.read_only_queues,
    skills: row.skills,
    languages: row.languages,
    tiers: row.tiers,
    capacity: row.capacity,
    channelCapacity: row.channel_capacity,
    autoAccept: row.auto_accept,
    heldUnits: held.reduce((sum, { units }) => sum + units, 0),
    heldByChannel,
    holds: held.map(({ conversation }) => conversation),
    lastOfferedAt: row.last_assigned_at,
  };
}

interface QueueRow {
  id: string;
  units: number;
  channel_units: Partial<Record<Channel, number>>;
  offer_timeout_seconds: number;
  required_skills: string[];
  skill_levels: Record<string, number>;
  routing_steps: RoutingStep[];
  pick_rule: QueueRouting['pickRule'];
  auto_accept: boolean;
  require_language: boolean;
  require_tier: boolean;
  sticky: boolean;
}

const queueColumns = `id, units, channel_units, offer_timeout_seconds, required_skills, skill_levels, routing_steps,
  pick_rule, auto_accept, require_language, require_tier, sticky`;

/** How the tenant's queues route: those that are open, and with `all` also the closed ones. */
export async function readQueueRouting(
  connection: Queryable,
  tenant: string,
  all = false,
): Promise<QueueRouting[]> {
  const { rows } = await connection.query<QueueRow>({
    name: 'floor-queues',
    text: `select ${queueColumns} from queues where tenant = $1 and (open or $2)`,
    values: [tenant, all],
  });
  return rows.map((row) => ({
    id: row.id,
    units: row.units,
    channelUnits: row.channel_units,
    offerTimeoutSeconds: row.offer_timeout_seconds,
    skills: {
      ...Object.fromEntries(row.required_skills.map((id) => [id, 1])),
      ...row.skill_levels,
    },
    steps: row.routing_steps,
    pickRule: row.pick_rule,
    autoAccept: row.auto_accept,
    requireLanguage: row.require_language,
    requireTier: row.require_tier,
    sticky: row.sticky,
  }));
}

/** A case in a queue, with what gives it its place and the open offer, if any. */
export interface QueueEntry extends WaitingCase {
  contributions: Contribution[];
  offer: string | null;
}

interface EntryRow {
  handoff: string;
  conversation: string;
  queue: string;
  priority: Priority;
  rank_at: number;
  since_at: number;
  queued_at: number;
  steps_from: number;
  cause: string;
  hint_agent: string | null;
  last_agent: string | null;
  excluded_agents: string[];
  barred_agents: string[];
  language: string | null;
  tier: string | null;
  channel: Channel;
  skills: Record<string, number>;
  widened: number;
  contributions: Contribution[];
  offer: string | null;
}

const epochMs = (column: string): string =>
  `extract(epoch from e.${column})::float8 * 1000 as ${column}`;

/** The agent who last had a case of the same customer. */
const lastAgent = `(select h.agent from handoffs h
  where h.tenant = e.tenant and h.customer_id = e.customer_id and h.id <> e.handoff and h.accepted_at is not null
  order by h.accepted_at desc limit 1)`;

const entryColumns = `e.handoff, e.conversation, e.queue, e.priority, ${epochMs('rank_at')}, ${epochMs('since_at')},
  ${epochMs('queued_at')}, ${epochMs('steps_from')}, e.cause, e.hint_agent,
  case when e.customer_id is null then null else ${lastAgent} end as last_agent, e.excluded_agents, e.barred_agents,
  e.language, e.tier, e.channel, e.skills, e.widened, e.contributions, e.offer`;

function entryOf(row: EntryRow): QueueEntry {
  return {
    handoff: row.handoff,
    conversation: row.conversation,
    queue: row.queue,
    priority: row.priority,
    rankAt: row.rank_at,
    sinceAt: row.since_at,
    queuedAt: row.queued_at,
    stepsFrom: row.steps_from,
    transferred: row.cause === 'transferred',
    hintAgent: row.hint_agent,
    lastAgent: row.last_agent,
    excluded: row.excluded_agents,
    barred: row.barred_agents,
    language: row.language,
    tier: row.tier,
    channel: row.channel,
    skills: row.skills,
    widened: row.widened,
    contributions: row.contributions,
    offer: row.offer,
  };
}

/** Instants go back as whole microseconds, as Postgres holds them: a page must not begin a rounding error too late. */
const instantOf = (parameter: string): string =>
  `timestamptz 'epoch' + ${parameter}::bigint * interval '1 microsecond'`;

function microsecondsOf(ms: number | undefined): number | null {
  return ms === undefined ? null : Math.round(ms * 1_000);
}

/** Where a page of cases ends: the next one begins behind it. */
export interface PageEnd {
  rankAt: number;
  sinceAt: number;
  handoff: string;
}

export interface CasesRequest {
  tenant: string;
  queues: string[];
  after: PageEnd | null;
  limit: number;
  /** Also the cases that an agent is being asked about. */
  offered?: boolean;
}

/** The first cases of some queues in the order in which they are served; one index scan per queue. */
export async function readCases(
  connection: Queryable,
  request: CasesRequest,
): Promise<QueueEntry[]> {
  const { tenant, queues, after, limit, offered } = request;
  const { rows } = await connection.query<EntryRow>({
    name: 'floor-cases',
    text: `select ${entryColumns} from (
             select found.* from unnest($2::text[]) wanted (id) cross join lateral (
               select * from queue_entries q
               where q.tenant = $1 and q.queue = wanted.id and ($7 or q.offer is null)
                 and ($3::bigint is null or (q.rank_at, q.since_at, q.handoff)
                   > (${instantOf('$3')}, ${instantOf('$4')}, $5::text))
               order by q.rank_at, q.since_at, q.handoff limit $6) found
             order by found.rank_at, found.since_at, found.handoff limit $6) e
           order by e.rank_at, e.since_at, e.handoff`,
    values: [
      tenant,
      queues,
      microsecondsOf(after?.rankAt),
      microsecondsOf(after?.sinceAt),
      after?.handoff ?? null,
      limit,
      offered === true,
    ],
  });
  return rows.map(entryOf);
}

/** One case by its conversation; undefined when it does not wait. */
export async function readCaseOf(
  connection: Queryable,
  tenant: string,
  conversation: string,
): Promise<QueueEntry | undefined> {
  const { rows } = await connection.query<EntryRow>(
    `select ${entryColumns} from queue_entries e where e.tenant = $1 and e.conversation = $2`,
    [tenant, conversation],
  );
  return rows.map(entryOf)[0];
}
