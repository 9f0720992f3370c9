/** Clocks fall due while the worker is dead: each alert comes once, and none before its time (I8). */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { eventually } from '../support/baton.ts';
import { drive, type Conversation } from '../support/driver.ts';
import {
  buildForProcesses,
  openInstallation,
  type Installation,
  type TestProcess,
} from '../support/worker-process.ts';

const targetSeconds = 6;
const clocks = 24;

let installation: Installation;
let worker: TestProcess;

beforeAll(async () => {
  await buildForProcesses();
  installation = await openInstallation(inject('stack').temporalAddress);
  await installation.pool.query(`update policies set document = jsonb_set(document, '{sla}', $1)`, [
    JSON.stringify([
      {
        metric: 'time_to_human',
        target_seconds: targetSeconds,
        warn_at: [0.6],
        on_breach: ['alert'],
      },
    ]),
  ]);
  worker = await installation.startWorker();
});
afterAll(async () => {
  await installation.close();
});

/** A loaded machine may time one out: the same request again is the same request. */
async function askUntilAnswered(conversation: Conversation): Promise<void> {
  await eventually('the request is answered', async () => {
    const sent = conversation.send('requestHuman', { id: 'ask' }).catch(() => null);
    return (await sent)?.kind === 'done';
  });
}

interface Alert {
  conversation: string;
  threshold: string;
  late_ms: number;
  early: boolean;
}

async function alerts(): Promise<Alert[]> {
  const { rows } = await installation.pool.query<Alert>(
    `select conversation, threshold, late_ms, threshold = 'breached' and at < due_at as early from alerts`,
  );
  return rows;
}

describe('a worker that dies before clocks fall due, and again while they do', () => {
  it('leaves each warning and each breach to come once, none early', async () => {
    const conversations: Conversation[] = Array.from({ length: clocks }, () => drive(installation));
    await Promise.all(conversations.map(askUntilAnswered));
    await worker.kill();
    await new Promise((resolve) => setTimeout(resolve, targetSeconds * 600));
    worker = await installation.startWorker();
    await eventually('the first alerts', async () => (await alerts()).length > 0);
    await worker.kill();
    worker = await installation.startWorker();
    await eventually('all alerts', async () => (await alerts()).length >= 2 * clocks, 40_000);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const all = await alerts();
    for (const { ref } of conversations) {
      const own = all.filter(({ conversation }) => conversation === ref.conversation);
      expect(own.map(({ threshold }) => threshold).sort()).toEqual(['breached', 'warning:0.6']);
    }
    expect(all).toHaveLength(2 * clocks);
    expect(all.filter(({ early, late_ms: late }) => early || late < 0)).toEqual([]);
  });
});
