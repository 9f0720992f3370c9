/** What the tenant's CRM knows of the customer of a request, asked before the command is sent. */
import type { CustomerKnowledge } from '../domain/commands.ts';
import type { ApiDeps } from './deps.ts';

/** The part of a command that says what is known; empty where nothing is, or nothing was asked. */
export async function knownOf(
  { lookUpCustomer }: Pick<ApiDeps, 'lookUpCustomer'>,
  tenant: string,
  customer: { id?: string | undefined; email?: string | undefined } | undefined,
): Promise<{ known?: CustomerKnowledge }> {
  const { id, email } = customer ?? {};
  if (lookUpCustomer === undefined || (id === undefined && email === undefined)) return {};
  const known = await lookUpCustomer({ tenant, id, email });
  return known === null ? {} : { known };
}
