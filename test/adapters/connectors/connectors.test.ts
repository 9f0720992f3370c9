/** Every connector against a local server that answers in the other side's wire format. */
import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { ConnectorItem } from '../../../src/adapters/connectors/connector.ts';
import { signedHeaders } from '../../../src/adapters/http/webhook-message.ts';
import {
  connectorItem as item,
  hookSecret as signing,
  openTestConnector as open,
} from '../../support/connectors.ts';
import { startReceiver, type ReceivedHook, type Receiver } from '../../support/receiver.ts';

const receivers: Receiver[] = [];

afterEach(async () => {
  for (const receiver of receivers.splice(0)) await receiver.close();
});

type Answers = Record<string, unknown>;

/** Answers by method and path; everything else is 404. */
async function remote(answers: Answers): Promise<Receiver> {
  const receiver = await startReceiver(({ method, path }) => {
    const body = answers[`${method} ${path.split('?')[0] ?? ''}`];
    return body === undefined
      ? { answer: 404, body: '{}' }
      : { answer: 200, body: JSON.stringify(body) };
  });
  receivers.push(receiver);
  return receiver;
}

function said(role: 'customer' | 'agent', id: string, content: string): Partial<ConnectorItem> {
  const base = item('turn.created').event;
  const turn = { id, sequence: 2, role, content, actor: null, at: base.timestamp };
  return { event: { ...base, turn } };
}

const bodyOf = (hook: ReceivedHook | undefined) => JSON.parse(hook?.body ?? '{}');

describe('Slack', () => {
  const config = (url: string) => ({
    base_url: url,
    channel: 'C1',
    token: 'token',
    signing_secret: 'slack-signing',
    agents: { U1: 'ana' },
  });

  it('announces a handoff with an accept button, and keeps the thread for what follows', async () => {
    const server = await remote({ 'POST /api/chat.postMessage': { ok: true, ts: '17.5' } });
    const slack = open('slack', config(server.url));
    const announced = await slack.deliver(item('handoff.requested'));
    expect(announced).toMatchObject({ externalId: '17.5', outcome: { kind: 'delivered' } });
    const [post] = server.received;
    expect(post?.headers['authorization']).toBe('Bearer the-token');
    expect(bodyOf(post)).toMatchObject({
      channel: 'C1',
      blocks: [{}, { elements: [{ action_id: 'baton_accept', value: 'c1' }] }],
    });
    await slack.deliver(
      item('turn.created', { ...said('customer', 't2', 'a <b> & c'), externalId: '17.5' }),
    );
    expect(bodyOf(server.received[1])).toMatchObject({
      thread_ts: '17.5',
      text: '*customer*: a &lt;b&gt; &amp; c',
    });
    await slack.deliver(
      item('turn.created', { ...said('agent', 'sl_1', 'from the thread'), externalId: '17.5' }),
    );
    expect(server.received).toHaveLength(2);
  });

  it('tries again what Slack refuses with 200', async () => {
    const server = await remote({
      'POST /api/chat.postMessage': { ok: false, error: 'channel_not_found' },
    });
    const { outcome } = await open('slack', config(server.url)).deliver(item('handoff.requested'));
    expect(outcome).toMatchObject({ kind: 'retry', error: 'slack_channel_not_found' });
  });

  const now = 1_790_000_000_000;
  function signed(body: string, type = 'application/json', at = String(now / 1000)) {
    const digest = createHmac('sha256', 'slack-secret').update(`v0:${at}:${body}`).digest('hex');
    const headers = {
      'content-type': type,
      'x-slack-request-timestamp': at,
      'x-slack-signature': `v0=${digest}`,
    };
    return { headers, body: Buffer.from(body), now };
  }

  it('takes the button, the thread and the handshake, signed and lately, from people it knows', () => {
    const slack = open('slack', config('http://127.0.0.1:1'));
    const press = {
      type: 'block_actions',
      user: { id: 'U1' },
      actions: [{ action_id: 'baton_accept', value: 'c1' }],
    };
    const form = new URLSearchParams({ payload: JSON.stringify(press) }).toString();
    const wishes = slack.receive(signed(form, 'application/x-www-form-urlencoded'))?.wishes;
    expect(wishes).toEqual([{ kind: 'accept', at: { conversation: 'c1' }, agent: 'ana' }]);
    const message = {
      type: 'message',
      user: 'U1',
      channel: 'C1',
      ts: '18.1',
      thread_ts: '17.5',
      text: 'Hello',
    };
    const reply = (event: object) =>
      slack.receive(signed(JSON.stringify({ type: 'event_callback', event })))?.wishes;
    expect(reply(message)).toMatchObject([
      { kind: 'agent_reply', agent: 'ana', content: 'Hello', at: { externalId: '17.5' } },
    ]);
    expect(reply({ ...message, user: 'U9' })).toEqual([]);
    expect(reply({ ...message, bot_id: 'B1' })).toEqual([]);
    expect(slack.receive(signed('{"type":"url_verification","challenge":"x"}'))?.answer).toEqual({
      challenge: 'x',
    });
    expect(slack.receive({ ...signed(form), body: Buffer.from('other') })).toBeNull();
    expect(slack.receive(signed(form, 'application/json', String(now / 1000 - 400)))).toBeNull();
    expect(slack.receive({ headers: {}, body: Buffer.from(form), now })).toBeNull();
  });
});

