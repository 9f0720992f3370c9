import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commitCommand } from '../../../src/adapters/postgres/commit.ts';
import {
  matchTenant,
  waitingTenants,
  wokenTenants,
} from '../../../src/adapters/postgres/matching.ts';
import { claimOffer, declineOffer } from '../../../src/adapters/postgres/offers.ts';
import { isStoreAway } from '../../../src/adapters/postgres/pool.ts';
import type { Command, CommandResult } from '../../../src/domain/commands.ts';
import { testDatabase, type TestDatabase } from '../../support/baton.ts';
import { seedTenant, setShift } from '../../support/tenant.ts';

const tenant = 'acme';
let database: TestDatabase;

beforeEach(async () => {
  database = await testDatabase();
  await seedTenant(database.pool, tenant);
});
afterEach(async () => {
  await database.close();
});

async function commit(
  conversation: string,
  command: object,
  at = Date.now(),
): Promise<CommandResult> {
  const whole = { id: randomUUID(), actor: { kind: 'backend', id: 'test' }, ...command } as Command;
  const ref = { tenant, conversation };
  return (await commitCommand(database.pool, { ref, knownVersion: null, command: whole, at }))
    .result;
}

const waitingCase = (conversation: string, more: object = {}): Promise<CommandResult> =>
  commit(conversation, { type: 'requestHuman', ...more });

interface OpenOffer {
  id: string;
  agent: string;
  handoff: string;
}

async function openOffers(conversation: string): Promise<OpenOffer[]> {
  const { rows } = await database.pool.query<OpenOffer>(
    `select id, agent, handoff from offers where conversation = $1 and state = 'pending'`,
    [conversation],
  );
  return rows;
}

async function announce(conversation: string, offer: OpenOffer): Promise<CommandResult> {
  return commit(conversation, {
    type: 'offerMade',
    id: `offer-${offer.id}`,
    offer_id: offer.id,
    handoff_id: offer.handoff,
    agent: offer.agent,
    timeout_seconds: 2,
  });
}

describe('matching', () => {
  it('gives no agent more than their capacity and no case to two, however many match at once', async () => {
    for (let agent = 0; agent < 10; agent += 1)
      await database.pool.query(
        `insert into agents (tenant, id, name, presence, capacity, queues)
         values ($1, $2, $2, 'online', 3, '{general}')`,
        [tenant, `agent${agent}`],
      );
    for (let index = 0; index < 100; index += 1) await waitingCase(`c${index}`);
    await Promise.all(Array.from({ length: 50 }, () => matchTenant(database.pool, tenant)));
    await matchTenant(database.pool, tenant);
    const { rows: load } = await database.pool.query<{ agent: string; units: number }>(
      'select agent, sum(units)::int as units from leases where released_at is null group by agent',
    );
    expect(load).toHaveLength(10);
    expect(load.every(({ units }) => units === 3)).toBe(true);
    const { rows: twice } = await database.pool.query(
      `select handoff from offers where state = 'pending' group by handoff having count(*) > 1`,
    );
    expect(twice).toEqual([]);
    const { rows: told } = await database.pool.query(
      `select distinct argument ->> 'offer_id' from outbox where signal = 'offerMade'`,
    );
    expect(told).toHaveLength(30);
  });

  it('has one winner of an offer that fifty claim, and its own repeat wins again', async () => {
    await setShift(database.pool, tenant, 'ana');
    await waitingCase('c1');
    const [match] = await matchTenant(database.pool, tenant);
    const claim = { tenant, offer: match?.offer ?? '', agent: 'ana' };
    const claims = Array.from({ length: 50 }, (_unused, index) =>
      index % 2 === 0
        ? claimOffer(database.pool, claim)
        : declineOffer(database.pool, { ...claim, reason: null }),
    );
    const results = await Promise.all(claims);
    const accepted = results.filter((result, index) => index % 2 === 0 && result.kind === 'won');
    const declined = results.filter((result, index) => index % 2 === 1 && result.kind === 'won');
    expect([accepted.length, declined.length].sort((a, b) => a - b)).toEqual([0, 25]);
    const other = await claimOffer(database.pool, { ...claim, agent: 'ben' });
    expect(other).toEqual({ kind: 'not_found' });
  });

  it('finds the tenant of a case whose wake-up was lost, and serves each wake-up once', async () => {
    await waitingCase('c1');
    expect(await wokenTenants(database.pool)).toEqual([tenant]);
    await matchTenant(database.pool, tenant);
    expect(await wokenTenants(database.pool)).toEqual([]);
    expect(await waitingTenants(database.pool)).toEqual([tenant]);
    await setShift(database.pool, tenant, 'ana');
    expect(await matchTenant(database.pool, tenant)).toHaveLength(1);
    expect(await waitingTenants(database.pool)).toEqual([]);
  });

  it('asks the agent hinted at first, and who rejected again only after the timeout', async () => {
    await setShift(database.pool, tenant, 'ana', 'ben');
    await waitingCase('c1', { agent: 'ben' });
    const [match] = await matchTenant(database.pool, tenant);
    expect(match?.agent).toBe('ben');
    await setShift(database.pool, tenant, 'ben');
    const refusal = { type: 'rejectOffer', offer_id: match?.offer, agent: 'ben' };
    expect(await commit('c1', refusal)).toMatchObject({ kind: 'done' });
    expect(await matchTenant(database.pool, tenant)).toEqual([]);
    await database.pool.query(`update queue_entries set queued_at = now() - interval '3 seconds'`);
    expect(await matchTenant(database.pool, tenant)).toMatchObject([{ agent: 'ben' }]);
  });
});

