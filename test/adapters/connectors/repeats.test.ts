import { describe, expect, it } from 'vitest';
import type { ConnectorItem } from '../../../src/adapters/connectors/connector.ts';
import {
  startChatwoot,
  startHubspot,
  startSlack,
  startZendesk,
  type Fate,
} from '../../../soak/receivers.js';
import { connectorItem as item, openTestConnector as open } from '../../support/connectors.ts';

describe('an attempt whose answer was lost', () => {
  const kinds = [
    ['slack', startSlack, { channel: 'C1', signing_secret: 'slack-signing' }],
    ['zendesk', startZendesk, { user: 'bot@acme.test' }],
    ['hubspot', startHubspot, {}],
    ['chatwoot', startChatwoot, { account: 1, inbox: 3, signing_secret: 'slack-signing' }],
  ] as const;

  it.each(kinds)('is not made twice at %s: it is asked first', async (kind, start, config) => {
    const fates = { next: 'cut' as Fate };
    const server = await start(() => fates.next);
    const connector = open(kind, { base_url: server.url, token: 'token', ...config });
    const again = async (first: ConnectorItem) => {
      fates.next = 'cut';
      expect((await connector.deliver(first)).outcome.kind).toBe('retry');
      fates.next = 'take';
      const second = await connector.deliver({ ...first, repeated: true });
      expect(second.outcome.kind).toBe('delivered');
      return second.externalId ?? null;
    };
    const externalId = await again(item('handoff.requested'));
    expect(externalId).not.toBeNull();
    const before = server.taken.length;
    await again(item('handoff.briefed', { externalId, key: 'msg_2' }));
    expect(server.taken.length - before).toBe(kind === 'hubspot' ? 0 : 1);
    expect(new Set(server.taken.map(({ key }) => key)).size).toBe(server.taken.length);
    server.close();
  });
});
