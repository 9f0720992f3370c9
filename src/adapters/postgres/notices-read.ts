import type { Pool } from './pool.ts';

/** What Baton told the customer of a conversation, in order. */
export async function readNotices(
  pool: Pool,
  place: { tenant: string; conversation: string },
): Promise<{ id: string; key: string; content: string; at: string }[]> {
  const { rows } = await pool.query<{ id: string; key: string; content: string; at: Date }>(
    'select id, key, content, at from notices where tenant = $1 and conversation = $2 order by at, id',
    [place.tenant, place.conversation],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
