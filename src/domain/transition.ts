/**
 * One step of a conversation: (state, command, context) -> the next state and what happened. Pure; runs inside `commit`.
 * A command that does not apply is refused with a code and changes nothing: messages may arrive twice or late.
 */
import { claim, note, reply, returnToAi, snooze, transfer } from './agent-steps.ts';
import { agree } from './agreement-steps.ts';
import type { Command, CommandOf } from './commands.ts';
import { isHeld, isWaiting, type ConversationState, type Handoff } from './conversation.ts';
import { alignClocks } from './clocks.ts';
import { endConversation } from './close-as.ts';
import { learnCustomer } from './customer-facts.ts';
import { choose } from './customer-steps.ts';
import { reachDeadlines } from './deadline-step.ts';
import { backToQueue, openHandoff, rescindOffer, takeOver, waitInQueue } from './handoff.ts';
import { exclude, passOver } from './pass-over.ts';
import {
  draftOf,
  emit,
  newConversation,
  refuse,
  type Draft,
  type Facts,
  type Refusal,
  type StepContext,
} from './step.ts';
import { declineProposal, hasOpenHandoff, reopen } from './turn-step.ts';
import { endWrapUp } from './wrap-up.ts';

/** Every command but `turn`, whose turns are stepped one by one between their decisions. */
export type StepCommand = Exclude<Command, { type: 'turn' }>;

/** The draft after the step, or the refusal that left everything as it was. */
export type Step = { draft: Draft; refusal: null } | { draft: null; refusal: Refusal };

/** Opens the draft every command is stepped on; the first one of a conversation creates it. */
export function beginStep(state: ConversationState | null, context: StepContext): Draft {
  const draft = draftOf(state ?? newConversation(context), context.at);
  draft.state.policy = context.policy.policy.name;
  draft.state.policyVersion = context.policy.version;
  alignClocks(draft, context);
  return draft;
}

/** Announces a new conversation; call it once its customer and channel are known. */
export function announce(draft: Draft): void {
  const { arm, channel, customerId, language, tier } = draft.state;
  emit(draft, 'conversation.created', {
    arm,
    channel,
    customer_id: customerId,
    language,
    tier,
  });
}

/** Takes one command. `state` is null before the first; then only a request for a person makes a conversation. */
export function transition(
  state: ConversationState | null,
  command: StepCommand,
  context: StepContext,
): Step {
  if (state === null && command.type !== 'requestHuman')
    return { draft: null, refusal: refuse('wrong_state', 'the conversation does not exist yet') };
  const draft = beginStep(state, context);
  if (command.type === 'requestHuman') learnCustomer(draft, command.customer, command.known);
  if (state === null) announce(draft);
  const refusal = apply(draft, command, context);
  if (refusal !== null) return { draft: null, refusal };
  alignClocks(draft, context);
  return { draft, refusal: null };
}

/** A flat table of contents of the state machine: one line per command. */
function apply(draft: Draft, command: StepCommand, context: StepContext): Refusal | null {
  switch (command.type) {
    case 'requestHuman':
      return requestHuman(draft, context, command);
    case 'answerProposal':
      return answerProposal(draft, context, command);
    case 'cancelHandoff':
    case 'chooseChannel':
    case 'leaveDetails':
    case 'rate':
      return choose(draft, context, command);
    case 'makePromise':
    case 'keepPromise':
    case 'bookMeeting':
    case 'cancelMeeting':
    case 'recordMeeting':
      return agree(draft, context, command);
    case 'offerMade':
      return offerMade(draft, context, command);
    case 'acceptOffer':
      return acceptOffer(draft, context, command);
    case 'rejectOffer':
      return rejectOffer(draft, context, command);
    case 'claim':
      return claim(draft, context, command);
    case 'reply':
      return reply(draft, context, command);
    case 'note':
      return note(draft, context, command);
    case 'transfer':
      return transfer(draft, context, command);
    case 'returnToAi':
      return returnToAi(draft, context, command);
    case 'snooze':
      return snooze(draft, context, command);
    case 'endWrapUp':
      return endWrapUp(draft, command);
    case 'resolve':
      return endConversation(draft, context, command);
    case 'deadlineReached':
      reachDeadlines(draft, context);
      return null;
    case 'briefFinished':
      return briefFinished(draft, command);
    case 'deliveryFailed':
      return deliveryFailed(draft, command);
    case 'agentUnavailable':
      return agentUnavailable(draft, context, command);
  }
}

function requestHuman(
  draft: Draft,
  context: StepContext,
  command: CommandOf<'requestHuman'>,
): Refusal | null {
  const { queue } = command;
  if (queue !== undefined && context.facts.queues[queue] === undefined)
    return refuse('unknown_queue', `no queue ${queue}`);
  if (hasOpenHandoff(draft.state)) return null;
  if (draft.state.status === 'resolved') reopen(draft, context);
  openHandoff(draft, context, {
    reason:
      command.reason ?? (command.actor.kind === 'customer' ? 'customer_request' : 'api_request'),
    rule: null,
    queue: queue ?? null,
    priority: null,
    turn: draft.state.turnSequence,
    by: command.actor,
    agent: command.agent ?? null,
  });
  return null;
}

