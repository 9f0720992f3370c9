import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../src/domain/words.ts';
import { call, keyOf, testApi, type Answered, type TestApi } from '../support/api.ts';
import { eventually, testBaton, type TestBaton } from '../support/baton.ts';
import { drive } from '../support/driver.ts';
import { setShift } from '../support/tenant.ts';

let baton: TestBaton;
let api: TestApi;
const keys = new Map<Role, string>();

beforeAll(async () => {
  baton = await testBaton();
  api = await testApi(baton.pool, baton.conversations);
  await baton.pool.query('update agents set capacity = 500');
  for (const queue of ['repairs', 'returns', 'closing'])
    await baton.pool.query(
      `insert into queues (tenant, id, name, offer_timeout_seconds) values ($1, $2, $2, 30)`,
      [baton.tenant, queue],
    );
  await baton.pool.query(`update agents set queues = queues || '{repairs,returns,closing}'`);
  for (const role of ['backend', 'supervisor', 'operator'] as const)
    keys.set(role, await keyOf(baton.pool, baton.tenant, role));
});
afterAll(async () => {
  await api.close();
  await baton.close();
});

function as(role: Role, method: string, url: string, body?: unknown): Promise<Answered> {
  return call(api.app, keys.get(role) ?? '', method, url, body === undefined ? {} : { body });
}

/** A change of configuration is seen by conversations after a second at most. */
function seen(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1_100));
}

const dayMs = 24 * 3_600_000;
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** UTC hours in which nobody works today. */
function closedToday(): { time_zone: string; week: object } {
  const tomorrow = weekdays[new Date(Date.now() + dayMs).getUTCDay()] ?? 'mon';
  return { time_zone: 'UTC', week: { [tomorrow]: [['09:00', '17:00']] } };
}

describe('before a person is promised', () => {
  it('a team outside its hours offers the other ways at once and says when it is back', async () => {
    await setShift(baton.pool, baton.tenant, 'ana');
    const calendar = await as('operator', 'PUT', '/v1/calendars/office', closedToday());
    expect(calendar.status).toBe(200);
    await as('operator', 'PATCH', '/v1/queues/general', { calendar: 'office' });
    await seen();
    const answer = await drive(baton).askForPerson();
    const tomorrow = Math.floor(Date.now() / dayMs + 1) * dayMs + 9 * 3_600_000;
    expect(answer.handoff).toMatchObject({
      staffing: 'outside_hours',
      channels: ['email', 'meeting', 'callback'],
      back_at: tomorrow,
      estimated_wait_seconds: null,
    });
    expect(answer.handoff?.promise?.due_at).toBeGreaterThanOrEqual(tomorrow);
    expect(answer.say_to_customer).toContain('09:00');
    await as('operator', 'PATCH', '/v1/queues/general', { calendar: null });
    await seen();
  });

  it('a queue that nobody is on shift for, or that is closed, promises no chat either', async () => {
    await setShift(baton.pool, baton.tenant);
    const nobody = await drive(baton).askForPerson();
    expect(nobody.handoff).toMatchObject({ staffing: 'nobody_on_shift', back_at: null });
    expect(nobody.handoff?.channels).not.toContain('chat');
    await setShift(baton.pool, baton.tenant, 'ana');
    const staffed = await drive(baton).askForPerson();
    expect(staffed.handoff).toMatchObject({ staffing: 'staffed' });
    expect(staffed.handoff?.channels[0]).toBe('chat');
  });

  it('the expected wait is unknown until enough was seen, then that of its place', async () => {
    await setShift(baton.pool, baton.tenant);
    const queue = 'sales';
    const ask = async (): Promise<number | null> => {
      await setShift(baton.pool, baton.tenant, 'ben');
      const answer = await drive(baton).act('requestHuman', { queue, agent: 'nobody' });
      return answer.handoff?.estimated_wait_seconds ?? null;
    };
    expect(await ask()).toBeNull();
    for (let n = 0; n < 5; n += 1)
      await baton.pool.query(
        `insert into handoffs (tenant, id, conversation, number, state, reason, turn, queue, priority, requested_at,
           accepted_at, ended_at, place, staffed)
         values ($1, $2, $2, 1, 'completed', 'urgency', 0, $3, 3, now() - interval '9 minutes',
           now() - interval '5 minutes', now(), 1, true)`,
        [baton.tenant, `past-${n}`, queue],
      );
    expect(await ask()).toBeGreaterThanOrEqual(240);
  });
});

