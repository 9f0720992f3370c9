/** Slack: a message with an accept button for each handoff, and its thread as a way to talk with the customer. */
import { createHash } from 'node:crypto';
import type { SlackConfig } from '../../contract/connectors.ts';
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

type Slack = Remote<SlackConfig>;

/** Slack answers 200 to what it refuses. Without a body it is a question. */
async function call(slack: Slack, method: string, body?: object): Promise<JsonAnswer> {
  const answer = await callJson(slack.fetch, `${slack.config.base_url}/api/${method}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${slack.secret(slack.config.token)}` },
    ...(body !== undefined && { body }),
  });
  if (answer.outcome.kind !== 'delivered' || answer.body['ok'] === true) return answer;
  const error = `slack_${field(answer.body, 'error') || 'refused'}`;
  return { ...answer, outcome: { kind: 'retry', status: 200, error } };
}

/** In Slack's own markup three signs mean something. */
function plain(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * The message that carries the key, if an attempt before was taken: its `ts`. Without the scope to read the channel
 * nothing is found, and it is said again.
 */
async function findSaid(slack: Slack, item: ConnectorItem): Promise<string | undefined> {
  if (!item.repeated) return undefined;
  const thread = item.externalId;
  const query = new URLSearchParams({
    channel: slack.config.channel,
    include_all_metadata: 'true',
    limit: '200',
    oldest: String(Math.floor(Date.parse(item.event.timestamp) / 1000) - 60),
    ...(thread !== null && { ts: thread }),
  });
  const method = thread === null ? 'conversations.history' : 'conversations.replies';
  const { body } = await call(slack, `${method}?${query.toString()}`);
  const found = listIn(body, 'messages').find(
    (message) => field(message, 'metadata', 'event_payload', 'key') === item.key,
  );
  return found === undefined ? undefined : field(found, 'ts');
}

async function announce(slack: Slack, item: ConnectorItem): Promise<Delivered> {
  const known = await findSaid(slack, item);
  if (known !== undefined) return saidBefore(known);
  const { conversation_id: conversation, data } = item.event;
  const text = `A customer waits in ${field(data, 'queue')}: ${field(data, 'reason')}`;
  const accept = {
    type: 'button',
    action_id: 'baton_accept',
    style: 'primary',
    text: { type: 'plain_text', text: 'Accept' },
    value: conversation,
  };
  const { outcome, body } = await call(slack, 'chat.postMessage', {
    channel: slack.config.channel,
    text,
    blocks: [
      {
        type: 'section',
        text: { type: 'mrkdwn', text: `${plain(text)}\n<${item.consoleUrl}|${conversation}>` },
      },
      { type: 'actions', elements: [accept] },
    ],
    metadata: { event_type: 'baton_handoff', event_payload: { key: item.key } },
  });
  return { outcome, externalId: field(body, 'ts') };
}

async function inThread(slack: Slack, item: ConnectorItem, text: string): Promise<Delivered> {
  if (item.externalId === null) return nothingToDo;
  if ((await findSaid(slack, item)) !== undefined) return saidBefore();
  const { outcome } = await call(slack, 'chat.postMessage', {
    channel: slack.config.channel,
    thread_ts: item.externalId,
    text,
    metadata: { event_type: 'baton_turn', event_payload: { key: item.key } },
  });
  return { outcome };
}

async function deliver(slack: Slack, item: ConnectorItem): Promise<Delivered> {
  const { type, data, turn } = item.event;
  switch (type) {
    case 'handoff.requested':
      return item.externalId === null
        ? announce(slack, item)
        : inThread(slack, item, 'The customer needs a person again.');
    case 'handoff.briefed':
      return inThread(slack, item, plain(item.brief.join('\n')));
    case 'handoff.accepted':
      return inThread(slack, item, `Accepted by ${field(data, 'agent')}.`);
    case 'outcome.recorded':
      return inThread(slack, item, `Ended: ${field(data, 'outcome')}.`);
    case 'sla.breached':
      return inThread(slack, item, `Too late: ${field(data, 'metric')}.`);
    default: {
      // What was written in the thread stands there already.
      if (turn === undefined || turn.id.startsWith('sl_')) return nothingToDo;
      return inThread(slack, item, `*${turn.role}*: ${plain(turn.content)}`);
    }
  }
}

const scheme: HmacScheme = {
  timeHeader: 'x-slack-request-timestamp',
  signatureHeader: 'x-slack-signature',
  prefix: 'v0=',
  before: (time) => `v0:${time}:`,
};

function payloadOf(request: Request): unknown {
  const text = request.body.toString('utf8');
  const form = (request.headers['content-type'] ?? '').startsWith(
    'application/x-www-form-urlencoded',
  );
  try {
    return JSON.parse(form ? (new URLSearchParams(text).get('payload') ?? '{}') : text);
  } catch {
    return {};
  }
}

/** The accept button of a message. */
function pressed(config: SlackConfig, payload: unknown): Wish[] {
  const [action] = (payload as { actions?: unknown[] }).actions ?? [];
  const conversation = field(action, 'value');
  const agent = config.agents[field(payload, 'user', 'id')];
  const accepts = field(action, 'action_id') === 'baton_accept' && conversation !== '';
  return accepts && agent !== undefined ? [{ kind: 'accept', at: { conversation }, agent }] : [];
}

/** A person's message in a thread of ours: an answer to the customer. */
function written(config: SlackConfig, message: unknown): Wish[] {
  const thread = field(message, 'thread_ts');
  const agent = config.agents[field(message, 'user')];
  const isPlain = field(message, 'type') === 'message' && field(message, 'subtype') === '';
  const byBot = field(message, 'bot_id') !== '';
  if (!isPlain || byBot || thread === '' || agent === undefined) return [];
  const place = `${field(message, 'channel')}/${field(message, 'ts')}`;
  const id = `sl_${createHash('sha256').update(place).digest('hex').slice(0, 40)}`;
  const content = field(message, 'text');
  return [{ kind: 'agent_reply', at: { externalId: thread }, id, agent, content }];
}

function wishesOf(config: SlackConfig, payload: unknown): Wish[] {
  return field(payload, 'type') === 'block_actions'
    ? pressed(config, payload)
    : written(config, (payload as { event?: unknown }).event);
}

function receive(slack: Slack, request: Request): Received {
  if (!isHmacSigned(scheme, slack.secret(slack.config.signing_secret), request)) return null;
  const payload = payloadOf(request);
  if (field(payload, 'type') === 'url_verification')
    return { answer: { challenge: field(payload, 'challenge') }, wishes: [] };
  return { answer: {}, wishes: wishesOf(slack.config, payload) };
}

export const slackConnector: Connector<SlackConfig> = {
  test: async (slack) => (await call(slack, 'auth.test', {})).outcome,
  deliver,
  receive,
  tellRefusal: async (slack, { externalId, text }) => {
    const { channel } = slack.config;
    const message = { channel, thread_ts: externalId, text: plain(text) };
    return (await call(slack, 'chat.postMessage', message)).outcome;
  },
};
