/** A worker, an API and two tenants for the simulation, on the servers of the run. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createAttachmentStore } from '../../../src/adapters/files/attachment-store.ts';
import { createApiKey } from '../../../src/adapters/postgres/api-keys.ts';
import type { Pool } from '../../../src/adapters/postgres/pool.ts';
import type { ApiDeps } from '../../../src/api/deps.ts';
import { createLive } from '../../../src/api/live.ts';
import { startApi } from '../../../src/api/server.ts';
import type { SimulateOptions } from '../../../src/cli/simulate/simulate.ts';
import { testBaton, type TestBaton } from '../../support/baton.ts';
import { seedTenant } from '../../support/tenant.ts';

async function keyOf(pool: Pool, tenant: string, role: 'backend' | 'admin'): Promise<string> {
  return (await createApiKey(pool, { tenant, role, label: role })).secret;
}

function depsOf(baton: TestBaton, folder: string): ApiDeps {
  return {
    pool: baton.pool,
    keyring: baton.keyring,
    conversations: baton.conversations,
    attachments: createAttachmentStore({ folder, maxBytes: 1_000_000 }),
    live: createLive(baton.pool),
    config: {
      publicUrl: 'http://127.0.0.1',
      version: '0.0.0',
      rateLimit: { burst: 5_000, perSecond: 5_000 },
      trustedProxies: 0,
      sessionsPerMinute: 5_000,
      checkAnswers: true,
    },
    now: Date.now,
    health: () => Promise.resolve({ postgres: true, temporal: true }),
    temporalUiUrl: null,
    temporalNamespace: 'default',
    onFault: () => undefined,
  };
}

/** Clocks so short that some of them warn and breach while agents overlook their offers. */
function withShortClocks(policy: Record<string, unknown>): Record<string, unknown> {
  const clock = (metric: string, seconds: number): object => ({
    metric,
    target_seconds: seconds,
    warn_at: [0.5],
    on_breach: ['alert', 'raise_priority'],
  });
  return { ...policy, sla: [clock('time_to_human', 1), clock('resolution', 3)] };
}

export interface SimulatedBaton {
  baton: TestBaton;
  options: SimulateOptions;
  close: () => Promise<void>;
}

/** Starts both; `options` plays the bundled examples. */
export async function startSimulatedBaton(): Promise<SimulatedBaton> {
  const folder = await mkdtemp(path.join(tmpdir(), 'baton-simulate-'));
  const baton = await testBaton({ tenant: 'sim', policy: withShortClocks });
  await seedTenant(baton.pool, 'other');
  await baton.pool.query(`update queues set wrap_up_seconds = 1 where tenant = 'sim'`);
  const deps = depsOf(baton, folder);
  const api = await startApi(deps, { host: '127.0.0.1', port: 0 });
  return {
    baton,
    options: {
      file: fileURLToPath(new URL('../../../examples/conversations.jsonl', import.meta.url)),
      apiUrl: api.url,
      tenant: 'sim',
      databaseUrl: baton.url,
      keys: {
        backend: await keyOf(baton.pool, 'sim', 'backend'),
        admin: await keyOf(baton.pool, 'sim', 'admin'),
        stranger: await keyOf(baton.pool, 'other', 'admin'),
      },
    },
    close: async () => {
      await api.close();
      await baton.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
