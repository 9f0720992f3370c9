/** What users of other systems complain of at the handoff, through the HTTP API: each title names the complaint. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, keyOf, testApi, type Answered, type Json, type TestApi } from '../support/api.ts';
import { eventually, testBaton, type TestBaton } from '../support/baton.ts';

let baton: TestBaton;
let api: TestApi;
let admin: string;

const target = { target_seconds: 3, business_hours: false, on_breach: ['alert'] };

beforeAll(async () => {
  baton = await testBaton({
    policy: (policy) => ({
      ...policy,
      sla: [
        { metric: 'time_to_human', ...target, warn_at: [0.5], queue: 'technical' },
        { ...target, metric: 'resolution', target_seconds: 7_200, warn_at: [] },
      ],
    }),
  });
  api = await testApi(baton.pool, baton.conversations);
  admin = await keyOf(baton.pool, baton.tenant, 'admin');
});
afterAll(async () => {
  await api.close();
  await baton.close();
});

/** Asked again as long as the API says that it is not known yet, or that there is too much at once. */
function ask(method: string, url: string, body?: object): Promise<Answered> {
  return eventually(`${method} ${url}`, async () => {
    const answer = await call(api.app, admin, method, url, { body });
    return [202, 429, 503].includes(answer.status) ? false : answer;
  });
}

async function did(method: string, url: string, body?: object): Promise<Json> {
  const { status, body: answer } = await ask(method, url, body);
  expect([url, status, answer.code]).toEqual([url, 200, undefined]);
  return answer;
}

const bePresent = (agent: string, presence: string): Promise<Json> =>
  did('PUT', `/v1/agents/${agent}/presence`, { presence });

async function waits(name: string, queue: string): Promise<string> {
  await did('POST', `/v1/conversations/${name}/handoff`, { queue });
  return name;
}

/** The events of a conversation of one type, oldest first. */
async function eventsOf(id: string, type: string): Promise<Json[]> {
  const { data } = await did('GET', `/v1/conversations/${id}/events?limit=200`);
  return data.filter((event: Json) => event.type === type);
}

const pendingOffers = async (): Promise<Json[]> =>
  (await did('GET', '/v1/offers?state=pending&limit=100')).data;

/** Every change was looked at by matching, so that what it would lead to has been led to. */
function matchingIsDone(): Promise<boolean> {
  return eventually('matching has looked', async () => {
    const { rows } = await baton.pool.query('select 1 from wakeups');
    return rows.length === 0;
  });
}

const many = Array.from({ length: 12 }, (_unused, n) => n);

describe('the complaint that', () => {
  it('46 of 67 automatic assignments were overwritten within six seconds: whoever is assigned a case keeps it', async () => {
    await did('PATCH', '/v1/queues/sales', { auto_accept: true });
    for (const agent of ['ana', 'ben'])
      await did('PATCH', `/v1/agents/${agent}`, { capacity: 50, queues: ['sales'] });
    await bePresent('ana', 'online');
    const cases = await Promise.all(many.map((n) => waits(`assigned-${n}`, 'sales')));
    for (const id of cases)
      await eventually(`${id} is assigned`, async () => {
        const { owner, owner_id: agent } = await did('GET', `/v1/conversations/${id}`);
        return owner === 'agent' && agent === 'ana';
      });
    // All that sets other systems' assignments off anew: somebody else comes, settings are saved, heartbeats, new turns.
    await bePresent('ben', 'online');
    await did('PATCH', '/v1/agents/ben', { capacity: 60 });
    await did('PATCH', '/v1/queues/sales', { name: 'Sales team' });
    for (const id of cases) {
      await bePresent('ana', 'online');
      const turn = { id: `t-${id}`, role: 'customer', content: 'Is anybody there?' };
      await did('POST', `/v1/conversations/${id}/turns`, { turn });
    }
    await waits('assigned-later', 'sales');
    await matchingIsDone();
    for (const id of cases) {
      expect(await did('GET', `/v1/conversations/${id}`)).toMatchObject({ owner_id: 'ana' });
      const assigned = await eventsOf(id, 'handoff.accepted');
      expect(assigned.map(({ data }) => data.agent)).toEqual(['ana']);
    }
    await bePresent('ben', 'offline');
  });

  it('cases are stuck when nobody is online: they wait with their age and are offered when somebody comes', async () => {
    for (const agent of ['ana', 'ben']) {
      await did('PATCH', `/v1/agents/${agent}`, {
        capacity: 100,
        queues: ['billing', 'technical'],
      });
      await bePresent(agent, 'offline');
    }
    await did('PATCH', '/v1/queues/billing', { offer_timeout_seconds: 600 });
    const cases = await Promise.all(many.map((n) => waits(`stuck-${n}`, 'billing')));
    await matchingIsDone();
    expect(await pendingOffers()).toEqual([]);
    const why = await did('GET', `/v1/conversations/${cases[0] ?? ''}/waiting`);
    expect(why).toMatchObject({ waiting: true, case: { causes: ['nobody_on_shift'] } });
    await bePresent('ben', 'online');
    await eventually('every case is offered to ben', async () => {
      const offers = await pendingOffers();
      const offered = offers.filter(
        ({ agent, conversation_id: id }) => agent === 'ben' && cases.includes(id),
      );
      return offered.length === cases.length;
    });
    await bePresent('ben', 'away');
  });

  it('SLA clocks are swept every five minutes and restarted at the handoff: one clock, one alert, at its own time', async () => {
    const id = await waits('clocked', 'technical');
    const clocks = await eventsOf(id, 'sla.started');
    const dueAt = clocks.find(({ data }) => data.metric === 'time_to_human')?.data.due_at;
    // Assigned, transferred and assigned again before anybody has written to the customer.
    await did('POST', `/v1/conversations/${id}/claim`, { agent: 'ana' });
    await did('POST', `/v1/conversations/${id}/transfer`, { to_queue: 'technical' });
    await did('POST', `/v1/conversations/${id}/claim`, { agent: 'ben' });
    await eventually('the clock breaches', async () => {
      const breaches = await eventsOf(id, 'sla.breached');
      return breaches.some(({ data }) => data.metric === 'time_to_human');
    });
    const of = async (type: string): Promise<Json[]> =>
      (await eventsOf(id, type)).filter(({ data }) => data.metric === 'time_to_human');
    expect(await of('sla.started')).toHaveLength(1);
    const [warnings, breaches] = [await of('sla.warning'), await of('sla.breached')];
    expect([warnings.length, breaches.length]).toEqual([1, 1]);
    expect(breaches[0]?.data.due_at).toEqual(dueAt);
    expect(breaches[0]?.data.late_ms, 'never early').toBeGreaterThanOrEqual(0);
  });
});
