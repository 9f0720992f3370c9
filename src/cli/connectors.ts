/** Connectors of this process, from its configuration. */
import { createConnectorSender } from '../activities/deliver-connector.ts';
import {
  MissingSecretError,
  openConnector,
  type ConnectorParts,
} from '../adapters/connectors/all.ts';
import { createHook } from '../adapters/connectors/receive.ts';
import { createSafeHttp } from '../adapters/http/safe-fetch.ts';
import type { Sender } from '../adapters/postgres/deliveries.ts';
import type { StoredConnector } from '../adapters/postgres/connectors.ts';
import type { HookRequest } from '../api/deps.ts';
import type { Config } from '../config.ts';
import type { AttemptOutcome } from '../domain/delivery.ts';
import type { Parts } from './parts.ts';

/** How connectors are opened: their secrets, and HTTP that reaches allowed addresses only. */
export function connectorPartsOf(config: Config): ConnectorParts {
  const { fetch } = createSafeHttp({ allowed: config.delivery.allowedAddresses });
  return { fetch, secrets: config.delivery.connectorSecrets };
}

/** The sender of all connectors. */
export function connectorSenderOf(config: Config, parts: Parts): Sender {
  const { publicUrl } = config;
  return createConnectorSender({ ...connectorPartsOf(config), pool: parts.pool, publicUrl });
}

/** What the API does with connectors: takes their requests and tests them. */
export function connectorDoorsOf(
  config: Config,
  parts: Pick<Parts, 'pool' | 'conversations'>,
): {
  hook: (request: HookRequest) => Promise<object>;
  testConnector: (connector: StoredConnector) => Promise<AttemptOutcome>;
} {
  const open = connectorPartsOf(config);
  return {
    hook: createHook({
      ...open,
      pool: parts.pool,
      send: (ref, type, argument) => parts.conversations.send(ref, type, argument),
      now: () => Date.now(),
    }),
    testConnector: (stored) => {
      try {
        return openConnector(stored, open).test().catch(missingSecret);
      } catch (error) {
        return Promise.resolve(missingSecret(error));
      }
    },
  };
}

function missingSecret(error: unknown) {
  if (!(error instanceof MissingSecretError)) throw error;
  return { kind: 'refused', status: null, error: 'secret_missing' } as const;
}
