/** Reviews of a simulated past, written straight to the table: a weighted sample, and some handoffs judged anew. */
import type { Pool } from '../../src/adapters/postgres/pool.ts';

/** Every third conversation without a handoff is read, and every third handoff. */
export async function sampleReviews(pool: Pool, at: Date): Promise<void> {
  await pool.query(
    `insert into reviews (tenant, id, conversation, handoff, verdict, needed_at_turn, weight, reviewed_at)
     select tenant, 'rv_' || place, id, null, case when place % 4 = 0 then 'needed' else 'avoidable' end,
       case when place % 4 = 0 then 2 end, 2 + place % 3, $1
     from (select c.*, row_number() over (order by id) as place from conversations c where not exists (
       select 1 from handoffs h where h.tenant = c.tenant and h.conversation = c.id)) c where place % 3 <> 1`,
    [at],
  );
  await pool.query(
    `insert into reviews (tenant, id, conversation, handoff, verdict, needed_at_turn, reviewed_at)
     select tenant, 'rh_' || spot, conversation, id, 'needed', 1 + spot % 5, $1
     from (select h.*, row_number() over (order by conversation, number) as spot from handoffs h) h where spot % 3 = 0`,
    [at],
  );
}
