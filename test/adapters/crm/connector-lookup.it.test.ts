import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConnectorAsk } from '../../../src/adapters/crm/connector-lookup.ts';
import {
  createCustomerLookup,
  type AskCustomer,
} from '../../../src/adapters/crm/customer-lookup.ts';
import { signIdentity } from '../../../src/adapters/crypto/identity-token.ts';
import { parseAllowedRanges } from '../../../src/adapters/http/addresses.ts';
import { createSafeHttp } from '../../../src/adapters/http/safe-fetch.ts';
import { call, keyOf, testApi, type Json, type TestApi } from '../../support/api.ts';
import { eventually, testBaton, type TestBaton } from '../../support/baton.ts';
import { startHubspot } from '../../support/hubspot.ts';
import type { Receiver } from '../../support/receiver.ts';
import { setShift } from '../../support/tenant.ts';

const withinMs = 300;
const elsewhere: AskCustomer = () => Promise.resolve({ tier: 'elsewhere' });

let baton: TestBaton;
let api: TestApi;
let admin: string;
let hubspot: Receiver;
let connector: string;
let behaveWell: Receiver['behave'];

const wish = { id: 't1', role: 'customer', content: 'I want to talk to a real person please.' };

beforeAll(async () => {
  baton = await testBaton({
    policy: (policy) => ({
      ...policy,
      routing: {
        ...(policy['routing'] as object),
        queue_rules: [{ tier: 'customer', queue: 'sales' }],
        priority: {
          by_value: [{ at_least: 1000, seconds: 600 }],
          by_open_tickets: [{ at_least: 2, seconds: 300 }],
        },
      },
    }),
  });
  const { pool, tenant } = baton;
  admin = await keyOf(pool, tenant, 'admin');
  await pool.query(`update agents set email = 'Ben@acme.test' where tenant = $1 and id = 'ben'`, [
    tenant,
  ]);
  const kim = { lifecyclestage: 'customer', total_revenue: '1200', hubspot_owner_id: '9' };
  hubspot = await startHubspot(
    {
      contacts: { 'kim@example.org': { id: '101', properties: kim } },
      owners: { 9: 'ben@acme.test' },
      tickets: { 101: [{ closed_date: null }, { closed_date: null }] },
    },
    'the-token',
  );
  behaveWell = hubspot.behave;
  const { fetch } = createSafeHttp({ allowed: parseAllowedRanges('127.0.0.1/32') ?? [] });
  const secrets = { [tenant]: { 'hs-token': 'the-token' } };
  const ask = createConnectorAsk({ pool, fetch, secrets, otherwise: elsewhere });
  const lookUpCustomer = createCustomerLookup({ ask, withinMs });
  api = await testApi(pool, baton.conversations, { lookUpCustomer });
  const made = await call(api.app, admin, 'POST', '/v1/connectors', { body: connectorBody() });
  connector = made.body.id;
});

afterAll(async () => {
  await api.close();
  await hubspot.close();
  await baton.close();
});

function connectorBody(config: object = {}): object {
  const base = { base_url: hubspot.url, token: 'hs-token', look_up_customers: true };
  return { kind: 'hubspot', config: { ...base, ...config } };
}

async function handedOff(id: string, customer: object): Promise<Json> {
  const path = `/v1/conversations/${id}`;
  const body = { turn: wish, customer };
  const answer = await call(api.app, admin, 'POST', `${path}/turns`, { body });
  expect(answer.status).toBe(200);
  return eventually('the case waits', async () => {
    const seen = await call(api.app, admin, 'GET', `${path}/waiting`);
    return seen.status === 200 && seen.body.waiting === true && seen.body.case;
  });
}

const headStarts = (waiting: Json): Json[] =>
  waiting.precedence.contributions.filter(({ from }: Json) => /value|open_tickets/.test(from));

