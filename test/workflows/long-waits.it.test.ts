import { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { searchAttributeKinds } from '../../src/adapters/temporal/search-attributes.ts';
import { eventually, quietSdk, testBaton, type TestBaton } from '../support/baton.ts';
import { drive, type Conversation } from '../support/driver.ts';
import { setShift } from '../support/tenant.ts';
import { timeSkippingServerPath } from '../support/time-skipping.ts';

const server = await timeSkippingServerPath();
if ('reason' in server) console.log(`skipped: waits of hours and days, because ${server.reason}`);

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

describe.skipIf('reason' in server)('a conversation over hours and days', () => {
  let environment: TestWorkflowEnvironment;
  let baton: TestBaton;

  beforeAll(async () => {
    const path = 'path' in server ? server.path : '';
    quietSdk();
    environment = await TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path } },
    });
    // The test server can add search attributes and can't list them.
    const { operatorService } = environment.connection;
    await operatorService.addSearchAttributes({
      namespace: 'default',
      searchAttributes: Object.fromEntries(
        Object.entries(searchAttributeKinds).map(([name, kind]) => [name, kind === 'Int' ? 3 : 2]),
      ),
    });
    baton = await testBaton({
      temporalAddress: environment.address,
      policy: (policy) => ({
        ...policy,
        sla: [
          {
            metric: 'time_to_human',
            target_seconds: 600,
            warn_at: [0.8],
            on_breach: ['alert'],
          },
        ],
      }),
    });
    await setShift(baton.pool, baton.tenant);
  });
  afterAll(async () => {
    await baton.close();
    await environment.teardown();
  });

  it('warns at eight minutes of ten and breaches at ten, never early', async () => {
    const conversation = drive(baton);
    const asked = await conversation.askForPerson();
    const dueAt = asked.handoff?.promise?.due_at ?? 0;
    await environment.sleep(7 * minuteMs);
    const early = (await conversation.events()).map((event) => event.type);
    expect(early).not.toContain('sla.warning');
    await environment.sleep(4 * minuteMs);
    const breached = await conversation.event('sla.breached');
    const warning = await conversation.event('sla.warning');
    expect(warning.sequence).toBeLessThan(breached.sequence);
    expect(warning.at).toBeGreaterThanOrEqual(dueAt - 2 * minuteMs);
    expect(breached.at).toBeGreaterThanOrEqual(dueAt);
    expect(breached.at).toBeLessThan(dueAt + minuteMs);
    await conversation.act('cancelHandoff', {});
  });

  it('keeps or breaks what was promised: a letter by its instant, told and owned', async () => {
    const promised = async (): Promise<{ conversation: Conversation; dueAt: number }> => {
      const conversation = drive(baton);
      await conversation.send('requestHuman', { customer: { email: 'kim@example.org' } });
      const { handoff } = await conversation.act('chooseChannel', { channel: 'email' });
      const letter = handoff?.promises?.find(({ kind }) => kind === 'write_by');
      return { conversation, dueAt: letter?.due_at ?? 0 };
    };
    const endOf = async (conversation: Conversation, type: 'promise.kept' | 'promise.broken') =>
      (await conversation.events()).filter(
        (event) => event.type === type && event.data.kind === 'write_by',
      );
    const kept = await promised();
    const broken = await promised();
    await kept.conversation.act('claim', { agent: 'ana' });
    await kept.conversation.reply('ana', 'Dear Kim');
    expect(await endOf(kept.conversation, 'promise.kept')).toHaveLength(1);
    await environment.sleep(broken.dueAt - (await environment.currentTimeMs()) - 5 * minuteMs);
    expect(await endOf(broken.conversation, 'promise.broken')).toEqual([]);
    await environment.sleep(10 * minuteMs);
    const [ended] = await eventually('the promise is broken', async () => {
      const found = await endOf(broken.conversation, 'promise.broken');
      return found.length > 0 && found;
    });
    expect(ended?.at).toBeGreaterThanOrEqual(broken.dueAt);
    expect(ended?.at).toBeLessThan(broken.dueAt + minuteMs);
    const { rows } = await baton.pool.query<{ content: string }>(
      `select content from notices where conversation = $1 and key = 'promise_broken'`,
      [broken.conversation.ref.conversation],
    );
    expect(rows).toHaveLength(1);
    expect(await endOf(kept.conversation, 'promise.broken')).toEqual([]);
    await broken.conversation.act('cancelHandoff', {});
    await kept.conversation.resolve('ana');
  });

  it('tells a waiting customer how it goes, at the intervals of the policy and as often, and no longer', async () => {
    const conversation = drive(baton);
    await conversation.askForPerson();
    const { at: from } = await conversation.event('handoff.requested');
    const told = async () =>
      (await conversation.events())
        .filter(({ type, data }) => type === 'notice.posted' && data.key.includes('progress'))
        .map(({ at }) => Math.round((at - from) / minuteMs));
    await environment.sleep(15 * minuteMs);
    await eventually('three are told', async () => (await told()).length === 3);
    await environment.sleep(60 * minuteMs);
    await eventually('all are told', async () => (await told()).length >= 6);
    // After 2 minutes, then every 5, six times (policies/general-support.yaml).
    expect(await told()).toEqual([2, 7, 12, 17, 22, 27]);
    await conversation.act('cancelHandoff', {});
  });

  it('closes an AI conversation after a silent day, and the run after the reopening window', async () => {
    const conversation = drive(baton);
    await conversation.post({ content: 'Hello' });
    const answered = await conversation.post({ role: 'assistant', content: 'Hi', epoch: 1 });
    expect(answered.turn.sequence).toBe(2);
    await environment.sleep(23 * hourMs);
    expect((await conversation.events()).map((event) => event.type)).not.toContain(
      'conversation.resolved',
    );
    await environment.sleep(2 * hourMs);
    const resolved = await conversation.event('conversation.resolved');
    expect(resolved.data).toMatchObject({ outcome: 'no_issue' });
    await environment.sleep(6 * 24 * hourMs);
    expect((await conversation.handle().describe()).status.name).toBe('RUNNING');
    await environment.sleep(2 * 24 * hourMs);
    await eventually('the run ends', async () => {
      return (await conversation.handle().describe()).status.name === 'COMPLETED';
    });
  });
});
