/** What a customer does with the case of theirs: cancels it, chooses how to be reached, leaves details. */
import type { Command, CommandOf, CustomerFacts } from './commands.ts';
import { isOpen, isWaiting, type Handoff } from './conversation.ts';
import { giveUpWaiting } from './handoff.ts';
import { offerMeeting } from './meeting-steps.ts';
import type { MessageKey } from './policy.ts';
import { openPromises, promiseWithChannel, withdrawPromises } from './promise.ts';
import { rate } from './rating.ts';
import { preferAssistant } from './turn-step.ts';
import { emit, refuse, type Draft, type Refusal, type StepContext } from './step.ts';

/** Keeps the facts routing needs; names and addresses stay out of the state (I12). */
export function learnCustomer(draft: Draft, customer: CustomerFacts | undefined): void {
  if (customer === undefined) return;
  const { state } = draft;
  state.customerId = customer.id ?? state.customerId;
  state.language = customer.language ?? state.language;
  state.tier = customer.tier ?? state.tier;
  if (customer.value !== undefined) state.value = customer.value;
  state.timeZone = customer.time_zone ?? state.timeZone ?? null;
  if (customer.email !== undefined) knowContact(draft, { email: true });
}

function knowContact(draft: Draft, more: { email?: boolean; phone?: boolean }): void {
  draft.state.contact = { email: false, phone: false, ...draft.state.contact, ...more };
}

/** The customer no longer wants to wait: the AI goes on. */
function cancelHandoff(
  draft: Draft,
  context: StepContext,
  command: CommandOf<'cancelHandoff'>,
): Refusal | null {
  const { handoff } = draft.state;
  if (!isWaiting(handoff)) return refuse('wrong_state', 'no handoff waits that could be canceled');
  emit(draft, 'handoff.canceled', {
    handoff_id: handoff.id,
    by: command.actor,
    reached: handoff.state,
  });
  giveUpWaiting(draft, context, { state: 'canceled', outcome: 'no_issue', cause: 'canceled' });
  preferAssistant(draft.state);
  draft.say = 'canceled';
  return null;
}

/** The customer chooses another way to be reached; the case, its place and its clocks stay as they are. */
function chooseChannel(
  draft: Draft,
  context: StepContext,
  command: CommandOf<'chooseChannel'>,
): Refusal | null {
  const { handoff } = draft.state;
  if (!isOpen(handoff) || draft.state.status === 'resolved')
    return refuse('wrong_state', 'no handoff is open');
  if (handoff.channel === command.channel) return null;
  withdrawPromises(draft, 'channel_changed', (promise) => promise.channel === handoff.channel);
  handoff.channel = command.channel;
  draft.state.channel = command.channel;
  emit(draft, 'handoff.channel_chosen', { handoff_id: handoff.id, channel: command.channel });
  draft.say = openChannel(draft, context, handoff);
  return null;
}

/** A channel with an address promises nothing before the address is there: then it asks for it. */
function openChannel(draft: Draft, context: StepContext, handoff: Handoff): MessageKey {
  const known = draft.state.contact ?? { email: false, phone: false };
  if (handoff.channel === 'chat') return 'channel_chat';
  if (handoff.channel === 'email' && !known.email) return 'channel_email_address';
  if (handoff.channel === 'callback' && !known.phone) return 'channel_callback_number';
  if (handoff.channel === 'meeting') offerMeeting(draft, handoff);
  else sayUntil(draft, promiseWithChannel(draft, context, handoff)?.dueAt);
  return `channel_${handoff.channel}`;
}

function sayUntil(draft: Draft, dueAt: number | undefined): void {
  if (dueAt !== undefined) draft.sayAt = dueAt;
}

/** How to reach the customer. What the chosen channel waited for is promised with it. */
function leaveDetails(
  draft: Draft,
  context: StepContext,
  command: CommandOf<'leaveDetails'>,
): Refusal | null {
  const { handoff } = draft.state;
  if (!isOpen(handoff)) return refuse('wrong_state', 'no handoff is open');
  const fields = (['name', 'email', 'phone'] as const).filter((key) => command[key] !== undefined);
  if (command.email !== undefined) knowContact(draft, { email: true });
  if (command.phone !== undefined) knowContact(draft, { phone: true });
  emit(draft, 'handoff.details_left', { handoff_id: handoff.id, fields });
  const promised = openPromises(handoff).some((promise) => promise.channel === handoff.channel);
  const waits = handoff.channel === 'email' || handoff.channel === 'callback';
  const isDue = waits && !promised && handoff.state !== 'wrapping';
  draft.say = isDue ? openChannel(draft, context, handoff) : 'details_saved';
  return null;
}

/** What a customer may choose about their case. */
export type Choice = Extract<
  Command,
  { type: 'cancelHandoff' | 'chooseChannel' | 'leaveDetails' | 'rate' }
>;

/** One line per command. */
export function choose(draft: Draft, context: StepContext, command: Choice): Refusal | null {
  switch (command.type) {
    case 'cancelHandoff':
      return cancelHandoff(draft, context, command);
    case 'chooseChannel':
      return chooseChannel(draft, context, command);
    case 'leaveDetails':
      return leaveDetails(draft, context, command);
    case 'rate':
      return rate(draft, command);
  }
}
