/** The CRM that a tenant connected, asked by the customer's address; a tenant without one is asked elsewhere. */
import { openConnector, type ConnectorParts } from '../connectors/all.ts';
import { agentWithEmail } from '../postgres/agents.ts';
import { findLookupConnector, type StoredConnector } from '../postgres/connectors.ts';
import type { Pool } from '../postgres/pool.ts';
import { knowledgeIn, type AskCustomer } from './customer-lookup.ts';

export interface ConnectorSource extends ConnectorParts {
  pool: Pool;
  /** Who is asked for tenants without a connector that looks customers up. */
  otherwise: AskCustomer | undefined;
}

/** For so long a tenant without such a connector is not asked about again: turns wait for this. */
const absentMs = 15_000;

/** The tenant's connector that looks customers up. */
function sourcesIn(pool: Pool): (tenant: string) => Promise<StoredConnector | undefined> {
  const absentUntil = new Map<string, number>();
  return async (tenant) => {
    if ((absentUntil.get(tenant) ?? 0) > Date.now()) return undefined;
    const stored = await findLookupConnector(pool, tenant);
    if (stored === undefined) absentUntil.set(tenant, Date.now() + absentMs);
    return stored;
  };
}

/**
 * Asks the connector that the tenant set to look customers up. Its account owner is the agent with the same address.
 * Where there is such a connector nobody else is asked, also when it does not know the customer.
 */
export function createConnectorAsk({ otherwise, pool, ...parts }: ConnectorSource): AskCustomer {
  const sourceOf = sourcesIn(pool);
  return async (customer, timeoutMs) => {
    const { tenant, email } = customer;
    const stored = await sourceOf(tenant);
    if (stored === undefined) return (await otherwise?.(customer, timeoutMs)) ?? null;
    if (email === undefined) return null;
    const contact = await openConnector(stored, parts).lookUp(email, timeoutMs);
    if (contact === null) return null;
    const { tier, value, ownerEmail, openTickets } = contact;
    const owner = ownerEmail && (await agentWithEmail(pool, tenant, ownerEmail));
    return knowledgeIn({ tier, value, account_owner: owner, open_tickets: openTickets });
  };
}
