/** Verdicts of people who read a conversation afterwards. */
import type { z } from 'zod';
import type { reviewRecord } from '../../contract/learning.ts';
import type { Verdict } from '../../domain/words.ts';
import { BatonError } from '../../errors.ts';
import { randomBase62 } from './api-keys.ts';
import type { Pool } from './pool.ts';

export type ReviewRecord = z.output<typeof reviewRecord>;

interface ReviewRow {
  id: string;
  conversation: string;
  handoff: string | null;
  reviewer: string | null;
  verdict: Verdict | null;
  needed_at_turn: number | null;
  assigned_at: Date;
  reviewed_at: Date | null;
}

export interface NewReview {
  conversation: string;
  handoff?: string | undefined;
  reviewer: string;
  verdict: Verdict;
  neededAtTurn?: number | undefined;
}

/** Records a verdict and returns its id. Throws `not_found` when conversation or handoff are not the tenant's. */
export async function addReview(pool: Pool, tenant: string, review: NewReview): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    `insert into reviews (tenant, id, conversation, handoff, reviewer, verdict, needed_at_turn, reviewed_at)
     select $1, $2, c.id, $4, $5, $6, $7, now() from conversations c
      where c.tenant = $1 and c.id = $3
        and ($4::text is null or exists (
              select 1 from handoffs h where h.tenant = $1 and h.conversation = c.id and h.id = $4))
     returning id`,
    [
      tenant,
      `rv_${randomBase62(20)}`,
      review.conversation,
      review.handoff ?? null,
      review.reviewer,
      review.verdict,
      review.neededAtTurn ?? null,
    ],
  );
  const id = rows[0]?.id;
  if (id === undefined) throw new BatonError('not_found', 'no such conversation or handoff');
  return id;
}

/** Reviews, newest first. */
export async function listReviews(
  pool: Pool,
  tenant: string,
  filter: { id?: string; conversation?: string | undefined; limit: number },
): Promise<ReviewRecord[]> {
  const { rows } = await pool.query<ReviewRow>(
    `select id, conversation, handoff, reviewer, verdict, needed_at_turn, assigned_at, reviewed_at
       from reviews where tenant = $1 and ($2::text is null or conversation = $2) and ($3::text is null or id = $3)
      order by assigned_at desc, id limit $4`,
    [tenant, filter.conversation ?? null, filter.id ?? null, filter.limit],
  );
  return rows.map((row) => ({
    id: row.id,
    conversation_id: row.conversation,
    handoff_id: row.handoff,
    reviewer: row.reviewer,
    verdict: row.verdict,
    needed_at_turn: row.needed_at_turn,
    assigned_at: row.assigned_at.toISOString(),
    reviewed_at: row.reviewed_at?.toISOString() ?? null,
  }));
}