function answerProposal(
  draft: Draft,
  context: StepContext,
  command: CommandOf<'answerProposal'>,
): Refusal | null {
  const { proposal } = draft.state;
  if (proposal === null) return refuse('wrong_state', 'no proposal waits for an answer');
  if (command.answer === 'no') {
    declineProposal(draft, null);
    return null;
  }
  emit(draft, 'proposal.answered', { turn: null, answer: 'yes' });
  openHandoff(draft, context, {
    reason: proposal.reason,
    rule: proposal.rule,
    queue: proposal.queue,
    priority: proposal.priority ?? null,
    tier: proposal.tier ?? null,
    sla: proposal.sla ?? null,
    turn: proposal.turn,
    by: command.actor,
    agent: null,
  });
  return null;
}

function offerMade(
  draft: Draft,
  context: StepContext,
  command: CommandOf<'offerMade'>,
): Refusal | null {
  const { handoff } = draft.state;
  if (handoff?.id !== command.handoff_id || handoff.state !== 'queued')
    return refuse('wrong_state', 'the handoff does not wait for an offer');
  offered(draft, context, { ...command, timeoutSeconds: command.timeout_seconds });
  return null;
}

function offered(
  draft: Draft,
  context: StepContext,
  offer: { offer_id: string; agent: string; timeoutSeconds: number },
): void {
  const { handoff } = draft.state;
  if (handoff === null) return;
  const expiresAt = context.at + offer.timeoutSeconds * 1000;
  handoff.state = 'offered';
  handoff.offers += 1;
  handoff.offer = { id: offer.offer_id, agent: offer.agent, expiresAt };
  emit(draft, 'handoff.offered', {
    handoff_id: handoff.id,
    offer_id: offer.offer_id,
    agent: offer.agent,
    expires_at: expiresAt,
  });
}

/** An answer may overtake the announcement of its offer; one to an offer that is over, or was replaced, comes too late. */
function isAnswerable(handoff: Handoff, offer: NonNullable<Facts['offer']>): boolean {
  if (offer.handoffId !== handoff.id) return false;
  return handoff.offer === null ? offer.awaited : handoff.offer.id === offer.id;
}

/** The race was decided in Postgres; here the winner becomes owner. An accept may overtake its `offerMade`. */
function acceptOffer(
  draft: Draft,
  context: StepContext,
  command: CommandOf<'acceptOffer'>,
): Refusal | null {
  const { handoff } = draft.state;
  const { offer } = context.facts;
  const won =
    offer?.id === command.offer_id && offer.agent === command.agent && offer.state === 'accepted';
  if (!won || !isWaiting(handoff) || !isAnswerable(handoff, offer))
    return refuse('offer_gone', `offer ${command.offer_id} is no longer open to ${command.agent}`);
  if (handoff.offer === null) offered(draft, context, { offer_id: offer.id, ...offer });
  takeOver(draft, context, { agent: command.agent, offer: offer.id });
  return null;
}

function rejectOffer(
  draft: Draft,
  context: StepContext,
  command: CommandOf<'rejectOffer'>,
): Refusal | null {
  const { handoff } = draft.state;
  const { offer } = context.facts;
  const mine = offer?.id === command.offer_id && offer.agent === command.agent;
  const rejected = mine && offer.state === 'rejected';
  if (!rejected || !isWaiting(handoff) || !isAnswerable(handoff, offer))
    return refuse('offer_gone', `offer ${command.offer_id} is no longer open to ${command.agent}`);
  if (handoff.offer === null) offered(draft, context, { offer_id: offer.id, ...offer });
  emit(draft, 'handoff.rejected', {
    handoff_id: handoff.id,
    offer_id: offer.id,
    agent: command.agent,
    reason: command.reason ?? null,
    reoffer: command.reoffer !== false,
  });
  passOver(handoff, command);
  waitInQueue(draft, context, handoff, 'rejected');
  return null;
}

function briefFinished(draft: Draft, command: CommandOf<'briefFinished'>): Refusal | null {
  const { handoff } = draft.state;
  if (handoff?.id !== command.handoff_id)
    return refuse('wrong_state', 'the brief is of an earlier handoff');
  emit(draft, 'handoff.briefed', {
    handoff_id: command.handoff_id,
    brief_id: command.brief_id,
    writer: command.writer,
    supported: command.supported,
    dropped: command.dropped,
  });
  return null;
}

/** In whatever state: what did not reach its receiver must be seen. */
function deliveryFailed(draft: Draft, command: CommandOf<'deliveryFailed'>): null {
  const { delivery_id, channel, target, cause } = command;
  emit(draft, 'delivery.failed', { delivery_id, channel, target, cause });
  return null;
}

function agentUnavailable(
  draft: Draft,
  context: StepContext,
  command: CommandOf<'agentUnavailable'>,
): Refusal | null {
  const { handoff } = draft.state;
  if (handoff === null) return refuse('wrong_state', 'there is no handoff');
  if (handoff.offer?.agent === command.agent) {
    rescindOffer(draft, handoff, command.cause);
    exclude(handoff, command.agent);
    waitInQueue(draft, context, handoff, 'rescinded');
    return null;
  }
  if (command.cause === 'away') return refuse('wrong_state', 'the agent is asked for nothing');
  if (!isHeld(handoff) || handoff.agent !== command.agent)
    return refuse('wrong_state', `agent ${command.agent} does not hold this conversation`);
  exclude(handoff, command.agent);
  backToQueue(draft, context, 'reassigned');
  return null;
}
