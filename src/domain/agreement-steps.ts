/** What is agreed with a customer by a command of its own: promises of agents, meetings. */
import { heldBy, isRefusal, maxSnoozeMs } from './agent-steps.ts';
import type { Command, CommandOf } from './commands.ts';
import { bookMeeting, cancelMeeting, recordMeeting } from './meeting-steps.ts';
import {
  keepPromises,
  makePromise as addPromise,
  maxOpenPromises,
  openPromises,
} from './promise.ts';
import { refuse, type Draft, type Refusal, type StepContext } from './step.ts';

/** "We will write by 14:00": the customer is told, and a timer holds the agent to it. */
function makePromise(
  draft: Draft,
  context: StepContext,
  command: CommandOf<'makePromise'>,
): Refusal | null {
  const handoff = heldBy(draft, command.agent);
  if (isRefusal(handoff)) return handoff;
  if (command.due_at <= context.at || command.due_at > context.at + maxSnoozeMs)
    return refuse('invalid_request', 'due_at must lie in the future and within a year');
  if (openPromises(handoff).length >= maxOpenPromises)
    return refuse('wrong_state', `${maxOpenPromises} promises are open already`);
  handoff.firstHumanActionAt ??= context.at;
  addPromise(draft, handoff, {
    id: context.ids.promise,
    kind: command.kind,
    channel: handoff.channel,
    dueAt: command.due_at,
    onBroken: ['tell_customer', 'raise_priority'],
  });
  draft.say = 'promise_made';
  draft.sayAt = command.due_at;
  return null;
}

/** What was promised was done in a way that Baton cannot see, such as a call. */
function keepPromise(
  draft: Draft,
  context: StepContext,
  command: CommandOf<'keepPromise'>,
): Refusal | null {
  const handoff = heldBy(draft, command.agent);
  if (isRefusal(handoff)) return handoff;
  const meant = openPromises(handoff).some((promise) => promise.id === command.promise_id);
  if (!meant) return refuse('wrong_state', `no promise ${command.promise_id} is open`);
  keepPromises(draft, context.at, (promise) => promise.id === command.promise_id);
  return null;
}

/** The commands of this file and of meetings. */
export type Agreement = Extract<
  Command,
  { type: 'makePromise' | 'keepPromise' | 'bookMeeting' | 'cancelMeeting' | 'recordMeeting' }
>;

/** One line per command. */
export function agree(draft: Draft, context: StepContext, command: Agreement): Refusal | null {
  switch (command.type) {
    case 'makePromise':
      return makePromise(draft, context, command);
    case 'keepPromise':
      return keepPromise(draft, context, command);
    case 'bookMeeting':
      return bookMeeting(draft, context, command);
    case 'cancelMeeting':
      return cancelMeeting(draft, command);
    case 'recordMeeting':
      return recordMeeting(draft, context, command);
  }
}
