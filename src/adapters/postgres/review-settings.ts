/** How a tenant reviews; one without a row has the defaults, and is off. */
import type { z } from 'zod';
import type { reviewSettings, reviewSettingsWrite } from '../../contract/reviews.ts';
import { audit } from './audit.ts';
import { inTransaction, type Pool, type Queryable } from './pool.ts';

export type ReviewSettings = z.output<typeof reviewSettings>;

const columns = `enabled, reviewers, report_to, time_zone, hour, sample_size, double_share, due_hours, report_hours`;

const defaults: ReviewSettings = {
  enabled: false,
  reviewers: [],
  report_to: [],
  time_zone: 'UTC',
  hour: 6,
  sample_size: 30,
  double_share: 0.2,
  due_hours: 72,
  report_hours: 97,
};

/** What holds for the tenant. */
export async function readReviewSettings(pool: Queryable, tenant: string): Promise<ReviewSettings> {
  const { rows } = await pool.query<ReviewSettings>(
    `select ${columns} from review_settings where tenant = $1`,
    [tenant],
  );
  return rows[0] ?? defaults;
}

/** Changes what is given; the rest stays, and whoever had none is switched on. */
export async function changeReviewSettings(
  pool: Pool,
  tenant: string,
  change: z.output<typeof reviewSettingsWrite>,
  by: string,
): Promise<ReviewSettings> {
  return inTransaction(pool, async (connection) => {
    const given = Object.fromEntries(
      Object.entries(change).filter(([, value]) => value !== undefined),
    );
    const before = await readReviewSettings(connection, tenant);
    const next: ReviewSettings = { ...before, enabled: true, ...given };
    await connection.query(
      `insert into review_settings (tenant, ${columns}, updated_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (tenant) do update
          set enabled = $2, reviewers = $3, report_to = $4, time_zone = $5, hour = $6, sample_size = $7,
              double_share = $8, due_hours = $9, report_hours = $10, updated_by = $11, updated_at = now()`,
      [
        tenant,
        next.enabled,
        next.reviewers,
        next.report_to,
        next.time_zone,
        next.hour,
        next.sample_size,
        next.double_share,
        next.due_hours,
        next.report_hours,
        by,
      ],
    );
    const { reviewers, sample_size: size } = next;
    const line = { tenant, actor: by, action: 'review.settings_changed', subject: tenant };
    await audit(connection, { ...line, detail: { enabled: next.enabled, reviewers, size } });
    return next;
  });
}
