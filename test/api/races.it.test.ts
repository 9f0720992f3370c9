/**
 * Races for cases through the HTTP API. `npm run soak -- races` plays the same a thousand times, a hundred at once each.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, keyOf, testApi, type Answered, type TestApi } from '../support/api.ts';
import { eventually, testBaton, type TestBaton } from '../support/baton.ts';

const rounds = Number(process.env['BATON_RACE_ROUNDS'] ?? 1);
const atOnce = Number(process.env['BATON_RACE_AT_ONCE'] ?? 6);
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
  await eventually(`case ${id} waits`, async () => {
    const asked = await post(backend, `/v1/conversations/${id}/handoff`, {});
    return asked.status === 200;
  });
  return id;
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
    await eventually(`${id} ends`, async () => {
      const path = `/v1/conversations/${id}`;
      await post(admin, `${path}/handoff/cancel`, {});
      await post(admin, `${path}/resolve`, { outcome: 'resolved' });
      return (await count(`from conversations where status = 'resolved' and id = $1`, id)) === 1;
    });
}

const won = (answers: Answered[]): number => answers.filter(({ status }) => status === 200).length;
/** Nobody is told anything but yes, no, not yours to see any more, too late, or "ask again". */
const expected = [200, 202, 403, 404, 409, 429, 503];

describe('a race', () => {
  it('of many agents for one waiting case has one owner, however often it is run', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const id = await newCase(`one-${round}`);
      const answers = await Promise.all(
        agents.map(({ key }) => post(key, `/v1/conversations/${id}/claim`, {})),
      );
      expect(answers.filter(({ status }) => !expected.includes(status))).toEqual([]);
      expect(won(answers)).toBeLessThanOrEqual(1);
      await eventually('one agent has it', async () => (await acceptedOn(id)) === 1);
      expect([await leasesOn(id), await acceptedOn(id)]).toEqual([1, 1]);
      await resolve(id);
    }
  }, 3_600_000);

  it('of one free slot for many waiting cases is won by one case', async () => {
    const [agent] = agents;
    if (agent === undefined) throw new Error('no agent');
    for (let round = 0; round < rounds; round += 1) {
      const cases = await Promise.all(names.map((n) => newCase(`slot-${round}-${n}`)));
      const answers = await Promise.all(
        cases.map((id) => post(agent.key, `/v1/conversations/${id}/claim`, {})),
      );
      expect(answers.filter(({ status }) => !expected.includes(status))).toEqual([]);
      await eventually('one case is theirs', async () => (await ownedBy(agent.id)) === 1);
      expect([won(answers) <= 1, await ownedBy(agent.id), await leasesOf(agent.id)]).toEqual([
        true,
        1,
        1,
      ]);
      await resolve(...cases);
    }
  }, 3_600_000);

  it('of many offers for the one slot that a lowered capacity leaves is won by one offer', async () => {
    const [, agent] = agents;
    if (agent === undefined) throw new Error('no agent');
    const be = (presence: string, capacity: number): Promise<unknown> =>
      baton.pool.query(
        `update agents set presence = $2, presence_at = now(), capacity = $3 where id = $1`,
        [agent.id, presence, capacity],
      );
    await baton.pool.query(`update queues set offer_timeout_seconds = 600`);
    for (let round = 0; round < rounds; round += 1) {
      await be('online', atOnce);
      const cases = await Promise.all(names.map((n) => newCase(`offer-${round}-${n}`)));
      const offers = await eventually('every case is offered', async () => {
        const { rows } = await baton.pool.query<{ id: string }>(
          `select id from offers where state = 'pending' and agent = $1`,
          [agent.id],
        );
        return rows.length === atOnce && rows;
      });
      await be('offline', 1);
      const answers = await Promise.all(
        offers.map(({ id }) => post(agent.key, `/v1/offers/${id}/accept`, {})),
      );
      expect(answers.filter(({ status }) => !expected.includes(status))).toEqual([]);
      await eventually('one case is theirs', async () => (await ownedBy(agent.id)) === 1);
      expect(won(answers)).toBeLessThanOrEqual(1);
      const accepted = await count(
        `from offers where state = 'accepted' and agent = $1 and answered_at is not null
        and lease in (select id from leases where released_at is null)`,
        agent.id,
      );
      expect([accepted, await ownedBy(agent.id)]).toEqual([1, 1]);
      await resolve(...cases);
    }
  }, 3_600_000);
});
