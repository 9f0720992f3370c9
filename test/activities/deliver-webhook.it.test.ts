import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDelivery } from '../../src/adapters/postgres/deliveries-read.ts';
import { addWebhookEndpoint } from '../../src/adapters/postgres/webhook-endpoints.ts';
import { call, keyOf, testKeyring, type TestApi } from '../support/api.ts';
import { eventually, type TestBaton } from '../support/baton.ts';
import { drive } from '../support/driver.ts';
import type { Behaviour, ReceivedHook, Receiver } from '../support/receiver.ts';
import { openWebhookGround, type WebhookGround } from '../support/webhooks.ts';

let ground: WebhookGround;
let baton: TestBaton;
let api: TestApi;

beforeAll(async () => {
  ground = await openWebhookGround();
  ({ baton, api } = ground);
});

afterAll(async () => {
  await ground.close();
});

const store = () => ({ pool: baton.pool, keyring: testKeyring });

const bodyOf = (received: ReceivedHook) => JSON.parse(received.body);

/** Does this to the first request under each key, then takes it. */
function failingFirst(bad: Behaviour): Receiver['behave'] {
  const seen = new Set<string>();
  return (request) => {
    const id = request.headers['webhook-id'] ?? '';
    if (seen.has(id)) return { answer: 200 };
    seen.add(id);
    return bad;
  };
}

describe('a webhook', () => {
  it('tells every event of a conversation in order, signed, with its text and links', async () => {
    const receiver = await ground.hook();
    const conversation = drive(baton);
    await conversation.post({ content: 'Hello, where is my order?' });
    await conversation.askForPerson();
    const accepted = await conversation.accept(await conversation.offer());
    expect(accepted.owner).toBe('agent');
    await conversation.reply('ana', 'I look into it.');
    const events = await conversation.events();
    const own = await eventually('every event is told', () => {
      const told = receiver.received.filter(
        (one) => bodyOf(one).conversation_id === conversation.ref.conversation,
      );
      return Promise.resolve(told.length >= events.length ? told : null);
    });
    expect(own.map((one) => bodyOf(one).sequence)).toEqual(events.map(({ sequence }) => sequence));
    for (const one of own) new Webhook(receiver.secret).verify(one.body, one.headers);
    const reply = own.map(bodyOf).find(({ turn }) => turn?.role === 'agent');
    expect(reply.turn.content).toBe('I look into it.');
    expect(reply.links.package).toBe(
      `https://b.test/v1/conversations/${conversation.ref.conversation}/package`,
    );
    await ground.remove(receiver);
  });

  it('tells an endpoint only the events it chose', async () => {
    const receiver = await ground.hook(undefined, ['handoff.requested']);
    const conversation = drive(baton);
    await conversation.post({ content: 'Hello' });
    await conversation.askForPerson();
    await ground.settled(conversation.ref.conversation, receiver.endpoint, 1);
    expect(receiver.received.map((one) => bodyOf(one).type)).toEqual(['handoff.requested']);
    await ground.remove(receiver);
  });

  it('gives a chat backend the link for a rating where a person’s case ended, and nowhere else', async () => {
    const receiver = await ground.hook();
    const conversation = drive(baton);
    await conversation.askForPerson();
    await conversation.accept(await conversation.offer());
    await conversation.reply('ana', 'Done.');
    await conversation.resolve('ana');
    const own = await eventually('its end is told', () => {
      const told = receiver.received
        .map(bodyOf)
        .filter((body) => body.conversation_id === conversation.ref.conversation);
      return Promise.resolve(
        told.some(({ type }) => type === 'conversation.resolved') ? told : null,
      );
    });
    const linked = own.filter(({ links }) => links.rating !== undefined);
    expect(linked.map(({ type, links }) => [type, links.rating])).toEqual([
      ['conversation.resolved', `https://b.test/rate/${conversation.ref.conversation}`],
    ]);
    await ground.remove(receiver);
  });

  it('reaches receivers that first answer 500 or 429, redirect, hang, close, drip or talk garbage: once, in order, under one key', async () => {
    const bad: Behaviour[] = [
      { answer: 500 },
      { answer: 429, headers: { 'retry-after': '1' } },
      { answer: 302, headers: { location: 'http://127.0.0.1/' } },
      'hang',
      'close',
      'garbage',
      'drip',
    ];
    const hooks = await Promise.all(
      bad.map((first) => ground.hook(failingFirst(first), ['turn.created'])),
    );
    // Seven at once on a busy machine: a second attempt that is late is not one too many.
    await ground.giveUpAfter(60);
    const conversation = drive(baton);
    await conversation.post({ content: 'one' });
    await conversation.post({ content: 'two' });
    for (const [index, receiver] of hooks.entries()) {
      const done = await ground.settled(conversation.ref.conversation, receiver.endpoint, 2);
      expect(
        done.map(({ state, attempts }) => [state, attempts]),
        JSON.stringify(bad[index]),
      ).toEqual([
        ['delivered', 2],
        ['delivered', 2],
      ]);
      const taken = receiver.received.filter(({ taken: isTaken }) => isTaken);
      expect(taken.map((one) => bodyOf(one).turn.content)).toEqual(['one', 'two']);
      const key = taken[0]?.headers['webhook-id'];
      const same = receiver.received.filter((one) => one.headers['webhook-id'] === key);
      expect(new Set(same.map(({ body }) => body)).size).toBe(1);
      await ground.remove(receiver);
    }
    await ground.giveUpAfter(5);
  });

  it('that is never taken is given up visibly, lets the next pass, and can be sent again', async () => {
    const receiver = await ground.hook(
      (request) => ({ answer: request.body.includes('"one"') ? 503 : 200 }),
      ['turn.created'],
    );
    const conversation = drive(baton);
    await conversation.post({ content: 'one' });
    await conversation.post({ content: 'two' });
    const failure = await conversation.event('delivery.failed', 1, 25_000);
    expect(failure.data).toMatchObject({
      channel: 'webhook',
      target: receiver.endpoint,
      cause: 'expired',
    });
    const { delivery_id: id } = failure.data as { delivery_id: string };
    const record = await readDelivery(baton.pool, baton.tenant, id);
    expect(record?.attempt_log.length).toBeGreaterThanOrEqual(3);
    expect(new Set(record?.attempt_log.map(({ status }) => status))).toEqual(new Set([503]));
    await ground.settled(conversation.ref.conversation, receiver.endpoint, 2);
    receiver.behave = () => ({ answer: 200 });
    const agent = await keyOf(baton.pool, baton.tenant, 'supervisor');
    const resent = await call(api.app, agent, 'POST', `/v1/deliveries/${id}/resend`, { body: {} });
    expect(resent.status).toBe(200);
    const again = await eventually('it is delivered', async () => {
      const found = await readDelivery(baton.pool, baton.tenant, id);
      return found?.state === 'delivered' ? found : null;
    });
    expect(again.idempotency_key).toBe(record?.idempotency_key);
    await ground.remove(receiver);
  });

  it('keeps a long turn under 20 KB and says that it is cut', async () => {
    const receiver = await ground.hook(undefined, ['turn.created']);
    const conversation = drive(baton);
    await conversation.post({ content: 'long '.repeat(3_200) });
    await conversation.post({ content: '漢字'.repeat(8_000) });
    await ground.settled(conversation.ref.conversation, receiver.endpoint, 2);
    expect(receiver.received.map(({ body }) => Buffer.byteLength(body) <= 20_480)).toEqual([
      true,
      true,
    ]);
    expect(bodyOf(receiver.received[1] as ReceivedHook).turn.truncated).toBe(true);
    await ground.remove(receiver);
  });
});