describe('Zendesk', () => {
  it('opens a ticket with fields under the key, and adds internal notes', async () => {
    const server = await remote({
      'POST /api/v2/tickets.json': { ticket: { id: 42 } },
      'PUT /api/v2/tickets/42.json': { ticket: { id: 42 } },
      'GET /api/v2/users/me.json': { user: {} },
    });
    const zendesk = open('zendesk', {
      base_url: server.url,
      user: 'bot@acme.test',
      token: 'token',
      fields: { 77: 'queue' },
    });
    expect((await zendesk.deliver(item('handoff.requested'))).externalId).toBe('42');
    const [post] = server.received;
    expect(post?.headers['idempotency-key']).toBe('msg_1');
    expect(Buffer.from(post?.headers['authorization']?.slice(6) ?? '', 'base64').toString()).toBe(
      'bot@acme.test/token:the-token',
    );
    expect(bodyOf(post).ticket).toMatchObject({
      external_id: 'c1',
      priority: 'high',
      comment: { public: false },
      custom_fields: [{ id: 77, value: 'billing' }],
      requester: { email: 'kim@example.org' },
    });
    await zendesk.deliver(item('handoff.briefed', { externalId: '42' }));
    expect(bodyOf(server.received[1]).ticket.comment).toEqual({
      body: 'Kim was charged twice.',
      public: false,
    });
    await zendesk.deliver(item('outcome.recorded', { externalId: '42' }, { outcome: 'resolved' }));
    expect(bodyOf(server.received[2]).ticket.status).toBe('solved');
    expect(await zendesk.test()).toMatchObject({ kind: 'delivered' });
  });
});

describe('HubSpot', () => {
  it('opens a ticket and moves it to its last stage', async () => {
    const server = await remote({
      'POST /crm/v3/objects/tickets': { id: '7' },
      'PATCH /crm/v3/objects/tickets/7': { id: '7' },
    });
    const hubspot = open('hubspot', { base_url: server.url, token: 'token' });
    expect((await hubspot.deliver(item('handoff.requested'))).externalId).toBe('7');
    await hubspot.deliver(item('outcome.recorded', { externalId: '7' }));
    expect(bodyOf(server.received[1]).properties).toEqual({ hs_pipeline_stage: '4' });
  });
});

