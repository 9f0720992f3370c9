/** What stands against asking a customer for a rating by mail, and who does not want to be asked. */
import { ratingTarget, type RatingFacts } from '../../domain/delivery.ts';
import type { ConversationRef } from '../../domain/ids.ts';
import { hashOf, threadOf } from './mails.ts';
import type { Pool, Queryable } from './pool.ts';

function addressHash(address: string): Buffer {
  return hashOf(address.toLowerCase());
}

/** Of the end at this sequence and the address that would be asked. */
export async function ratingFacts(
  pool: Queryable,
  { tenant, conversation }: ConversationRef,
  { sequence, address }: { sequence: number; address: string },
): Promise<Omit<RatingFacts, 'off'>> {
  const { rows } = await pool.query<Omit<RatingFacts, 'off'>>(
    `with ended as (
       select e.data->>'handoff_id' as handoff from events e
        where e.tenant = $1 and e.conversation = $2 and e.sequence = $3),
     rest as (select e.* from events e where e.tenant = $1 and e.conversation = $2)
     select exists (select 1 from rest where type = 'conversation.reopened' and sequence > $3) as reopened,
            exists (select 1 from rest, ended
                     where type = 'outcome.rated' and data->>'handoff_id' = handoff) as rated,
            exists (select 1 from deliveries d join rest e on e.sequence = d.event_sequence, ended
                     where d.tenant = $1 and d.conversation = $2 and d.channel = $4 and d.target = $5
                       and d.state = 'delivered' and e.data->>'handoff_id' = handoff) as asked,
            exists (select 1 from rating_refusals r where r.tenant = $1 and r.address_hash = $6) as refused,
            exists (select 1 from mail_threads m
                      join deliveries d on d.tenant = m.tenant and d.conversation = m.conversation
                     where m.tenant = $1 and lower(m.address) = lower($7) and d.channel = 'email'
                       and d.state = 'failed' and (d.cause = 'bounced' or exists (
                         select 1 from delivery_attempts a where a.delivery = d.id and a.status >= 500))) as bounced`,
    [
      ...[tenant, conversation, sequence, ratingTarget.channel, ratingTarget.id],
      addressHash(address),
      address,
    ],
  );
  return rows[0] ?? { reopened: true, rated: true, asked: true, refused: true, bounced: true };
}

/** Who is written to in this conversation is not asked for ratings any more, in any conversation of the tenant. */
export async function refuseRatings(pool: Pool, ref: ConversationRef): Promise<void> {
  const thread = await threadOf(pool, ref);
  if (thread === undefined) return;
  await pool.query(
    'insert into rating_refusals (tenant, address_hash) values ($1, $2) on conflict do nothing',
    [ref.tenant, addressHash(thread.address)],
  );
}
