/** The ledger of decisions: per conversation in order of its turns, and over all of a tenant's, latest first. */
import type { z } from 'zod';
import type { decisionRecord, ledgerRecord } from '../../contract/conversations.ts';
import type { Decision } from '../../domain/decision.ts';
import { decodeCursor, pageFrom, type Page } from './paging.ts';
import type { Pool } from './pool.ts';

const decisionColumns = `turn, action, reason, rule, queue, priority, tier, sla, evidence, policy, policy_version, model,
  proposal_answer, nearest, features, at`;

interface DecisionRow extends Omit<Decision, 'evidence'> {
  turn: number;
  evidence: Decision['evidence'];
  features: Record<string, unknown>;
  at: Date;
}

/** Decisions on turns after a sequence, in order. */
export async function readDecisions(
  pool: Pool,
  place: { tenant: string; conversation: string },
  after: number,
  limit: number,
): Promise<z.output<typeof decisionRecord>[]> {
  const { rows } = await pool.query<DecisionRow>(
    `select ${decisionColumns}
       from decisions where tenant = $1 and conversation = $2 and turn > $3 order by turn limit $4`,
    [place.tenant, place.conversation, after, limit],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

export interface LedgerFilter {
  rule?: string | undefined;
  action?: string | undefined;
  reason?: string | undefined;
  policy?: string | undefined;
  policy_version?: number | undefined;
  model?: string | undefined;
  since?: string | undefined;
  until?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

const cursorParts = [/^\d{4}-[0-9T:.-]{1,30}Z?$/, /^[A-Za-z0-9_-]{1,64}$/, /^\d{1,15}$/];

/** In the order of the query's parameters. */
const filterColumns = [
  'rule',
  'action',
  'reason',
  'policy',
  'policy_version',
  'model',
  'since',
  'until',
] as const;

/** Decisions of all conversations of a tenant, latest first. `rule` is exact; a rule of `none` asks for none. */
export async function readLedger(
  pool: Pool,
  tenant: string,
  filter: LedgerFilter,
): Promise<Page<z.output<typeof ledgerRecord>>> {
  const after =
    filter.cursor === undefined ? [null, null, null] : decodeCursor(filter.cursor, cursorParts);
  const { rows } = await pool.query<DecisionRow & { conversation_id: string; cursor_at: string }>(
    `select conversation as conversation_id, ${decisionColumns},
        to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as cursor_at
       from decisions
      where tenant = $1
        and ($2::text is null or rule = $2 or ($2 = 'none' and rule is null))
        and ($3::text is null or action = $3) and ($4::text is null or reason = $4)
        and ($5::text is null or policy = $5) and ($6::int is null or policy_version = $6)
        and ($7::text is null or model = $7)
        and ($8::timestamptz is null or at >= $8) and ($9::timestamptz is null or at < $9)
        and ($10::timestamptz is null or (at, conversation, turn) < ($10, $11, $12))
      order by at desc, conversation desc, turn desc limit $13`,
    [tenant, ...filterColumns.map((name) => filter[name] ?? null), ...after, filter.limit + 1],
  );
  const page = pageFrom(rows, filter.limit, (row) => [
    row.cursor_at,
    row.conversation_id,
    row.turn,
  ]);
  return {
    ...page,
    data: page.data.map(({ cursor_at: _, ...row }) => ({ ...row, at: row.at.toISOString() })),
  };
}
