/** What a command answers, built from the state after its step. Pure. */
import type { Answer, HandoffView } from './commands.ts';
import { isOpen, isWaiting, type ConversationState, type Handoff } from './conversation.ts';
import { messageFor, type MessageKey, type Policy } from './policy.ts';
import { openPromises } from './promise.ts';

/** What only the store knows about a waiting handoff. */
export interface Waiting {
  position: number | null;
  estimatedWaitSeconds: number | null;
  /** What the customer may call the agent who took the case. */
  agentName?: string;
  /** The instant that the sentence names, as the customer reads it. */
  by?: string;
}

function viewOf(handoff: Handoff, policy: Policy, waiting: Waiting): HandoffView {
  return {
    id: handoff.id,
    state: handoff.state,
    reason: handoff.reason,
    queue: handoff.queue,
    priority: handoff.priority,
    agent: handoff.agent,
    position: waiting.position,
    estimated_wait_seconds: waiting.estimatedWaitSeconds,
    channels: policy.channels,
    channel: handoff.channel,
    promise:
      handoff.promise === null ? null : { id: handoff.promise.id, due_at: handoff.promise.dueAt },
    ...agreedOf(handoff),
  };
}

/** What was agreed with the customer beside a person: promises and the meeting. */
export function agreedOf(handoff: Handoff): Pick<HandoffView, 'promises' | 'meeting'> {
  const { meeting = null, meetingResult = null } = handoff;
  return {
    promises: openPromises(handoff).map(({ id, kind, dueAt }) => ({ id, kind, due_at: dueAt })),
    meeting:
      meetingResult === null
        ? null
        : {
            state: meetingResult,
            id: meeting?.id ?? null,
            starts_at: meeting?.startsAt ?? null,
            ends_at: meeting?.endsAt ?? null,
          },
  };
}

const withWait: Partial<Record<MessageKey, MessageKey>> = {
  handoff: 'handoff_with_wait',
  progress: 'progress_with_wait',
};

function sentence(
  state: ConversationState,
  policy: Policy,
  say: MessageKey | null,
  waiting: Waiting,
): string | null {
  if (say === null) return null;
  const key = (waiting.estimatedWaitSeconds === null ? undefined : withWait[say]) ?? say;
  const reason = say === 'propose' ? state.proposal?.reason : state.handoff?.reason;
  const audience = { language: state.language, reason: reason ?? null };
  const text = messageFor(policy, key, audience, valuesOf(state.handoff, waiting));
  return text === '' ? null : text;
}

function valuesOf(handoff: Handoff | null, waiting: Waiting): Record<string, string> {
  const { estimatedWaitSeconds: seconds, position } = waiting;
  return {
    queue: handoff?.queue ?? '',
    position: String(position ?? ''),
    wait_minutes: String(Math.max(1, Math.ceil((seconds ?? 0) / 60))),
    name: waiting.agentName ?? handoff?.agent ?? '',
    by: waiting.by ?? '',
  };
}

/** The answer to any command. The latest handoff is given with its state, also after it ended. */
export function answerOf(
  state: ConversationState,
  policy: Policy,
  say: MessageKey | null,
  waiting: Waiting,
): Answer {
  const { handoff } = state;
  return {
    owner: state.owner,
    owner_id: state.ownerId,
    epoch: state.epoch,
    status: state.status,
    handoff: handoff === null ? null : viewOf(handoff, policy, waiting),
    say_to_customer: sentence(state, policy, say, waiting),
  };
}

/** Whether the answer needs position and expected wait. */
export function needsWaiting(state: ConversationState): boolean {
  return isOpen(state.handoff) && isWaiting(state.handoff);
}
