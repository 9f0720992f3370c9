/** The audit log as it is read: latest first. */
import type { z } from 'zod';
import type { auditRecord } from '../../contract/oversight.ts';
import { decodeCursor, pageFrom, type Page } from './paging.ts';
import type { Pool } from './pool.ts';

type AuditRecord = z.output<typeof auditRecord>;

interface AuditRow extends Omit<AuditRecord, 'at'> {
  at: Date;
}

export interface AuditFilter {
  actor?: string | undefined;
  /** Exact; with a dot at its end the beginning. */
  action?: string | undefined;
  subject?: string | undefined;
  since?: string | undefined;
  until?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** A page of the tenant's audit log. */
export async function readAudit(
  pool: Pool,
  tenant: string,
  filter: AuditFilter,
): Promise<Page<AuditRecord>> {
  const [before] =
    filter.cursor === undefined ? [null] : decodeCursor(filter.cursor, [/^\d{1,18}$/]);
  const { rows } = await pool.query<AuditRow>(
    `select position, at, actor, action, subject, detail from audit_log
      where tenant = $1 and ($2::text is null or actor = $2)
        and ($3::text is null or action = $3 or (right($3, 1) = '.' and starts_with(action, $3)))
        and ($4::text is null or subject = $4)
        and ($5::timestamptz is null or at >= $5) and ($6::timestamptz is null or at < $6)
        and ($7::bigint is null or position < $7)
      order by position desc limit $8`,
    [
      tenant,
      filter.actor ?? null,
      filter.action ?? null,
      filter.subject ?? null,
      filter.since ?? null,
      filter.until ?? null,
      before,
      filter.limit + 1,
    ],
  );
  const page = pageFrom(rows, filter.limit, (row) => [row.position]);
  return { ...page, data: page.data.map((row) => ({ ...row, at: row.at.toISOString() })) };
}
