/** What a conversation learns of its customer: what the sender says, and what the tenant's own systems know. */
import type { CustomerFacts, CustomerKnowledge } from './commands.ts';
import { learnCustomer as learnSaid } from './customer-steps.ts';
import type { Draft } from './step.ts';

/** Learns what the sender says, and where the sender says nothing, what the tenant's own systems know. */
export function learnCustomer(
  draft: Draft,
  customer: CustomerFacts | undefined,
  known: CustomerKnowledge | undefined,
): void {
  learnSaid(draft, customer);
  if (known === undefined) return;
  const { state } = draft;
  const { account_owner: owner, open_tickets: tickets } = known;
  if (customer?.tier === undefined) state.tier = known.tier ?? state.tier;
  if (customer?.value === undefined && known.value !== undefined) state.value = known.value;
  if (owner !== undefined) state.accountOwner = owner;
  if (tickets !== undefined) state.openTickets = tickets;
}
