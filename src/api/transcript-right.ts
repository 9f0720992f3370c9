/** Who may read what was said: agents and backends by their work, the others by the tenant's leave. */
import { readGovernance } from '../adapters/postgres/governance.ts';
import type { Pool } from '../adapters/postgres/pool.ts';
import { BatonError } from '../errors.ts';
import type { Caller } from './caller.ts';

/** Whether the tenant lets the caller read transcripts; which conversations they see at all is asked elsewhere. */
export async function mayReadTranscripts(
  { pool }: { pool: Pool },
  { role, tenant }: Pick<Caller, 'role' | 'tenant'>,
): Promise<boolean> {
  if (role === 'agent' || role === 'backend') return true;
  const { transcript_roles: roles } = await readGovernance(pool, tenant);
  return roles.includes(role);
}

/** Throws `forbidden` for a caller who may not. */
export async function assertMayReadTranscripts(
  deps: { pool: Pool },
  caller: Pick<Caller, 'role' | 'tenant'>,
): Promise<void> {
  if (await mayReadTranscripts(deps, caller)) return;
  throw new BatonError(
    'forbidden',
    `role ${caller.role} may not read transcripts here; an admin says who may in transcript_roles of /v1/governance`,
  );
}
