/** Weeks of conversations written straight into the tables, as `commit` would have left them. */
import type { Pool } from '../../src/adapters/postgres/pool.ts';
import type { Decision } from '../../src/domain/decision.ts';
import type { Policy } from '../../src/domain/policy.ts';
import type { Verdict } from '../../src/domain/words.ts';
import { playPast } from './past-cases.ts';

export interface PastEntry {
  id: string;
  at: Date;
  said: string;
  /** What a reviewer said, a day later; null where nobody looked. */
  verdict: Verdict | null;
}

/** Stores one conversation of one turn, decided by the policy. */
export async function storePast(
  pool: Pool,
  tenant: string,
  policy: Policy,
  entry: PastEntry,
): Promise<void> {
  const { id, at, said } = entry;
  const { past, decisions } = playPast(id, policy, [{ role: 'customer', content: said }]);
  const [decision] = decisions;
  if (decision === undefined) throw new Error('a turn of the customer is always decided');
  const state = JSON.stringify({ channel: 'chat', tier: null, language: null });
  await pool.query(
    `insert into conversations (tenant, id, version, turn_sequence, status, owner, epoch, arm, state, created_at, updated_at)
     values ($1, $2, 1, 1, 'resolved', 'ai', 1, 'brief', $3, $4, $4)`,
    [tenant, id, state, at],
  );
  await pool.query(
    `insert into turns (tenant, conversation, sequence, id, role, content, content_hash, epoch, at)
     values ($1, $2, 1, 't1', 'customer', $3, '', 1, $4)`,
    [tenant, id, said, at],
  );
  await pool.query(
    `insert into decisions (tenant, conversation, turn, action, reason, rule, queue, policy, policy_version, nearest, evidence, features, at)
     values ($1, $2, 1, $3, $4, $5, $6, $7, 1, $8, '[]', $9, $10)`,
    [
      ...[tenant, id, decision.action, decision.reason, decision.rule, decision.queue, policy.name],
      JSON.stringify(decision.nearest),
      JSON.stringify(past.turns[0]?.features),
      at,
    ],
  );
  await storeJudged(pool, tenant, entry, decision);
}

/** The handoff, if there was one, and what the reviewer said. */
async function storeJudged(
  pool: Pool,
  tenant: string,
  { id, at, verdict }: PastEntry,
  { action, reason, rule, queue }: Decision,
): Promise<void> {
  const handoff = action === 'handoff' ? `ho-${id}` : null;
  if (handoff !== null)
    await pool.query(
      `insert into handoffs (tenant, id, conversation, number, state, reason, rule, turn, queue, priority, requested_at)
       values ($1, $2, $3, 1, 'completed', $4, $5, 1, $6, 3, $7)`,
      [tenant, handoff, id, reason, rule, queue, at],
    );
  if (verdict !== null)
    await pool.query(
      `insert into reviews (tenant, id, conversation, handoff, reviewer, verdict, reviewed_at)
       values ($1, $2, $3, $4, 'ana', $5, $6)`,
      [tenant, `rv-${id}`, id, handoff, verdict, new Date(at.getTime() + 86_400_000)],
    );
}
