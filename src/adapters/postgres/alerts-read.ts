/** Alerts as they fired, latest first, beside the handoff they are about. */
import type { z } from 'zod';
import type { alertRecord } from '../../contract/oversight.ts';
import { decodeCursor, pageFrom, type Page } from './paging.ts';
import type { Pool } from './pool.ts';

type AlertRecord = z.output<typeof alertRecord>;

interface AlertRow extends Omit<AlertRecord, 'at' | 'due_at'> {
  at: Date;
  due_at: Date;
  cursor_at: string;
  sequence: number;
}

export interface AlertFilter {
  queue?: string | undefined;
  conversation?: string | undefined;
  kind?: 'warning' | 'breach' | undefined;
  open: boolean | null;
  since?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

const cursorParts = [/^\d{4}-[0-9T:.-]{1,30}Z?$/, /^[A-Za-z0-9_-]{1,64}$/, /^\d{1,18}$/];

/** A page of the tenant's alerts. */
export async function readAlerts(
  pool: Pool,
  tenant: string,
  filter: AlertFilter,
): Promise<Page<AlertRecord>> {
  const after =
    filter.cursor === undefined ? [null, null, null] : decodeCursor(filter.cursor, cursorParts);
  const { rows } = await pool.query<AlertRow>(
    `select a.conversation as conversation_id, a.handoff as handoff_id, a.metric as clock, a.threshold, a.due_at,
            case when a.threshold = 'breached' then 'breach' else 'warning' end as kind,
            a.late_ms, a.at, h.queue, h.priority, h.agent, h.state as handoff_state, a.sequence,
            to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as cursor_at
       from alerts a join handoffs h on h.tenant = a.tenant and h.id = a.handoff
      where a.tenant = $1 and ($2::text is null or h.queue = $2) and ($3::text is null or a.conversation = $3)
        and ($4::text is null or (a.threshold = 'breached') = ($4 = 'breach'))
        and ($5::boolean is null or (h.ended_at is null) = $5) and ($6::timestamptz is null or a.at >= $6)
        and ($7::timestamptz is null or (a.at, a.conversation, a.sequence) < ($7, $8, $9::bigint))
      order by a.at desc, a.conversation desc, a.sequence desc limit $10`,
    [
      tenant,
      filter.queue ?? null,
      filter.conversation ?? null,
      filter.kind ?? null,
      filter.open,
      filter.since ?? null,
      ...after,
      filter.limit + 1,
    ],
  );
  const page = pageFrom(rows, filter.limit, (row) => [
    row.cursor_at,
    row.conversation_id,
    row.sequence,
  ]);
  return { ...page, data: page.data.map(recordOf) };
}

function recordOf({ cursor_at: _, sequence: _sequence, ...row }: AlertRow): AlertRecord {
  return { ...row, due_at: row.due_at.toISOString(), at: row.at.toISOString() };
}
