/** A claim outside of offers: an agent picks a case, or a supervisor pushes it to one. Permission and room are checked here. */
import type { ConversationRef } from '../../domain/ids.ts';
import { isOpen, type ConversationState } from '../../domain/conversation.ts';
import type { CommandOf } from '../../domain/commands.ts';
import type { Facts } from '../../domain/step.ts';
import type { Channel } from '../../domain/words.ts';
import { reserveLease } from './leases.ts';
import type { Queryable } from './pool.ts';

interface TermsRow {
  serves: boolean;
  may_reply: boolean;
  units: number | null;
}

export interface Claim {
  ref: ConversationRef;
  command: CommandOf<'claim'>;
  state: ConversationState;
  /** Ids for what this commit may create. */
  ids: { handoff: string; lease: string };
}

/** What a case of a queue takes of an agent, and whether they may take it; undefined when there is no such agent. */
async function termsOf(
  connection: Queryable,
  place: { tenant: string; agent: string; queue: string | null; channel: Channel },
): Promise<TermsRow | undefined> {
  const { rows } = await connection.query<TermsRow>(
    `select $3 = any (a.queues) as serves, not coalesce($3 = any (a.read_only_queues), false) as may_reply,
            coalesce((q.channel_units ->> $4)::int, q.units) as units
     from agents a left join queues q on q.tenant = a.tenant and q.id = $3
     where a.tenant = $1 and a.id = $2`,
    [place.tenant, place.agent, place.queue, place.channel],
  );
  return rows[0];
}

/** Whether the agent may answer customers of the queue. */
export async function mayReply(
  connection: Queryable,
  place: { tenant: string; agent: string; queue: string },
): Promise<boolean> {
  return (await termsOf(connection, { ...place, channel: 'chat' }))?.may_reply ?? false;
}

/** Who picks a case out of a queue must serve it; who is pushed one, or was offered it, need not. */
function mustServe({ command, state }: Claim): boolean {
  const wasOffered = state.handoff?.offer?.agent === command.agent;
  return command.actor.kind === 'agent' && state.owner === 'queue' && !wasOffered;
}

/** Reserves room for a claim; null where the claim changes nothing or is refused for another reason. */
export async function reserveForClaim(
  connection: Queryable,
  claim: Claim,
): Promise<Facts['reservation']> {
  const { ref, command, state, ids } = claim;
  const { agent, actor } = command;
  if (state.status === 'resolved') return null;
  if (state.owner === 'agent' && state.ownerId !== agent && actor.kind === 'agent') return null;
  const handoff = isOpen(state.handoff) ? state.handoff : null;
  const channel = handoff?.channel ?? state.channel;
  const place = { tenant: ref.tenant, agent, queue: handoff?.queue ?? null, channel };
  const terms = await termsOf(connection, place);
  if (terms === undefined) return 'unknown_agent';
  if (!terms.may_reply || (mustServe(claim) && !terms.serves)) return 'not_permitted';
  const lease = await reserveLease(connection, {
    id: ids.lease,
    tenant: ref.tenant,
    agent,
    conversation: ref.conversation,
    handoff: handoff?.id ?? ids.handoff,
    units: terms.units ?? 1,
    channel,
  });
  return lease === 'held' ? 'reserved' : lease;
}
