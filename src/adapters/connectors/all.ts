/** Every connector by its kind, over what its tenant set up. */
import type { z } from 'zod';
import {
  chatwootConfig,
  hubspotConfig,
  slackConfig,
  webhookConnectorConfig,
  zendeskConfig,
} from '../../contract/connectors.ts';
import type { ConnectorKind } from '../../domain/connectors.ts';
import type { AttemptOutcome } from '../../domain/delivery.ts';
import type { SafeFetch } from '../http/safe-fetch.ts';
import type { StoredConnector } from '../postgres/connectors.ts';
import { chatwootConnector } from './chatwoot.ts';
import type {
  Connector,
  ConnectorItem,
  Contact,
  Delivered,
  Received,
  RefusedWish,
  Remote,
  Request,
} from './connector.ts';
import { hubspotConnector } from './hubspot.ts';
import { slackConnector } from './slack.ts';
import { webhookConnector } from './webhook.ts';
import { zendeskConnector } from './zendesk.ts';

/** A connector with its configuration and secrets in place. */
export interface OpenConnector {
  test: () => Promise<AttemptOutcome>;
  deliver: (item: ConnectorItem) => Promise<Delivered>;
  receive: (request: Request) => Received;
  tellRefusal: (refused: RefusedWish) => Promise<AttemptOutcome>;
  lookUp: (email: string, timeoutMs: number) => Promise<Contact | null>;
}

export interface ConnectorParts {
  fetch: SafeFetch;
  /** Secrets by tenant and name. */
  secrets: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

type Opener = (stored: StoredConnector, parts: ConnectorParts) => OpenConnector;

/** A secret that is not there is a mistake of whoever runs Baton; it is named, never shown. */
export class MissingSecretError extends Error {}

const notHere: AttemptOutcome = { kind: 'refused', status: null, error: 'not_supported' };

function opener<C>(connector: Connector<C>, config: z.ZodType<C>): Opener {
  return (stored, parts) => {
    const remote: Remote<C> = {
      config: config.parse(stored.config),
      secret: (name) => {
        const secret = parts.secrets[stored.tenant]?.[name];
        if (secret === undefined) throw new MissingSecretError(`no secret ${name}`);
        return secret;
      },
      fetch: parts.fetch,
    };
    return {
      test: () => connector.test(remote),
      deliver: (item) => connector.deliver?.(remote, item) ?? Promise.resolve({ outcome: notHere }),
      receive: (request) => connector.receive?.(remote, request) ?? null,
      tellRefusal: (refused) =>
        connector.tellRefusal?.(remote, refused) ?? Promise.resolve(notHere),
      lookUp: (email, timeoutMs) =>
        connector.lookUp?.(remote, email, timeoutMs) ?? Promise.resolve(null),
    };
  };
}

const openers: Record<ConnectorKind, Opener> = {
  slack: opener(slackConnector, slackConfig),
  zendesk: opener(zendeskConnector, zendeskConfig),
  hubspot: opener(hubspotConnector, hubspotConfig),
  chatwoot: opener(chatwootConnector, chatwootConfig),
  webhook: opener(webhookConnector, webhookConnectorConfig),
};

/** Opens a stored connector. */
export function openConnector(stored: StoredConnector, parts: ConnectorParts): OpenConnector {
  return openers[stored.kind](stored, parts);
}
