/**
 * Chatwoot: Baton as its agent bot (customers' messages in, answers out, handed to people there), and conversations of
 * other origin brought there when they need a person.
 */
import type { ChatwootConfig } from '../../contract/connectors.ts';
import {
  callJson,
  field,
  listIn,
  nothingToDo,
  saidBefore,
  type Connector,
  type ConnectorItem,
  type Delivered,
  type JsonAnswer,
  type Received,
  type Remote,
  type Request,
  type Wish,
} from './connector.ts';
import { isHmacSigned, type HmacScheme } from './signature.ts';

type Chatwoot = Remote<ChatwootConfig>;

/** With a body a post, without one a question. */
function ask(chatwoot: Chatwoot, path: string, body?: object): Promise<JsonAnswer> {
  const { base_url: base, account, token } = chatwoot.config;
  return callJson(chatwoot.fetch, `${base}/api/v1/accounts/${account}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { api_access_token: chatwoot.secret(token) },
    ...(body !== undefined && { body }),
  });
}

function messagesOf(externalId: string): string {
  return `/conversations/${encodeURIComponent(externalId)}/messages`;
}

/** Whether a message with this key stands there; of the last twenty, which Chatwoot gives. */
async function isSaid(chatwoot: Chatwoot, externalId: string, key: string): Promise<boolean> {
  const { body } = await ask(chatwoot, messagesOf(externalId));
  const messages = listIn(body, 'payload');
  return messages.some((message) => field(message, 'content_attributes', 'baton_key') === key);
}

async function say(chatwoot: Chatwoot, item: ConnectorItem, message: object): Promise<Delivered> {
  const { externalId, key, repeated } = item;
  if (externalId === null) return nothingToDo;
  if (repeated && (await isSaid(chatwoot, externalId, key))) return saidBefore();
  const keyed = { ...message, content_attributes: { baton_key: key } };
  return { outcome: (await ask(chatwoot, messagesOf(externalId), keyed)).outcome };
}

async function setStatus(
  chatwoot: Chatwoot,
  item: ConnectorItem,
  status: string,
): Promise<Delivered> {
  if (item.externalId === null) return nothingToDo;
  const path = `/conversations/${encodeURIComponent(item.externalId)}/toggle_status`;
  return { outcome: (await ask(chatwoot, path, { status })).outcome };
}

/** The contact of a conversation: made, or found where an attempt before made it. */
async function contactFor(
  chatwoot: Chatwoot,
  item: ConnectorItem,
): Promise<{ id: string; outcome: JsonAnswer['outcome'] }> {
  const { conversation_id: conversation } = item.event;
  if (item.repeated) {
    const query = new URLSearchParams({ q: conversation }).toString();
    const { body } = await ask(chatwoot, `/contacts/search?${query}`);
    const known = listIn(body, 'payload').find((one) => field(one, 'identifier') === conversation);
    if (known !== undefined) return { id: field(known, 'id'), outcome: saidBefore().outcome };
  }
  const { outcome, body } = await ask(chatwoot, '/contacts', {
    inbox_id: chatwoot.config.inbox,
    identifier: conversation,
    name: item.customer.name ?? conversation,
    ...(item.customer.email !== undefined && { email: item.customer.email }),
  });
  return { id: field(body, 'payload', 'contact', 'id'), outcome };
}

/** The conversation of a contact: made, or found where an attempt before made it. */
async function openFor(
  chatwoot: Chatwoot,
  item: ConnectorItem,
  contact: string,
): Promise<Delivered> {
  const { conversation_id: conversation } = item.event;
  if (item.repeated) {
    const { body } = await ask(chatwoot, `/contacts/${encodeURIComponent(contact)}/conversations`);
    const known = listIn(body, 'payload').find(
      (one) => field(one, 'custom_attributes', 'baton_conversation') === conversation,
    );
    if (known !== undefined) return saidBefore(field(known, 'id'));
  }
  const { outcome, body } = await ask(chatwoot, '/conversations', {
    inbox_id: chatwoot.config.inbox,
    contact_id: Number(contact),
    status: 'open',
    custom_attributes: { baton_conversation: conversation },
  });
  return { outcome, externalId: field(body, 'id') };
}

/** A conversation that did not come from there: a contact, a conversation, and what was said. */
async function bring(chatwoot: Chatwoot, item: ConnectorItem): Promise<Delivered> {
  const contact = await contactFor(chatwoot, item);
  if (contact.outcome.kind !== 'delivered') return { outcome: contact.outcome };
  const { outcome, externalId = '' } = await openFor(chatwoot, item, contact.id);
  if (outcome.kind !== 'delivered' || externalId === '') return { outcome };
  const said = item.transcript.map(({ role, content }) => `${role}: ${content}`).join('\n');
  const note = {
    content: `${item.consoleUrl}\n\n${said}`,
    message_type: 'outgoing',
    private: true,
  };
  await say(chatwoot, { ...item, externalId }, note);
  return { outcome, externalId };
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
        private: false,
      });
  }
}

const scheme: HmacScheme = {
  timeHeader: 'x-chatwoot-timestamp',
  signatureHeader: 'x-chatwoot-signature',
  prefix: 'sha256=',
  before: (time) => `${time}.`,
};

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
  const secret = chatwoot.secret(chatwoot.config.signing_secret);
  if (!isHmacSigned(scheme, secret, request)) return null;
  try {
    const payload: unknown = JSON.parse(request.body.toString('utf8'));
    return { answer: {}, wishes: wishesOf(chatwoot.config, payload) };
  } catch {
    return { answer: {}, wishes: [] };
  }
}

export const chatwootConnector: Connector<ChatwootConfig> = {
  test: async (chatwoot) => {
    return (await ask(chatwoot, '/inboxes')).outcome;
  },
  deliver,
  receive,
  tellRefusal: async (chatwoot, { externalId, text }) => {
    const note = { content: text, message_type: 'outgoing', private: true };
    return (await ask(chatwoot, messagesOf(externalId), note)).outcome;
  },
};
