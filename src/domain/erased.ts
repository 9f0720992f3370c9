/** What is left of a conversation's state when its texts are erased: that it was there, and how it ended. */
import { emptyMemory } from './features.ts';
import type { ConversationState, Handoff } from './conversation.ts';

/** Stands where a customer's id stood. */
export const erasedCustomer = 'erased';

/** The state without what was said and who said it. Nothing is armed any more: no deadline follows. */
export function erasedState(state: ConversationState): ConversationState {
  const { intent: _, ...kept } = state;
  return {
    ...kept,
    status: 'resolved',
    chain: { length: 0, tail: null },
    customerId: state.customerId === null ? null : erasedCustomer,
    timeZone: null,
    contact: { email: false, phone: false },
    value: null,
    accountOwner: null,
    openTickets: null,
    proposal: null,
    lapsed: null,
    handoff: erasedHandoff(state.handoff),
    clocks: [],
    unreadSummary: false,
    idleCloseAt: null,
    snoozedUntil: null,
    reopenUntil: null,
    memory: emptyMemory(),
    windows: {},
  };
}

function erasedHandoff(handoff: Handoff | null): Handoff | null {
  if (handoff === null) return null;
  return {
    ...handoff,
    promise: null,
    promises: [],
    progress: null,
    meeting: null,
    idleAt: null,
    wrapUntil: null,
  };
}
