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
  const facts: CustomerFacts & CustomerKnowledge = { ...known, ...given(customer) };
  const { id, language, tier, value, account_owner, open_tickets } = facts;
  state.customerId = id ?? state.customerId;
  state.language = language ?? state.language;
  state.tier = tier ?? state.tier;
  if (value !== undefined) state.value = value;
  if (account_owner !== undefined) state.accountOwner = account_owner;
  if (open_tickets !== undefined) state.openTickets = open_tickets;
}

/** What the sender said; a field that is there and empty says nothing. */
function given(customer: CustomerFacts | undefined): CustomerFacts {
  return Object.fromEntries(
    Object.entries(customer ?? {}).filter(([, value]) => value !== undefined),
  );
}