describe('Chatwoot', () => {
  const config = (url: string) => ({
    base_url: url,
    account: 1,
    inbox: 3,
    token: 'token',
    signing_secret: 'slack-signing',
    agents: { 5: 'ana' },
  });
  const api = '/api/v1/accounts/1';

  it('brings a conversation there when it needs a person, and answers in its own', async () => {
    const server = await remote({
      [`POST ${api}/contacts`]: { payload: { contact: { id: 11 } } },
      [`POST ${api}/conversations`]: { id: 12 },
      [`POST ${api}/conversations/12/messages`]: { id: 1 },
      [`POST ${api}/conversations/12/toggle_status`]: {},
    });
    const chatwoot = open('chatwoot', config(server.url));
    expect((await chatwoot.deliver(item('handoff.requested'))).externalId).toBe('12');
    expect(server.received.map(({ path }) => path)).toEqual([
      `${api}/contacts`,
      `${api}/conversations`,
      `${api}/conversations/12/messages`,
    ]);
    expect(server.received[0]?.headers['api_access_token']).toBe('the-token');
    expect(bodyOf(server.received[2]).private).toBe(true);
    await chatwoot.deliver(
      item('turn.created', { ...said('agent', 'r1', 'Hello'), externalId: '12' }),
    );
    expect(bodyOf(server.received[3])).toMatchObject({
      content: 'Hello',
      message_type: 'outgoing',
      private: false,
    });
    await chatwoot.deliver(
      item('conversation.owner_changed', { externalId: '12' }, { owner: 'queue' }),
    );
    expect(bodyOf(server.received[4])).toEqual({ status: 'open' });
  });

  it("takes customers' messages as its agent bot, and a person's message there as a takeover", () => {
    const chatwoot = open('chatwoot', config('http://127.0.0.1:1'));
    const now = 1_790_000_000_000;
    const hook = (payload: object) => {
      const body = JSON.stringify({
        event: 'message_created',
        conversation: { id: 12 },
        id: 99,
        content: 'Hi',
        ...payload,
      });
      const at = String(now / 1000);
      const digest = createHmac('sha256', 'slack-secret').update(`${at}.${body}`).digest('hex');
      const headers = { 'x-chatwoot-timestamp': at, 'x-chatwoot-signature': `sha256=${digest}` };
      return chatwoot.receive({ headers, body: Buffer.from(body), now })?.wishes;
    };
    expect(hook({ message_type: 'incoming', sender: { name: 'Kim' } })).toMatchObject([
      { kind: 'customer_turn', id: 'cw_1_99', content: 'Hi', name: 'Kim', create: true },
    ]);
    const byUser = { message_type: 'outgoing', sender: { id: 5, type: 'user' } };
    expect(hook(byUser)).toMatchObject([{ kind: 'agent_reply', agent: 'ana' }]);
    expect(hook({ ...byUser, content_attributes: { baton_key: 'msg_1' } })).toEqual([]);
    expect(hook({ ...byUser, private: true })).toEqual([]);
    expect(chatwoot.receive({ headers: {}, body: Buffer.from('{}'), now })).toBeNull();
  });
});

describe('any other system', () => {
  it('posts turns, replies and accepts, signed by Standard Webhooks', () => {
    const connector = open('webhook', {
      signing_secret: 'signing',
      agents: { 'their-ana': 'ana' },
    });
    const at = new Date();
    const post = (payload: object) => {
      const body = JSON.stringify(payload);
      const headers = signedHeaders([signing], { id: 'w1', body, at });
      return connector.receive({ headers, body: Buffer.from(body), now: at.getTime() })?.wishes;
    };
    expect(post({ conversation: 'c1', turn: { id: 't1', content: 'Hi' } })).toMatchObject([
      { kind: 'customer_turn', id: 't1' },
    ]);
    expect(
      post({ conversation: 'c1', reply: { id: 'r1', agent: 'their-ana', content: 'Hi' } }),
    ).toMatchObject([{ kind: 'agent_reply', agent: 'ana' }]);
    expect(post({ conversation: 'c1', accept: { agent: 'nobody' } })).toEqual([]);
    expect(post({ conversation: 'c1', owner: 'me' })).toEqual([]);
    expect(
      connector.receive({ headers: {}, body: Buffer.from('{}'), now: at.getTime() }),
    ).toBeNull();
  });
});

describe('a secret', () => {
  it('is only the tenant’s own, and never part of what is said of it', () => {
    const config = {
      base_url: 'http://127.0.0.1:1',
      channel: 'C',
      token: 'missing',
      signing_secret: 'missing',
    };
    const request = { headers: {}, body: Buffer.from('{}'), now: 0 };
    expect(() => open('slack', config).receive(request)).toThrow('no secret missing');
  });
});
