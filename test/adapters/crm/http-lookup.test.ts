import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { parseAllowedRanges } from '../../../src/adapters/http/addresses.ts';
import { createSafeHttp } from '../../../src/adapters/http/safe-fetch.ts';
import {
  createCustomerLookup,
  type CustomerLookup,
} from '../../../src/adapters/crm/customer-lookup.ts';
import { createHttpAsk } from '../../../src/adapters/crm/http-lookup.ts';

const customer = { tenant: 'acme', id: 'cu-1' };
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function crm(answer: RequestListener, withinMs = 2_000): Promise<CustomerLookup> {
  const server: Server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const http = createSafeHttp({ allowed: parseAllowedRanges('127.0.0.1/32') ?? [] });
  closers.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  const url = `http://127.0.0.1:${port}/customers?source=baton`;
  const ask = createHttpAsk({ url, token: 's3cret', fetch: http.fetch });
  return createCustomerLookup({ ask, withinMs });
}

describe('the lookup', () => {
  it('asks with tenant, customer and token, once for the turns of a while', async () => {
    const asked: string[] = [];
    const look = await crm((request, response) => {
      asked.push(`${request.url ?? ''} ${request.headers.authorization ?? ''}`);
      response.end(
        JSON.stringify({ tier: 'gold', value: 900, account_owner: 'ana', open_tickets: 2 }),
      );
    });
    const known = { tier: 'gold', value: 900, account_owner: 'ana', open_tickets: 2 };
    expect(await look(customer)).toEqual(known);
    expect(await look(customer)).toEqual(known);
    expect(asked).toEqual(['/customers?source=baton&tenant=acme&customer=cu-1 Bearer s3cret']);
  });

  it.each([
    [
      'an error',
      (_: unknown, response: { statusCode: number; end: (text: string) => void }) => {
        response.statusCode = 500;
        response.end('{"tier":"gold"}');
      },
    ],
    [
      'what is not JSON',
      (_: unknown, response: { end: (text: string) => void }) => {
        response.end('<html>');
      },
    ],
  ])('takes %s for unknown', async (_, answer) => {
    const look = await crm(answer);
    expect(await look(customer)).toBeNull();
  });

  it('asks nobody for a customer who has no id there', async () => {
    const asked: string[] = [];
    const look = await crm((request, response) => {
      asked.push(request.url ?? '');
      response.end('{"tier":"gold"}');
    });
    expect(await look({ tenant: 'acme', email: 'kim@example.org' })).toBeNull();
    expect(asked).toEqual([]);
  });

  it('leaves out a field of the wrong kind and keeps the rest', async () => {
    const look = await crm((_, response) => {
      response.end(JSON.stringify({ tier: 7, value: '12', open_tickets: 1, account_owner: 'a b' }));
    });
    expect(await look(customer)).toEqual({ open_tickets: 1 });
  });

  it('is unknown at its limit, and what comes later serves the next turn', async () => {
    let answerIt = (): void => undefined;
    const look = await crm((_, response) => {
      answerIt = () => {
        response.end('{"tier":"gold"}');
      };
    }, 50);
    expect(await look(customer)).toBeNull();
    answerIt();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await look(customer)).toEqual({ tier: 'gold' });
  });
});
