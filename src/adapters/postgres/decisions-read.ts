/** The ledger of decisions: per conversation in order of its turns, and over all of a tenant's, latest first. */
import type { z } from 'zod';
import type { decisionRecord } from '../../contract/conversations.ts';
import type { Decision } from '../../domain/decision.ts';
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
