/**
 * The loops beside the workflows: matching waiting cases with free agents, relaying what Postgres decided to the
 * workflows, and the sweep that makes up for whatever was lost. Any number of processes may run them.
 */
import type { Logger } from 'pino';
import { matchTenant, waitingTenants, wokenTenants } from '../adapters/postgres/matching.ts';
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

  async function match(tenant: string): Promise<number> {
    const { length } = await matchTenant(pool, tenant);
    if (length > 0) relay.wake();
    return length;
  }

  const matching = startLoop({
    name: 'matching',
    everyMs: sweepEveryMs,
    log,
    work: () => matchWoken(pool, match),
  });
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

/** Goes on as long as offers are made: each may be what another wake-up waited for. */
async function matchWoken(pool: Pool, match: MatchTenant): Promise<void> {
  for (let made = 1; made > 0;) {
    made = 0;
    for (const tenant of await wokenTenants(pool)) made += await match(tenant);
  }
}

type MatchTenant = (tenant: string) => Promise<number>;

/**
 * Sweeps of a tenant in which nothing fits: after one that took long the next comes later, so that a long queue of cases
 * that nobody can take costs a twentieth of the time at most. Wake-ups are served at once all the same.
 */
const restFactor = 20;

function matchSweeper(pool: Pool, match: MatchTenant): () => Promise<void> {
  const restUntil = new Map<string, number>();
  return async () => {
    for (const tenant of await waitingTenants(pool)) {
      const startedAt = Date.now();
      if (startedAt < (restUntil.get(tenant) ?? 0)) continue;
      const made = await match(tenant);
      const spentMs = Date.now() - startedAt;
      restUntil.set(tenant, made > 0 ? 0 : startedAt + spentMs * restFactor);
    }
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

function sweeper(parts: RoutingParts, match: MatchTenant): () => Promise<void> {
  let sweeps = 0;
  const sweepMatches = matchSweeper(parts.pool, match);
  const woken = new Map<string, number>();
  return async () => {
    await lapsePresence(parts.pool);
    await sweepMatches();
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
