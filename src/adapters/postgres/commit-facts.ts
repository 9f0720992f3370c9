/** What a step needs to know beyond the state; gathered, and where it is a race decided, inside the commit. */
import type { Command } from '../../domain/commands.ts';
import { isOpen, type ConversationState } from '../../domain/conversation.ts';
import type { ConversationRef } from '../../domain/ids.ts';
import { customerPolicy } from '../../domain/policy-customer.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Facts } from '../../domain/step.ts';
import { mayReply, reserveForClaim } from './claims.ts';
import { bookSlot } from './meetings.ts';
import { readOffer, settleOffer, type OfferRow } from './offers.ts';
import type { Queryable } from './pool.ts';
import { readQueues } from './queue-facts.ts';
import { readSwitches } from './switches.ts';

export interface FactsRequest {
  ref: ConversationRef;
  command: Command;
  state: ConversationState | null;
  at: number;
  /** Ids for what this commit may create. */
  ids: { handoff: string; lease: string; meeting: string };
  policy: Policy;
}

type OfferFact = NonNullable<Facts['offer']>;

function offerFact(row: OfferRow | null): OfferFact | null {
  return row === null
    ? null
    : {
        id: row.id,
        handoffId: row.handoff,
        agent: row.agent,
        state: row.state,
        timeoutSeconds: row.timeout_seconds,
        awaited: row.awaited,
      };
}

interface Settlement {
  offer: string;
  agent: string;
  to: 'accepted' | 'rejected' | 'timeout';
}

/** Which offer a command decides, and how; null when it decides none. */
function settlementOf(request: FactsRequest): Settlement | null {
  const { command } = request;
  switch (command.type) {
    case 'acceptOffer':
      return { offer: command.offer_id, agent: command.agent, to: 'accepted' };
    case 'rejectOffer':
      return { offer: command.offer_id, agent: command.agent, to: 'rejected' };
    case 'deadlineReached':
      return openOffer(request, (offer) => offer.expiresAt <= request.at, 'timeout');
    case 'claim':
      return openOffer(request, (offer) => offer.agent === command.agent, 'accepted');
    default:
      return null;
  }
}

function openOffer(
  { state }: FactsRequest,
  isMeant: (offer: { agent: string; expiresAt: number }) => boolean,
  to: Settlement['to'],
): Settlement | null {
  const open = state?.handoff?.offer ?? null;
  return open !== null && isMeant(open) ? { offer: open.id, agent: open.agent, to } : null;
}

async function settleNamedOffer(
  connection: Queryable,
  request: FactsRequest,
): Promise<OfferFact | null> {
  const { command, ref, state } = request;
  const settlement = settlementOf(request);
  if (settlement !== null) {
    const { offer, agent, to } = settlement;
    return offerFact(await settleOffer(connection, { ...ref, offer, agent }, to));
  }
  // A breach must see an accept that won before it takes the offer back.
  const open = command.type === 'deadlineReached' ? state?.handoff?.offer?.id : undefined;
  const named = command.type === 'offerMade' ? command.offer_id : open;
  return named === undefined
    ? null
    : offerFact(await readOffer(connection, { ...ref, offer: named }));
}

async function reserveMeeting(
  connection: Queryable,
  request: FactsRequest,
): Promise<Facts['meeting']> {
  const { command, ref, state, at } = request;
  if (command.type !== 'bookMeeting' || state === null || state.status === 'resolved') return null;
  const { handoff } = state;
  if (!isOpen(handoff) || handoff.state === 'wrapping') return null;
  const meeting = await bookSlot(connection, {
    tenant: ref.tenant,
    conversation: ref.conversation,
    handoff: handoff.id,
    queue: handoff.queue,
    // Who holds the case keeps the meeting.
    agent: handoff.agent ?? command.agent ?? null,
    before: handoff.meeting ?? null,
    newId: request.ids.meeting,
    startsAt: command.starts_at,
    now: at,
    rules: customerPolicy(request.policy).meeting,
  });
  return meeting === null ? { kind: 'taken' } : { kind: 'booked', meeting };
}

/** What the customer may call an agent; the id where the agent is gone. */
export async function agentName(
  connection: Queryable,
  tenant: string,
  agent: string,
): Promise<string> {
  const { rows } = await connection.query<{ name: string }>(
    'select name from agents where tenant = $1 and id = $2',
    [tenant, agent],
  );
  return rows[0]?.name ?? agent;
}

async function agentExists(
  connection: Queryable,
  tenant: string,
  agent: string | undefined,
): Promise<boolean> {
  if (agent === undefined) return false;
  const { rowCount } = await connection.query(
    'select 1 from agents where tenant = $1 and id = $2',
    [tenant, agent],
  );
  return rowCount === 1;
}

/** Gathers the facts for one command. Runs after the head is locked, so a race decided here stays decided. */
export async function readFacts(connection: Queryable, request: FactsRequest): Promise<Facts> {
  const { command, ref } = request;
  return {
    queues: await readQueues(connection, ref.tenant, request),
    switches: await readSwitches(connection, ref.tenant),
    offer: await settleNamedOffer(connection, request),
    reservation: await reservationOf(connection, request),
    meeting: await reserveMeeting(connection, request),
    agentKnown:
      command.type === 'transfer' && (await agentExists(connection, ref.tenant, command.to_agent)),
    agentPermitted: await targetPermitted(connection, request),
    ...(await suggestionsOf(connection, request)),
  };
}

/** Counted when an agent ends the handoff; what is suggested afterwards is of no outcome. */
async function suggestionsOf(
  connection: Queryable,
  { ref, command, state }: FactsRequest,
): Promise<Pick<Facts, 'suggestions'>> {
  const handoff = state?.handoff?.id;
  const ends = command.type === 'resolve' || command.type === 'returnToAi';
  if (!ends || handoff === undefined) return {};
  const { rows } = await connection.query<{ shown: number; used: number }>(
    `select count(*)::int as shown, count(*) filter (where use in ('used', 'edited'))::int as used
       from suggestions where tenant = $1 and conversation = $2 and handoff = $3`,
    [ref.tenant, ref.conversation, handoff],
  );
  return rows[0] === undefined ? {} : { suggestions: rows[0] };
}

async function reservationOf(
  connection: Queryable,
  { ref, command, state, ids }: FactsRequest,
): Promise<Facts['reservation']> {
  if (command.type !== 'claim' || state === null) return null;
  return reserveForClaim(connection, { ref, command, state, ids });
}

/** A colleague who may not answer this queue's customers is no target for its cases. */
async function targetPermitted(
  connection: Queryable,
  { ref, command, state }: FactsRequest,
): Promise<boolean> {
  if (command.type !== 'transfer' || command.to_agent === undefined) return true;
  const queue = command.to_queue ?? state?.handoff?.queue;
  const place = { tenant: ref.tenant, agent: command.to_agent };
  return queue === undefined || mayReply(connection, { ...place, queue });
}
