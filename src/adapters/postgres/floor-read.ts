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
  held: Partial<Record<Channel, number>> | null;
}

const seatColumns = `a.id, a.presence, a.queues, a.read_only_queues, a.skills, a.languages, a.tiers, a.capacity,
  a.channel_capacity, a.auto_accept, extract(epoch from a.last_assigned_at)::float8 * 1000 as last_assigned_at,
  (a.heartbeat_seconds is not null and a.presence_at + a.heartbeat_seconds * interval '1 second' <= now()) as silent,
  a.calendar, held.units as held`;

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
    text: `select ${seatColumns} from agents a left join (
             select agent, json_object_agg(channel, units) as units from (
               select agent, channel, sum(units)::int as units from leases
               where tenant = $1 and released_at is null and ($3::text[] is null or agent = any ($3))
               group by agent, channel) of_channel
             group by agent) held on held.agent = a.id
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
  const heldByChannel = row.held ?? {};
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
    heldUnits: Object.values(heldByChannel).reduce((sum, units) => sum + units, 0),
    heldByChannel,
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
  customer_id: string | null;
  excluded_agents: string[];
  barred_agents: string[];
  language: string | null;
  tier: string | null;
  channel: Channel;
  skills: Record<string, number>;
  widened_at: number[];
  contributions: Contribution[];
  offer: string | null;
}

const epochMs = (column: string): string =>
  `extract(epoch from e.${column})::float8 * 1000 as ${column}`;

const entryColumns = `e.handoff, e.conversation, e.queue, e.priority, ${epochMs('rank_at')}, ${epochMs('since_at')},
  ${epochMs('queued_at')}, ${epochMs('steps_from')}, e.cause, e.hint_agent,
  array(select extract(epoch from t)::float8 * 1000 from unnest(e.widened_at) t) as widened_at,
  e.excluded_agents, e.barred_agents, e.language, e.tier, e.channel, e.skills, e.contributions, e.offer,
  e.customer_id`;

/** Who holds the conversations of a page already, and who last had a case of its customers. */
interface People {
  holders: Map<string, string[]>;
  last: Map<string, string>;
}

/** Two statements for a page, not two for each of its rows: a plan made for empty tables must not cost seconds later. */
async function readPeople(
  connection: Queryable,
  tenant: string,
  rows: readonly EntryRow[],
): Promise<People> {
  const conversations = rows.map(({ conversation }) => conversation);
  const held = await connection.query<{ conversation: string; agents: string[] }>({
    name: 'floor-holders',
    text: `select conversation, array_agg(agent) as agents from leases
           where tenant = $1 and conversation = any ($2) and released_at is null group by conversation`,
    values: [tenant, conversations],
  });
  const customers = rows.flatMap(({ customer_id: id }) => id ?? []);
  const last = await readLastAgents(connection, tenant, customers);
  return { holders: new Map(held.rows.map((row) => [row.conversation, row.agents])), last };
}

async function readLastAgents(
  connection: Queryable,
  tenant: string,
  customers: string[],
): Promise<Map<string, string>> {
  if (customers.length === 0) return new Map();
  const { rows } = await connection.query<{ customer_id: string; agent: string }>({
    name: 'floor-last-agents',
    text: `select distinct on (customer_id) customer_id, agent from handoffs
           where tenant = $1 and customer_id = any ($2) and accepted_at is not null and agent is not null
           order by customer_id, accepted_at desc`,
    values: [tenant, customers],
  });
  return new Map(rows.map((row) => [row.customer_id, row.agent]));
}

async function entriesOf(
  connection: Queryable,
  tenant: string,
  rows: readonly EntryRow[],
): Promise<QueueEntry[]> {
  if (rows.length === 0) return [];
  const people = await readPeople(connection, tenant, rows);
  return rows.map((row) => entryOf(row, people));
}

function entryOf(row: EntryRow, people: People): QueueEntry {
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
    lastAgent: people.last.get(row.customer_id ?? '') ?? null,
    excluded: row.excluded_agents,
    barred: row.barred_agents,
    language: row.language,
    tier: row.tier,
    channel: row.channel,
    skills: row.skills,
    widenedAt: row.widened_at,
    heldBy: people.holders.get(row.conversation) ?? [],
    contributions: row.contributions,
    offer: row.offer,
  };
}

/** Instants go back as whole microseconds, as Postgres holds them: a page must not begin a rounding error too late. */
const instantOf = (parameter: string): string =>
  `timestamptz 'epoch' + ${parameter}::bigint * interval '1 microsecond'`;

function microsecondsOf(ms: number): number {
  return Math.round(ms * 1_000);
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

/** The first page reads the head of an index; the others go on where the last one ended, also by the index. */
const casesAfter = (condition: string): string => `select ${entryColumns} from (
    select found.* from unnest($2::text[]) wanted (id) cross join lateral (
      select * from queue_entries q
      where q.tenant = $1 and q.queue = wanted.id and ($4 or q.offer is null) ${condition}
      order by q.rank_at, q.since_at, q.handoff limit $3) found
    order by found.rank_at, found.since_at, found.handoff limit $3) e
  order by e.rank_at, e.since_at, e.handoff`;

const firstCases = casesAfter('');
const furtherCases = casesAfter(
  `and (q.rank_at, q.since_at, q.handoff) > (${instantOf('$5')}, ${instantOf('$6')}, $7)`,
);

/** The first cases of some queues in the order in which they are served; one index scan per queue. */
export async function readCases(
  connection: Queryable,
  request: CasesRequest,
): Promise<QueueEntry[]> {
  const { tenant, queues, after, limit, offered } = request;
  const values: unknown[] = [tenant, queues, limit, offered === true];
  if (after !== null)
    values.push(microsecondsOf(after.rankAt), microsecondsOf(after.sinceAt), after.handoff);
  const statement =
    after === null
      ? { name: 'floor-first-cases', text: firstCases }
      : { name: 'floor-further-cases', text: furtherCases };
  const { rows } = await connection.query<EntryRow>({ ...statement, values });
  return entriesOf(connection, tenant, rows);
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
  return (await entriesOf(connection, tenant, rows))[0];
}
