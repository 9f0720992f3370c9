/** What is known, and told, at the moment a handoff begins to wait: who is there, which place, which ways. */
import { isWaiting } from './conversation.ts';
import { channelsFor } from './off-hours.ts';
import { emit, type Draft, type StepContext } from './step.ts';
import type { Staffing } from './words.ts';

/** What only the store knows of a waiting handoff at this moment. */
export interface Moment {
  staffing: Staffing;
  /** When the team is back, where its hours tell. */
  backAt: number | null;
  /** 1 is next. */
  place: number | null;
  expectedWaitSeconds: number | null;
}

/** Whether this step opened a handoff that waits. */
export function hasOpened(draft: Draft): boolean {
  return (
    isWaiting(draft.state.handoff) && draft.events.some(({ type }) => type === 'handoff.requested')
  );
}

/**
 * Keeps with a handoff just opened whether anyone is there and which ways are offered, and records what is told. Nobody
 * is promised a chat while nobody is there (C-31: the same check however the handoff came about).
 */
export function announceHandoff(draft: Draft, context: StepContext, moment: Moment): void {
  const { handoff, caseNumber } = draft.state;
  if (handoff === null) return;
  const { staffing, backAt } = moment;
  handoff.staffing = staffing;
  handoff.backAt = backAt;
  handoff.channels = channelsFor(context.policy.policy, handoff.priority, staffing);
  emit(draft, 'handoff.announced', {
    handoff_id: handoff.id,
    staffing,
    back_at: backAt,
    place: moment.place,
    expected_wait_seconds: moment.expectedWaitSeconds,
    channels: handoff.channels,
    case_number: caseNumber ?? null,
  });
}
