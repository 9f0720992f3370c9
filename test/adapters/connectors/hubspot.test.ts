import { expect, it } from 'vitest';
import { lookUpContact } from '../../../src/adapters/connectors/hubspot.ts';
import { parseAllowedRanges } from '../../../src/adapters/http/addresses.ts';
import { createSafeHttp } from '../../../src/adapters/http/safe-fetch.ts';
import { hubspotConfig } from '../../../src/contract/connectors.ts';
import { startReceiver } from '../../support/receiver.ts';

it('a contact is what the CRM knows of an address, or nothing', async () => {
  const properties = {
    lifecyclestage: 'customer',
    total_revenue: '1200',
    hubspot_owner_id: '9',
  };
  const body = JSON.stringify({ results: [{ properties }] });
  const server = await startReceiver(() => ({ answer: 200, body }));
  const { fetch } = createSafeHttp({ allowed: parseAllowedRanges('127.0.0.0/8') ?? [] });
  const config = hubspotConfig.parse({ base_url: server.url, token: 'token' });
  const known = { config, fetch, secret: () => 'the-token' };
  expect(await lookUpContact(known, 'kim@example.org')).toEqual({
    tier: 'customer',
    value: 1200,
    owner: '9',
  });
  const [asked] = server.received;
  expect(asked?.path).toBe('/crm/v3/objects/contacts/search');
  expect(JSON.parse(asked?.body ?? '').filterGroups[0].filters[0]).toEqual({
    propertyName: 'email',
    operator: 'EQ',
    value: 'kim@example.org',
  });
  await server.close();
  expect(await lookUpContact(known, 'kim@example.org')).toBeNull();
});
