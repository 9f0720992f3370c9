/** A tenant with the shipped policy, two queues and two agents, written straight to the database. */
import { readFile } from 'node:fs/promises';
import type { Pool } from '../../src/adapters/postgres/pool.ts';
import { parsePolicy } from '../../src/contract/policy.ts';

export async function seedTenant(
  pool: Pool,
  tenant: string,
  change: (policy: Record<string, unknown>) => Record<string, unknown> = (policy) => policy,
): Promise<void> {
  const source = await readFile(
    new URL('../../policies/general-support.yaml', import.meta.url),
    'utf8',
  );
  const parsed = parsePolicy(source, 'yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  const document = change({ ...parsed.policy });
  await pool.query('insert into tenants (id, name) values ($1, $1)', [tenant]);
  await pool.query(
    `insert into policies (tenant, name, version, document, source, status, created_by, activated_at)
     values ($1, 'general-support', 1, $2, $3, 'active', 'test', now())`,
    [tenant, JSON.stringify(document), source],
  );
  for (const queue of ['general', 'billing', 'technical', 'sales'])
    await pool.query(
      `insert into queues (tenant, id, name, offer_timeout_seconds) values ($1, $2, $2, 2)`,
      [tenant, queue],
    );
  for (const agent of ['ana', 'ben'])
    await pool.query(
      `insert into agents (tenant, id, name, presence, capacity, queues)
       values ($1, $2, $2, 'offline', 3, '{general,billing,technical,sales}')`,
      [tenant, agent],
    );
}

/** Puts agents on shift. */
export async function setOnline(pool: Pool, tenant: string, ...agents: string[]): Promise<void> {
  await pool.query(
    `update agents set presence = 'online', presence_at = now() where tenant = $1 and id = any ($2)`,
    [tenant, agents],
  );
}

/** Puts exactly these agents on shift. */
export async function setShift(pool: Pool, tenant: string, ...agents: string[]): Promise<void> {
  await pool.query(
    `update agents set presence_at = now(), presence = case when id = any ($2) then 'online' else 'offline' end
     where tenant = $1`,
    [tenant, agents],
  );
}
