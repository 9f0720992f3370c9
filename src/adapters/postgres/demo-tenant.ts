/** Tenants, and the one a fresh machine starts with. */
import { BatonError } from '../../errors.ts';
import { isId } from '../../domain/ids.ts';
import { parsePolicy } from '../../contract/policy.ts';
import { activatePolicy, addPolicyVersion, listPolicies } from './policies.ts';
import { newId } from './new-id.ts';
import type { Pool } from './pool.ts';

/** Adds a tenant; one of this id that is there already stays as it is. */
export async function createTenant(pool: Pool, id: string, name: string): Promise<void> {
  if (!isId(id))
    throw new BatonError(
      'invalid_request',
      'a tenant id has 1 to 64 characters of A-Z a-z 0-9 _ -',
    );
  await pool.query('insert into tenants (id, name) values ($1, $2) on conflict do nothing', [
    id,
    name,
  ]);
}

const everywhere = ['answered', 'action_done', 'follow_up', 'declined', 'no_issue'];
const queues = [
  { id: 'general', name: 'General', codes: [...everywhere, 'order_changed'] },
  { id: 'billing', name: 'Billing', codes: [...everywhere, 'refunded', 'bill_corrected'] },
  { id: 'technical', name: 'Technical', codes: [...everywhere, 'fixed', 'replaced'] },
  { id: 'sales', name: 'Sales', codes: [...everywhere, 'sold', 'offer_sent'] },
];

const agents = [
  { id: 'ana', name: 'Ana', languages: ['en', 'es'] },
  { id: 'ben', name: 'Ben', languages: ['en', 'de'] },
];

/**
 * Tenant `demo` with four queues, two online agents and an active policy. Safe to run at every start: what is there
 * stays, also what an operator changed; a policy is added only when the tenant has none.
 */
export async function seedDemoTenant(
  pool: Pool,
  policy: { policySource: string; policyTests?: string },
): Promise<void> {
  const tenant = 'demo';
  await createTenant(pool, tenant, 'Demo');
  for (const queue of queues)
    await pool.query(
      `insert into queues (tenant, id, name, resolution_codes) values ($1, $2, $3, $4) on conflict do nothing`,
      [tenant, queue.id, queue.name, queue.codes],
    );
  for (const agent of agents)
    await pool.query(
      `insert into agents (tenant, id, name, presence, capacity, queues, languages)
       values ($1, $2, $3, 'online', 6, $4, $5) on conflict do nothing`,
      [tenant, agent.id, agent.name, queues.map((queue) => queue.id), agent.languages],
    );
  await seedDemoSite(pool, tenant);
  if ((await listPolicies(pool, tenant)).length > 0) return;
  const parsed = parsePolicy(policy.policySource, 'yaml');
  if (!parsed.ok)
    throw new BatonError(
      'policy_invalid',
      `the policy has mistakes: ${JSON.stringify(parsed.errors)}`,
    );
  const stored = {
    document: parsed.policy,
    source: policy.policySource,
    tests: policy.policyTests,
  };
  const version = await addPolicyVersion(pool, tenant, stored, 'system');
  await activatePolicy(pool, tenant, { name: parsed.policy.name, version }, { by: 'system' });
}

/** The site of the page that lets one try; its identities are never signed: it has no secret. */
async function seedDemoSite(pool: Pool, tenant: string): Promise<void> {
  await pool.query(
    `insert into widget_sites (id, tenant, name, origins, identity_secrets, require_identity, has_bot, appearance, enabled, is_demo)
     select $2, $1, 'Try it', '{}', '{}', false, true, '{"title":"Try Baton"}', true, true
      where not exists (select 1 from widget_sites where tenant = $1 and is_demo)`,
    [tenant, newId('ws')],
  );
}
