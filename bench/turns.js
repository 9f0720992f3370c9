/**
 * One turn of ours beside a bare workflow with one empty local activity per update, on one server in one run.
 * Both are called by update-with-start. Ours commits to Postgres, decides, masks and encrypts; the bare one does nothing.
 * Rounds alternate, and each ratio is of two rounds side by side, because machines are noisy.
 */
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { WithStartWorkflowOperation } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { openGround, openWorker } from './ground.js';
import { median, percentile, round, timed } from './measure.js';

const text =
  'Hi, I ordered two lamps last week and only one came. The order is W4711023, can you tell me where the other one is?';
const sizes = { rounds: 5, idleTurns: 60, conversations: 16, turnsEach: 24, warmUp: 20 };

/** @typedef {'ours' | 'bare'} Name */
/** @typedef {{ p50: number, p95: number }} Idle */
/** @typedef {{ name: Name, post: (conversation: string, id: string) => Promise<unknown>, workflowId: (conversation: string) => string }} Side */

/** @type {(ground: Awaited<ReturnType<typeof openGround>>) => Promise<{ side: Side, close: () => Promise<void> }>} */
async function openOurs(ground) {
  const { conversations, worker } = await openWorker(ground, 'bench-ours');
  const actor = /** @type {const} */ ({ kind: 'backend', id: 'bench' });
  return {
    side: {
      name: 'ours',
      workflowId: (conversation) => `conversation/demo/${conversation}`,
      post: async (conversation, id) => {
        const ref = { tenant: 'demo', conversation };
        const turns = [{ id, role: /** @type {const} */ ('customer'), content: text }];
        const sent = await conversations.send(ref, 'turn', { id, actor, turns });
        if (sent.kind !== 'answered' || sent.result.kind !== 'done') throw new Error('no answer');
      },
    },
    close: () => worker.close(),
  };
}

/** @type {(ground: Awaited<ReturnType<typeof openGround>>) => Promise<{ side: Side, close: () => Promise<void> }>} */
async function openBare(ground) {
  const taskQueue = 'bench-bare';
  const worker = await Worker.create({
    connection: ground.native,
    taskQueue,
    workflowsPath: fileURLToPath(new URL('./bare-workflow.js', import.meta.url)),
    activities: { nothing: async () => undefined },
  });
  const running = worker.run();
  return {
    side: {
      name: 'bare',
      workflowId: (conversation) => `bare/${conversation}`,
      post: async (conversation, id) => {
        const startWorkflowOperation = new WithStartWorkflowOperation('bare', {
          workflowId: `bare/${conversation}`,
          taskQueue,
          workflowIdConflictPolicy: 'USE_EXISTING',
        });
        await ground.plain.workflow.executeUpdateWithStart('turn', {
          startWorkflowOperation,
          updateId: randomUUID(),
          args: [{ id, role: 'customer', content: text }],
        });
      },
    },
    close: async () => {
      worker.shutdown();
      await running;
    },
  };
}

/** @type {(side: Side, conversation: string, turns: number) => Promise<number[]>} */
async function talk(side, conversation, turns) {
  const times = [];
  for (let turn = 0; turn < turns; turn += 1)
    times.push(await timed(() => side.post(conversation, `${conversation}-${turn}`)));
  return times;
}

/** @type {(side: Side) => Promise<{ p50: number, p95: number }>} */
async function idle(side) {
  const times = (await talk(side, `idle-${randomUUID().slice(0, 8)}`, sizes.idleTurns)).slice(5);
  return { p50: median(times), p95: percentile(times, 0.95) };
}

/** @type {(side: Side) => Promise<number>} turns per second */
async function loaded(side) {
  const run = randomUUID().slice(0, 8);
  const spent = await timed(() =>
    Promise.all(
      Array.from({ length: sizes.conversations }, (_, index) =>
        talk(side, `load-${run}-${index}`, sizes.turnsEach),
      ),
    ),
  );
  return (sizes.conversations * sizes.turnsEach * 1000) / spent;
}

/** @type {(ground: Awaited<ReturnType<typeof openGround>>, side: Side) => Promise<{ events: number, bytes: number }>} */
async function weigh(ground, side) {
  const conversation = `weigh-${randomUUID().slice(0, 8)}`;
  const turns = 30;
  await talk(side, conversation, turns);
  // The memo of ours is encrypted: only a client with the data converter can describe it.
  const client = side.name === 'ours' ? ground.client : ground.plain;
  const handle = client.workflow.getHandle(side.workflowId(conversation));
  const { historyLength, historySize } = await handle.describe();
  return { events: historyLength / turns, bytes: (historySize ?? 0) / turns };
}

/** Runs the bench and gives one object; times in ms, throughput in turns per second. */
export async function benchTurns() {
  const ground = await openGround();
  const ours = await openOurs(ground);
  const bare = await openBare(ground);
  const sides = [ours.side, bare.side];
  try {
    for (const side of sides) await talk(side, `warm-${side.name}`, sizes.warmUp);
    /** @type {Record<Name, Idle[]>} */
    const idles = { ours: [], bare: [] };
    /** @type {Record<Name, number[]>} */
    const loads = { ours: [], bare: [] };
    for (let turn = 0; turn < sizes.rounds; turn += 1) {
      for (const side of turn % 2 === 0 ? sides : [...sides].reverse()) {
        idles[side.name].push(await idle(side));
        loads[side.name].push(await loaded(side));
      }
    }
    const weights = { ours: await weigh(ground, ours.side), bare: await weigh(ground, bare.side) };
    return report({ idles, loads, weights });
  } finally {
    await ours.close();
    await bare.close();
    await ground.close();
  }
}

/** @typedef {{ idles: Record<Name, Idle[]>, loads: Record<Name, number[]>, weights: Record<Name, { events: number, bytes: number }> }} Figures */

/** @type {(figures: Figures) => object} */
function report({ idles, loads, weights }) {
  /** @type {(name: Name) => number[]} */
  const p50s = (name) => idles[name].map(({ p50 }) => p50);
  /** @type {(mine: number[], others: number[]) => number[]} */
  const ratios = (mine, others) => mine.map((value, index) => value / (others[index] ?? NaN));
  /** @type {(name: Name) => Record<string, number>} */
  const of = (name) => ({
    idle_p50_ms: round(median(p50s(name))),
    idle_p95_ms: round(median(idles[name].map(({ p95 }) => p95))),
    turns_per_second: round(median(loads[name]), 0),
    events_per_turn: round(weights[name].events),
    bytes_per_turn: round(weights[name].bytes, 0),
  });
  /** @type {(values: number[]) => Record<string, number>} */
  const spread = (values) => ({
    median: round(median(values)),
    least: round(Math.min(...values)),
    most: round(Math.max(...values)),
  });
  return {
    bench: 'turns',
    sizes,
    ours: of('ours'),
    bare: of('bare'),
    ratio: {
      idle_p50: spread(ratios(p50s('ours'), p50s('bare'))),
      throughput: spread(ratios(loads.ours, loads.bare)),
    },
  };
}
