/** Connectors opened over loopback, and an event on its way to one. */
import { openConnector, type OpenConnector } from '../../src/adapters/connectors/all.ts';
import type { ConnectorItem } from '../../src/adapters/connectors/connector.ts';
import { parseAllowedRanges } from '../../src/adapters/http/addresses.ts';
import { createSafeHttp } from '../../src/adapters/http/safe-fetch.ts';
import { connectorWrite } from '../../src/contract/connectors.ts';

const { fetch } = createSafeHttp({ allowed: parseAllowedRanges('127.0.0.0/8') ?? [] });
/** Signs what is posted to the connector `webhook`. */
export const hookSecret = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
const secrets = {
  acme: { token: 'the-token', signing: hookSecret, 'slack-signing': 'slack-secret' },
};

/** A connector of the tenant `acme`. */
export function openTestConnector(kind: string, config: object): OpenConnector {
  const { config: whole } = connectorWrite.parse({ kind, config });
  const stored = {
    id: 'cn_1',
    tenant: 'acme',
    kind: kind as 'slack',
    config: whole as Record<string, unknown>,
    enabled: true,
    disabled_reason: null,
    failing_since: null,
    created_at: '',
  };
  return openConnector(stored, { fetch, secrets });
}

/** An event of conversation `c1`. */
export function connectorItem(
  type: string,
  more: Partial<ConnectorItem> = {},
  data: object = {},
): ConnectorItem {
  return {
    event: {
      id: 'c1:5',
      type: type as 'turn.created',
      timestamp: '2026-11-25T10:00:00.000Z',
      tenant: 'acme',
      conversation_id: 'c1',
      sequence: 5,
      data: { queue: 'billing', reason: 'customer_request', priority: 2, ...data },
    },
    key: 'msg_1',
    repeated: false,
    externalId: null,
    customer: { name: 'Kim', email: 'kim@example.org' },
    brief: ['Kim was charged twice.'],
    transcript: [{ role: 'customer', content: 'I was charged twice' }],
    consoleUrl: 'https://b.test/#/conversations/c1',
    ...more,
  };
}
