/**
 * Races for cases through the HTTP API. `npm run soak -- races` plays the same a thousand times, a hundred at once each.
 */
import { appendFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, keyOf, testApi, type Answered, type TestApi } from '../support/api.ts';
import { eventually, testBaton, type TestBaton } from '../support/baton.ts';

const rounds = Number(process.env['BATON_RACE_ROUNDS'] ?? 1);
const atOnce = Number(process.env['BATON_RACE_AT_ONCE'] ?? 16);
/** No round of a race begins later than this after its first. */
const withinMs = Number(process.env['BATON_RACE_SECONDS'] ?? 86_400) * 1000;
/** Where the soak wants to read what was played. */
const report = process.env['BATON_RACE_REPORT'];
const names = Array.from({ length: atOnce }, (_unused, n) => n);

let baton: TestBaton;
let api: TestApi;
let backend: string;
let admin: string;
const agents: { id: string; key: string }[] = [];

beforeAll(async () => {
  baton = await testBaton();
  api = await testApi(baton.pool, baton.conversations);
  [backend, admin] = [
    await keyOf(baton.pool, baton.tenant, 'backend'),
    await keyOf(baton.pool, baton.tenant, 'admin'),
  ];
  for (const n of names) {
    const id = `racer${n}`;
    await baton.pool.query(
      `insert into agents (tenant, id, name, presence, capacity, queues) values ($1, $2, $2, 'offline', 1, '{general}')`,
      [baton.tenant, id],
    );
    agents.push({ id, key: await keyOf(baton.pool, baton.tenant, 'agent', id) });
  }
});
afterAll(async () => {
  await api.close();
  await baton.close();
});

const post = (key: string, path: string, body: object): Promise<Answered> =>
  call(api.app, key, 'POST', path, { body });

async function newCase(id: string): Promise<string> {
  const asked = await insist(() => post(backend, `/v1/conversations/${id}/handoff`, {}));
  const why = asked.status === 500 ? api.faults : [];
  expect([asked.status, why], `case ${id} waits`).toEqual([200, []]);
  return id;
}

let playedAgain = 0;
/** "It is on its way", "too much at once" and "the store does not answer": the caller asks again, as it is told to. */
const askAgain = [202, 429, 503];

async function insist(ask: () => Promise<Answered>): Promise<Answered> {
  const until = Date.now() + 120_000;
  for (;;) {
    const answer = await ask();
    if (!askAgain.includes(answer.status) || Date.now() > until) return answer;
    if (answer.status !== 202) expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
    playedAgain += 1;
    await new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 400));
  }
}

/** All at once; nobody is told anything but yes, no, not yours to see any more, or too late. */
async function race(asks: (() => Promise<Answered>)[]): Promise<Answered[]> {
  const answers = await Promise.all(asks.map(insist));
  expect(answers.filter(({ status }) => ![200, 403, 404, 409].includes(status))).toEqual([]);
  return answers;
}

async function play(name: string, round: (number: number) => Promise<void>): Promise<void> {
  const [begunAt, againBefore] = [Date.now(), playedAgain];
  let played = 0;
  try {
    for (; played < rounds && Date.now() - begunAt < withinMs; played += 1) await round(played);
  } finally {
    const askedAgain = playedAgain - againBefore;
    const seconds = (Date.now() - begunAt) / 1000;
    const line = { race: name, rounds: played, atOnce, askedAgain, seconds };
    if (report !== undefined) await appendFile(report, `${JSON.stringify(line)}\n`);
  }
}

async function count(sql: string, value: string): Promise<number> {
  const { rows } = await baton.pool.query<{ n: number }>(`select count(*)::int as n ${sql}`, [
    value,
  ]);
  return rows[0]?.n ?? -1;
}

const ownedBy = (agent: string): Promise<number> =>
  count(
    `from conversations where owner = 'agent' and status <> 'resolved' and owner_id = $1`,
    agent,
  );
const leasesOf = (agent: string): Promise<number> =>
  count('from leases where released_at is null and agent = $1', agent);
const leasesOn = (conversation: string): Promise<number> =>
  count('from leases where released_at is null and conversation = $1', conversation);
