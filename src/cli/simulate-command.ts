/** `baton simulate`: a fresh tenant on the running stack (or one started for it), then the players and the checker. */
import { randomBytes } from 'node:crypto';
import { createApiKey } from '../adapters/postgres/api-keys.ts';
import { createTenant } from '../adapters/postgres/demo-tenant.ts';
import { createPool, type Pool } from '../adapters/postgres/pool.ts';
import { readRuntime } from '../adapters/stack/home.ts';
import type { Config } from '../config.ts';
import { parsePolicy } from '../contract/policy.ts';
import type { Policy, SlaTarget } from '../domain/policy.ts';
import { CommandError } from './command-error.ts';
import { say, sayJson, showProgress } from './output.ts';
import { readShippedPolicy } from './shipped-policy.ts';
import { insist, type Api } from './simulate/http.ts';
import { formatReport, isClean } from './simulate/report.ts';
import { simulate, type SimulateProgress } from './simulate/simulate.ts';
import { startStack } from './stack.ts';

export interface SimulateFlags {
  json: boolean;
  limit?: number;
  concurrency: number;
  seed: number;
}

/** Where a simulation runs. */
export interface Ground {
  apiUrl: string;
  databaseUrl: string;
  close(): Promise<void>;
}

/** Waiting must be short, so that timeouts and breaches happen within a simulation; seconds. */
const queueTimes = { offer_timeout_seconds: 2, wrap_up_seconds: 1 };
const slaTargets: SlaTarget[] = [
  {
    metric: 'time_to_human',
    target_seconds: 6,
    warn_at: [0.5],
    on_breach: ['alert', 'raise_priority'],
  },
  { metric: 'first_response', target_seconds: 4, warn_at: [0.5], on_breach: ['alert', 'reassign'] },
  { metric: 'next_response', target_seconds: 10, warn_at: [0.8], on_breach: ['alert'] },
  { metric: 'resolution', target_seconds: 60, warn_at: [0.8], on_breach: ['alert'] },
];
const queues = ['general', 'billing', 'technical', 'sales'];

/** Plays the file and prints the report; 1 when an invariant was violated. */
export async function runSimulate(
  config: Config,
  file: string,
  flags: SimulateFlags,
): Promise<number> {
  const ground = await findGround(config);
  try {
    const tenant = await prepareTenant(ground);
    const report = await simulate({
      file,
      apiUrl: ground.apiUrl,
      databaseUrl: ground.databaseUrl,
      ...tenant,
      concurrency: flags.concurrency,
      seed: flags.seed,
      ...(flags.limit === undefined ? {} : { limit: flags.limit }),
      onProgress: progressPrinter(),
    });
    say(formatReport(report));
    if (flags.json) sayJson(report);
    return isClean(report) ? 0 : 1;
  } finally {
    await ground.close();
  }
}

/** The stack that runs in this home, or one started for this command. */
export async function findGround(config: Config): Promise<Ground> {
  const runtime = await readRuntime(config.home);
  const { api, database } = runtime.kind === 'running' ? runtime.info.addresses : {};
  if (api !== undefined && database !== undefined)
    return { apiUrl: api, databaseUrl: database, close: () => Promise.resolve() };
  const stack = await startStack(config, showProgress);
  return {
    apiUrl: stack.apiUrl,
    databaseUrl: stack.databaseUrl,
    close: () => stack.stop(),
  };
}

interface SimulatedTenant {
  tenant: string;
  keys: { backend: string; admin: string; stranger: string };
}

/** A tenant of its own, so that a simulation never touches anybody's cases; set up by the public API. */
async function prepareTenant(ground: Ground): Promise<SimulatedTenant> {
  const tenant = `sim-${randomBytes(4).toString('hex')}`;
  const pool = createPool(ground.databaseUrl, { max: 2 });
  try {
    const keys = await makeKeys(pool, tenant);
    await configure({ url: ground.apiUrl, key: keys.admin });
    return { tenant, keys };
  } finally {
    await pool.end();
  }
}

async function makeKeys(pool: Pool, tenant: string): Promise<SimulatedTenant['keys']> {
  const other = `${tenant}-x`;
  await createTenant(pool, tenant, 'simulation');
  await createTenant(pool, other, 'a stranger to the simulation');
  const make = async (owner: string, role: 'backend' | 'admin'): Promise<string> =>
    (await createApiKey(pool, { tenant: owner, role, label: 'simulate', env: 'sim' })).secret;
  return {
    backend: await make(tenant, 'backend'),
    admin: await make(tenant, 'admin'),
    stranger: await make(other, 'admin'),
  };
}

async function configure(admin: Api): Promise<void> {
  for (const id of queues)
    await insist(admin, 'POST', '/v1/queues', { id, name: id, ...queueTimes });
  const source = JSON.stringify(await simulatedPolicy());
  const { body } = await insist(admin, 'POST', '/v1/policies', { source, format: 'json' });
  const { name, version } = body as { name: string; version: number };
  await insist(admin, 'POST', `/v1/policies/${name}/versions/${version}/activate`, {});
}

async function simulatedPolicy(): Promise<Policy> {
  const parsed = parsePolicy(await readShippedPolicy(), 'yaml');
  if (!parsed.ok)
    throw new CommandError('The shipped policy is not valid.', 'Reinstall the package.');
  return { ...parsed.policy, sla: slaTargets };
}

/** One line now and then; the last one says that all was played. */
function progressPrinter(): (progress: SimulateProgress) => void {
  const startedAt = Date.now();
  let shownAt = 0;
  return ({ conversations, of, turns, step }) => {
    const now = Date.now();
    if (now - shownAt < 2_000) return;
    shownAt = now;
    showProgress({
      part: 'simulate',
      phase: step,
      detail: `${conversations} of ${of} conversations, ${turns} turns`,
      elapsedMs: now - startedAt,
    });
  };
}
