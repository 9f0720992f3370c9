/** What an agent does with a case they hold. Refusals are returned, never thrown. */
import { codeFault } from './closing-codes.ts';
import type { CommandOf } from './commands.ts';
import { isHeld, isOpen, isWaiting, type Handoff } from './conversation.ts';
import { startMetric, stopMetric, unsnooze } from './clocks.ts';
import { backToQueue, openForAgent, recordOutcome, rescindOffer, takeOver } from './handoff.ts';
import { keepPromises } from './promise.ts';
import {
  emit,
  giveToAi,
  refuse,
  releaseAgent,
  type Draft,
  type Refusal,
  type StepContext,
} from './step.ts';
import type { CloseWord } from './words.ts';

/** Longer is no snooze but a case forgotten (I6), and instants far enough away are none that can be stored. */
export const maxSnoozeMs = 366 * 24 * 3_600_000;

/** The case the agent holds, or why they may not act on it. */
export function heldBy(draft: Draft, agent: string, epoch?: number): Handoff | Refusal {
  const { state } = draft;
  if (state.status === 'resolved') return refuse('wrong_state', 'the conversation is resolved');
  if (state.owner !== 'agent' || state.ownerId !== agent || !isHeld(state.handoff))
    return refuse('not_owner', `agent ${agent} does not hold this conversation`);
  if (epoch !== undefined && epoch !== state.epoch)
    return refuse('not_owner', `epoch ${epoch} is not the current epoch ${state.epoch}`);
  return state.handoff;
}

/** Tells a refusal from a case. */
export function isRefusal(value: Handoff | Refusal): value is Refusal {
  return 'code' in value;
}

/** The agent writes to the customer: refused unless they hold the case, under the current epoch where one is given. */
export function reply(
  draft: Draft,
  context: StepContext,
  command: CommandOf<'reply'>,
): Refusal | null {
  const handoff = heldBy(draft, command.agent, command.epoch);
  if (isRefusal(handoff)) return handoff;
  const { state } = draft;
  unsnooze(draft, context, 'agent');
  state.turnSequence += 1;
  state.lastTurnRole = 'agent';
  state.lastTurnAt = context.at;
  handoff.idleAt = context.at + context.policy.policy.case_idle_seconds * 1000;
  emit(draft, 'turn.created', {
    turn_id: command.id,
    turn: state.turnSequence,
    role: 'agent',
    epoch: state.epoch,
    actor: command.agent,
  });
  answerCustomer(draft, handoff, context);
  keepPromises(draft, context.at, (promise) => promise.kind === 'write_by');
  return null;
}

function answerCustomer(draft: Draft, handoff: Handoff, context: StepContext): void {
  const { at } = context;
  if (handoff.firstHumanMessageAt === null) {
    handoff.firstHumanMessageAt = at;
    const inTime = stopMetric(draft, context, 'time_to_human');
    if (handoff.promise !== null && inTime)
      emit(draft, 'promise.kept', { handoff_id: handoff.id, promise_id: handoff.promise.id });
  }
  if (handoff.state === 'accepted') {
    handoff.state = 'active';
    emit(draft, 'handoff.active', {
      handoff_id: handoff.id,
      agent: handoff.agent ?? '',
      time_to_human_ms: handoff.firstHumanMessageAt - handoff.requestedAt,
    });
  }
  stopMetric(draft, context, 'first_response');
  stopMetric(draft, context, 'next_response');
}

/** Anyone of the human side may leave a note; it never reaches the customer and starts no clock. */
export function note(
  draft: Draft,
  context: StepContext,
  command: CommandOf<'note'>,
): Refusal | null {
  const { handoff } = draft.state;
  if (handoff !== null && isOpen(handoff)) handoff.firstHumanActionAt ??= context.at;
  emit(draft, 'note.added', { note_id: context.ids.note, actor: command.agent });
  return null;
}

/** Takes the case from the queue or the AI; someone other than an agent may also move it from one agent to another. */
export function claim(
  draft: Draft,
  context: StepContext,
  command: CommandOf<'claim'>,
): Refusal | null {
  const { state } = draft;
  if (state.status === 'resolved') return refuse('wrong_state', 'the conversation is resolved');
  if (state.owner === 'agent' && state.ownerId === command.agent) return null;
  const refusal = mayClaim(draft, context, command);
  if (refusal !== null) return refusal;
  if (state.owner === 'ai') openForAgent(draft, context, takeoverRequest(command));
  if (state.handoff === null) return refuse('wrong_state', 'there is no handoff to claim');
  handToClaimant(draft, context, state.handoff, command.agent);
  return null;
}

