/** When a webhook endpoint is switched off, and how it comes back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, type TestApi } from '../support/api.ts';
import { eventually, type TestBaton } from '../support/baton.ts';
import { drive } from '../support/driver.ts';
import { openWebhookGround, type WebhookGround } from '../support/webhooks.ts';

let ground: WebhookGround;
let baton: TestBaton;
let api: TestApi;
let operator = '';

beforeAll(async () => {
  ground = await openWebhookGround();
  ({ baton, api, operator } = ground);
});

afterAll(async () => {
  await ground.close();
});

describe('a webhook', () => {
  it('to an endpoint that is gone switches it off at once, visibly; a replay sends what it missed', async () => {
    const receiver = await ground.hook(() => ({ answer: 410 }), ['turn.created']);
    const conversation = drive(baton);
    await conversation.post({ content: 'one' });
    const [done] = await ground.settled(conversation.ref.conversation, receiver.endpoint, 1);
    expect(done).toMatchObject({ state: 'failed', cause: 'gone', attempts: 1 });
    await conversation.post({ content: 'two' });
    const listed = await call(api.app, operator, 'GET', '/v1/webhook-endpoints');
    const found = listed.body.data.find(({ id }: { id: string }) => id === receiver.endpoint);
    expect(found).toMatchObject({ enabled: false, disabled_reason: 'gone' });
    receiver.behave = () => ({ answer: 200 });
    await call(api.app, operator, 'PATCH', `/v1/webhook-endpoints/${receiver.endpoint}`, {
      body: { enabled: true },
    });
    const replayed = await ground.ask(receiver, 'replay', {
      since: '2020-01-01T00:00:00Z',
      conversation: conversation.ref.conversation,
    });
    expect(replayed.body).toEqual({ deliveries: 2 });
    const after = await ground.settled(conversation.ref.conversation, receiver.endpoint, 2);
    expect(after.map(({ state }) => state)).toEqual(['delivered', 'delivered']);
    const taken = receiver.received.filter(({ taken: isTaken }) => isTaken);
    expect(taken.map((one) => JSON.parse(one.body).turn.content)).toEqual(['one', 'two']);
    await ground.remove(receiver);
  });

  it('to an endpoint that failed for five days switches it off, visibly; one that answers is well again', async () => {
    const receiver = await ground.hook(() => ({ answer: 500 }), ['turn.created']);
    const { pool, tenant } = baton;
    const failingFor = (days: number) =>
      pool.query(
        `update webhook_endpoints set failing_since = now() - $2 * interval '1 day' where id = $1`,
        [receiver.endpoint, days],
      );
    const shown = async () => {
      const { body } = await call(api.app, operator, 'GET', '/v1/webhook-endpoints');
      return body.data.find(({ id }: { id: string }) => id === receiver.endpoint);
    };
    await failingFor(4);
    const conversation = drive(baton);
    await conversation.post({ content: 'one' });
    await eventually('it was tried', () => Promise.resolve(receiver.received.length > 0));
    expect(await shown()).toMatchObject({ enabled: true, disabled_reason: null });
    receiver.behave = () => ({ answer: 200 });
    await ground.settled(conversation.ref.conversation, receiver.endpoint, 1);
    expect((await shown()).failing_since).toBeNull();
    receiver.behave = () => ({ answer: 500 });
    await failingFor(6);
    await conversation.post({ content: 'two' });
    const off = await eventually('it is off', async () => {
      const found = await shown();
      return found.enabled === false && found;
    });
    expect(off.disabled_reason).toBe('failed_for_days');
    const done = await ground.settled(conversation.ref.conversation, receiver.endpoint, 2);
    // The newest first.
    expect(done.map(({ state, cause }) => [state, cause])).toEqual([
      ['failed', 'disabled'],
      ['delivered', null],
    ]);
    const { rows } = await pool.query(
      `select detail from audit_log where tenant = $1 and action = 'webhook.disabled' and subject = $2`,
      [tenant, receiver.endpoint],
    );
    expect(rows).toEqual([{ detail: { reason: 'failed_for_days' } }]);
    await ground.remove(receiver);
  });
});
