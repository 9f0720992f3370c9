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

/** A conversation that has ended, or that an agent wants to take from another, is refused before anything is reserved. */
function isPointless({ command, state }: Claim): boolean {
  if (state.status === 'resolved') return true;
  const isOthers = state.owner === 'agent' && state.ownerId !== command.agent;
  return isOthers && command.actor.kind === 'agent';
}

/** The case as the agent would take it: the open handoff's, or a new one's. */
function caseOf({ state, ids }: Claim): {
  handoff: string;
  queue: string | null;
  channel: Channel;
} {
  if (!isOpen(state.handoff)) return { handoff: ids.handoff, queue: null, channel: state.channel };
  const { id, queue, channel } = state.handoff;
  return { handoff: id, queue, channel };
}

/** Reserves room for a claim; null where the claim is refused for another reason. */
export async function reserveForClaim(
  connection: Queryable,
  claim: Claim,
): Promise<Facts['reservation']> {
  const { ref, ids } = claim;
  const { agent } = claim.command;
  if (isPointless(claim)) return null;
  const { handoff, queue, channel } = caseOf(claim);
  const place = { tenant: ref.tenant, agent, queue, channel };
  const terms = await termsOf(connection, place);
  if (terms === undefined) return 'unknown_agent';
  if (!terms.may_reply || (mustServe(claim) && !terms.serves)) return 'not_permitted';
  const lease = await reserveLease(connection, {
    id: ids.lease,
    tenant: ref.tenant,
    agent,
    conversation: ref.conversation,
    handoff,
    units: terms.units ?? 1,
    channel,
  });
  return lease === 'held' ? 'reserved' : lease;
}
