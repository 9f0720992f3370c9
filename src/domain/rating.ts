/** What becomes of an outcome after it: the customer's rating, and whether the solution held. */
import type { CommandOf } from './commands.ts';
import { emit, refuse, type Draft, type Refusal } from './step.ts';

/** The customer says how they were helped: when it is over, or once a person helped and gave it back. */
export function rate(draft: Draft, { score }: CommandOf<'rate'>): Refusal | null {
  const { status, handoff } = draft.state;
  const helped = handoff?.firstHumanMessageAt != null && handoff.state === 'returned';
  if (status !== 'resolved' && !helped)
    return refuse('wrong_state', 'there is nothing to rate before the conversation is resolved');
  emit(draft, 'outcome.rated', { handoff_id: handoff?.id ?? null, score });
  return null;
}

/** The end of the reopening window, by time or by the customer who came back. */
export function settleOutcome(draft: Draft, durable: boolean): void {
  draft.state.reopenUntil = null;
  emit(draft, 'outcome.settled', { handoff_id: draft.state.handoff?.id ?? null, durable });
}
