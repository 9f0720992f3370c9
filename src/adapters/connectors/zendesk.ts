/** Zendesk: a ticket for each conversation that needs a person, with fields and internal notes. */
import type { ZendeskConfig } from '../../contract/connectors.ts';
import {
  callJson,
  field,
  listIn,
  nothingToDo,
  priorityOf,
  saidBefore,
  type Connector,
  type ConnectorItem,
  type Delivered,
  type JsonAnswer,
  type Remote,
} from './connector.ts';

type Zendesk = Remote<ZendeskConfig>;

function call(
  zendesk: Zendesk,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  more: { body?: unknown; key?: string } = {},
): Promise<JsonAnswer> {
  const { base_url: base, user, token } = zendesk.config;
  const login = Buffer.from(`${user}/token:${zendesk.secret(token)}`).toString('base64');
  return callJson(zendesk.fetch, `${base}/api/v2${path}`, {
    method,
    headers: {
      authorization: `Basic ${login}`,
      // Zendesk answers a repeated creation with the first ticket for two hours.
      ...(more.key !== undefined && { 'idempotency-key': more.key }),
    },
    body: more.body,
  });
}

async function open(zendesk: Zendesk, item: ConnectorItem): Promise<Delivered> {
  const { conversation_id: conversation, data } = item.event;
  const values = {
    conversation,
    reason: field(data, 'reason'),
    queue: field(data, 'queue'),
    priority: field(data, 'priority'),
  };
  const said = item.transcript.map(({ role, content }) => `${role}: ${content}`).join('\n');
  const { email, name } = item.customer;
  const ticket = {
    subject: `Handoff ${conversation}: ${values.reason}`,
    external_id: conversation,
    comment: { body: `${item.consoleUrl}\n\n${said}`, public: false },
    priority: priorityOf(data, ['urgent', 'high', 'normal', 'low']),
    tags: zendesk.config.tags,
    custom_fields: Object.entries(zendesk.config.fields).map(([id, what]) => ({
      id: Number(id),
      value: values[what],
    })),
    ...(email !== undefined && { requester: { email, name: name ?? email } }),
  };
  const { outcome, body } = await call(zendesk, 'POST', '/tickets.json', {
    body: { ticket },
    key: item.key,
  });
  return { outcome, externalId: field(body, 'ticket', 'id') };
}

/** Whether an attempt before changed the ticket: changes carry their key in the metadata of their audit. */
async function isChanged(zendesk: Zendesk, ticket: string, key: string): Promise<boolean> {
  const { body } = await call(zendesk, 'GET', `/tickets/${ticket}/audits.json?sort_order=desc`);
  return listIn(body, 'audits').some(
    (audit) => field(audit, 'metadata', 'custom', 'baton_key') === key,
  );
}

async function change(zendesk: Zendesk, item: ConnectorItem, change: object): Promise<Delivered> {
  if (item.externalId === null) return nothingToDo;
  const id = encodeURIComponent(item.externalId);
  if (item.repeated && (await isChanged(zendesk, id, item.key))) return saidBefore();
  const ticket = { ...change, metadata: { baton_key: item.key } };
  const path = `/tickets/${id}.json`;
  return { outcome: (await call(zendesk, 'PUT', path, { body: { ticket } })).outcome };
}

const note = (body: string): { comment: object } => ({ comment: { body, public: false } });

async function deliver(zendesk: Zendesk, item: ConnectorItem): Promise<Delivered> {
  const { type, data, turn } = item.event;
  if (type === 'handoff.requested')
    return item.externalId === null
      ? open(zendesk, item)
      : change(zendesk, item, { status: 'open', ...note('The customer needs a person again.') });
  if (type === 'handoff.briefed') return change(zendesk, item, note(item.brief.join('\n')));
  if (type === 'outcome.recorded')
    return change(zendesk, item, { status: 'solved', ...note(`Ended: ${field(data, 'outcome')}`) });
  if (turn === undefined) return nothingToDo;
  return change(zendesk, item, note(`${turn.role}: ${turn.content}`));
}

export const zendeskConnector: Connector<ZendeskConfig> = {
  test: async (zendesk) => (await call(zendesk, 'GET', '/users/me.json')).outcome,
  deliver,
};
