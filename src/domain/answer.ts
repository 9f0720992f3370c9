/** What a command answers, built from the state after its step. Pure. */
import type { Answer, HandoffView } from './commands.ts';
import { showCaseNumber } from './case-number.ts';
import { isOpen, isWaiting, type ConversationState, type Handoff } from './conversation.ts';
import { messageFor, type MessageKey, type Policy } from './policy.ts';
import { openPromises } from './promise.ts';
import type { Channel, Staffing } from './words.ts';

/** What only the store knows about a waiting handoff. */
export interface Waiting {
  position: number | null;
  estimatedWaitSeconds: number | null;
  /** What the customer may call the agent who took the case. */
  agentName?: string;
  /** Whether anyone is there to take it; absent when it isn't waiting. */
  staffing?: Staffing;
  backAt?: number | null;
  /** `backAt` as the customer reads it: `Monday 09:00`. */
  backAtText?: string;
  /** The instant that the sentence names, as the customer reads it. */
  by?: string;
}

/** A handoff as callers see it. */
export function handoffViewOf(
  { handoff, caseNumber }: ConversationState,
  channels: Channel[],
  waiting: Waiting,
): HandoffView | null {
  if (handoff === null) return null;
  return {
    id: handoff.id,
    state: handoff.state,
    reason: handoff.reason,
    queue: handoff.queue,
    priority: handoff.priority,
    agent: handoff.agent,
    position: waiting.position,
    estimated_wait_seconds: waiting.estimatedWaitSeconds,
    channels: handoff.channels ?? channels,
    channel: handoff.channel,
    promise:
      handoff.promise === null ? null : { id: handoff.promise.id, due_at: handoff.promise.dueAt },
    ...agreedOf(handoff),
    staffing: waiting.staffing ?? null,
    back_at: waiting.backAt ?? null,
    case_number: caseNumber ?? null,
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
  progress: 'progress_with_wait',
};

function sentence(
  state: ConversationState,
  policy: Policy,
  say: MessageKey | null,
  waiting: Waiting,
): string | null {
  if (say === null) return null;
  const reason = say === 'propose' ? state.proposal?.reason : state.handoff?.reason;
  const audience = { language: state.language, reason: reason ?? null };
  const values = valuesOf(state, waiting);
  const texts = keysOf(say, waiting).map((key) => messageFor(policy, key, audience, values));
  return texts.find((text) => text !== '') ?? null;
}

function keysOf(say: MessageKey, waiting: Waiting): MessageKey[] {
  if (say === 'handoff') return handoffKeys(waiting);
  const longer = waiting.estimatedWaitSeconds === null ? undefined : withWait[say];
  return longer === undefined ? [say] : [longer, say];
}

/** The closest words for the moment first; a policy that lacks them falls back to the next. */
function handoffKeys({ staffing, backAtText, estimatedWaitSeconds }: Waiting): MessageKey[] {
  const isAway = staffing !== undefined && staffing !== 'staffed';
  return [
    ...(isAway && backAtText !== undefined ? (['handoff_back_at'] as const) : []),
    ...(isAway ? (['handoff_outside_hours'] as const) : []),
    ...(!isAway && estimatedWaitSeconds !== null ? (['handoff_with_wait'] as const) : []),
    'handoff',
  ];
}

function minutesOf(seconds: number | null): string {
  return String(Math.max(1, Math.ceil((seconds ?? 0) / 60)));
}

function shownNumber(number: string | null | undefined): string {
  return number == null ? '' : showCaseNumber(number);
}

function valuesOf(
  { handoff, caseNumber }: ConversationState,
  waiting: Waiting,
): Record<string, string> {
  const { estimatedWaitSeconds: seconds, position } = waiting;
  return {
    queue: handoff?.queue ?? '',
    position: String(position ?? ''),
    wait_minutes: minutesOf(seconds),
    name: waiting.agentName ?? handoff?.agent ?? '',
    back_at: waiting.backAtText ?? '',
    case_number: shownNumber(caseNumber),
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
  return {
    owner: state.owner,
    owner_id: state.ownerId,
    epoch: state.epoch,
    status: state.status,
    handoff: handoffViewOf(state, policy.channels, waiting),
    say_to_customer: sentence(state, policy, say, waiting),
  };
}

/** Whether the answer needs position and expected wait. */
export function needsWaiting(state: ConversationState): boolean {
  return isOpen(state.handoff) && isWaiting(state.handoff);
}
