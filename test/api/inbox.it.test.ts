import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, type Json } from '../support/api.ts';
import { playedCases, type PlayedCases } from '../support/console-cases.ts';

let play: PlayedCases;
beforeAll(async () => {
  play = await playedCases();
});
afterAll(() => play.close());

const inbox = async (agent: string, view: string, more = ''): Promise<Json> => {
  const { body, status } = await call(
    play.app,
    await play.keyFor(agent),
    'GET',
    `/v1/inbox?view=${view}${more}`,
  );
  expect(status).toBe(200);
  return body;
};

describe('the inbox', () => {
  it('holds an agent’s own cases with clock, last words and what is unread, and counts the views', async () => {
    const page = await inbox('ana', 'mine');
    const found = page.data.find((one: Json) => one.conversation_id === 'upgrade-stuck');
    expect(found).toMatchObject({
      owner_id: 'ana',
      customer: { name: 'Mara Lindqvist', tier: 'gold' },
      unread: 1,
      last_turn: { role: 'customer' },
    });
    expect(found.clocks.length).toBeGreaterThan(0);
    expect(page.counts).toMatchObject({ mine: 2, snoozed: 1, offers: 1 });
    expect((await inbox('ana', 'snoozed')).data[0].snoozed_until).not.toBeNull();
    expect((await inbox('ben', 'mine')).data).toEqual([]);
  });

  it('counts as read up to the mark, and a mark never goes back', async () => {
    const key = await play.keyFor('ana');
    const mark = (turn: number) =>
      call(play.app, key, 'PUT', '/v1/conversations/upgrade-stuck/read', { body: { turn } });
    expect((await mark(7)).body).toEqual({ turn: 7 });
    expect((await mark(2)).body).toEqual({ turn: 7 });
    const page = await inbox('ana', 'mine');
    const unread = page.data.map((one: Json) => [one.conversation_id, one.unread]);
    expect(unread).toContainEqual(['upgrade-stuck', 0]);
  });

  it('gives every waiting case once over its pages, in the order in which they will be served', async () => {
    const whole = (await inbox('ana', 'waiting')).data.map((one: Json) => one.conversation_id);
    expect(whole.length).toBeGreaterThanOrEqual(3);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Json = await inbox('ana', 'waiting', `&limit=1${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.data.map((one: Json) => one.conversation_id));
      cursor = page.next_cursor;
    }
    expect(seen).toEqual(whole);
  });

  it('shows an agent nobody else’s inbox, and a supervisor any', async () => {
    const foreign = await call(
      play.app,
      await play.keyFor('ben'),
      'GET',
      '/v1/inbox?view=mine&agent=ana',
    );
    expect(foreign.status).toBe(403);
    const asked = await call(
      play.app,
      await play.keyOf('supervisor'),
      'GET',
      '/v1/inbox?view=mine&agent=ana',
    );
    expect(asked.body.data).toHaveLength(2);
  });

  it('tells the customer’s earlier conversations as codes, and says which may be opened', async () => {
    await play.begin({
      id: 'mara-before',
      customer: { id: 'cu_mara', name: 'Mara Lindqvist' },
      turns: [{ role: 'customer', content: 'How do I change my picture?' }],
    });
    const { body } = await call(
      play.app,
      await play.keyFor('ana'),
      'GET',
      '/v1/conversations/upgrade-stuck/history',
    );
    expect(body.data).toMatchObject([{ conversation_id: 'mara-before', visible: false, turns: 1 }]);
    expect(JSON.stringify(body)).not.toContain('picture');
  });
});
