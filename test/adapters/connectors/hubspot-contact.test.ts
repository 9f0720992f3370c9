import { afterEach, describe, expect, it } from 'vitest';
import { lookUpContact } from '../../../src/adapters/connectors/hubspot-contact.ts';
import { parseAllowedRanges } from '../../../src/adapters/http/addresses.ts';
import { createSafeHttp } from '../../../src/adapters/http/safe-fetch.ts';
import { hubspotConfig } from '../../../src/contract/connectors.ts';
import { openTestConnector } from '../../support/connectors.ts';
import { startHubspot, type HubspotAccount } from '../../support/hubspot.ts';
import type { Receiver } from '../../support/receiver.ts';

const closers: Receiver[] = [];
afterEach(async () => {
  for (const server of closers.splice(0)) await server.close();
});

const account: HubspotAccount = {
  contacts: {
    'kim+a@example.org': {
      id: '101',
      company: '700',
      properties: {
        lifecyclestage: 'customer',
        total_revenue: '1200.50',
        hubspot_owner_id: '9',
      },
    },
    'lee@example.org': { id: '102', company: '700', properties: {} },
    'new@example.org': { id: '103', properties: { lifecyclestage: 'lead' } },
  },
  companies: {
    700: { lifecyclestage: 'evangelist', total_revenue: '90000', hubspot_owner_id: '8' },
  },
  owners: { 8: 'ben@acme.test', 9: 'ana@acme.test' },
  tickets: {
    101: [{ closed_date: null }, { closed_date: '2026-11-01T10:00:00Z' }, { closed_date: null }],
  },
};

async function hubspot(
  timeoutMs = 10_000,
): Promise<{ server: Receiver; look: (email: string) => Promise<unknown> }> {
  const server = await startHubspot(account, 'the-token');
  closers.push(server);
  const { fetch } = createSafeHttp({ allowed: parseAllowedRanges('127.0.0.0/8') ?? [] });
  const config = hubspotConfig.parse({ base_url: server.url, token: 'token' });
  const remote = { config, fetch, secret: () => 'the-token' };
  return { server, look: (email) => lookUpContact(remote, email, timeoutMs) };
}

describe('a contact looked up by address', () => {
  it('is its tier, value, owner and open tickets; closed ones do not count', async () => {
    const { look } = await hubspot();
    expect(await look('kim+a@example.org')).toEqual({
      tier: 'customer',
      value: 1200.5,
      ownerEmail: 'ana@acme.test',
      openTickets: 2,
    });
  });

  it('has of its company what it lacks itself', async () => {
    const { look } = await hubspot();
    expect(await look('lee@example.org')).toEqual({
      tier: 'evangelist',
      value: 90000,
      ownerEmail: 'ben@acme.test',
      openTickets: 0,
    });
  });

  it('without company and owner has neither, and asks for neither', async () => {
    const { server, look } = await hubspot();
    expect(await look('new@example.org')).toEqual({
      tier: 'lead',
      value: null,
      ownerEmail: null,
      openTickets: 0,
    });
    expect(server.received.map(({ path }) => path.split('?')[0])).toEqual([
      '/crm/v3/objects/contacts/new%40example.org',
      '/crm/v3/objects/tickets/search',
    ]);
  });

  it('is nobody where no contact has the address', async () => {
    const { look } = await hubspot();
    expect(await look('nobody@example.org')).toBeNull();
  });

  it('keeps what was read where another part fails', async () => {
    const { server, look } = await hubspot();
    const { behave } = server;
    server.behave = (request) =>
      request.path.includes('/tickets/')
        ? { answer: 429, headers: { 'retry-after': '1' } }
        : behave(request);
    expect(await look('kim+a@example.org')).toMatchObject({ tier: 'customer', openTickets: null });
  });

  it.each(['hang', 'drip', 'garbage', 'close'] as const)(
    'is nobody where HubSpot does %s, within the time given',
    async (behaviour) => {
      const { server, look } = await hubspot(300);
      server.behave = () => behaviour;
      const begun = performance.now();
      expect(await look('kim+a@example.org')).toBeNull();
      expect(performance.now() - begun).toBeLessThan(2_000);
    },
  );
});

describe('the test of the connector', () => {
  const open = (url: string, look_up_customers: boolean) =>
    openTestConnector('hubspot', { base_url: url, token: 'token', look_up_customers });

  it('reads all that a look-up reads, where one is wanted', async () => {
    const { server } = await hubspot();
    expect(await open(server.url, true).test()).toMatchObject({ kind: 'delivered' });
    expect(server.received.map(({ path }) => path)).toEqual([
      '/crm/v3/objects/tickets?limit=1',
      '/crm/v3/objects/contacts?limit=1',
      '/crm/v3/objects/companies?limit=1',
      '/crm/v3/owners?limit=1',
    ]);
  });

  it('says that a right is missing', async () => {
    const { server } = await hubspot();
    const { behave } = server;
    server.behave = (request) =>
      request.path.includes('/owners') ? { answer: 403 } : behave(request);
    expect(await open(server.url, true).test()).toMatchObject({ status: 403, error: 'http_403' });
    expect(await open(server.url, false).test()).toMatchObject({ kind: 'delivered' });
  });
});
