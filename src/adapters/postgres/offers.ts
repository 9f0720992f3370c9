/** The race for an offer is decided here, by one atomic statement each (I5). */
import { inTransaction, type Connection, type Pool, type Queryable } from './pool.ts';

export interface OfferClaim {
  tenant: string;
  offer: string;
  agent: string;
}

export interface OfferRow {
  id: string;
  handoff: string;
  conversation: string;
  agent: string;
  state: 'pending' | 'accepted' | 'rejected' | 'timeout' | 'canceled' | 'rescinded';
  timeout_seconds: number;
  /** It is the offer of the case's place in the queue. */
  awaited: boolean;
}

const columns = `id, handoff, conversation, agent, state, timeout_seconds, exists (select 1 from queue_entries e
  where e.tenant = offers.tenant and e.handoff = offers.handoff and e.offer = offers.id) as awaited`;

/** How an offer stands; null when there is none of this id, or it is of another conversation than the one given. */
export async function readOffer(
  connection: Queryable,
  place: { tenant: string; offer: string; conversation?: string },
): Promise<OfferRow | null> {
  const { rows } = await connection.query<OfferRow>(
    `select ${columns} from offers where id = $1 and tenant = $2 and conversation = coalesce($3, conversation)`,
    [place.offer, place.tenant, place.conversation ?? null],
  );
  return rows[0] ?? null;
}

/**
 * Whether what the agent holds leaves room for what they were offered. It did when the offer was made; since then the
 * agent's capacity may have been lowered. The agent's row stays locked, so two accepts can't share one slot (I5).
 */
async function leavesRoom(connection: Queryable, claim: OfferClaim): Promise<boolean> {
  const { rows } = await connection.query<{ capacity: number }>(
    'select capacity from agents where tenant = $1 and id = $2 for no key update',
    [claim.tenant, claim.agent],
  );
  const load = await connection.query<{ units: number }>(
    `select coalesce(sum(l.units), 0)::int as units from leases l
     where l.tenant = $1 and l.agent = $2 and l.released_at is null
       and not exists (select 1 from offers o where o.lease = l.id and o.state = 'pending' and o.id <> $3)`,
    [claim.tenant, claim.agent, claim.offer],
  );
  return (load.rows[0]?.units ?? 0) <= (rows[0]?.capacity ?? 0);
}

/** Moves a pending offer to a state, if the agent is the one it was made to; then says how it stands. */
export async function settleOffer(
  connection: Queryable,
  claim: OfferClaim & { conversation?: string },
  state: 'accepted' | 'rejected' | 'timeout' | 'canceled',
  reason: string | null = null,
): Promise<OfferRow | null> {
  if (state === 'accepted' && !(await leavesRoom(connection, claim)))
    return readOffer(connection, claim);
  await connection.query(
    `update offers set state = $4, answered_at = now(), reason = $5
     where id = $1 and tenant = $2 and agent = $3 and state = 'pending' and conversation = coalesce($6, conversation)`,
    [claim.offer, claim.tenant, claim.agent, state, reason, claim.conversation ?? null],
  );
  return readOffer(connection, claim);
}

export type ClaimResult =
  | { kind: 'won'; conversation: string; handoff: string }
  | { kind: 'gone' }
  | { kind: 'full' }
  | { kind: 'not_found' };

/** An answer to an offer; `reoffer` false asks not to be offered the case again. */
interface OfferAnswer extends OfferClaim {
  reason?: string | null;
  reoffer?: boolean;
}

async function claimAs(
  pool: Pool,
  claim: OfferAnswer,
  state: 'accepted' | 'rejected',
): Promise<ClaimResult> {
  return inTransaction(pool, async (connection) => {
    const offer = await settleOffer(connection, claim, state, claim.reason ?? null);
    if (offer?.agent !== claim.agent) return { kind: 'not_found' };
    if (offer.state === 'pending') return { kind: 'full' };
    if (offer.state !== state) return { kind: 'gone' };
    await tellWorkflow(connection, claim, offer);
    return { kind: 'won', conversation: offer.conversation, handoff: offer.handoff };
  });
}

/** Written with the claim: should the caller die before its update, the relay tells the workflow all the same. */
async function tellWorkflow(
  connection: Connection,
  claim: OfferAnswer,
  offer: OfferRow,
): Promise<void> {
  const accepted = offer.state === 'accepted';
  const { reason, reoffer } = claim;
  await connection.query(
    `insert into outbox (tenant, conversation, signal, argument, next_at)
     values ($1, $2, $3, $4, now() + interval '2 seconds')`,
    [
      claim.tenant,
      offer.conversation,
      accepted ? 'acceptOffer' : 'rejectOffer',
      JSON.stringify({
        id: offerCommandId(accepted ? 'accept' : 'reject', claim.offer),
        actor: { kind: 'agent', id: claim.agent },
        offer_id: claim.offer,
        agent: claim.agent,
        ...(reason == null ? {} : { reason }),
        ...(reoffer === undefined ? {} : { reoffer }),
      }),
    ],
  );
}

/** The command id of an answer to an offer: the same for the API's update and the relay's signal. */
export function offerCommandId(answer: 'accept' | 'reject', offer: string): string {
  return `${answer}-${offer}`;
}

/** The atomic claim: exactly one caller wins a pending offer; winning it again is winning it once. */
export function claimOffer(pool: Pool, claim: OfferClaim): Promise<ClaimResult> {
  return claimAs(pool, claim, 'accepted');
}

/** The agent does not want it; the case goes to the next. */
export function declineOffer(pool: Pool, claim: OfferAnswer): Promise<ClaimResult> {
  return claimAs(pool, claim, 'rejected');
}

/** The workflow knows of the answer: the relay need not tell it. */
export async function confirmAnswer(
  pool: Queryable,
  claim: OfferClaim & { conversation: string },
  answer: 'accept' | 'reject',
): Promise<void> {
  await pool.query(
    `update outbox set sent_at = now() where tenant = $1 and conversation = $2 and sent_at is null
       and argument ->> 'id' = $3`,
    [claim.tenant, claim.conversation, offerCommandId(answer, claim.offer)],
  );
}
