/**
 * Chatwoot: Baton as its agent bot (customers' messages in, answers out, handed to people there), and conversations of
 * other origin brought there when they need a person.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ChatwootConfig } from '../../contract/connectors.ts';
import {
  callJson,
  field,
  nothingToDo,
  type Connector,
  type ConnectorItem,
  type Delivered,
  type JsonAnswer,
  type Received,
  type Remote,
  type Request,
  type Wish,
} from './connector.ts';

type Chatwoot = Remote<ChatwootConfig>;

const toleranceSeconds = 5 * 60;

function post(chatwoot: Chatwoot, path: string, body: object): Promise<JsonAnswer> {
  const { base_url: base, account, token } = chatwoot.config;
  return callJson(chatwoot.fetch, `${base}/api/v1/accounts/${account}${path}`, {
    method: 'POST',
    headers: { api_access_token: chatwoot.secret(token) },
    body,
  });
}

async function say(chatwoot: Chatwoot, item: ConnectorItem, message: object): Promise<Delivered> {
  if (item.externalId === null) return nothingToDo;
  const path = `/conversations/${encodeURIComponent(item.externalId)}/messages`;
  return { outcome: (await post(chatwoot, path, message)).outcome };
}

async function setStatus(
  chatwoot: Chatwoot,
  item: ConnectorItem,
  status: string,
): Promise<Delivered> {
  if (item.externalId === null) return nothingToDo;
  const path = `/conversations/${encodeURIComponent(item.externalId)}/toggle_status`;
  return { outcome: (await post(chatwoot, path, { status })).outcome };
}

/** A conversation that did not come from there: a contact, a conversation, and what was said. */
async function bring(chatwoot: Chatwoot, item: ConnectorItem): Promise<Delivered> {
  const { inbox } = chatwoot.config;
  const { conversation_id: conversation } = item.event;
  const contact = await post(chatwoot, '/contacts', {
    inbox_id: inbox,
    identifier: conversation,
    name: item.customer.name ?? conversation,
    ...(item.customer.email !== undefined && { email: item.customer.email }),
  });
  if (contact.outcome.kind !== 'delivered') return { outcome: contact.outcome };
  const opened = await post(chatwoot, '/conversations', {
    inbox_id: inbox,
    contact_id: Number(field(contact.body, 'payload', 'contact', 'id')),
    status: 'open',
    custom_attributes: { baton_conversation: conversation },
  });
  const externalId = field(opened.body, 'id');
  if (opened.outcome.kind !== 'delivered' || externalId === '') return { outcome: opened.outcome };
  const said = item.transcript.map(({ role, content }) => `${role}: ${content}`).join('\n');
  const note = {
    content: `${item.consoleUrl}\n\n${said}`,
    message_type: 'outgoing',
    private: true,
  };
  await say(chatwoot, { ...item, externalId }, note);
  return { outcome: opened.outcome, externalId };
}

async function deliver(chatwoot: Chatwoot, item: ConnectorItem): Promise<Delivered> {
  const { type, data, turn } = item.event;
  switch (type) {
    case 'handoff.requested':
      return item.externalId === null ? bring(chatwoot, item) : nothingToDo;
    case 'conversation.owner_changed':
      return setStatus(chatwoot, item, field(data, 'owner') === 'ai' ? 'pending' : 'open');
    case 'conversation.resolved':
      return setStatus(chatwoot, item, 'resolved');
    case 'handoff.briefed':
      return say(chatwoot, item, {
        content: item.brief.join('\n'),
        message_type: 'outgoing',
        private: true,
      });
    default:
      // What came from there stands there already.
      if (turn === undefined || turn.id.startsWith('cw_') || turn.role === 'tool')
        return nothingToDo;
      return say(chatwoot, item, {
        content: turn.content,
        message_type: turn.role === 'customer' ? 'incoming' : 'outgoing',
        content_attributes: { baton_key: item.key },
        private: false,
      });
  }
}

function isSigned(secret: string, request: Request): boolean {
  const at = request.headers['x-chatwoot-timestamp'] ?? '';
  const given = Buffer.from(request.headers['x-chatwoot-signature'] ?? '');
  if (!/^\d{1,12}$/.test(at) || Math.abs(request.now / 1000 - Number(at)) > toleranceSeconds)
    return false;
  const digest = createHmac('sha256', secret).update(`${at}.`).update(request.body).digest('hex');
  const expected = Buffer.from(`sha256=${digest}`);
  return given.byteLength === expected.byteLength && timingSafeEqual(given, expected);
}

/** A public message with text in a conversation; null for every other event. */
function messageOf(payload: unknown): { externalId: string; content: string } | null {
  const { event, private: isPrivate } = payload as { event?: string; private?: boolean };
  const externalId = field(payload, 'conversation', 'id');
  const content = field(payload, 'content');
  const isMessage = event === 'message_created' && isPrivate !== true;
  return isMessage && externalId !== '' && content !== '' ? { externalId, content } : null;
}

function customerOf(payload: unknown): { name?: string; email?: string } {
  const [name, email] = [field(payload, 'sender', 'name'), field(payload, 'sender', 'email')];
  return { ...(name !== '' && { name }), ...(email !== '' && { email }) };
}

function wishesOf(config: ChatwootConfig, payload: unknown): Wish[] {
  const message = messageOf(payload);
  if (message === null) return [];
  const { externalId, content } = message;
  const id = `cw_${config.account}_${field(payload, 'id')}`;
  const at = { externalId };
  if (field(payload, 'message_type') === 'incoming')
    return [{ kind: 'customer_turn', at, id, content, create: true, ...customerOf(payload) }];
  // Ours come back as events too; a person's message there is a takeover (C-02).
  const isOurs = field(payload, 'content_attributes', 'baton_key') !== '';
  const agent = config.agents[field(payload, 'sender', 'id')];
  const isPersons = field(payload, 'sender', 'type') === 'user' && agent !== undefined;
  return isOurs || !isPersons ? [] : [{ kind: 'agent_reply', at, id, agent, content }];
}

function receive(chatwoot: Chatwoot, request: Request): Received {
  if (!isSigned(chatwoot.secret(chatwoot.config.signing_secret), request)) return null;
  try {
    const payload: unknown = JSON.parse(request.body.toString('utf8'));
    return { answer: {}, wishes: wishesOf(chatwoot.config, payload) };
  } catch {
    return { answer: {}, wishes: [] };
  }
}

export const chatwootConnector: Connector<ChatwootConfig> = {
  test: async (chatwoot) => {
    const { base_url: base, account, token } = chatwoot.config;
    const headers = { api_access_token: chatwoot.secret(token) };
    const url = `${base}/api/v1/accounts/${account}/inboxes`;
    return (await callJson(chatwoot.fetch, url, { method: 'GET', headers })).outcome;
  },
  deliver,
  receive,
};
