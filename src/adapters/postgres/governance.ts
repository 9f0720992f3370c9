/** A tenant's rules about what was said: who reads it, how long it is kept. A tenant without a row has the defaults. */
import type { z } from 'zod';
import type { governanceRecord, governanceWrite } from '../../contract/governance.ts';
import { audit } from './audit.ts';
import { inTransaction, type Pool, type Queryable } from './pool.ts';

export type Governance = z.output<typeof governanceRecord>;

const defaults: Governance = {
  transcript_roles: ['supervisor', 'operator', 'admin'],
  redact_reviews: true,
  retention_days: null,
};

/** What holds for the tenant. */
export async function readGovernance(pool: Queryable, tenant: string): Promise<Governance> {
  const { rows } = await pool.query<Governance>(
    'select transcript_roles, redact_reviews, retention_days from governance_settings where tenant = $1',
    [tenant],
  );
  return rows[0] ?? defaults;
}

/** Changes what is given; the rest stays. */
export async function changeGovernance(
  pool: Pool,
  tenant: string,
  change: z.output<typeof governanceWrite>,
  by: string,
): Promise<Governance> {
  return inTransaction(pool, async (connection) => {
    const given = Object.fromEntries(
      Object.entries(change).filter(([, value]) => value !== undefined),
    );
    const next: Governance = { ...(await readGovernance(connection, tenant)), ...given };
    await connection.query(
      `insert into governance_settings (tenant, transcript_roles, redact_reviews, retention_days, updated_by)
       values ($1, $2, $3, $4, $5) on conflict (tenant) do update
          set transcript_roles = $2, redact_reviews = $3, retention_days = $4, updated_by = $5, updated_at = now()`,
      [tenant, next.transcript_roles, next.redact_reviews, next.retention_days, by],
    );
    const line = { tenant, actor: by, action: 'governance.changed', subject: tenant };
    await audit(connection, { ...line, detail: { ...next } });
    return next;
  });
}