describe('an endpoint', () => {
  it('is tested on demand; the answer says how it went and never what came back', async () => {
    const receiver = await ground.hook(
      () => ({ answer: 418, body: 'internal secret' }),
      ['sla.breached'],
    );
    const bad = await ground.ask(receiver, 'test');
    expect(bad.body).toMatchObject({ state: 'failed', attempt_log: [{ status: 418 }] });
    expect(JSON.stringify(bad.body)).not.toContain('internal secret');
    receiver.behave = () => ({ answer: 200 });
    const good = await ground.ask(receiver, 'test');
    expect(good.body.state).toBe('delivered');
    expect(bodyOf(receiver.received[1] as ReceivedHook).type).toBe('webhook.test');
    await ground.remove(receiver);
  });

  it('gets two signatures for a day after its secret was rotated', async () => {
    const receiver = await ground.hook(undefined, ['sla.breached']);
    const rotated = await ground.ask(receiver, 'rotate-secret');
    await ground.ask(receiver, 'test');
    const [one] = receiver.received as [ReceivedHook];
    for (const secret of [receiver.secret, rotated.body.secret])
      new Webhook(secret).verify(one.body, one.headers);
    await baton.pool.query(
      `update webhook_endpoints set rotated_at = now() - interval '25 hours' where id = $1`,
      [receiver.endpoint],
    );
    await ground.ask(receiver, 'test');
    const [, two] = receiver.received as [ReceivedHook, ReceivedHook];
    new Webhook(rotated.body.secret).verify(two.body, two.headers);
    expect(() => new Webhook(receiver.secret).verify(two.body, two.headers)).toThrow();
    await ground.remove(receiver);
  });

  it('at a private address is refused, and the ledger says no more than that', async () => {
    const made = await addWebhookEndpoint(
      store(),
      baton.tenant,
      { url: 'http://10.0.0.1/', events: ['sla.breached'] },
      'test',
    );
    const tested = await ground.ask({ endpoint: made.id }, 'test');
    expect(tested.body).toMatchObject({
      state: 'failed',
      attempt_log: [{ status: null, error: 'address_refused' }],
    });
  });
});
