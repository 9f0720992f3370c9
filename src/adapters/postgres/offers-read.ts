/** Offers as agents and supervisors see them. */
import type { z } from 'zod';
import type { offerRecord } from '../../contract/configuration.ts';
import type { OfferState } from '../../domain/words.ts';
import type { Pool } from './pool.ts';

export type OfferRecord = z.output<typeof offerRecord>;

interface OfferRow {
  id: string;
  conversation: string;
  handoff: string;
  agent: string;
  state: OfferState;
  reason: string | null;
  created_at: Date;
  expires_at: Date;
  answered_at: Date | null;
  handoff_reason: string | null;
  queue: string;
  priority: number;
  requested_at: Date;
}

export interface OfferFilter {
  id?: string | undefined;
  agent?: string | undefined;
  state?: OfferState | undefined;
  limit: number;
}

/** The tenant's offers, newest first. */
export async function listOffers(
  pool: Pool,
  tenant: string,
  filter: OfferFilter,
): Promise<OfferRecord[]> {
  const { rows } = await pool.query<OfferRow>(
    `select o.id, o.conversation, o.handoff, o.agent, o.state, o.reason, o.created_at, o.expires_at, o.answered_at,
            h.reason as handoff_reason, h.queue, h.priority, h.requested_at
       from offers o left join handoffs h on h.tenant = o.tenant and h.id = o.handoff
      where o.tenant = $1 and ($2::text is null or o.agent = $2) and ($3::text is null or o.state = $3)
        and ($4::text is null or o.id = $4)
      order by o.created_at desc, o.id limit $5`,
    [tenant, filter.agent ?? null, filter.state ?? null, filter.id ?? null, filter.limit],
  );
  return rows.map((row) => ({
    id: row.id,
    conversation_id: row.conversation,
    handoff_id: row.handoff,
    agent: row.agent,
    state: row.state,
    reason: row.reason,
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
    answered_at: row.answered_at?.toISOString() ?? null,
    handoff: row.handoff_reason === null ? null : handoffOf(row, row.handoff_reason),
  }));
}

function handoffOf(row: OfferRow, reason: string): OfferRecord['handoff'] {
  const { queue, priority } = row;
  return { reason, queue, priority, requested_at: row.requested_at.toISOString() };
}
