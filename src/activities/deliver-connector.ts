/** Tells a connector's other side of an event. Twice is once where the other side takes keys, else it shows the key. */
import {
  MissingSecretError,
  openConnector,
  type ConnectorParts,
} from '../adapters/connectors/all.ts';
import type { ConnectorItem } from '../adapters/connectors/connector.ts';
import {
  externalIdOf,
  linkConversation,
  listConnectors,
  readForConnector,
  type StoredConnector,
} from '../adapters/postgres/connectors.ts';
import type { DueDelivery, Sender } from '../adapters/postgres/deliveries.ts';
import { readContent } from '../adapters/postgres/deliveries-read.ts';
import type { Pool } from '../adapters/postgres/pool.ts';
import type { AttemptOutcome } from '../domain/delivery.ts';
import type { ConversationRef } from '../domain/ids.ts';

/** What the sender is built from. */
export interface ConnectorSenderParts extends ConnectorParts {
  pool: Pool;
  /** What links for agents begin with, without a trailing slash. */
  publicUrl: string;
}

/** An event with all that the other side may want of it; undefined when the conversation was erased. */
async function itemOf(
  parts: ConnectorSenderParts,
  delivery: DueDelivery,
  ref: ConversationRef,
): Promise<ConnectorItem | undefined> {
  const content = await readContent(parts.pool, ref, delivery.eventSequence ?? 0);
  if (content === undefined) return undefined;
  return {
    event: content.event,
    key: delivery.key,
    repeated: delivery.attempt > 1,
    externalId: await externalIdOf(parts.pool, delivery.target, ref.conversation),
    customer: content.customer,
    ...(await readForConnector(parts.pool, ref, content.event.sequence)),
    consoleUrl: `${parts.publicUrl}/#/conversations/${ref.conversation}`,
  };
}

async function send(
  parts: ConnectorSenderParts,
  stored: StoredConnector,
  item: ConnectorItem,
): Promise<AttemptOutcome> {
  try {
    const { outcome, externalId } = await openConnector(stored, parts).deliver(item);
    const ref = { tenant: stored.tenant, conversation: item.event.conversation_id };
    if (outcome.kind === 'delivered' && externalId !== undefined && externalId !== '')
      await linkConversation(parts.pool, stored.id, ref, externalId);
    return outcome.kind === 'delivered' && externalId
      ? { ...outcome, receipt: externalId }
      : outcome;
  } catch (error) {
    if (error instanceof MissingSecretError)
      return { kind: 'retry', status: null, error: 'secret_missing' };
    throw error;
  }
}

/** The sender of every kind of connector over its parts. */
export function createConnectorSender(parts: ConnectorSenderParts): Sender {
  return async (delivery) => {
    const { tenant, conversation, target } = delivery;
    const [stored] = await listConnectors(parts.pool, tenant, target);
    if (stored === undefined || conversation === null)
      return { kind: 'refused', status: null, error: 'the connector was removed' };
    const item = await itemOf(parts, delivery, { tenant, conversation });
    return item === undefined ? { kind: 'suppressed', error: 'erased' } : send(parts, stored, item);
  };
}
