/** A Baton that delivers webhooks, with receivers on real ports. */
import { createWebhookSender } from '../../src/activities/deliver-webhook.ts';
import { parseAllowedRanges } from '../../src/adapters/http/addresses.ts';
import { createSafeHttp } from '../../src/adapters/http/safe-fetch.ts';
import { listDeliveries } from '../../src/adapters/postgres/deliveries-read.ts';
import { addWebhookEndpoint } from '../../src/adapters/postgres/webhook-endpoints.ts';
import { call, keyOf, testApi, testKeyring, type Answered, type TestApi } from './api.ts';
import { eventually, testBaton, type TestBaton } from './baton.ts';
import { startReceiver, type Receiver } from './receiver.ts';
import { setOnline } from './tenant.ts';

export interface Hooked extends Receiver {
  endpoint: string;
  secret: string;
}

type Deliveries = Awaited<ReturnType<typeof listDeliveries>>['data'];

export interface WebhookGround {
  baton: TestBaton;
  api: TestApi;
  operator: string;
  /** An endpoint with its receiver. */
  hook: (behave?: Receiver['behave'], events?: string[]) => Promise<Hooked>;
  /** A POST of the operator to an endpoint. */
  ask: (hooked: { endpoint: string }, action: string, body?: object) => Promise<Answered>;
  /** From now on endpoints are tried for so long. */
  giveUpAfter: (seconds: number) => Promise<void>;
  remove: (hooked: Hooked) => Promise<Answered>;
  /** Deliveries of a conversation at an endpoint, once so many are there and none is pending; the newest first. */
  settled: (conversation: string, target: string, count: number) => Promise<Deliveries>;
  close: () => Promise<void>;
}

const { fetch } = createSafeHttp({ allowed: parseAllowedRanges('127.0.0.0/8') ?? [] });

async function openBaton(): Promise<TestBaton> {
  const baton = await testBaton({
    policy: (policy) => ({
      ...policy,
      delivery: { first_retry_seconds: 1, give_up_after_seconds: 5 },
    }),
    delivery: (pool) => ({
      leaseMs: 5_000,
      senders: {
        webhook: createWebhookSender({
          pool,
          keyring: testKeyring,
          fetch,
          publicUrl: 'https://b.test',
          ratingPage: ({ conversation }) => `https://b.test/rate/${conversation}`,
          timeoutMs: 700,
        }),
      },
    }),
  });
  await setOnline(baton.pool, baton.tenant, 'ana');
  return baton;
}

/** Endpoints are given up after five seconds, unless a test says otherwise. */
export async function openWebhookGround(): Promise<WebhookGround> {
  const baton = await openBaton();
  const { pool, tenant } = baton;
  const api = await testApi(pool, baton.conversations);
  const operator = await keyOf(pool, tenant, 'operator');
  const receivers: Receiver[] = [];
  const place = '/v1/webhook-endpoints';
  return {
    baton,
    api,
    operator,
    hook: async (behave, events = ['*']) => {
      const receiver = await startReceiver(behave);
      receivers.push(receiver);
      const wanted = { url: receiver.url, events };
      const made = await addWebhookEndpoint({ pool, keyring: testKeyring }, tenant, wanted, 'test');
      return Object.assign(receiver, { endpoint: made.id, secret: made.secret });
    },
    ask: ({ endpoint }, action, body = {}) =>
      call(api.app, operator, 'POST', `${place}/${endpoint}/${action}`, { body }),
    giveUpAfter: async (seconds) => {
      await pool.query(
        `update policies set document = jsonb_set(document, '{delivery,give_up_after_seconds}', to_jsonb($2::int))
          where tenant = $1`,
        [tenant, seconds],
      );
    },
    remove: ({ endpoint }) => call(api.app, operator, 'DELETE', `${place}/${endpoint}`),
    settled: (conversation, target, count) =>
      eventually('all deliveries are done', async () => {
        const { data } = await listDeliveries(pool, tenant, { conversation, target, limit: 200 });
        return data.length >= count && data.every(({ state }) => state !== 'pending') ? data : null;
      }),
    close: async () => {
      await api.close();
      await baton.close();
      for (const receiver of receivers) await receiver.close();
    },
  };
}
