/** Versions of a tenant's policies. A version never changes; one of the tenant is active. */
import type { z } from 'zod';
import type { policyRecord, policySummary } from '../../contract/configuration.ts';
import type { Policy } from '../../domain/policy.ts';
import { audit } from './audit.ts';
import { wakeClocks } from './calendars.ts';
import { inTransaction, type Pool } from './pool.ts';

export type PolicySummary = z.output<typeof policySummary>;
export type PolicyRecord = z.output<typeof policyRecord>;

interface PolicyRow extends Omit<PolicyRecord, 'created_at' | 'activated_at'> {
  created_at: Date;
  activated_at: Date | null;
}

const headColumns = 'name, version, status, created_at, created_by, activated_at, activated_by';

function datesOf(row: PolicyRow): { created_at: string; activated_at: string | null } {
  return {
    created_at: row.created_at.toISOString(),
    activated_at: row.activated_at?.toISOString() ?? null,
  };
}

/** All versions, by name, newest first. */
export async function listPolicies(pool: Pool, tenant: string): Promise<PolicySummary[]> {
  const { rows } = await pool.query<PolicyRow>(
    `select ${headColumns} from policies where tenant = $1 order by name, version desc limit 1000`,
    [tenant],
  );
  return rows.map((row) => ({ ...row, ...datesOf(row) }));
}

/** One version with its document. */
export async function readPolicy(
  pool: Pool,
  tenant: string,
  policy: { name: string; version: number },
): Promise<PolicyRecord | undefined> {
  const { rows } = await pool.query<PolicyRow>(
    `select ${headColumns}, source, document from policies where tenant = $1 and name = $2 and version = $3`,
    [tenant, policy.name, policy.version],
  );
  const row = rows[0];
  return row && { ...row, ...datesOf(row) };
}

/** Stores the next version of the policy's name as a draft and returns its number. */
export async function addPolicyVersion(
  pool: Pool,
  tenant: string,
  policy: { document: Policy; source: string },
  by: string,
): Promise<number> {
  const { document, source } = policy;
  return inTransaction(pool, async (connection) => {
    await connection.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [
      `policy/${tenant}/${document.name}`,
    ]);
    const { rows } = await connection.query<{ version: number }>(
      `insert into policies (tenant, name, version, document, source, status, created_by)
       select $1, $2, coalesce(max(version), 0) + 1, $3, $4, 'draft', $5
         from policies where tenant = $1 and name = $2
       returning version`,
      [tenant, document.name, JSON.stringify(document), source, by],
    );
    const version = rows[0]?.version ?? 1;
    await audit(connection, {
      tenant,
      actor: by,
      action: 'policy.created',
      subject: `${document.name}/${version}`,
    });
    return version;
  });
}

/** Makes one version the tenant's active policy; false when there is no such version. */
export async function activatePolicy(
  pool: Pool,
  tenant: string,
  policy: { name: string; version: number },
  by: string,
): Promise<boolean> {
  return inTransaction(pool, async (connection) => {
    const values = [tenant, policy.name, policy.version];
    await connection.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [
      `policy/${tenant}`,
    ]);
    const found = await connection.query<{ status: string }>(
      'select status from policies where tenant = $1 and name = $2 and version = $3 for update',
      values,
    );
    if (found.rows[0] === undefined) return false;
    if (found.rows[0].status === 'active') return true;
    await connection.query(
      "update policies set status = 'retired' where tenant = $1 and status = 'active'",
      [tenant],
    );
    await connection.query(
      `update policies set status = 'active', activated_at = now(), activated_by = $4
        where tenant = $1 and name = $2 and version = $3`,
      [...values, by],
    );
    await audit(connection, {
      tenant,
      actor: by,
      action: 'policy.activated',
      subject: `${policy.name}/${policy.version}`,
    });
    await wakeClocks(connection, tenant);
    return true;
  });
}
