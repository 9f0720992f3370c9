/** Names and types of what a conversation's workflow understands. Public: `baton-handoff/workflows` for Temporal-native callers. */
import { defineSearchAttributeKey } from '@temporalio/common';
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { CommandResult, CommandType, MessageArgument } from '../domain/commands.ts';
import type { WorkflowView } from '../domain/view.ts';
import type { Effect } from './effects.ts';

export { conversationOf, conversationWorkflowId, type ConversationRef } from '../domain/ids.ts';

/** The workflow type, as registered. */
export const conversationWorkflowType = 'conversation';

/** What starts a run. A new run, also after a close, needs no more than the reference: the rest is in Postgres. */
export interface ConversationInput {
  tenant: string;
  conversation: string;
  /** Carried over continue-as-new; absent on a first run. */
  view?: WorkflowView;
  /** Effects that were still running when the run rolled over; issued again with the same key. */
  effects?: Effect[];
  /** History events after which the run rolls over; for tests of rolling. */
  rollAfterEvents?: number;
}

/** What a finished run returns, so that a closed case tells its end without a worker. */
export interface ConversationEnd {
  status: string;
  outcome: string | null;
  epoch: number;
  turns: number;
  handoff: WorkflowView['handoff'];
}

type UpdateOf<T extends CommandType> = [MessageArgument<T>];

/** Commands that answer: available as updates and, for those who need no answer, as signals of the same name. */
export const commandDescriptions = {
  turn: 'Take one or more turns of the bot side and decide whether a person must take over.',
  requestHuman: 'Ask for a person; opens a handoff unless one is open.',
  answerProposal: "The customer's answer to a proposed handoff: yes or no.",
  cancelHandoff: 'The customer no longer wants to wait for a person.',
  chooseChannel: 'The customer chooses chat, email, meeting or callback.',
  leaveDetails: 'The customer leaves contact details.',
  bookMeeting: 'Take a slot for a meeting (epoch ms), or move the meeting there.',
  cancelMeeting: 'Give the slot of the meeting back.',
  recordMeeting: 'What became of a meeting: booked elsewhere, canceled, attended, missed.',
  makePromise: 'An agent promises to write or call by an instant (epoch ms).',
  keepPromise: 'What was promised was done.',
  acceptOffer: 'An agent accepts the offer made to them.',
  rejectOffer: 'An agent rejects the offer made to them.',
  claim: 'Take the case from the queue or from the AI, or push it to an agent.',
  reply: 'An agent writes to the customer.',
  note: 'An internal note; never reaches the customer.',
  transfer: 'An agent gives the case to a queue or to another agent.',
  returnToAi: 'An agent gives the conversation back to the AI.',
  snooze: 'An agent waits for the customer until an instant (epoch ms).',
  resolve: 'End the conversation with its outcome.',
  rate: 'The customer says how they were helped: a score from 1 (bad) to 5 (good).',
  endWrapUp: 'An agent ends the wrap-up of a resolved conversation before its time is over.',
} as const satisfies Partial<Record<CommandType, string>>;

export type AnsweredCommand = keyof typeof commandDescriptions;
export const answeredCommands = Object.keys(commandDescriptions) as AnsweredCommand[];

/** The update of a command. */
export function commandUpdate<T extends AnsweredCommand>(
  type: T,
): ReturnType<typeof defineUpdate<CommandResult, UpdateOf<T>>> {
  return defineUpdate<CommandResult, UpdateOf<T>>(type);
}

/** Signals that only the system sends, beside those with the names of the updates. */
export const systemSignals = ['offerMade', 'agentUnavailable', 'deliveryFailed', 'wakeUp'] as const;
export type SignalName = AnsweredCommand | (typeof systemSignals)[number];

/** The signal of a command, for callers that need no answer; a bad argument is logged and dropped. */
export function commandSignal(name: SignalName): ReturnType<typeof defineSignal<[unknown]>> {
  return defineSignal<[unknown]>(name);
}

/** What the Temporal UI shows; programs read Postgres through the API. */
export const conversationQuery = defineQuery<WorkflowView>('conversation');

/** Seven at most; `baton migrate` registers them. */
export const searchAttributes = {
  tenant: defineSearchAttributeKey('BatonTenant', 'KEYWORD'),
  status: defineSearchAttributeKey('BatonStatus', 'KEYWORD'),
  owner: defineSearchAttributeKey('BatonOwner', 'KEYWORD'),
  ownerId: defineSearchAttributeKey('BatonOwnerId', 'KEYWORD'),
  reason: defineSearchAttributeKey('BatonReason', 'KEYWORD'),
  epoch: defineSearchAttributeKey('BatonEpoch', 'INT'),
} as const;
