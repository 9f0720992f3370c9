import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commitCommand } from '../../../src/adapters/postgres/commit.ts';
import { freeSlots } from '../../../src/adapters/postgres/meetings.ts';
import type { Command } from '../../../src/domain/commands.ts';
import { createPool } from '../../../src/adapters/postgres/pool.ts';
import { customerDefaults } from '../../../src/domain/policy-customer.ts';
import { testBaton, type TestBaton } from '../../support/baton.ts';
import { drive } from '../../support/driver.ts';

let baton: TestBaton;
const everyDay = Object.fromEntries(
  ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['00:00', '24:00']]]),
);

beforeAll(async () => {
  baton = await testBaton();
  const { pool, tenant } = baton;
  await pool.query(
    "insert into calendars (tenant, id, time_zone, week) values ($1, 'always', 'UTC', $2)",
    [tenant, JSON.stringify(everyDay)],
  );
  await pool.query("update agents set calendar = 'always' where tenant = $1 and id = 'ana'", [
    tenant,
  ]);
});

afterAll(async () => {
  await baton.close();
});

const slotsOf = () =>
  freeSlots(
    baton.pool,
    { tenant: baton.tenant, queue: 'general', agent: null },
    { now: Date.now(), rules: customerDefaults.meeting, limit: 500 },
  );

async function waitingCase() {
  const conversation = drive(baton, `m${randomUUID().slice(0, 12)}`);
  await conversation.askForPerson();
  return conversation;
}

/** So many at a time, until all are done. */
async function inLanes<T>(
  lanes: number,
  names: string[],
  run: (name: string) => Promise<T>,
): Promise<T[]> {
  const waiting = [...names];
  const results: T[] = [];
  const lane = async () => {
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop())
      results.push(await run(name));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}

describe('a slot for a meeting', () => {
  it('goes to exactly one of a hundred who book it at once; the others are told so', async () => {
    const names = Array.from({ length: 100 }, (_, index) => `race-${index}`);
    const wide = createPool(baton.url, { max: 20 });
    const take = (conversation: string, command: object) =>
      commitCommand(wide, {
        ref: { tenant: baton.tenant, conversation },
        knownVersion: null,
        command: { actor: { kind: 'customer', id: 'kim' }, ...command } as unknown as Command,
        at: Date.now(),
      });
    for (const name of names) await take(name, { id: 'ask', type: 'requestHuman' });
    const slot = (await slotsOf())[3];
    expect(slot?.agents).toEqual(['ana']);
    const starts_at = slot?.startsAt ?? 0;
    const book = { id: 'book', type: 'bookMeeting', starts_at };
    const results = await inLanes(20, names, async (name) => (await take(name, book)).result);
    await wide.end();
    expect(results.filter((result) => result.kind === 'done')).toHaveLength(1);
    const codes = results.flatMap((result) => (result.kind === 'refused' ? [result.code] : []));
    expect(new Set(codes)).toEqual(new Set(['slot_taken']));
    const { rows } = await baton.pool.query(
      "select 1 from meetings where tenant = $1 and state = 'booked'",
      [baton.tenant],
    );
    expect(rows).toHaveLength(1);
    expect((await slotsOf()).some(({ startsAt }) => startsAt === starts_at)).toBe(false);
  });

  it('is free again when the meeting is moved or canceled, and one the grid has not is none', async () => {
    const conversation = await waitingCase();
    const [first, second] = (await slotsOf()).slice(5);
    if (first === undefined || second === undefined) throw new Error('too few slots');
    const at = (slot: typeof first) => ({ starts_at: slot.startsAt });
    const booked = await conversation.act('bookMeeting', at(first));
    expect(booked.handoff?.meeting).toMatchObject({ state: 'booked', starts_at: first.startsAt });
    expect(booked.say_to_customer).toContain('booked');
    const moved = await conversation.act('bookMeeting', at(second));
    expect(moved.handoff?.meeting?.id).toBe(booked.handoff?.meeting?.id);
    expect((await conversation.event('meeting.moved')).data).toMatchObject({ revision: 1 });
    const free = (await slotsOf()).map(({ startsAt }) => startsAt);
    expect(free).toContain(first.startsAt);
    expect(free).not.toContain(second.startsAt);
    await conversation.act('cancelMeeting', {});
    expect((await slotsOf()).map(({ startsAt }) => startsAt)).toContain(second.startsAt);
    const odd = await conversation.send('bookMeeting', {
      starts_at: first.startsAt + 60_000,
    });
    expect(odd).toMatchObject({ kind: 'refused', code: 'slot_taken' });
    const canceled = await conversation.act('cancelHandoff', {});
    expect(canceled.handoff?.state).toBe('canceled');
    expect((await conversation.event('outcome.recorded')).data).toMatchObject({
      meeting: 'canceled',
    });
  });
});
