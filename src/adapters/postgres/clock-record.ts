/** The clocks of a conversation as people see them run. */
import type { z } from 'zod';
import type { clockRecord } from '../../contract/conversations.ts';
import type { ConversationState } from '../../domain/conversation.ts';

/** Every clock of the open handoff; none in a state stored without any. */
export function clocksOf(state: Partial<ConversationState>): z.output<typeof clockRecord>[] {
  return (state.clocks ?? []).map((clock) => ({
    metric: clock.metric,
    started_at: new Date(clock.startedAt).toISOString(),
    due_at: new Date(clock.dueAt).toISOString(),
    paused: clock.pausedAt !== null,
    breached: clock.breachedAt !== null,
  }));
}

/** Until when it is snoozed. */
export function snoozedUntilOf({ snoozedUntil }: Partial<ConversationState>): string | null {
  return snoozedUntil == null ? null : new Date(snoozedUntil).toISOString();
}
