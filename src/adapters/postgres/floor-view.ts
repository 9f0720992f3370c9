/** What a supervisor sees: each queue with what waits, each agent with what they hold. */
import type { z } from 'zod';
import type { floorRecord } from '../../contract/floor.ts';
import { backAt, staffingOf } from '../../domain/off-hours.ts';
import type { Pool } from './pool.ts';
import { readQueues } from './queue-facts.ts';
import { describeSwitches } from './switches.ts';
import { isOnShift, readCalendars } from './working-hours.ts';

export type Floor = z.output<typeof floorRecord>;

interface QueueRow {
  id: string;
  name: string;
  open: boolean;
  waiting: number;
  offered: number;
  held: number;
  oldest: number | null;
  at_risk: number;
  breached: number;
  accepts: number;
  median_wait: number | null;
}

/** An open case has breached when any of its clocks has, and is at risk when one warned and none breached. */
const queuesQuery = `
with cases as (
  select h.queue, h.id, h.agent, e.handoff is not null as waits, e.offer is not null as offered,
         extract(epoch from now() - e.since_at)::float8 as waited,
         coalesce(a.breached, false) as breached, coalesce(a.warned, false) as warned
    from handoffs h
    left join queue_entries e on e.tenant = h.tenant and e.handoff = h.id
    left join lateral (
      select bool_or(threshold = 'breached') as breached, bool_or(threshold like 'warning:%') as warned
        from alerts where tenant = h.tenant and handoff = h.id) a on true
   where h.tenant = $1 and h.ended_at is null),
live as (
  select queue, count(*) filter (where waits)::int as waiting, count(*) filter (where offered)::int as offered,
         count(*) filter (where not waits)::int as held, max(waited) filter (where waits) as oldest,
         count(*) filter (where warned and not breached)::int as at_risk,
         count(*) filter (where breached)::int as breached
    from cases group by queue),
recent as (
  select queue, count(*)::int as accepts,
         percentile_cont(0.5) within group (order by extract(epoch from accepted_at - requested_at))::float8 as median_wait
    from handoffs where tenant = $1 and accepted_at > now() - interval '1 hour' group by queue)
select q.id, q.name, q.open, coalesce(l.waiting, 0) as waiting, coalesce(l.offered, 0) as offered,
       coalesce(l.held, 0) as held, l.oldest, coalesce(l.at_risk, 0) as at_risk, coalesce(l.breached, 0) as breached,
       coalesce(r.accepts, 0) as accepts, r.median_wait
  from queues q left join live l on l.queue = q.id left join recent r on r.queue = q.id
 where q.tenant = $1 order by q.id limit 1000`;

interface AgentRow {
  id: string;
  name: string;
  presence: string;
  away_reason: string | null;
  calendar: string | null;
  queues: string[];
  alive: boolean;
  capacity: number;
  units_taken: number;
  cases: number;
  longest: number | null;
}

const agentsQuery = `
select a.id, a.name, a.presence, a.away_reason, a.calendar, a.queues, a.capacity,
       (a.heartbeat_seconds is null or a.presence_at + a.heartbeat_seconds * interval '1 second' > now()) as alive,
       coalesce(l.units, 0)::int as units_taken, coalesce(c.cases, 0)::int as cases, c.longest
  from agents a
  left join lateral (select sum(units) as units from leases
                      where tenant = a.tenant and agent = a.id and released_at is null) l on true
  left join lateral (select count(*) as cases, max(extract(epoch from now() - accepted_at))::float8 as longest
                       from handoffs where tenant = a.tenant and agent = a.id and ended_at is null
                        and state in ('accepted', 'active')) c on true
 where a.tenant = $1 order by a.id limit 10000`;

const instant = (ms: number | null): string | null =>
  ms === null ? null : new Date(ms).toISOString();

/** The floor as it stands now. */
export async function readFloor(pool: Pool, tenant: string): Promise<Floor> {
  const at = Date.now();
  const switches = await describeSwitches(pool, tenant);
  const settings = await readQueues(pool, tenant, { at, state: null });
  const queues = await pool.query<QueueRow>(queuesQuery, [tenant]);
  const agents = await pool.query<AgentRow>(agentsQuery, [tenant]);
  const calendars = await readCalendars(pool, tenant);
  const seated = agents.rows.map((row) => ({ row, onShift: isThere(row, calendars, at) }));
  const humansOff = switches.humans_off;
  return {
    at: new Date(at).toISOString(),
    switches,
    queues: queues.rows.map(({ oldest, accepts, median_wait: medianWait, ...row }) => {
      const onShift = seated.filter(
        (seat) => seat.onShift && seat.row.queues.includes(row.id),
      ).length;
      const queue = settings[row.id];
      const staffing = staffingOf(at, queue, { onShift, humansOff });
      return {
        ...row,
        staffing,
        back_at: instant(backAt(at, staffing, queue)),
        oldest_waiting_seconds: oldest,
        agents_on_shift: onShift,
        accepts_last_hour: accepts,
        median_wait_seconds: medianWait,
      };
    }),
    agents: seated.map(({ row, onShift }) => ({
      id: row.id,
      name: row.name,
      presence: row.presence,
      away_reason: row.away_reason,
      on_shift: onShift,
      capacity: row.capacity,
      units_taken: row.units_taken,
      cases: row.cases,
      longest_case_seconds: row.longest,
    })),
  };
}

/** The same as `countOnShift` asks, for one agent. */
function isThere(
  row: AgentRow,
  calendars: Awaited<ReturnType<typeof readCalendars>>,
  at: number,
): boolean {
  const present = row.presence === 'online' || row.presence === 'wrapping';
  return present && row.alive && isOnShift(calendars, row.calendar, at);
}
