/**
 * Matching as the queue grows, and how soon a free agent sees an offer.
 *
 * One tenant with 500 agents in eight queues, two of which ask for a skill. Per size of the queue: the time to match one
 * agent who becomes free while everybody else is busy (the cases stay as many). Then all 20,000 cases at once, in batches,
 * beside the same engine with one case per transaction (the baseline). Last, through a worker on the development server:
 * from "online" and from the call of `resolve` to an offer that `GET /v1/offers` shows and to the event `handoff.offered`.
 * Not measured: agents' thinking, HTTP, more than one process.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { setPresence } from '../dist/adapters/postgres/agents.js';
import { matchTenant } from '../dist/adapters/postgres/matching.js';
import { createConversationClient } from '../dist/client/conversation-client.js';
import { startWorker } from '../dist/workers/worker.js';
import { openGround } from './ground.js';
import { median, percentile, round, timed } from './measure.js';

const sizes = {
  waiting: [100, 1_000, 5_000, 20_000],
  agents: 500,
  rounds: 150,
  baseline: 400,
  live: 40,
};
const tenant = 'bench';
const queues = ['q0', 'q1', 'q2', 'q3', 'q4', 'q5', 'q6', 'q7'];

/** @typedef {Awaited<ReturnType<typeof openGround>>} Ground */
/** @typedef {Ground['pool']} Pool */

/** @type {(pool: Pool) => Promise<void>} */
async function seedFloor(pool) {
  await pool.query(`insert into tenants (id, name) values ($1, $1)`, [tenant]);
  await pool.query(
    `insert into queues (tenant, id, name, skill_levels, pick_rule)
     select $1, id, id, case when id in ('q6', 'q7') then '{"tax": 3}'::jsonb else '{}'::jsonb end,
       (array['fewest_active', 'round_robin', 'most_spare'])[1 + place % 3]
     from unnest($2::text[]) with ordinality as q (id, place)`,
    [tenant, queues],
  );
  await pool.query(
    `insert into agents (tenant, id, name, presence, capacity, queues, skills, languages)
     select $1, 'a' || n, 'a' || n, 'online', 0,
       array['q' || n % 8, 'q' || (n + 3) % 8, 'q' || (n + 5) % 8], jsonb_build_object('tax', 1 + n % 5), '{en}'
     from generate_series(1, $2::int) n`,
    [tenant, sizes.agents],
  );
}

/** @type {(pool: Pool, waiting: number) => Promise<void>} */
async function seedCases(pool, waiting) {
  await pool.query('truncate outbox, offers, leases, queue_entries, wakeups');
  await pool.query(
    `insert into queue_entries (tenant, handoff, conversation, queue, priority, since_at, queued_at, steps_from, rank_at,
       language, cause)
     select $1, 'h' || n, 'c' || n, 'q' || n % 8, 3, at, at, at, at + interval '1 hour' - (n % 5) * interval '20 minutes',
       'en', 'requested'
     from (select n, now() - n * interval '1 second' as at from generate_series(1, $2::int) n) cases`,
    [tenant, waiting],
  );
  for (const table of ['queue_entries', 'leases', 'offers', 'agents', 'outbox', 'wakeups'])
    await pool.query(`analyze ${table}`);
}

/** @type {(pool: Pool, capacity: number, agent?: string) => Promise<unknown>} */
const setCapacity = (pool, capacity, agent) =>
  pool.query(
    'update agents set capacity = $2 where tenant = $1 and ($3::text is null or id = $3)',
    [tenant, capacity, agent ?? null],
  );

/** Takes the offer back, as if the case had come anew. @type {(pool: Pool, offer: string) => Promise<void>} */
async function undo(pool, offer) {
  await pool.query(
    `with gone as (update offers set state = 'canceled' where id = $1 returning lease, handoff),
     freed as (update leases set released_at = now() where id = (select lease from gone))
     update queue_entries set offer = null where tenant = $2 and handoff = (select handoff from gone)`,
    [offer, tenant],
  );
}

/** One agent becomes free at a time. @type {(pool: Pool, waiting: number) => Promise<number[]>} */
async function freedAgents(pool, waiting) {
  await seedCases(pool, waiting);
  await setCapacity(pool, 0);
  const times = [];
  for (let n = 1; n <= sizes.rounds + 10; n += 1) {
    const agent = `a${((n * 7) % sizes.agents) + 1}`;
    await setCapacity(pool, 1, agent);
    /** @type {Awaited<ReturnType<typeof matchTenant>>} */
    let matches = [];
    const ms = await timed(async () => {
      matches = await matchTenant(pool, tenant);
    });
    await setCapacity(pool, 0, agent);
    const [match] = matches;
    if (match === undefined) throw new Error(`agent ${agent} found no case`);
    await undo(pool, match.offer);
    if (n > 10) times.push(ms);
  }
  return times;
}

/** @type {(pool: Pool, options: { cases: number, batch?: number }) => Promise<number>} matches per second */
async function throughput(pool, { cases, batch }) {
  await seedCases(pool, cases);
  await setCapacity(pool, Math.ceil(cases / sizes.agents) + 60);
  let made = 0;
  const ms = await timed(async () => {
    made = (await matchTenant(pool, tenant, batch === undefined ? {} : { batch })).length;
  });
  if (made !== cases) throw new Error(`${made} of ${cases} cases were matched`);
  return (made * 1_000) / ms;
}

/** @type {(pool: Pool, text: string, values: unknown[]) => Promise<number>} ms until the query finds a row */
async function until(pool, text, values) {
  const startedAt = performance.now();
  for (;;) {
    const { rowCount } = await pool.query(text, values);
    if (rowCount !== 0) return performance.now() - startedAt;
    if (performance.now() - startedAt > 20_000) throw new Error('no offer came');
    await pause(1);
  }
}

