import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCustomerLookup } from '../../src/adapters/crm/customer-lookup.ts';
import { createHttpAsk } from '../../src/adapters/crm/http-lookup.ts';
import { parseAllowedRanges } from '../../src/adapters/http/addresses.ts';
import { createSafeHttp } from '../../src/adapters/http/safe-fetch.ts';
import { call, keyOf, testApi, type Json } from '../support/api.ts';
import { eventually, testBaton, type TestBaton } from '../support/baton.ts';
import { setShift } from '../support/tenant.ts';

let baton: TestBaton;
let admin: string;

beforeAll(async () => {
  baton = await testBaton({
    policy: (policy) => ({
      ...policy,
      routing: {
        ...(policy['routing'] as object),
        priority: {
          by_tier: { gold: 900 },
          by_open_tickets: [
            { at_least: 1, seconds: 60 },
            { at_least: 3, seconds: 300 },
          ],
        },
      },
    }),
  });
  await setShift(baton.pool, baton.tenant);
  admin = await keyOf(baton.pool, baton.tenant, 'admin');
});
afterAll(async () => {
  await baton.close();
});

interface Asked {
  waiting: Json;
  /** Answers of the CRM that had not ended when the API answered. */
  unfinished: number;
}

/** A wish for a person of a customer of whom a CRM is asked that behaves as told. */
async function askedBeside(crm: RequestListener, id: string): Promise<Asked> {
  const open = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    open.add(response);
    response.on('finish', () => open.delete(response));
    crm(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { fetch } = createSafeHttp({ allowed: parseAllowedRanges('127.0.0.1/32') ?? [] });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/customers`;
  const api = await testApi(baton.pool, baton.conversations, {
    lookUpCustomer: createCustomerLookup({
      ask: createHttpAsk({ url, token: undefined, fetch }),
      withinMs: 300,
    }),
  });
  const path = `/v1/conversations/${id}`;
  const turn = { id: 't1', role: 'customer', content: 'I want to talk to a real person please.' };
  const body = { turn, customer: { id: `cu-${id}` } };
  const answer = await call(api.app, admin, 'POST', `${path}/turns`, { body });
  const unfinished = open.size;
  expect([200, 202]).toContain(answer.status);
  const waiting = await eventually('the case waits', async () => {
    const seen = await call(api.app, admin, 'GET', `${path}/waiting`);
    return seen.status === 200 && seen.body.waiting === true && seen.body;
  });
  server.closeAllConnections();
  server.close();
  await api.close();
  return { waiting, unfinished };
}

const fromCrm = ({ waiting }: Asked): Json[] =>
  waiting.case.precedence.contributions.filter(({ from }: Json) =>
    ['tier', 'open_tickets'].includes(from),
  );

describe('the CRM, asked on the way of a turn', () => {
  it('gives the case its precedence: tier and open tickets are head starts with their own names', async () => {
    const asked = await askedBeside((_request, response) => {
      response.end(JSON.stringify({ tier: 'gold', open_tickets: 4 }));
    }, 'known');
    expect(fromCrm(asked)).toEqual([
      { from: 'tier', seconds: 900 },
      { from: 'open_tickets', seconds: 300 },
    ]);
  });

  it.each<[string, RequestListener]>([
    ['never answers', () => undefined],
    ['begins an answer and never ends it', (_request, response) => response.write('{"tier":')],
  ])(
    'that %s holds no turn up: it is answered while the CRM is still silent',
    async (what, crm) => {
      const asked = await askedBeside(crm, what.replaceAll(' ', '-'));
      expect(fromCrm(asked)).toEqual([]);
      expect(asked.unfinished).toBe(1);
    },
  );

  it.each<[string, RequestListener]>([
    ['fails', (_request, response) => response.writeHead(500).end('{"tier":"gold"}')],
    ['answers garbage', (_request, response) => response.end('<html>gold</html>')],
    ['hangs up', (request) => request.socket.destroy()],
    [
      'sends elsewhere',
      (_request, response) => response.writeHead(302, { location: 'http://10.0.0.1/' }).end(),
    ],
  ])(
    'that %s is as good as none: the customer is unknown and the turn is taken',
    async (what, crm) => {
      expect(fromCrm(await askedBeside(crm, what.replaceAll(' ', '-')))).toEqual([]);
    },
  );
});