function handToClaimant(draft: Draft, context: StepContext, handoff: Handoff, agent: string): void {
  const { offer } = handoff;
  const accepts = offer?.agent === agent;
  if (!accepts) rescindOffer(draft, handoff, 'claimed');
  if (isHeld(handoff)) giveOver(draft, context, handoff, agent);
  takeOver(draft, context, { agent, offer: accepts ? offer.id : null });
}

function mayClaim(draft: Draft, context: StepContext, command: CommandOf<'claim'>): Refusal | null {
  if (draft.state.owner === 'agent' && command.actor.kind === 'agent')
    return refuse('not_owner', `agent ${draft.state.ownerId ?? ''} holds this conversation`);
  const { reservation } = context.facts;
  if (reservation === 'unknown_agent') return refuse('unknown_agent', `no agent ${command.agent}`);
  if (reservation === 'not_permitted')
    return refuse('not_permitted', `agent ${command.agent} may not take cases of this queue`);
  if (reservation !== 'reserved')
    return refuse('no_capacity', `agent ${command.agent} has no free capacity`);
  return null;
}

function takeoverRequest(command: CommandOf<'claim'>): Parameters<typeof openForAgent>[2] {
  return {
    reason: 'agent_takeover',
    rule: null,
    queue: null,
    priority: null,
    turn: 0,
    by: command.actor,
    agent: command.agent,
  };
}

function giveOver(draft: Draft, context: StepContext, handoff: Handoff, toAgent: string): void {
  unsnooze(draft, context, 'agent');
  emit(draft, 'handoff.transferred', {
    handoff_id: handoff.id,
    from_agent: handoff.agent,
    to_queue: null,
    to_agent: toAgent,
    note: false,
  });
  releaseAgent(handoff, context.at);
}

/** Why a transfer leads nowhere; null when its target stands. */
function targetFault(context: StepContext, command: CommandOf<'transfer'>): Refusal | null {
  const { to_queue: queue, to_agent: agent } = command;
  if (queue === undefined && agent === undefined)
    return refuse('invalid_request', 'name to_queue or to_agent');
  if (agent === command.agent)
    return refuse('invalid_request', 'the case is with this agent already');
  if (queue !== undefined && context.facts.queues[queue] === undefined)
    return refuse('unknown_queue', `no queue ${queue}`);
  if (agent !== undefined && !context.facts.agentKnown)
    return refuse('unknown_agent', `no agent ${agent}`);
  if (agent !== undefined && context.facts.agentPermitted === false)
    return refuse('not_permitted', `agent ${agent} may not take cases of this queue`);
  return null;
}

/** Gives the case to a queue or to a colleague; it waits there with its age. */
export function transfer(
  draft: Draft,
  context: StepContext,
  command: CommandOf<'transfer'>,
): Refusal | null {
  const handoff = heldBy(draft, command.agent);
  if (isRefusal(handoff)) return handoff;
  const fault = targetFault(context, command);
  if (fault !== null) return fault;
  const queue = command.to_queue;
  emit(draft, 'handoff.transferred', {
    handoff_id: handoff.id,
    from_agent: command.agent,
    to_queue: queue ?? null,
    to_agent: command.to_agent ?? null,
    note: command.note !== undefined,
  });
  handoff.queue = queue ?? handoff.queue;
  handoff.hintAgent = command.to_agent ?? null;
  handoff.excluded = [command.agent];
  delete handoff.widenedAt;
  backToQueue(draft, context, 'transferred');
  return null;
}

/** Ends the handoff as `returned`; the bot goes on and is given the summary once. */
export function returnToAi(
  draft: Draft,
  context: StepContext,
  command: CommandOf<'returnToAi'>,
): Refusal | null {
  const handoff = heldBy(draft, command.agent);
  if (isRefusal(handoff)) return handoff;
  recordOutcome(draft, context, { state: 'returned', outcome: 'partial' });
  handoff.state = 'returned';
  draft.state.unreadSummary = command.summary !== undefined || command.result !== undefined;
  emit(draft, 'handoff.returned', {
    handoff_id: handoff.id,
    agent: command.agent,
    summary: command.summary !== undefined,
  });
  giveToAi(draft, context, 'returned');
  draft.say = 'returned';
  return null;
}

