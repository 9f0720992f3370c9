/** What a conversation keeps of its customer for routing; names and addresses stay out of the state (I12). */
import type { CustomerFacts, CustomerKnowledge } from './commands.ts';
import type { Draft } from './step.ts';

/** Learns what the sender says, and where the sender says nothing, what the tenant's own systems know. */
export function learnCustomer(
  draft: Draft,
  customer: CustomerFacts | undefined,
  known: CustomerKnowledge | undefined,
): void {
  const { state } = draft;
  state.customerId = customer?.id ?? state.customerId;
  state.language = customer?.language ?? state.language;
  state.tier = customer?.tier ?? known?.tier ?? state.tier;
  const value = customer?.value ?? known?.value;
  if (value !== undefined) state.value = value;
  if (known?.account_owner !== undefined) state.accountOwner = known.account_owner;
  if (known?.open_tickets !== undefined) state.openTickets = known.open_tickets;
}
