/** The clocks of a conversation as people see them run. */
import type { z } from 'zod';
import type { clockRecord } from '../../contract/conversations.ts';
import type { ConversationState } from '../../domain/conversation.ts';

/** Every clock of the open handoff. */
export function clocksOf(state: ConversationState): z.output<typeof clockRecord>[] {
  return state.clocks.map((clock) => ({
    metric: clock.metric,
    started_at: new Date(clock.startedAt).toISOString(),
    due_at: new Date(clock.dueAt).toISOString(),
    paused: clock.pausedAt !== null,
    breached: clock.breachedAt !== null,
  }));
}
