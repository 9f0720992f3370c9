/** One turn of the bot's side, with the decision taken on it. */
import { completeHandoff, customerWroteToAgent } from './agent-steps.ts';
import { isOpen, type ConversationState } from './conversation.ts';
import type { Decision } from './decision.ts';
import { settleOutcome } from './rating.ts';
import { openHandoff } from './handoff.ts';
import { emit, giveToAi, type Draft, type StepContext, type TurnStep } from './step.ts';
import type { Turn } from './turn.ts';
import type { Actor } from './words.ts';

/**
 * Whether a turn may enter the transcript (I4, I9). A customer always may. The bot's turns may while the AI owns the
 * conversation and the epoch is current; without an epoch, only an assistant of a conversation that never left the AI.
 */
export function isSuppressed(state: ConversationState, turn: Turn): boolean {
  if (turn.role === 'customer') return false;
  if (state.owner !== 'ai' || state.status === 'resolved') return true;
  if (turn.epoch !== undefined) return turn.epoch !== state.epoch;
  return turn.role === 'assistant' && state.epoch !== 1;
}

/** Records a refused turn of the bot; the transcript stays as it is, but the sender's number is taken (I2). */
export function suppress(draft: Draft, turn: Turn): void {
  const { state } = draft;
  if (turn.sequence !== undefined)
    state.senderSequence = Math.max(turn.sequence, state.senderSequence ?? 0);
  emit(draft, 'turn.suppressed', {
    turn_id: turn.id,
    role: turn.role,
    epoch: turn.epoch ?? null,
    current_epoch: state.epoch,
    owner: state.owner,
    ...(turn.sequence === undefined ? {} : { sender_sequence: turn.sequence }),
  });
}

/** A customer's word after the end: the AI owns the conversation again, one epoch later. */
export function reopen(draft: Draft, context: StepContext): void {
  const { state } = draft;
  const { handoff } = state;
  if (handoff !== null && handoff.state === 'wrapping') completeHandoff(draft, handoff);
  const handoffId = handoff?.id ?? null;
  emit(draft, 'conversation.reopened', { turn: state.turnSequence + 1, handoff_id: handoffId });
  if (state.reopenUntil !== null) settleOutcome(draft, false);
  giveToAi(draft, context, 'reopened');
}

/** What follows from the state before the decision is asked: reopening, and who is spoken to. */
export function beforeTurn(draft: Draft, context: StepContext, turn: Turn): void {
  if (turn.role === 'customer' && draft.state.status === 'resolved') reopen(draft, context);
}

/** Takes an accepted turn into the transcript and does what its decision says. */
export function takeTurn(draft: Draft, context: StepContext, step: TurnStep, by: Actor): void {
  const { turn, decision } = step;
  const { state } = draft;
  countTurn(draft, context, turn);
  emit(draft, 'turn.decided', {
    turn: state.turnSequence,
    turn_id: turn.id,
    action: decision.action,
    reason: decision.reason,
    rule: decision.rule,
    policy: decision.policy,
    policy_version: decision.policy_version,
  });
  if (turn.role === 'customer') customerWroteToAgent(draft, context);
  if (state.owner === 'ai') followDecision(draft, context, decision, by);
}

function countTurn(draft: Draft, context: StepContext, turn: Turn): void {
  const { state } = draft;
  state.turnSequence += 1;
  state.lastTurnRole = turn.role;
  state.lastTurnAt = context.at;
  if (turn.role === 'customer') state.customerTurns += 1;
  if (turn.role === 'assistant') state.aiTurns += 1;
  if (state.owner === 'ai')
    state.idleCloseAt = context.at + context.policy.policy.idle_close_seconds * 1000;
  emit(draft, 'turn.created', {
    turn_id: turn.id,
    turn: state.turnSequence,
    role: turn.role,
    epoch: state.epoch,
    actor: turn.role === 'customer' ? state.customerId : null,
    ...senderOrder(state, turn),
  });
}

function senderOrder(
  state: ConversationState,
  turn: Turn,
): { sender_sequence?: number; gap?: true } {
  if (turn.sequence === undefined) return {};
  const last = state.senderSequence ?? 0;
  const expected = last + 1;
  state.senderSequence = Math.max(turn.sequence, last);
  return turn.sequence === expected
    ? { sender_sequence: turn.sequence }
    : { sender_sequence: turn.sequence, gap: true };
}

function followDecision(draft: Draft, context: StepContext, decision: Decision, by: Actor): void {
  settleProposal(draft, decision);
  if (decision.action === 'handoff' && decision.reason !== null)
    openHandoff(draft, context, {
      reason: decision.reason,
      rule: decision.rule,
      queue: decision.queue,
      priority: decision.priority,
      tier: decision.tier,
      sla: decision.sla,
      turn: draft.state.turnSequence,
      by,
      agent: null,
    });
  if (decision.action === 'propose' && decision.reason !== null) propose(draft, decision);
}

function propose(draft: Draft, decision: Decision): void {
  const { state } = draft;
  const reason = decision.reason ?? 'customer_request';
  state.proposal = {
    turn: state.turnSequence,
    reason,
    rule: decision.rule,
    queue: decision.queue,
    priority: decision.priority,
    tier: decision.tier,
    sla: decision.sla,
  };
  draft.say = 'propose';
  emit(draft, 'proposal.made', { turn: state.turnSequence, reason, rule: decision.rule });
}

/** The next turn of the customer answers: a "not yet" keeps the question open, anything else closes it. */
function settleProposal(draft: Draft, decision: Decision): void {
  const { state } = draft;
  const answer = decision.proposal_answer;
  if (state.proposal === null || answer === null) return;
  if (answer === 'no' && decision.action !== 'handoff') {
    declineProposal(draft, state.turnSequence);
    return;
  }
  emit(draft, 'proposal.answered', { turn: state.turnSequence, answer });
  if (answer === 'none') {
    state.lapsed = { rule: state.proposal.rule, atCustomerTurn: state.customerTurns };
    state.proposal = null;
  }
}

/** The customer stays with the bot; the policy's cool-down begins. */
export function declineProposal(draft: Draft, turn: number | null): void {
  preferAssistant(draft.state);
  draft.say = 'declined';
  emit(draft, 'proposal.answered', { turn, answer: 'no' });
}

/** Who says no, or calls a waiting handoff off, wants the assistant: rules that a customer may override are held back. */
export function preferAssistant(state: ConversationState): void {
  state.proposal = null;
  state.declinedAtCustomerTurn = state.customerTurns;
  const { memory } = state;
  state.memory = { ...memory, segment: { ...memory.segment, sinceDeclined: 0 } };
}

/** True while a handoff is open: a second request changes nothing. */
export function hasOpenHandoff(state: ConversationState): boolean {
  return isOpen(state.handoff) && state.status !== 'resolved';
}
