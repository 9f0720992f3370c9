/** The ledger of models: which was trained from what, how it did beside the one before, and whether it took its place. */
import type { Pool } from './pool.ts';

export interface ModelVersion {
  task: string;
  version: string;
  by: string;
  examples: number;
  report: object;
  promoted: boolean;
  /** Why it took the present one's place, or did not. */
  reason: string;
}

/** Writes one line. The same version trained again says what came of it this time; where it decides, that stands. */
export async function addModelVersion(
  pool: Pool,
  tenant: string,
  model: ModelVersion,
): Promise<void> {
  await pool.query(
    `insert into model_versions (tenant, task, version, trained_by, examples, report, promoted, reason)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (tenant, task, version) do update
       set report = excluded.report, promoted = excluded.promoted, reason = excluded.reason,
         trained_at = now(), rolled_back_at = null
       where not model_versions.promoted or model_versions.rolled_back_at is not null`,
    [
      tenant,
      model.task,
      model.version,
      model.by,
      model.examples,
      JSON.stringify(model.report),
      model.promoted,
      model.reason,
    ],
  );
}

/** Marks that a promoted version decides no longer; false where the ledger does not know it. */
export async function markRolledBack(
  pool: Pool,
  tenant: string,
  model: { task: string; version: string },
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update model_versions set rolled_back_at = now()
      where tenant = $1 and task = $2 and version = $3 and promoted`,
    [tenant, model.task, model.version],
  );
  return rowCount === 1;
}