describe('a customer whom HubSpot knows', () => {
  it('is routed by it: queue by tier, place by value and open tickets, first offer to their owner', async () => {
    await setShift(baton.pool, baton.tenant);
    const waiting = await handedOff('hs-known', { email: 'kim@example.org' });
    expect(waiting.queue).toBe('sales');
    expect(headStarts(waiting)).toEqual([
      { from: 'value', seconds: 600 },
      { from: 'open_tickets', seconds: 300 },
    ]);
    await setShift(baton.pool, baton.tenant, 'ana', 'ben');
    const offered = await eventually('the case is offered', async () => {
      const { body } = await call(api.app, admin, 'GET', '/v1/conversations/hs-known/waiting');
      return body.case?.offer;
    });
    expect(offered.agent).toBe('ben');
    await setShift(baton.pool, baton.tenant);
  });

  it('is what the sender says where the sender says it', async () => {
    const said = { email: 'kim@example.org', tier: 'lead', value: 5 };
    const waiting = await handedOff('hs-said', said);
    expect(waiting.queue).toBe('general');
    expect(headStarts(waiting)).toEqual([{ from: 'open_tickets', seconds: 300 }]);
  });
});

describe('a visitor of the widget', () => {
  let site: { id: string; identity_secret: string };
  beforeAll(async () => {
    const body = { name: 'Shop', has_bot: false };
    site = (await call(api.app, admin, 'POST', '/v1/widget-sites', { body })).body;
  });

  /** Writes, with an identity or without; the tier of their conversation. */
  async function writes(identity?: string): Promise<string | null> {
    const opened = await call(api.app, null, 'POST', '/v1/visitor/session', {
      body: { site: site.id, identity },
    });
    const { token, conversation } = opened.body;
    const details = { body: { email: 'kim@example.org' } };
    const turn = { body: { id: `w-${conversation}`, content: 'Hello' } };
    await call(api.app, token, 'POST', '/v1/visitor/turns', turn);
    const left = await call(api.app, token, 'POST', '/v1/visitor/details', details);
    expect(left.status).toBe(200);
    await call(api.app, token, 'POST', '/v1/visitor/handoff', { body: {} });
    return tierOf(conversation);
  }

  it('is who the host page signed, and nobody by an address they typed', async () => {
    const secret = { site: site.id, secret: site.identity_secret, now: Date.now() };
    const kim = signIdentity({ subject: 'kim', email: 'kim@example.org' }, secret);
    expect(await writes(kim)).toBe('customer');
    expect(await writes()).toBeNull();
  });
});

describe('a customer about whom HubSpot says nothing', () => {
  it('is unknown, and held up by no more than the limit, while HubSpot does not answer', async () => {
    hubspot.behave = () => 'hang';
    const begun = performance.now();
    const waiting = await handedOff('hs-silent', { email: 'silent@example.org' });
    // The request still hangs for seconds; only the limit and the commit lie between.
    expect(performance.now() - begun).toBeLessThan(4_000);
    expect(hubspot.received.some(({ path }) => path.includes('silent%40'))).toBe(true);
    expect(waiting.queue).toBe('general');
    expect(headStarts(waiting)).toEqual([]);
    hubspot.behave = behaveWell;
  });

  it.each([
    ['nobody there has the address', {}, 'hs-nobody'],
    ['the secret is not given to this process', { token: 'other' }, 'hs-secret'],
  ])('is unknown where %s; nobody else is asked', async (_, config, id) => {
    const body = connectorBody(config);
    await call(api.app, admin, 'PUT', `/v1/connectors/${connector}`, { body });
    await handedOff(id, { email: `${id}@example.org` });
    expect(await tierOf(id)).toBeNull();
  });

  it('is asked for elsewhere where no connector is set to it', async () => {
    const body = connectorBody({ look_up_customers: false });
    await call(api.app, admin, 'PUT', `/v1/connectors/${connector}`, { body });
    await handedOff('hs-off', { id: 'cu-1', email: 'off@example.org' });
    expect(await tierOf('hs-off')).toBe('elsewhere');
  });
});

async function tierOf(id: string): Promise<string | null> {
  const { rows } = await baton.pool.query<{ tier: string | null }>(
    `select state->>'tier' as tier from conversations where tenant = $1 and id = $2`,
    [baton.tenant, id],
  );
  return rows[0]?.tier ?? null;
}