describe('an offer and a conversation that went on', () => {
  it('a claim that overtakes the announcement of its offer leaves no offer open behind it', async () => {
    await setShift(database.pool, tenant, 'ana');
    await waitingCase('c1');
    await matchTenant(database.pool, tenant);
    const [offer] = await openOffers('c1');
    if (offer === undefined) throw new Error('no offer');
    expect(await commit('c1', { type: 'claim', agent: 'ana' })).toMatchObject({ kind: 'done' });
    expect(await announce('c1', offer)).toMatchObject({ kind: 'refused' });
    expect(await openOffers('c1')).toEqual([]);
    await commit('c1', { type: 'transfer', agent: 'ana', to_queue: 'general' });
    await setShift(database.pool, tenant, 'ben');
    expect(await matchTenant(database.pool, tenant)).toMatchObject([{ agent: 'ben' }]);
  });

  it('an announcement that comes after the answer changes nothing', async () => {
    await setShift(database.pool, tenant, 'ana');
    await waitingCase('c1');
    await matchTenant(database.pool, tenant);
    const [offer] = await openOffers('c1');
    if (offer === undefined) throw new Error('no offer');
    await commit('c1', { type: 'rejectOffer', offer_id: offer.id, agent: 'ana' });
    expect(await announce('c1', offer)).toMatchObject({ kind: 'refused', code: 'offer_gone' });
    const { rows } = await database.pool.query('select offer from queue_entries');
    expect(rows).toEqual([{ offer: null }]);
  });

  it('a rejection that overtakes the announcement of its offer takes no later offer with it', async () => {
    await setShift(database.pool, tenant, 'ana');
    await waitingCase('c1');
    await matchTenant(database.pool, tenant);
    const [offer] = await openOffers('c1');
    if (offer === undefined) throw new Error('no offer');
    await declineOffer(database.pool, { tenant, offer: offer.id, agent: 'ana' });
    expect(await announce('c1', offer)).toMatchObject({ code: 'offer_gone' });
    expect(await matchTenant(database.pool, tenant)).toEqual([]);
    await setShift(database.pool, tenant, 'ana', 'ben');
    const rejection = { type: 'rejectOffer', offer_id: offer.id, agent: 'ana' };
    expect(await commit('c1', rejection)).toMatchObject({ kind: 'done' });
    const [later] = await matchTenant(database.pool, tenant);
    expect(later).toMatchObject({ agent: 'ben' });
    expect(await commit('c1', { ...rejection, id: randomUUID() })).toMatchObject({
      code: 'offer_gone',
    });
    expect(await openOffers('c1')).toMatchObject([{ id: later?.offer }]);
  });

  it('an offer made beside a command that queues its case again is kept, and is the only one', async () => {
    await setShift(database.pool, tenant, 'ana');
    await waitingCase('c1');
    await matchTenant(database.pool, tenant);
    const [offer] = await openOffers('c1');
    if (offer === undefined) throw new Error('no offer');
    const due = Date.now() + 3_600_000;
    expect(await commit('c1', { type: 'deadlineReached' }, due)).toMatchObject({ kind: 'done' });
    const { rows } = await database.pool.query(
      `select count(*)::int as n from events where type = 'handoff.queued'`,
    );
    expect(rows, 'the breach queued the case again').toEqual([{ n: 2 }]);
    expect(await matchTenant(database.pool, tenant)).toEqual([]);
    expect(await openOffers('c1')).toEqual([offer]);
    expect(await announce('c1', offer)).toMatchObject({ kind: 'done' });
  });

  it('an offer dies with the wait it was made for: who accepts it later does not own the next wait', async () => {
    await setShift(database.pool, tenant, 'ana');
    await waitingCase('c1');
    await matchTenant(database.pool, tenant);
    const [offer] = await openOffers('c1');
    if (offer === undefined) throw new Error('no offer');
    expect(await commit('c1', { type: 'claim', agent: 'ben' })).toMatchObject({ kind: 'done' });
    expect(await openOffers('c1')).toEqual([]);
    expect(await claimOffer(database.pool, { tenant, offer: offer.id, agent: 'ana' })).toEqual({
      kind: 'gone',
    });
    await commit('c1', { type: 'transfer', agent: 'ben', to_queue: 'general' });
    const accept = { type: 'acceptOffer', offer_id: offer.id, agent: 'ana' };
    expect(await commit('c1', accept)).toMatchObject({ code: 'offer_gone' });
    expect(await matchTenant(database.pool, tenant)).toHaveLength(1);
  });

  it("an agent's accept sent to another conversation or for another's offer takes nothing away", async () => {
    await setShift(database.pool, tenant, 'ana');
    await waitingCase('c1');
    await matchTenant(database.pool, tenant);
    const [offer] = await openOffers('c1');
    if (offer === undefined) throw new Error('no offer');
    await commit('c2', { type: 'requestHuman' });
    const accept = { type: 'acceptOffer', offer_id: offer.id };
    expect(await commit('c2', { ...accept, agent: 'ana' })).toMatchObject({ code: 'offer_gone' });
    expect(await commit('c1', { ...accept, agent: 'ben' })).toMatchObject({ code: 'offer_gone' });
    expect(await openOffers('c1')).toEqual([offer]);
    expect(await commit('c1', { ...accept, agent: 'ana' })).toMatchObject({
      kind: 'done',
      answer: { owner: 'agent', owner_id: 'ana' },
    });
  });
});

describe('commit', () => {
  it('takes two first turns that meet, one after the other', async () => {
    const turn = (id: string): object => ({
      type: 'turn',
      id,
      turns: [{ id, role: 'customer', content: 'Hello' }],
    });
    // Eight connections at once are too many for a busy machine at times: then the turn is sent again, as callers do.
    const post = async (id: string): Promise<CommandResult> =>
      commit('c1', turn(id)).catch((error: unknown) => {
        if (isStoreAway(error)) return post(id);
        throw error;
      });
    const results = await Promise.all(
      Array.from({ length: 8 }, (_unused, index) => post(`t${index}`)),
    );
    const sequences = results.map((result) =>
      result.kind === 'done' && 'turn' in result.answer ? result.answer.turn.sequence : null,
    );
    expect(sequences.sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});
