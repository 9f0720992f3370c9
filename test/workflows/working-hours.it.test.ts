import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DateTime } from 'luxon';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { putCalendar } from '../../src/adapters/postgres/calendars.ts';
import { searchAttributeKinds } from '../../src/adapters/temporal/search-attributes.ts';
import { quietSdk, testBaton, type TestBaton } from '../support/baton.ts';
import { drive } from '../support/driver.ts';
import { setShift } from '../support/tenant.ts';
import { timeSkippingServerPath } from '../support/time-skipping.ts';

const server = await timeSkippingServerPath();
if ('reason' in server) console.log(`skipped: clocks over days, because ${server.reason}`);

const zone = 'Europe/Berlin';
const hourMs = 3_600_000;

/** Midnight of the next Sunday on which the clock of the office is changed. */
function nextChange(from: number): DateTime {
  let day = DateTime.fromMillis(from, { zone }).startOf('day').plus({ days: 3 });
  while (day.offset === day.plus({ days: 1 }).offset) day = day.plus({ days: 1 });
  return day;
}

describe.skipIf('reason' in server)('a clock of twelve working hours', () => {
  let environment: TestWorkflowEnvironment;
  let baton: TestBaton;
  let sunday: DateTime;

  beforeAll(async () => {
    const path = 'path' in server ? server.path : '';
    quietSdk();
    environment = await TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path } },
    });
    await environment.connection.operatorService.addSearchAttributes({
      namespace: 'default',
      searchAttributes: Object.fromEntries(
        Object.entries(searchAttributeKinds).map(([name, kind]) => [name, kind === 'Int' ? 3 : 2]),
      ),
    });
    baton = await testBaton({
      temporalAddress: environment.address,
      policy: (policy) => ({
        ...policy,
        handoff_expiry_seconds: 30 * 24 * 3600,
        sla: [
          {
            metric: 'time_to_human',
            target_seconds: 12 * 3600,
            warn_at: [0.5],
            on_breach: ['alert'],
          },
        ],
      }),
    });
    await setShift(baton.pool, baton.tenant);
    sunday = nextChange(await environment.currentTimeMs());
    await putCalendar(
      baton.pool,
      { tenant: baton.tenant, id: 'weekend', by: 'test' },
      {
        time_zone: zone,
        week: {
          sat: [['20:00', '24:00']],
          sun: [['00:00', '04:00']],
          mon: [['09:00', '17:00']],
          tue: [
            ['09:00', '12:00'],
            ['13:00', '17:00'],
          ],
        },
        holidays: [sunday.plus({ days: 1 }).toISODate() ?? ''],
      },
    );
    await baton.pool.query(`update queues set calendar = 'weekend' where tenant = $1`, [
      baton.tenant,
    ]);
  });
  afterAll(async () => {
    await baton.close();
    await environment.teardown();
  });

  async function sleepUntil(instant: DateTime): Promise<void> {
    const ms = instant.toMillis() - (await environment.currentTimeMs());
    if (ms > 0) await environment.sleep(ms);
  }

  it('counts the hours of the wall clock over its change, skips a holiday, and is never early', async () => {
    await sleepUntil(sunday.minus({ hours: 4 }));
    const conversation = drive(baton);
    const asked = await conversation.askForPerson();
    const requestedAt = (await conversation.event('handoff.requested')).at;
    // From midnight to four the office's clock shows three hours in spring and five in autumn.
    const overTheChange = (sunday.set({ hour: 4 }).toMillis() - sunday.toMillis()) / hourMs;
    expect([3, 5]).toContain(overTheChange);
    const tuesday = sunday.plus({ days: 2 });
    const wall = overTheChange === 3 ? tuesday.set({ hour: 15 }) : tuesday.set({ hour: 12 });
    const lateStart = requestedAt - sunday.minus({ hours: 4 }).toMillis();
    expect(lateStart).toBeLessThan(60_000);
    const dueAt = asked.handoff?.promise?.due_at ?? 0;
    const overTheBreak = overTheChange === 5 ? hourMs : 0;
    expect(dueAt).toBe(wall.toMillis() + overTheBreak + lateStart);

    await sleepUntil(sunday.plus({ minutes: 110 }));
    expect((await conversation.events()).map(({ type }) => type)).not.toContain('sla.warning');
    await sleepUntil(sunday.plus({ minutes: 125 }));
    const warning = await conversation.event('sla.warning');
    expect(warning.at).toBeGreaterThanOrEqual(requestedAt + 6 * hourMs);
    expect(warning.at).toBeLessThan(requestedAt + 6 * hourMs + 60_000);

    await sleepUntil(DateTime.fromMillis(dueAt - 60_000));
    expect((await conversation.events()).map(({ type }) => type)).not.toContain('sla.breached');
    await sleepUntil(DateTime.fromMillis(dueAt + 60_000));
    const breached = await conversation.event('sla.breached');
    expect(breached.at).toBeGreaterThanOrEqual(dueAt);
    expect(breached.at).toBeLessThan(dueAt + 60_000);
    const said = (await conversation.events()).filter(({ type }) => type.startsWith('sla.'));
    expect(said.map(({ type }) => type)).toEqual(['sla.started', 'sla.warning', 'sla.breached']);
  });
});
