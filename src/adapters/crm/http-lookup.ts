/**
 * Any system that answers over HTTP: `GET {url}?tenant=…&customer=…` by the tenant's own id of the customer, answered by
 * JSON with any of `tier`, `value`, `account_owner` and `open_tickets`.
 */
import type { SafeFetch } from '../http/safe-fetch.ts';
import { knowledgeIn, type AskCustomer } from './customer-lookup.ts';

export interface HttpSource {
  url: string;
  token: string | undefined;
  fetch: SafeFetch;
}

/** Asks one HTTP address; a customer without an id is unknown there. */
export function createHttpAsk({ url, token, fetch }: HttpSource): AskCustomer {
  return async ({ tenant, id }, timeoutMs) => {
    if (id === undefined) return null;
    const address = new URL(url);
    address.searchParams.set('tenant', tenant);
    address.searchParams.set('customer', id);
    const answer = await fetch(address.href, {
      method: 'GET',
      headers: {
        accept: 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      timeoutMs,
    });
    return answer.status === 200 ? knowledgeIn(JSON.parse(answer.body)) : null;
  };
}