describe('the switches of a floor', () => {
  it('humans off: a wish for a person is kept, nobody is offered it, and switched on it goes on', async () => {
    await as('supervisor', 'PUT', '/v1/switches', { humans_off: true, note: 'fire drill' });
    await setShift(baton.pool, baton.tenant, 'ana', 'ben');
    await seen();
    const conversation = drive(baton);
    const answer = await conversation.askForPerson();
    expect(answer).toMatchObject({ owner: 'queue', handoff: { staffing: 'humans_off' } });
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const { rows } = await baton.pool.query('select 1 from offers where conversation = $1', [
      conversation.ref.conversation,
    ]);
    expect(rows).toEqual([]);
    await as('supervisor', 'PUT', '/v1/switches', { humans_off: false });
    expect((await conversation.offer()).agent).toMatch(/ana|ben/);
  });

  it('AI off: the next word of a customer goes to a person', async () => {
    const before = await drive(baton).post({ content: 'Hello there' });
    expect(before.owner).toBe('ai');
    await as('supervisor', 'PUT', '/v1/switches', { ai_off: true });
    await seen();
    const answer = await drive(baton).post({ content: 'Hello there' });
    expect(answer).toMatchObject({ owner: 'queue', decision: { rule: 'builtin:ai_off' } });
    await as('supervisor', 'PUT', '/v1/switches', { ai_off: false });
    await seen();
  });
});

describe('a case number', () => {
  it('is given with the first handoff, stays, and finds the conversation however it is typed', async () => {
    const conversation = drive(baton);
    const answer = await conversation.askForPerson();
    const number = answer.handoff?.case_number ?? '';
    expect(number).toMatch(/^[34679CDFGHJKMNPQRTVWXY]{7}$/);
    await conversation.act('cancelHandoff', {});
    const again = await conversation.askForPerson();
    expect(again.handoff?.case_number).toBe(number);
    const typed = `${number.slice(0, 3)}-${number.slice(3)}`.toLowerCase();
    const found = await as('supervisor', 'GET', `/v1/conversations?case_number=${typed}`);
    const ids = (found.body.data as { id: string }[]).map(({ id }) => id);
    expect(ids).toEqual([conversation.ref.conversation]);
    const wrong = await as('supervisor', 'GET', '/v1/conversations?case_number=hello');
    expect(wrong.status).toBe(422);
  });
});

describe('spam', () => {
  it('is closed by a supervisor while it waits, and its record says so', async () => {
    await setShift(baton.pool, baton.tenant);
    const conversation = drive(baton);
    await conversation.askForPerson();
    const { conversation: id } = conversation.ref;
    const closed = await call(
      api.app,
      keys.get('supervisor') ?? '',
      'POST',
      `/v1/conversations/${id}/resolve`,
      {
        body: { outcome: 'no_issue', close_as: 'spam' },
        headers: { 'idempotency-key': `spam-${id}` },
      },
    );
    expect([closed.status, closed.body.status]).toEqual([200, 'resolved']);
    const { rows } = await baton.pool.query(
      'select final_state, reason_code from outcomes where conversation = $1',
      [id],
    );
    expect(rows).toEqual([{ final_state: 'canceled', reason_code: 'spam' }]);
  });
});

describe('the floor', () => {
  it('tells of each queue what waits and of each agent what they hold', async () => {
    await setShift(baton.pool, baton.tenant);
    const waiting = drive(baton);
    await waiting.act('requestHuman', { queue: 'repairs' });
    await setShift(baton.pool, baton.tenant, 'ben');
    const offer = await waiting.offer();
    await waiting.accept(offer);
    const also = drive(baton);
    await setShift(baton.pool, baton.tenant);
    await also.act('requestHuman', { queue: 'repairs' });
    const floor = await as('supervisor', 'GET', '/v1/floor');
    expect(floor.status).toBe(200);
    const queue = (floor.body.queues as { id: string }[]).find(({ id }) => id === 'repairs');
    expect(queue).toMatchObject({ held: 1, waiting: 1, breached: 0, staffing: 'nobody_on_shift' });
    const agent = (floor.body.agents as { id: string }[]).find(({ id }) => id === 'ben');
    expect(agent).toMatchObject({ cases: 1, presence: 'offline', on_shift: false });
    await also.act('cancelHandoff', {});
  });
});

