/**
 * The loops beside the workflows: matching waiting cases with free agents, relaying what Postgres decided to the
 * workflows, and the sweep that makes up for whatever was lost. Any number of processes may run them.
 */
import type { Logger } from 'pino';
import {
  matchQueue,
  takeWakeup,
  waitingQueues,
  type QueueRef,
} from '../adapters/postgres/matching.ts';
import { listen, wakeupsChannel } from '../adapters/postgres/notify.ts';
import { overdueConversations, pruneOutbox, relayOutbox } from '../adapters/postgres/outbox.ts';
import type { Pool } from '../adapters/postgres/pool.ts';
import { lapsePresence } from '../adapters/postgres/presence.ts';
import type { ConversationClient } from '../client/conversation-client.ts';
import { conversationWorkflowId } from '../domain/ids.ts';
import type { SignalName } from '../workflows/messages.ts';
import { startLoop, type Loop } from './loop.ts';

export interface RoutingParts {
  pool: Pool;
  databaseUrl: string;
  conversations: ConversationClient;
  log: Logger;
}

export interface RoutingLoops {
  wakeMatching(): void;
  close(): Promise<void>;
}

const sweepEveryMs = 1_000;
/** A workflow that is stuck is not woken more often: each signal stays in its history. */
const wakeAgainAfterMs = 60_000;
const pruneEverySweeps = 600;

export function startRoutingLoops(parts: RoutingParts): RoutingLoops {
  const { pool, log } = parts;
  const relay = startLoop({
    name: 'relay',
    everyMs: sweepEveryMs,
    log,
    work: () => relayAll(parts),
  });

  async function match(queue: QueueRef): Promise<void> {
    const matches = await matchQueue(pool, queue);
    if (matches.length > 0) relay.wake();
  }

  async function matchAll(): Promise<void> {
    for (let queue = await takeWakeup(pool); queue !== null; queue = await takeWakeup(pool))
      await match(queue);
  }

  const matching = startLoop({ name: 'matching', everyMs: sweepEveryMs, log, work: matchAll });
  const sweep = startLoop({
    name: 'sweep',
    everyMs: sweepEveryMs,
    log,
    work: sweeper(parts, match),
  });
  const listener = listen(parts.databaseUrl, wakeupsChannel, () => {
    matching.wake();
    relay.wake();
  });
  return {
    wakeMatching: () => {
      matching.wake();
    },
    close: async () => {
      await listener.close();
      await Promise.all([matching, relay, sweep].map((loop: Loop) => loop.close()));
    },
  };
}

async function relayAll(parts: RoutingParts): Promise<void> {
  const send = async (message: {
    tenant: string;
    conversation: string;
    signal: string;
    argument: object;
  }): Promise<void> => {
    const ref = { tenant: message.tenant, conversation: message.conversation };
    await parts.conversations.signal(ref, message.signal as SignalName, message.argument);
  };
  while ((await relayOutbox(parts.pool, send)) > 0);
}

function sweeper(
  parts: RoutingParts,
  match: (queue: QueueRef) => Promise<void>,
): () => Promise<void> {
  let sweeps = 0;
  const woken = new Map<string, number>();
  return async () => {
    await lapsePresence(parts.pool);
    for (const queue of await waitingQueues(parts.pool)) await match(queue);
    await wakeOverdue(parts, woken);
    if (sweeps % pruneEverySweeps === 0) await pruneOutbox(parts.pool);
    sweeps += 1;
  };
}

async function wakeOverdue(parts: RoutingParts, woken: Map<string, number>): Promise<void> {
  const now = Date.now();
  for (const [id, at] of woken) if (now - at >= wakeAgainAfterMs) woken.delete(id);
  for (const ref of await overdueConversations(parts.pool)) {
    const id = conversationWorkflowId(ref);
    if (woken.has(id)) continue;
    woken.set(id, now);
    parts.log.warn({ conversation: ref.conversation }, 'overdue: its workflow is woken');
    await parts.conversations.signal(ref, 'wakeUp', {});
  }
}
