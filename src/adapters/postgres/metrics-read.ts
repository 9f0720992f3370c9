/** What Prometheus is told of the floor, of what waits to leave, and of the last day; over all tenants. */
import type { Pool } from './pool.ts';

export interface QueueLoad {
  tenant: string;
  queue: string;
  waiting: number;
  oldest_seconds: number;
  held: number;
}

export interface DayFigures {
  tenant: string;
  queue: string;
  ended: number;
  reached: number;
  counted: number;
  human_median: number | null;
  human_p90: number | null;
  judged: number;
  judged_right: number;
}

export interface Backlog {
  outbox_pending: number;
  outbox_oldest_seconds: number;
  deliveries_pending: number;
  deliveries_given_up: number;
  overdue_conversations: number;
}

export interface Measured {
  queues: QueueLoad[];
  agents: { tenant: string; presence: string; agents: number }[];
  day: DayFigures[];
  alerts: { tenant: string; metric: string; threshold: string; alerts: number }[];
  backlog: Backlog;
}

const queueLoads = `
  select q.tenant, q.id as queue, coalesce(w.waiting, 0)::int as waiting,
    coalesce(extract(epoch from now() - w.oldest), 0)::float8 as oldest_seconds, coalesce(h.held, 0)::int as held
  from queues q
  left join (select tenant, queue, count(*) as waiting, min(since_at) as oldest from queue_entries group by 1, 2) w
    on w.tenant = q.tenant and w.queue = q.id
  left join (select tenant, queue, count(*) as held from handoffs where state in ('accepted', 'active') group by 1, 2) h
    on h.tenant = q.tenant and h.queue = q.id
  order by 1, 2`;

const dayFigures = `
  select tenant, queue, count(*)::int as ended, count(*) filter (where reached_human)::int as reached,
    count(*) filter (where not canceled and not deflected)::int as counted,
    percentile_cont(0.5) within group (order by time_to_human_seconds) as human_median,
    percentile_cont(0.9) within group (order by time_to_human_seconds) as human_p90,
    count(verdict)::int as judged,
    count(*) filter (where verdict in ('needed', 'too_late', 'wrong_queue'))::int as judged_right
  from kpi_handoffs where ended_at > now() - interval '1 day' group by 1, 2 order by 1, 2`;

const backlog = `
  select
    (select count(*) from outbox where sent_at is null)::int as outbox_pending,
    (select coalesce(extract(epoch from now() - min(created_at)), 0) from outbox where sent_at is null)::float8
      as outbox_oldest_seconds,
    (select count(*) from deliveries
      where state = 'pending' and (attempts > 0 or next_at <= now()))::int as deliveries_pending,
    (select count(*) from deliveries where state = 'failed' and finished_at > now() - interval '1 day')::int
      as deliveries_given_up,
    (select count(*) from conversations where deadline_at < now() - interval '1 minute'
       and deadline_at > now() - interval '30 days')::int as overdue_conversations`;

/** Reads it all; counts of past states look at one day, so the cost does not grow with age. */
export async function readMeasures(pool: Pool): Promise<Measured> {
  const queues = await pool.query<QueueLoad>(queueLoads);
  const agents = await pool.query<Measured['agents'][number]>(
    'select tenant, presence, count(*)::int as agents from agents group by 1, 2 order by 1, 2',
  );
  const day = await pool.query<DayFigures>(dayFigures);
  const alerts = await pool.query<Measured['alerts'][number]>(
    `select tenant, metric, threshold, count(*)::int as alerts from alerts
     where at > now() - interval '1 day' group by 1, 2, 3 order by 1, 2, 3`,
  );
  const left = await pool.query<Backlog>(backlog);
  return {
    queues: queues.rows,
    agents: agents.rows,
    day: day.rows,
    alerts: alerts.rows,
    backlog: left.rows[0] ?? {
      outbox_pending: 0,
      outbox_oldest_seconds: 0,
      deliveries_pending: 0,
      deliveries_given_up: 0,
      overdue_conversations: 0,
    },
  };
}
