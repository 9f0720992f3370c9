/** What other systems post, up to the customer and back: signed requests, a worker, and servers in their wire format. */
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConnectorSender } from '../../../src/activities/deliver-connector.ts';
import { createHook, type HookParts } from '../../../src/adapters/connectors/receive.ts';
import { parseAllowedRanges } from '../../../src/adapters/http/addresses.ts';
import { createSafeHttp } from '../../../src/adapters/http/safe-fetch.ts';
import { addConnector, conversationAt } from '../../../src/adapters/postgres/connectors.ts';
import { connectorWrite } from '../../../src/contract/connectors.ts';
import type { ConnectorKind } from '../../../src/domain/connectors.ts';
import { BatonError, errorCatalogue } from '../../../src/errors.ts';
import { startChatwoot, startSlack, startZendesk, type Receiver } from '../../../soak/receivers.js';
import { eventually, newTenant, testBaton, type TestBaton } from '../../support/baton.ts';
import { drive, type Conversation } from '../../support/driver.ts';
import { setOnline } from '../../support/tenant.ts';

const tenant = newTenant();
const takeAll = () => 'take' as const;
const { fetch } = createSafeHttp({ allowed: parseAllowedRanges('127.0.0.0/8') ?? [] });
const secrets = { [tenant]: { token: 'the-token', signing: 'the-secret' } };
let baton: TestBaton;
let hook: ReturnType<typeof createHook>;
let slack: Receiver;
let chatwoot: Receiver;
let zendesk: Receiver;
const ids: Partial<Record<ConnectorKind, string>> = {};

async function connect(kind: ConnectorKind, config: object): Promise<void> {
  const { config: whole } = connectorWrite.parse({ kind, config });
  ids[kind] = await addConnector(baton.pool, tenant, { kind, config: whole }, 'test');
}

beforeAll(async () => {
  baton = await testBaton({
    tenant,
    delivery: (pool) => {
      const sender = createConnectorSender({
        pool,
        fetch,
        secrets,
        publicUrl: 'http://baton.test',
      });
      return { senders: { slack: sender, chatwoot: sender, zendesk: sender } };
    },
  });
  await baton.pool.query('update agents set capacity = 50 where tenant = $1', [tenant]);
  await setOnline(baton.pool, tenant, 'ana');
  const send: HookParts['send'] = (ref, type, argument) =>
    baton.conversations.send(ref, type, argument);
  hook = createHook({ pool: baton.pool, fetch, secrets, send, now: () => Date.now() });
  slack = await startSlack(takeAll);
  chatwoot = await startChatwoot(takeAll);
  zendesk = await startZendesk(takeAll);
  const signed = { token: 'token', signing_secret: 'signing' };
  await connect('slack', {
    base_url: slack.url,
    channel: 'C1',
    ...signed,
    agents: { U1: 'ana', U2: 'bob' },
  });
  await connect('chatwoot', {
    base_url: chatwoot.url,
    account: 1,
    inbox: 1,
    ...signed,
    agents: { 5: 'ana', 6: 'bob' },
  });
  await connect('zendesk', { base_url: zendesk.url, user: 'bot@acme.test', token: 'token' });
});

afterAll(async () => {
  await baton.close();
  for (const receiver of [slack, chatwoot, zendesk]) receiver.close();
});

