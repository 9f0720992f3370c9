/** Versions of a tenant's policies. A version never changes; one of the tenant is active. */
import type { z } from 'zod';
import type {
  policyActivation,
  policyRecord,
  policySummary,
} from '../../contract/policy-versions.ts';
import type { Policy } from '../../domain/policy.ts';
import type { PatchStep } from '../../domain/suggest-policy.ts';
import { audit } from './audit.ts';
import { wakeClocks } from './calendars.ts';
import { inTransaction, type Connection, type Pool, type Queryable } from './pool.ts';

export type PolicySummary = z.output<typeof policySummary>;
export type PolicyRecord = z.output<typeof policyRecord>;
export type PolicyActivation = z.output<typeof policyActivation>;

/** One version of one of the tenant's policies. */
export interface PolicyVersion {
  name: string;
  version: number;
}

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
export async function listPolicies(
  pool: Pool,
  tenant: string,
  filter: { name?: string | undefined; status?: PolicySummary['status'] | undefined } = {},
): Promise<PolicySummary[]> {
  const { rows } = await pool.query<PolicyRow>(
    `select ${headColumns} from policies
      where tenant = $1 and ($2::text is null or name = $2) and ($3::text is null or status = $3)
      order by name, version desc limit 1000`,
    [tenant, filter.name ?? null, filter.status ?? null],
  );
  return rows.map((row) => ({ ...row, ...datesOf(row) }));
}

/** One version with its document. */
export async function readPolicy(
  pool: Pool,
  tenant: string,
  policy: PolicyVersion,
): Promise<PolicyRecord | undefined> {
  const { rows } = await pool.query<PolicyRow>(
    `select ${headColumns}, source, document, tests from policies where tenant = $1 and name = $2 and version = $3`,
    [tenant, policy.name, policy.version],
  );
  const row = rows[0];
  return row && { ...row, ...datesOf(row) };
}

/** Stores the next version of the policy's name as a draft and returns its number. */
export async function addPolicyVersion(
  pool: Pool,
  tenant: string,
  policy: {
    document: Policy;
    source: string;
    tests?: string | undefined;
    /** The version and the steps it was made of, for the audit log. */
    from?: PolicyVersion & { patch: readonly PatchStep[] };
  },
  by: string,
): Promise<number> {
  const { document, source, tests, from } = policy;
  return inTransaction(pool, async (connection) => {
    await connection.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [
      `policy/${tenant}/${document.name}`,
    ]);
    const { rows } = await connection.query<{ version: number }>(
      `insert into policies (tenant, name, version, document, source, status, created_by, tests)
       select $1, $2, coalesce(max(version), 0) + 1, $3, $4, 'draft', $5, $6
         from policies where tenant = $1 and name = $2
       returning version`,
      [tenant, document.name, JSON.stringify(document), source, by, tests ?? null],
    );
    const version = rows[0]?.version ?? 1;
    await audit(connection, {
      tenant,
      actor: by,
      action: 'policy.created',
      subject: `${document.name}/${version}`,
      ...(from === undefined ? {} : { detail: { from } }),
    });
    return version;
  });
}

/** Makes one version the tenant's active policy; false when there is no such version. */
export async function activatePolicy(
  pool: Pool,
  tenant: string,
  policy: PolicyVersion,
  { by, override = null }: { by: string; override?: Override | null },
): Promise<boolean> {
  return inTransaction(pool, async (connection) => {
    await lockActivation(connection, tenant);
    const line = { tenant, actor: by, action: 'policy.gate_overridden' };
    const subject = `${policy.name}/${policy.version}`;
    if (override !== null) await audit(connection, { ...line, subject, detail: { ...override } });
    return makeActive(connection, { tenant, ...policy }, { by, action: 'policy.activated' });
  });
}

/** Why a version decides although the back-test spoke against it. */
export interface Override {
  reason: string;
  findings: string[];
}

/** One change of the active policy at a time. */
async function lockActivation(connection: Connection, tenant: string): Promise<void> {
  await connection.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [
    `policy/${tenant}`,
  ]);
}

async function makeActive(
  connection: Connection,
  policy: PolicyVersion & { tenant: string },
  line: { by: string; action: string },
): Promise<boolean> {
  const { tenant, name, version } = policy;
  const found = await connection.query<{ status: string }>(
    'select status from policies where tenant = $1 and name = $2 and version = $3 for update',
    [tenant, name, version],
  );
  if (found.rows[0] === undefined) return false;
  if (found.rows[0].status === 'active') return true;
  const retired = await connection.query<PolicyVersion>(
    `update policies set status = 'retired' where tenant = $1 and status = 'active'
     returning name, version`,
    [tenant],
  );
  await connection.query(
    `update policies set status = 'active', activated_at = now(), activated_by = $4
      where tenant = $1 and name = $2 and version = $3`,
    [tenant, name, version, line.by],
  );
  await audit(connection, {
    tenant,
    actor: line.by,
    action: line.action,
    subject: `${name}/${version}`,
    detail: { replaced: retired.rows[0] ?? null },
  });
  await wakeClocks(connection, tenant);
  return true;
}

/** The version that was active before the present one becomes active again; null when there was none. */
export async function rollBackPolicy(
  pool: Pool,
  tenant: string,
  by: string,
): Promise<PolicyVersion | null> {
  return inTransaction(pool, async (connection) => {
    await lockActivation(connection, tenant);
    const earlier = versionBefore(await readActivations(connection, tenant));
    if (earlier === null) return null;
    const line = { by, action: 'policy.rolled_back' };
    return (await makeActive(connection, { tenant, ...earlier }, line)) ? earlier : null;
  });
}

interface ActivationLine extends PolicyActivation {
  replaced: PolicyVersion | null;
}

/** An activation goes on top, a rollback takes the top off: rolling back twice goes back two steps. */
function versionBefore(lines: ActivationLine[]): PolicyVersion | null {
  const stack: PolicyVersion[] = [];
  for (const { kind, name, version, replaced } of [...lines].reverse()) {
    if (stack.length === 0 && replaced !== null) stack.push(replaced);
    if (kind === 'activated') stack.push({ name, version });
    else stack.pop();
  }
  return stack.at(-2) ?? null;
}

/** Who let which version decide, latest first. */
export async function listActivations(pool: Pool, tenant: string): Promise<PolicyActivation[]> {
  const lines = await readActivations(pool, tenant);
  return lines.map(({ replaced: _, ...activation }) => activation);
}

async function readActivations(connection: Queryable, tenant: string): Promise<ActivationLine[]> {
  const { rows } = await connection.query<{
    action: string;
    subject: string;
    detail: { replaced?: PolicyVersion | null };
    at: Date;
    actor: string;
  }>(
    `select action, subject, detail, at, actor from audit_log
      where tenant = $1 and action in ('policy.activated', 'policy.rolled_back')
      order by position desc limit 1000`,
    [tenant],
  );
  return rows.map(({ action, subject, detail, at, actor }) => {
    const [name = '', version = '0'] = subject.split('/');
    const kind = action === 'policy.activated' ? 'activated' : 'rolled_back';
    const replaced = detail.replaced ?? null;
    return { name, version: Number(version), kind, at: at.toISOString(), by: actor, replaced };
  });
}