const pendingOffer = `select 1 from offers where tenant = 'demo' and conversation = $1 and state = 'pending'`;
const offeredEvent = `select 1 from events where tenant = 'demo' and conversation = $1 and type = 'handoff.offered'`;

/** @type {(ground: Ground) => Promise<Record<string, number[]>>} */
async function live(ground) {
  const { pool } = ground;
  await pool.query('truncate outbox, offers, leases, queue_entries, wakeups');
  const taskQueue = 'bench-routing';
  const conversations = createConversationClient({ client: ground.client, taskQueue });
  const worker = await startWorker({
    connection: ground.native,
    namespace: 'default',
    taskQueue,
    pool,
    databaseUrl: ground.databaseUrl,
    dataConverter: ground.dataConverter,
    conversations,
    writeModelBrief: null,
    log: ground.log,
  });
  try {
    return await measureLive({ pool, conversations });
  } finally {
    await worker.close();
  }
}

const agent = /** @type {const} */ ({ kind: 'agent', id: 'ana' });
const ana = { tenant: 'demo', id: 'ana' };

/** @type {(pool: Pool, id: string, presence: 'online' | 'offline') => Promise<boolean>} */
const bePresent = (pool, id, presence) =>
  setPresence(pool, { tenant: 'demo', id }, { presence, heartbeatSeconds: null });

/** @typedef {{ pool: Pool, conversations: ReturnType<typeof createConversationClient> }} Live */

/** A case that waits; `claim` and `finish` are the agent's. @type {(live: Live) => Promise<{ id: string, claim: () => Promise<unknown>, finish: () => Promise<unknown> }>} */
async function newCase({ conversations }) {
  const id = `live-${randomUUID().slice(0, 8)}`;
  const ref = { tenant: 'demo', conversation: id };
  const actor = /** @type {const} */ ({ kind: 'backend', id: 'bench' });
  await conversations.send(ref, 'requestHuman', { id: `ask-${id}`, actor });
  const by = { actor: agent, agent: 'ana' };
  return {
    id,
    claim: () => conversations.send(ref, 'claim', { id: `take-${id}`, ...by }),
    finish: () =>
      conversations.send(ref, 'resolve', { id: `end-${id}`, ...by, outcome: 'resolved' }),
  };
}

/** One agent comes, takes, resolves and takes again. @type {(live: Live) => Promise<Record<string, number>>} */
async function oneRound(parts) {
  const { pool } = parts;
  const held = await newCase(parts);
  await pause(150);
  const startedAt = performance.now();
  await bePresent(pool, ana.id, 'online');
  await until(pool, pendingOffer, [held.id]);
  const toOffer = performance.now() - startedAt;
  await until(pool, offeredEvent, [held.id]);
  const toEvent = performance.now() - startedAt;
  await held.claim();
  const next = await newCase(parts);
  await pause(150);
  const resolvedAt = performance.now();
  await held.finish();
  await until(pool, pendingOffer, [next.id]);
  const afterResolve = performance.now() - resolvedAt;
  await next.claim();
  await next.finish();
  await bePresent(pool, ana.id, 'offline');
  return { online_to_offer: toOffer, online_to_event: toEvent, resolve_to_offer: afterResolve };
}

/** @type {(live: Live) => Promise<Record<string, number[]>>} */
async function measureLive(parts) {
  await parts.pool.query(`update agents set capacity = 1 where tenant = 'demo'`);
  for (const id of ['ana', 'ben']) await bePresent(parts.pool, id, 'offline');
  /** @type {Record<string, number[]>} */
  const times = {};
  for (let n = 0; n < sizes.live + 3; n += 1)
    for (const [name, ms] of Object.entries(await oneRound(parts)))
      if (n >= 3) (times[name] ??= []).push(ms);
  return times;
}

/** @type {(times: number[]) => Record<string, number>} */
const spread = (times) => ({
  p50_ms: round(median(times)),
  p95_ms: round(percentile(times, 0.95)),
});

/** Runs the bench and gives one object. */
export async function benchRouting() {
  const ground = await openGround();
  try {
    await seedFloor(ground.pool);
    /** @type {Record<string, Record<string, number>>} */
    const freed = {};
    for (const waiting of sizes.waiting) {
      const found = spread(await freedAgents(ground.pool, waiting));
      freed[`waiting_${waiting}`] = found;
      console.log(`waiting ${waiting}: p50 ${found['p50_ms']} ms, p95 ${found['p95_ms']} ms`);
    }
    const most = sizes.waiting.at(-1) ?? 0;
    const batched = await throughput(ground.pool, { cases: most });
    const single = await throughput(ground.pool, { cases: sizes.baseline, batch: 1 });
    const first = freed[`waiting_${sizes.waiting[0]}`]?.['p95_ms'] ?? Number.NaN;
    const last = freed[`waiting_${most}`]?.['p95_ms'] ?? Number.NaN;
    console.log(
      `matches per second: ${round(batched, 0)} in batches, ${round(single, 0)} one by one`,
    );
    const lived = await live(ground);
    return {
      bench: 'routing',
      sizes,
      one_agent_free: freed,
      p95_growth: round(last / first),
      matches_per_second: {
        batched: round(batched, 0),
        one_by_one: round(single, 0),
        ratio: round(batched / single),
      },
      live: Object.fromEntries(Object.entries(lived).map(([name, times]) => [name, spread(times)])),
    };
  } finally {
    await ground.close();
  }
}