/** Posts it as the other side does: again, while the taker says that it can't now. */
async function post(kind: 'slack' | 'chatwoot', payload: object): Promise<object> {
  const body = Buffer.from(JSON.stringify(payload));
  const at = String(Math.floor(Date.now() / 1000));
  const digest = (before: string) =>
    createHmac('sha256', 'the-secret').update(before).update(body).digest('hex');
  const headers: Record<string, string> =
    kind === 'slack'
      ? { 'x-slack-request-timestamp': at, 'x-slack-signature': `v0=${digest(`v0:${at}:`)}` }
      : { 'x-chatwoot-timestamp': at, 'x-chatwoot-signature': `sha256=${digest(`${at}.`)}` };
  for (let tries = 1; ; tries += 1) {
    try {
      return await hook({ connector: ids[kind] ?? '', headers, body });
    } catch (error) {
      const passing = error instanceof BatonError && errorCatalogue[error.code].retryable;
      if (!passing || tries >= 10) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

const contents = (receiver: Receiver, conversation: string) =>
  receiver.taken.filter((one) => one.conversation === conversation).map(({ content }) => content);

async function thread(conversation: Conversation): Promise<string> {
  return eventually('its message in Slack', async () => {
    const { rows } = await baton.pool.query<{ external_id: string }>(
      'select external_id from connector_links where connector = $1 and conversation = $2',
      [ids.slack, conversation.ref.conversation],
    );
    return rows[0]?.external_id;
  });
}

const written = (user: string, ts: string, threadTs: string, text: string) => ({
  type: 'event_callback',
  event: { type: 'message', user, channel: 'C1', ts, thread_ts: threadTs, text },
});

describe('a thread in Slack', () => {
  it('is accepted by its button, answers the customer once, and hears the customer', async () => {
    const conversation = drive(baton);
    const { conversation: name } = conversation.ref;
    await conversation.askForPerson();
    const ts = await thread(conversation);
    await post('slack', {
      type: 'block_actions',
      user: { id: 'U1' },
      actions: [{ action_id: 'baton_accept', value: name }],
    });
    expect((await conversation.event('handoff.accepted')).data).toMatchObject({ agent: 'ana' });
    const reply = written('U1', '99.1', ts, 'Hello, which order is it?');
    expect(await post('slack', reply)).toEqual({});
    await post('slack', reply);
    await conversation.post({ content: 'Number 4711.' });
    await eventually('the customer is heard in the thread', () =>
      Promise.resolve(contents(slack, name).some((text) => text.includes('Number 4711.'))),
    );
    const turns = await conversation.turns();
    expect(turns.filter(({ role }) => role === 'agent').map(({ content }) => content)).toEqual([
      'Hello, which order is it?',
    ]);
    expect(contents(slack, name).some((text) => text.includes('which order'))).toBe(false);
    await eventually('the ticket in Zendesk has both', () =>
      Promise.resolve(
        ['which order', 'Number 4711.'].every((text) =>
          contents(zendesk, name).some((note) => note.includes(text)),
        ),
      ),
    );
  });

  it('is told what did not reach the customer, and why', async () => {
    const conversation = drive(baton);
    await conversation.askForPerson();
    const ts = await thread(conversation);
    await conversation.act('claim', { agent: 'ana' });
    await conversation.reply('ana');
    await conversation.resolve('ana');
    const late = written('U2', '99.2', ts, 'One more thing');
    expect(await post('slack', late)).toMatchObject({ refused: [{ code: expect.any(String) }] });
    const told = contents(slack, conversation.ref.conversation);
    expect(told.filter((text) => text.startsWith('Not sent to the customer ('))).toHaveLength(1);
    expect((await conversation.turns()).some(({ content }) => content === 'One more thing')).toBe(
      false,
    );
  });
});

describe('Baton as the agent bot of Chatwoot', () => {
  const message = (id: number, more: object) => ({
    event: 'message_created',
    conversation: { id: 77 },
    id,
    ...more,
  });

  it('takes customers, answers there, hands over there, and is told what a person may not send', async () => {
    const said = { message_type: 'incoming', sender: { name: 'Kim' } };
    await post('chatwoot', message(1, { ...said, content: 'Where is my parcel?' }));
    const name = await conversationAt(baton.pool, ids.chatwoot ?? '', '77');
    const conversation = drive(baton, name ?? '');
    await conversation.post({ id: 'a1', role: 'assistant', content: 'Which order?', epoch: 1 });
    const there = () => chatwoot.taken.filter(({ key }) => key !== undefined);
    await eventually('the answer is there', () =>
      Promise.resolve(there().some(({ content }) => content === 'Which order?')),
    );
    const byUser = (id: number) => ({ message_type: 'outgoing', sender: { id, type: 'user' } });
    await post('chatwoot', message(2, { ...byUser(5), content: 'I take over.' }));
    expect((await conversation.turns()).map(({ role, content }) => [role, content])).toEqual([
      ['customer', 'Where is my parcel?'],
      ['assistant', 'Which order?'],
      ['agent', 'I take over.'],
    ]);
    const refused = await post('chatwoot', message(3, { ...byUser(6), content: 'Me too.' }));
    expect(refused).toMatchObject({ refused: [{}] });
    const told = chatwoot.taken.filter(({ key }) => key === undefined);
    expect(told.map(({ content }) => content)).toEqual([
      expect.stringMatching(/^Not sent to the customer/),
    ]);
    expect(await conversation.turns()).toHaveLength(3);
    const { rows } = await baton.pool.query(
      `select 1 from deliveries where conversation = $1 and channel = 'chatwoot' and state = 'failed'`,
      [name],
    );
    expect(rows).toEqual([]);
  });
});
