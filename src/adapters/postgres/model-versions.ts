/** The ledger of models: which was trained from what, how it did beside the one before, and whether it took its place. */
import type { Pool } from './pool.ts';

export interface ModelVersion {
  task: string;
  version: string;
  by: string;
  examples: number;
  report: object;
  promoted: boolean;
}

/** Writes one line; the same version again changes nothing. */
export async function addModelVersion(
  pool: Pool,
  tenant: string,
  model: ModelVersion,
): Promise<void> {
  await pool.query(
    `insert into model_versions (tenant, task, version, trained_by, examples, report, promoted)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [
      tenant,
      model.task,
      model.version,
      model.by,
      model.examples,
      JSON.stringify(model.report),
      model.promoted,
    ],
  );
}
