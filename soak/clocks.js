/**
 * A thousand clocks fall due while the worker is killed and started again. Each warning and each breach must be there
 * once, and none before its time (I8); how late they come is reported.
 */
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { openGround } from '../bench/ground.js';
import { createConversationClient } from '../dist/client/conversation-client.js';

const baton = fileURLToPath(new URL('../bin/baton.js', import.meta.url));
const sizes = { conversations: 1_000, kills: 8, atOnce: 40 };
const tenant = 'demo';
/** Dues are spread over this time, so that kills meet many of them. */
const targets = { least: 60, most: 100 };
const warnAt = 0.8;

/** @typedef {Awaited<ReturnType<typeof openGround>>} Ground */

/** @type {(ms: number) => Promise<void>} */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** @type {(ground: Ground) => import('node:child_process').ChildProcess} */
function startWorkerProcess(ground) {
  return spawn(process.execPath, [baton, 'worker'], {
    stdio: 'ignore',
    env: { ...process.env, ...ground.environment, BATON_TASK_QUEUE: 'soak' },
  });
}

/**
 * Nobody is online, and each of five priorities has a target of its own.
 * @param {Ground} ground
 */
async function setTargets({ pool }) {
  const step = (targets.most - targets.least) / 4;
  const sla = [1, 2, 3, 4, 5].map((priority) => ({
    metric: 'time_to_human',
    queue: ['general', 'billing', 'technical', 'sales', 'general'][priority - 1],
    target_seconds: Math.round(targets.least + (priority - 1) * step),
    warn_at: [warnAt],
    on_breach: ['alert'],
  }));
  await pool.query(
    `update policies set document = jsonb_set(document, '{sla}', $2) where tenant = $1 and status = 'active'`,
    [tenant, JSON.stringify(sla)],
  );
  await pool.query(`update agents set presence = 'offline' where tenant = $1`, [tenant]);
}

/**
 * @param {import('../dist/client/conversation-client.js').ConversationClient} client
 * @param {string[]} names
 */
async function ask(client, names) {
  const waiting = [...names];
  const queues = ['general', 'billing', 'technical', 'sales'];
  const asker = async () => {
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      const actor = /** @type {const} */ ({ kind: 'backend', id: 'soak' });
      const queue = queues[randomInt(queues.length)] ?? 'general';
      for (let taken = false; !taken;) {
        const sent = await client
          .send({ tenant, conversation: name }, 'requestHuman', { id: `ask-${name}`, actor, queue })
          .catch(() => null);
        taken = sent?.kind === 'answered';
        if (!taken) await pause(200);
      }
    }
  };
  await Promise.all(Array.from({ length: sizes.atOnce }, asker));
}

/**
 * @param {Ground} ground
 * @returns {Promise<{ conversation: string, type: string, due: number, at: number, early: boolean }[]>}
 */
async function alertsOf({ pool }) {
  const { rows } = await pool.query(
    `select conversation, type, (data ->> 'due_at')::float8 as due, (data ->> 'late_ms')::float8 as late,
            (extract(epoch from at) * 1000)::float8 as at
       from events where tenant = $1 and type in ('sla.warning', 'sla.breached')`,
    [tenant],
  );
  return rows.map(({ conversation, type, due, at, late }) => ({
    conversation,
    type,
    due,
    at,
    early: late < 0 || (type === 'sla.breached' && at < due),
  }));
}

/** @type {(values: number[], share: number) => number} */
function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
}

/**
 * @param {string[]} names
 * @param {Awaited<ReturnType<typeof alertsOf>>} alerts
 */
function faultsOf(names, alerts) {
  const counts = new Map();
  for (const { conversation, type } of alerts) {
    const key = `${conversation} ${type}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const wrong = names.flatMap((name) =>
    ['sla.warning', 'sla.breached'].flatMap((type) => {
      const count = counts.get(`${name} ${type}`) ?? 0;
      return count === 1 ? [] : [`${name}: ${type} ${count} times`];
    }),
  );
  const early = alerts.filter((alert) => alert.early);
  return [...wrong, ...early.map(({ conversation, type }) => `${conversation}: ${type} too early`)];
}

export async function clocks() {
  const ground = await openGround();
  await setTargets(ground);
  const client = createConversationClient({ client: ground.client, taskQueue: 'soak' });
  const names = Array.from({ length: sizes.conversations }, (_, index) => `clock-${index}`);
  let worker = startWorkerProcess(ground);
  await ask(client, names);
  const begin = Date.now();
  const untilMs = targets.most * 1_000;
  let kills = 0;
  for (; kills < sizes.kills; kills += 1) {
    await pause(randomInt(untilMs / sizes.kills / 2, untilMs / sizes.kills));
    worker.kill('SIGKILL');
    await pause(randomInt(1_000, 4_000));
    worker = startWorkerProcess(ground);
  }
  let alerts = await alertsOf(ground);
  while (alerts.length < 2 * names.length && Date.now() - begin < untilMs + 180_000) {
    await pause(1_000);
    alerts = await alertsOf(ground);
  }
  await pause(5_000);
  alerts = await alertsOf(ground);
  worker.kill('SIGTERM');
  const faults = faultsOf(names, alerts);
  await ground.close();
  const late = alerts.filter(({ type }) => type === 'sla.breached').map(({ at, due }) => at - due);
  return {
    figures: {
      clocks: names.length,
      'workers killed': kills,
      'alerts, two per clock': alerts.length,
      'lateness of breaches p50, ms': quantile(late, 0.5),
      'lateness of breaches p95, ms': quantile(late, 0.95),
      'lateness of breaches most, ms': quantile(late, 1),
    },
    faults,
  };
}
