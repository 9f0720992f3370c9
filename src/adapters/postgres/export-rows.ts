/** What leaves for analysis: rows of one tenant in one snapshot, read by a cursor so that memory stays flat. */
import type { ExportKind, ExportRow } from '../../contract/export.ts';
import { audit } from './audit.ts';
import { inTransaction, type Pool } from './pool.ts';

export interface ExportRequest {
  tenant: string;
  kinds: readonly ExportKind[];
  /** Events by their instant, conversations by begin, handoffs and outcomes by request, reviews by their end. */
  since: Date;
  /** Not included. */
  until: Date;
}

const selects: Record<ExportKind, string> = {
  event: `select conversation || ':' || sequence as id, type, at as timestamp, tenant,
      conversation as conversation_id, sequence, data
    from events where tenant = $1 and at >= $2 and at < $3 order by conversation, sequence`,
  review: `select r.id, r.conversation as conversation_id, r.handoff as handoff_id, r.reviewer, r.verdict,
      r.needed_at_turn, (to_jsonb(r) ->> 'weight')::float8 as weight, r.reviewed_at
    from reviews r where tenant = $1 and verdict is not null and reviewed_at >= $2 and reviewed_at < $3 order by id`,
  conversation: `select id, status, owner, epoch, arm, created_at, updated_at, turn_sequence as turns, version as events
    from conversations where tenant = $1 and created_at >= $2 and created_at < $3 order by id`,
  handoff: `select id, conversation as conversation_id, number, state, reason, rule, turn, queue, priority, agent,
      requested_at, accepted_at, active_at, ended_at
    from handoffs where tenant = $1 and requested_at >= $2 and requested_at < $3 order by id`,
  outcome: `select handoff as handoff_id, conversation as conversation_id, number, final_state, reason, rule, policy,
      policy_version, queue, priority, tier, language, channel, arm, agent, outcome, reason_code, resolution_code, verdict,
      requested_at, accepted_at, first_human_action_at, first_human_message_at, ended_at, handle_ms, offers, rating,
      reopened_at, durable, suggestions_shown, suggestions_used, meeting
    from outcomes where tenant = $1 and requested_at >= $2 and requested_at < $3 order by handoff`,
};

const page = 1_000;

function plain(value: unknown): unknown {
  return value instanceof Date ? value.toISOString() : value;
}

/** Gives every row to `write`, kind by kind, and waits for it. All are of the moment at which the export began. */
export async function exportRows(
  pool: Pool,
  request: ExportRequest,
  write: (row: ExportRow) => Promise<void> | void,
): Promise<Record<ExportKind, number>> {
  const counts = { event: 0, review: 0, conversation: 0, handoff: 0, outcome: 0 };
  await inTransaction(pool, async (connection) => {
    await connection.query('set transaction isolation level repeatable read, read only');
    for (const kind of request.kinds) {
      await connection.query({
        text: `declare export_${kind} no scroll cursor for ${selects[kind]}`,
        values: [request.tenant, request.since, request.until],
      });
      for (;;) {
        const { rows } = await connection.query<Record<string, unknown>>(
          `fetch ${page} from export_${kind}`,
        );
        for (const row of rows) {
          const columns = Object.entries(row).map(([name, value]) => [name, plain(value)]);
          await write({ kind, ...Object.fromEntries(columns) } as ExportRow);
        }
        counts[kind] += rows.length;
        if (rows.length < page) break;
      }
      await connection.query(`close export_${kind}`);
    }
  });
  return counts;
}

/** Notes who takes what away, before the first row leaves. */
export async function auditExport(
  pool: Pool,
  { tenant, kinds, since, until }: ExportRequest,
  by: { actor: string; format: string },
): Promise<void> {
  await audit(pool, {
    tenant,
    actor: by.actor,
    action: 'log.exported',
    subject: kinds.join(','),
    detail: { since: since.toISOString(), until: until.toISOString(), format: by.format },
  });
}
