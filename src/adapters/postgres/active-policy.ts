import type { Policy } from '../../domain/policy.ts';
import type { Pool } from './pool.ts';

/** The tenant's active policy; undefined before there is one. */
export async function activePolicy(pool: Pool, tenant: string): Promise<Policy | undefined> {
  const { rows } = await pool.query<{ document: Policy }>(
    "select document from policies where tenant = $1 and status = 'active'",
    [tenant],
  );
  return rows[0]?.document;
}