const acceptedOn = (conversation: string): Promise<number> =>
  count(`from events where type = 'handoff.accepted' and conversation = $1`, conversation);

async function resolve(...conversations: string[]): Promise<void> {
  for (const id of conversations)
    await eventually(
      `${id} ends`,
      async () => {
        const path = `/v1/conversations/${id}`;
        await post(admin, `${path}/handoff/cancel`, {});
        await post(admin, `${path}/resolve`, { outcome: 'resolved' });
        return (await count(`from conversations where status = 'resolved' and id = $1`, id)) === 1;
      },
      60_000,
    );
}

const won = (answers: Answered[]): number => answers.filter(({ status }) => status === 200).length;

/** The only one whose answer is yes. */
function winner<T>(entrants: readonly T[], answers: Answered[]): T {
  expect(won(answers)).toBe(1);
  const found = entrants[answers.findIndex(({ status }) => status === 200)];
  if (found === undefined) throw new Error('nobody won');
  return found;
}

function racer(place: number): { id: string; key: string } {
  const agent = agents[place];
  if (agent === undefined) throw new Error('no agent');
  return agent;
}

/** The case that was won ends, its slot is free, another case comes instead. */
async function replace(cases: string[], wonCase: string, next: string): Promise<void> {
  await resolve(wonCase);
  cases.splice(cases.indexOf(wonCase), 1, await newCase(next));
}

describe('a race', () => {
  it('of many agents for one waiting case has one owner, however often it is run', async () => {
    await play('agents for one case', async (round) => {
      const id = await newCase(`one-${round}`);
      const claims = agents.map(
        ({ key }) =>
          () =>
            post(key, `/v1/conversations/${id}/claim`, {}),
      );
      const { id: owner } = winner(agents, await race(claims));
      expect([await leasesOn(id), await acceptedOn(id), await ownedBy(owner)]).toEqual([1, 1, 1]);
      await resolve(id);
    });
  }, 36_000_000);

  it('of one free slot for many waiting cases is won by one case', async () => {
    const agent = racer(0);
    const cases = await Promise.all(names.map((n) => newCase(`slot-${n}`)));
    await play('cases for one slot', async (round) => {
      const claims = cases.map((id) => () => post(agent.key, `/v1/conversations/${id}/claim`, {}));
      const wonCase = winner(cases, await race(claims));
      expect([await ownedBy(agent.id), await leasesOf(agent.id)]).toEqual([1, 1]);
      await replace(cases, wonCase, `slot-${round}-next`);
    });
    await resolve(...cases);
  }, 36_000_000);

  it('of many offers for the one slot that a lowered capacity leaves is won by one offer', async () => {
    const agent = racer(1);
    const be = (presence: string, capacity: number): Promise<unknown> =>
      baton.pool.query(
        `update agents set presence = $2, presence_at = now(), capacity = $3 where id = $1`,
        [agent.id, presence, capacity],
      );
    await baton.pool.query(`update queues set offer_timeout_seconds = 3600`);
    const cases = await Promise.all(names.map((n) => newCase(`offer-${n}`)));
    await play('offers for one slot', async (round) => {
      await be('online', atOnce);
      const offers = await eventually(
        'every case is offered',
        async () => {
          const { rows } = await baton.pool.query<{ id: string; conversation: string }>(
            `select id, conversation from offers where state = 'pending' and agent = $1`,
            [agent.id],
          );
          return rows.length === atOnce && rows;
        },
        120_000,
      );
      await be('offline', 1);
      const accepts = offers.map(
        ({ id }) =>
          () =>
            post(agent.key, `/v1/offers/${id}/accept`, {}),
      );
      const { conversation } = winner(offers, await race(accepts));
      const accepted = await count(
        `from offers where state = 'accepted' and agent = $1 and answered_at is not null
        and lease in (select id from leases where released_at is null)`,
        agent.id,
      );
      expect([accepted, await ownedBy(agent.id)]).toEqual([1, 1]);
      await replace(cases, conversation, `offer-${round}-next`);
    });
    await resolve(...cases);
  }, 36_000_000);
});
