/** Something on every page of the console: cases that wait and are held, a delivery that was given up, an alert. */
import { call, keyOf, type Json } from './api.ts';
import { eventually } from './baton.ts';
import { settle } from './console-cases.ts';
import { fillLearning } from './console-learning.ts';
import { fillSettings } from './console-settings.ts';
import type { ConsoleStage } from './console.ts';
import { setShift } from './tenant.ts';

const turns = [
  ['customer', 'Hello, my parcel W-4711 has not come.'],
  ['assistant', 'I am sorry. It left our house on Monday.'],
  ['customer', 'That is what you said yesterday as well. It is still not here!'],
  ['assistant', 'It left our house on Monday.'],
  ['customer', 'This is useless. I want to talk to a person, please.'],
] as const;

async function insist(
  { api }: ConsoleStage,
  key: string,
  [method, url, body]: [string, string, unknown?],
): Promise<Json> {
  return settle(() => call(api.app, key, method, url, body === undefined ? {} : { body }));
}

/** Posts the conversation; it ends waiting for a person. */
async function handOff(stage: ConsoleStage, key: string, id: string): Promise<void> {
  for (const [index, [role, content]] of turns.entries())
    await insist(stage, key, [
      'POST',
      `/v1/conversations/${id}/turns`,
      { turn: { id: `t${index + 1}`, role, content } },
    ]);
}

async function waits({ baton }: ConsoleStage, id: string): Promise<void> {
  await eventually(`${id} waits`, async () => {
    const { rowCount } = await baton.pool.query(
      'select 1 from queue_entries where tenant = $1 and conversation = $2',
      [baton.tenant, id],
    );
    return rowCount === 1;
  });
}

async function addAlert({ baton }: ConsoleStage, id: string): Promise<void> {
  await baton.pool.query(
    `insert into alerts (tenant, conversation, handoff, metric, threshold, due_at, late_ms, at, sequence)
     select tenant, conversation, id, 'time_to_human', 'breached', now(), 40, now(), 9000
       from handoffs where tenant = $1 and conversation = $2`,
    [baton.tenant, id],
  );
}

async function addDelivery({ baton }: ConsoleStage, id: string): Promise<void> {
  const { tenant } = baton;
  await baton.pool.query(
    `insert into deliveries (id, tenant, conversation, channel, target, idempotency_key, state, event_type, event_sequence,
                             attempts, cause)
     values ('dl_given_up', $1, $2, 'webhook', 'we_shop', 'msg_1', 'failed', 'handoff.requested', 12, 2, 'gave_up')`,
    [tenant, id],
  );
  for (const [number, error] of [
    [1, 'the other side answered 503'],
    [2, 'connection refused'],
  ] as const)
    await baton.pool.query(
      `insert into delivery_attempts (delivery, number, at, status, error, duration_ms) values ('dl_given_up', $1, now(), $2, $3, $4)`,
      [number, number === 1 ? 503 : null, error, 40 * number],
    );
}

/** Twelve weeks of ended handoffs, so that trends and breakdowns have something to show. */
async function addOutcomes({ baton }: ConsoleStage): Promise<void> {
  await baton.pool.query(
    `insert into outcomes (tenant, handoff, conversation, number, final_state, reason, rule, policy, policy_version, queue,
       priority, tier, language, channel, arm, agent, outcome, verdict, requested_at, accepted_at, first_human_action_at,
       first_human_message_at, ended_at, handle_ms, offers, rating, durable, meeting)
     select $1, 'ho_past_' || n, 'past-' || n, 1, case when n % 11 = 0 then 'canceled' else 'completed' end,
       (array['customer_request', 'risk_topic', 'tool_failure', 'frustration'])[1 + n % 4],
       (array['customer-asks', 'governance:legal', 'tools-fail', 'frustrated'])[1 + n % 4], 'general-support', 1 + n / 130,
       (array['general', 'billing', 'technical', 'sales'])[1 + n % 4], 3, (array['standard', 'plus', null])[1 + n % 3],
       (array['en', 'en', 'de'])[1 + n % 3], 'chat', case when n % 3 = 0 then 'no_brief' else 'brief' end, 'ana',
       case when n % 7 = 0 then 'partial' else 'resolved' end, case when n % 5 = 0 then 'avoidable' else 'needed' end,
       at, at + wait * 0.7, at + wait * 0.7, case when n % 11 <> 0 then at + wait end, at + wait + interval '6 minutes',
       case when n % 11 = 0 then 0 when n % 3 = 0 then 380000 + n * 900 else 300000 + n * 900 end, 1, 3 + n % 3, n % 13 <> 0,
       (array['sent', 'booked', 'canceled', 'attended', 'attended', 'missed'])[n % 30]
     from (select n, now() - n * interval '5 hours' as at, (60 + (n * 37) % 140 + n / 4) * interval '1 second' as wait
           from generate_series(1, 280) n) past`,
    [baton.tenant],
  );
}

/** Somebody of each state. */
async function addPeople(stage: ConsoleStage, admin: string): Promise<void> {
  const people = [
    { email: 'mia@example.com', name: 'Mia Brandt', role: 'supervisor' },
    { email: 'ana@example.com', name: 'Ana', role: 'agent', agent: 'ana' },
    { email: 'kim@example.com', name: 'Kim', role: 'operator' },
  ];
  const ids: string[] = [];
  for (const person of people)
    ids.push((await insist(stage, admin, ['POST', '/v1/users', person])).id);
  const [mia, , kim] = ids;
  await stage.baton.pool.query('update users set last_sign_in_at = now() where id = $1', [mia]);
  await insist(stage, admin, ['PATCH', `/v1/users/${String(kim)}`, { active: false }]);
}

/** Two conversations of a tenant that has queues and agents: `held` is with ana, `waiting` waits for nobody. */
export async function fillStage(stage: ConsoleStage): Promise<void> {
  await addOutcomes(stage);
  const { pool, tenant } = stage.baton;
  await pool.query('update queues set offer_timeout_seconds = 60 where tenant = $1', [tenant]);
  await setShift(pool, tenant);
  const admin = await keyOf(pool, tenant, 'admin');
  for (const id of ['held', 'waiting']) {
    await handOff(stage, admin, id);
    await waits(stage, id);
  }
  await setShift(pool, tenant, 'ana');
  await insist(stage, admin, ['POST', '/v1/conversations/held/claim', { agent: 'ana' }]);
  await setShift(pool, tenant);
  await addAlert(stage, 'waiting');
  await insist(stage, admin, [
    'PUT',
    '/v1/calendars/office',
    {
      name: 'Office',
      time_zone: 'Europe/Berlin',
      week: {
        mon: [['09:00', '17:00']],
        tue: [
          ['09:00', '12:00'],
          ['13:00', '17:00'],
        ],
      },
      holidays: ['2026-12-25'],
    },
  ]);
  await insist(stage, admin, ['PATCH', '/v1/agents/ana', { skills: { refunds: 3 } }]);
  await insist(stage, admin, [
    'PATCH',
    '/v1/queues/billing',
    { required_skills: ['refunds', 'tax'] },
  ]);
  await insist(stage, admin, [
    'POST',
    '/v1/webhook-endpoints',
    { url: 'https://shop.example.com/hooks/baton', events: ['handoff.requested'] },
  ]);
  await addPeople(stage, admin);
  await addDelivery(stage, 'waiting');
  await fillLearning(stage);
  await fillSettings(stage);
}