/** Lets an answered case sleep, at most {@link maxSnoozeMs}; its clocks pause until then, or the customer's next turn, where the policy says so. */
export function snooze(
  draft: Draft,
  context: StepContext,
  command: CommandOf<'snooze'>,
): Refusal | null {
  const handoff = heldBy(draft, command.agent);
  if (isRefusal(handoff)) return handoff;
  if (handoff.state !== 'active')
    return refuse('wrong_state', 'answer the customer once before you snooze');
  if (command.until_at <= context.at)
    return refuse('invalid_request', 'until_at must lie in the future');
  if (command.until_at > context.at + maxSnoozeMs)
    return refuse('invalid_request', 'until_at must lie within a year');
  draft.state.status = 'snoozed';
  draft.state.snoozedUntil = command.until_at;
  handoff.idleAt = command.until_at + context.policy.policy.case_idle_seconds * 1000;
  emit(draft, 'conversation.snoozed', { until_at: command.until_at, agent: command.agent });
  return null;
}

/** Ends the conversation: the bot's own, or the case of the agent who holds it, with wrap-up where the queue has one. */
export function resolve(
  draft: Draft,
  context: StepContext,
  command: CommandOf<'resolve'>,
): Refusal | null {
  const { state } = draft;
  if (state.status === 'resolved') return refuse('wrong_state', 'the conversation is resolved');
  if (isWaiting(state.handoff))
    return refuse('wrong_state', 'a handoff waits for an agent: cancel or claim it first');
  const byBot = state.owner === 'ai' && command.actor.kind !== 'agent';
  if (!byBot) {
    const handoff = heldBy(
      draft,
      state.ownerId !== null && command.actor.kind !== 'agent' ? state.ownerId : command.agent,
    );
    if (isRefusal(handoff)) return handoff;
    const fault = codeFault(context, handoff, command);
    if (fault !== null) return fault;
    endCase(draft, context, handoff, command);
  }
  closeConversation(draft, context, command);
  return null;
}

function endCase(
  draft: Draft,
  context: StepContext,
  handoff: Handoff,
  command: CommandOf<'resolve'>,
): void {
  recordOutcome(draft, context, {
    state: 'completed',
    outcome: command.outcome,
    reasonCode: command.reason_code,
    resolutionCode: command.resolution_code,
    verdict: command.verdict,
  });
  const wrapSeconds = context.facts.queues[handoff.queue]?.wrapUpSeconds ?? 0;
  if (wrapSeconds === 0) return completeHandoff(draft, handoff);
  handoff.state = 'wrapping';
  handoff.wrapUntil = context.at + wrapSeconds * 1000;
  emit(draft, 'handoff.wrapping', {
    handoff_id: handoff.id,
    agent: handoff.agent ?? '',
    until_at: handoff.wrapUntil,
  });
}

/** The end of wrap-up: the agent's capacity is free again. */
export function completeHandoff(draft: Draft, handoff: Handoff): void {
  handoff.state = 'completed';
  handoff.wrapUntil = null;
  emit(draft, 'handoff.completed', { handoff_id: handoff.id, agent: handoff.agent });
}

/** Resolved: only a customer's turn or request follows, inside the reopening window in this run, later in a new one. */
export function closeConversation(
  draft: Draft,
  context: StepContext,
  by: Pick<CommandOf<'resolve'>, 'actor' | 'outcome'> & { closedAs?: CloseWord },
): void {
  const { state } = draft;
  state.status = 'resolved';
  state.outcome = by.outcome;
  state.proposal = null;
  state.idleCloseAt = null;
  state.snoozedUntil = null;
  state.clocks = [];
  state.reopenUntil = context.at + context.policy.policy.reopen_window_seconds * 1000;
  emit(draft, 'conversation.resolved', {
    by: by.actor,
    outcome: by.outcome,
    handoff_id: state.handoff?.id ?? null,
    reopen_until_at: state.reopenUntil,
    ...(by.closedAs === undefined ? {} : { closed_as: by.closedAs }),
  });
}

/** A customer wrote to an agent: the agent owes an answer, and the case is alive. */
export function customerWroteToAgent(draft: Draft, context: StepContext): void {
  const { handoff } = draft.state;
  unsnooze(draft, context, 'customer');
  if (!isOpen(handoff)) return;
  // Also while it waits for another agent: the clock of an answer does not wait for who gives it.
  if (handoff.firstHumanMessageAt !== null) startMetric(draft, context, 'next_response');
  if (isHeld(handoff)) handoff.idleAt = context.at + context.policy.policy.case_idle_seconds * 1000;
}