describe('why a case still waits', () => {
  const why = async (id: string) =>
    (await as('supervisor', 'GET', `/v1/conversations/${id}/waiting`)).body;

  it('says who would be asked and what hinders each agent, until it is taken', async () => {
    await setShift(baton.pool, baton.tenant);
    const waiting = drive(baton);
    const id = waiting.ref.conversation;
    await waiting.act('requestHuman', { queue: 'returns' });
    const nobody = await why(id);
    expect(nobody).toMatchObject({
      waiting: true,
      case: { causes: ['nobody_on_shift'], hindrances: { offline: 2 }, place: 1, offer: null },
    });
    await setShift(baton.pool, baton.tenant, 'ben');
    const offer = await waiting.offer();
    expect(await why(id)).toMatchObject({
      case: { causes: ['offer_pending'], offer: { id: offer.id, agent: 'ben' } },
    });
    await waiting.accept(offer);
    expect(await why(id)).toEqual({ waiting: false, owner: 'agent', owner_id: 'ben', case: null });
    expect((await as('supervisor', 'GET', '/v1/conversations/nowhere/waiting')).status).toBe(404);
  });

  it('says that the queue is closed, and nobody is offered its cases until it opens', async () => {
    await as('operator', 'PATCH', '/v1/queues/closing', { open: false });
    await setShift(baton.pool, baton.tenant, 'ana');
    await seen();
    const closed = drive(baton);
    const answer = await closed.act('requestHuman', { queue: 'closing' });
    expect(answer.handoff?.staffing).toBe('queue_closed');
    expect((await why(closed.ref.conversation)).case.causes).toEqual(['queue_closed']);
    await as('operator', 'PATCH', '/v1/queues/closing', { open: true });
    expect((await closed.offer()).agent).toBe('ana');
  });
});

describe('a calendar', () => {
  it.each([
    ['a zone that is none', { time_zone: 'Moon/Base', week: {} }],
    ['an end before its beginning', { time_zone: 'UTC', week: { mon: [['17:00', '09:00']] } }],
    ['a day that is none', { time_zone: 'UTC', week: {}, holidays: ['2026-02-30'] }],
    ['a time that is none', { time_zone: 'UTC', week: { mon: [['09:00', '25:00']] } }],
  ])('with %s is refused', async (_, body) => {
    expect((await as('operator', 'PUT', '/v1/calendars/wrong', body)).status).toBe(422);
  });

  it('that is changed has the clocks of waiting cases counted anew, without a command', async () => {
    await setShift(baton.pool, baton.tenant);
    const open = { '00:00': '24:00' };
    const all = Object.fromEntries(weekdays.map((day) => [day, Object.entries(open)]));
    await as('operator', 'PUT', '/v1/calendars/moving', { time_zone: 'UTC', week: all });
    await as('operator', 'PATCH', '/v1/queues/billing', { calendar: 'moving' });
    await seen();
    const conversation = drive(baton);
    await conversation.act('requestHuman', { queue: 'billing' });
    const closed = { ...closedToday(), holidays: [] };
    const second = await as('operator', 'PUT', '/v1/calendars/moving', closed);
    expect(second.body.version).toBe(2);
    const recounted = await conversation.event('sla.recounted');
    expect(recounted.data).toMatchObject({ metric: 'time_to_human' });
    await as('operator', 'PATCH', '/v1/queues/billing', { calendar: null });
    expect((await as('operator', 'DELETE', '/v1/calendars/moving')).status).toBe(204);
    await eventually(
      'the case ends',
      async () => (await conversation.send('cancelHandoff', {})).kind === 'done',
    );
  });
});

describe('alert destinations', () => {
  it('are written, listed and removed by name', async () => {
    const body = { kind: 'webhook', target: 'https://example.com/alerts', alerts: ['breach'] };
    const put = await as('operator', 'PUT', '/v1/alert-destinations/night-desk', body);
    expect(put.body).toMatchObject({ name: 'night-desk', queues: [], enabled: true });
    const list = await as('supervisor', 'GET', '/v1/alert-destinations');
    expect(list.body.data).toHaveLength(1);
    expect((await as('operator', 'DELETE', '/v1/alert-destinations/night-desk')).status).toBe(204);
    expect((await as('operator', 'DELETE', '/v1/alert-destinations/night-desk')).status).toBe(404);
  });
});
