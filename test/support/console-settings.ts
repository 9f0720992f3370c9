/** Something on every page of settings. By the public API, but for what only time or another system makes. */
import { call, keyOf } from './api.ts';
import type { ConsoleStage } from './console.ts';

type Request = [method: string, url: string, body: unknown];

const returns = `# Returns

## How long

Parcels can be sent back within 30 days. The postage is ours when the goods are faulty.

## Where to

Use the label in the parcel; without it, write to us and we send one.
`;

const requests: readonly Request[] = [
  [
    'PUT',
    '/v1/macros/greeting',
    {
      name: 'Greeting',
      content: 'Hello {customer_name}, I am {agent_name} and have read what you wrote.',
    },
  ],
  [
    'PUT',
    '/v1/macros/return-label',
    {
      name: 'Return label',
      language: 'en',
      content: 'I have sent a new label for order {order} to you. It is good for 14 days.',
    },
  ],
  [
    'PUT',
    '/v1/knowledge/documents',
    {
      source: 'help/returns.md',
      kind: 'markdown',
      content: returns,
      url: 'https://help.shop.example/returns',
      language: 'en',
    },
  ],
  [
    'PUT',
    '/v1/knowledge/documents',
    {
      source: 'help/plans.md',
      kind: 'markdown',
      content:
        '# Plans and seats\n\nA change of plan is there at once; seats follow within an hour.',
    },
  ],
  [
    'POST',
    '/v1/widget-sites',
    {
      name: 'Shop',
      origins: ['https://shop.example.com', 'https://www.shop.example.com'],
      appearance: { title: 'Shop', colour: '#17673a', on_colour: '#ffffff', side: 'right' },
    },
  ],
  [
    'POST',
    '/v1/connectors',
    {
      kind: 'slack',
      config: { channel: 'C0123456', token: 'slack-token', signing_secret: 'slack-signing' },
    },
  ],
  [
    'POST',
    '/v1/connectors',
    {
      kind: 'zendesk',
      enabled: false,
      config: { base_url: 'https://shop.zendesk.com', user: 'bot@shop.example', token: 'zendesk' },
    },
  ],
  [
    'PUT',
    '/v1/alert-destinations/team-lead',
    { kind: 'email', target: 'lead@shop.example', alerts: ['breach', 'supervisor'] },
  ],
  [
    'PUT',
    '/v1/alert-destinations/pager',
    {
      kind: 'webhook',
      target: 'https://pager.example.com/hooks/4711',
      alerts: ['warning', 'breach'],
      queues: ['billing'],
      enabled: false,
    },
  ],
];

async function addErasures({ baton }: ConsoleStage): Promise<void> {
  await baton.pool.query(
    `insert into erasures (id, tenant, conversation, cause, requested_by, requested_at, rows_at, key_at, history_at, last_error)
     values ('er_done', $1, 'chat-8812', 'request', 'us_admin', now() - interval '2 hours', now() - interval '118 minutes',
             now() - interval '118 minutes', now() - interval '117 minutes', null),
            ('er_running', $1, 'chat-9034', 'retention', 'retention', now() - interval '4 minutes',
             now() - interval '3 minutes', null, null, 'the key store does not answer')`,
    [baton.tenant],
  );
}

/** Macros, knowledge, a site, connectors, destinations, erasures. */
export async function fillSettings(stage: ConsoleStage): Promise<void> {
  const { pool, tenant } = stage.baton;
  const key = await keyOf(pool, tenant, 'admin');
  for (const [method, url, body] of requests) {
    const { status, body: answer } = await call(stage.api.app, key, method, url, { body });
    if (status >= 300) throw new Error(`${method} ${url}: ${status} ${JSON.stringify(answer)}`);
  }
  await pool.query(
    `update connectors set disabled_reason = 'failed_for_days', failing_since = now() - interval '5 days'
      where tenant = $1 and kind = 'zendesk'`,
    [tenant],
  );
  await addErasures(stage);
}
