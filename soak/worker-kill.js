/**
 * Workers are killed with SIGKILL at random while many senders post turns. Every turn that was acknowledged must be in
 * the transcript once, with gapless sequences (I1, I2); a sender that got no answer posts the same turn again.
 */
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { openGround } from '../bench/ground.js';
import { createConversationClient } from '../dist/client/conversation-client.js';

const baton = fileURLToPath(new URL('../bin/baton.js', import.meta.url));
const sizes = { conversations: 40, turnsEach: 60, kills: 20, betweenKillsMs: [1_500, 4_000] };
const tenant = 'demo';

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
 * Kills the running worker again and again; a new one starts at once.
 * @param {Ground} ground
 * @param {() => boolean} isOver
 */
async function killWorkers(ground, isOver) {
  let worker = startWorkerProcess(ground);
  let kills = 0;
  const [least = 0, most = 0] = sizes.betweenKillsMs;
  while (!isOver()) {
    await pause(randomInt(least, most));
    if (isOver() || kills >= sizes.kills) continue;
    worker.kill('SIGKILL');
    kills += 1;
    worker = startWorkerProcess(ground);
  }
  worker.kill('SIGTERM');
  return kills;
}

/**
 * Posts one conversation's turns in order, each until it is answered.
 * @param {import('../dist/client/conversation-client.js').ConversationClient} client
 * @param {string} conversation
 */
async function talk(client, conversation) {
  let repeats = 0;
  for (let turn = 1; turn <= sizes.turnsEach; turn += 1) {
    const id = `t${turn}`;
    const actor = /** @type {const} */ ({ kind: 'backend', id: 'soak' });
    const turns = [{ id, role: /** @type {const} */ ('customer'), content: `message ${turn}` }];
    for (;;) {
      const sent = await client
        .send({ tenant, conversation }, 'turn', { id, actor, turns })
        .catch(() => null);
      if (sent?.kind === 'answered') break;
      repeats += 1;
      await pause(200);
    }
  }
  return repeats;
}

/**
 * @param {Ground} ground
 * @param {string} conversation
 */
async function faultsOf(ground, conversation) {
  const { rows } = await ground.pool.query(
    'select id, sequence::int from turns where tenant = $1 and conversation = $2 order by sequence',
    [tenant, conversation],
  );
  const wanted = Array.from(
    { length: sizes.turnsEach },
    (_, index) => `t${index + 1}:${index + 1}`,
  );
  const found = rows.map(({ id, sequence }) => `${id}:${sequence}`);
  return found.join() === wanted.join()
    ? []
    : [`${conversation}: ${found.length} turns, ${found.join(' ')}`];
}

export async function workerKill() {
  const ground = await openGround();
  const client = createConversationClient({ client: ground.client, taskQueue: 'soak' });
  let isOver = false;
  const killing = killWorkers(ground, () => isOver);
  const names = Array.from({ length: sizes.conversations }, (_, index) => `soak-${index}`);
  const repeats = await Promise.all(names.map((name) => talk(client, name)));
  isOver = true;
  const kills = await killing;
  const faults = (await Promise.all(names.map((name) => faultsOf(ground, name)))).flat();
  await ground.close();
  return {
    figures: {
      'turns acknowledged': names.length * sizes.turnsEach,
      'workers killed': kills,
      'posts without an answer, repeated': repeats.reduce((sum, count) => sum + count, 0),
    },
    faults,
  };
}
