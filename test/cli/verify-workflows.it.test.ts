/** The store held against running workflows: nothing is found where they agree, everything that is planted is. */
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { rebuild } from '../../src/adapters/postgres/rebuild.ts';
import { linesOf, runRebuild } from '../../src/cli/rebuild-command.ts';
import { verifyWorkflows, type WorkflowFinding } from '../../src/cli/verify-workflows.ts';
import { loadConfig } from '../../src/config.ts';
import { testBaton, type TestBaton } from '../support/baton.ts';
import { drive, type Conversation } from '../support/driver.ts';
import { setShift } from '../support/tenant.ts';

let baton: TestBaton;
const cases: Record<string, Conversation> = {};

/** With the AI, waiting, held, snoozed, returned, solved, and given to another queue: every state a workflow waits in. */
beforeAll(async () => {
  baton = await testBaton();
  const begin = (name: string): Conversation => (cases[name] = drive(baton));
  await begin('ai').post({ content: 'Where is my order?' });
  await setShift(baton.pool, baton.tenant, 'ana');
  await baton.pool.query('update agents set capacity = 50');
  for (const name of ['held', 'snoozed', 'returned', 'solved', 'moved']) {
    const conversation = begin(name);
    await conversation.askForPerson();
    await conversation.accept(await conversation.offer());
    await conversation.reply('ana');
  }
  await setShift(baton.pool, baton.tenant);
  await begin('waits').askForPerson();
  await cases['snoozed']?.act('snooze', { agent: 'ana', until_at: Date.now() + 3_600_000 });
  await cases['returned']?.act('returnToAi', { agent: 'ana', summary: 'Done.' });
  await cases['solved']?.resolve('ana');
  await cases['moved']?.act('transfer', { agent: 'ana', to_queue: 'billing' });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await baton.close();
});

const idOf = (name: string): string => cases[name]?.ref.conversation ?? '';

async function found(): Promise<{ asked: number; findings: WorkflowFinding[] }> {
  await rebuild(baton.pool);
  return verifyWorkflows(baton);
}

/** The exit code of `baton rebuild --verify-workflows`. */
function command(): Promise<number> {
  const address = inject('stack').temporalAddress;
  vi.stubEnv('TEMPORAL_ADDRESS', address);
  const config = loadConfig({
    DATABASE_URL: baton.url,
    TEMPORAL_ADDRESS: address,
    BATON_MASTER_KEYS: baton.masterKeys,
  });
  return runRebuild(config, { verifyWorkflows: true, json: true });
}

describe('the workflows of open conversations', () => {
  it('say what log, head and rebuilt tables say', async () => {
    expect(await found()).toEqual({ asked: 7, findings: [] });
    expect(await command()).toBe(0);
  });

  it('are believed against a head, a log and a table that were altered, and every difference is named', async () => {
    const { pool } = baton;
    await pool.query(
      `update conversations set state = jsonb_set(state, '{epoch}', '9') where id = $1`,
      [idOf('held')],
    );
    await pool.query(
      `update events set data = jsonb_set(data, '{owner_id}', '"ben"')
        where conversation = $1 and type = 'conversation.owner_changed' and data->>'owner' = 'agent'`,
      [idOf('snoozed')],
    );
    await pool.query(`delete from events where conversation = $1 and type = 'handoff.queued'`, [
      idOf('waits'),
    ]);
    await pool.query(`delete from events where conversation = $1 and type = 'outcome.recorded'`, [
      idOf('solved'),
    ]);
    const { findings } = await found();
    const lines = findings.flatMap(linesOf).map(stripVTControlCharacters).sort();
    const line = (name: string, rest: string) => `differs ${baton.tenant}/${idOf(name)} ${rest}`;
    expect(lines).toEqual(
      [
        line('held', 'epoch: 3 in the workflow, 9 in head'),
        line('snoozed', 'ownerId: "ana" in the workflow, "ben" in log'),
        line('waits', 'handoff.state: "queued" in the workflow, "requested" in log'),
        line('waits', 'queue: "general" in the workflow, null in queue_entries'),
        line('waits', 'state: "queued" in the workflow, "requested" in handoffs'),
        line('solved', 'recorded: true in the workflow, false in outcomes'),
      ].sort(),
    );
  });

  it('that are gone or ended while their conversation is open are named', async () => {
    await cases['ai']?.handle().terminate('planted');
    const { findings } = await found();
    const gone = findings.filter(({ conversation }) => conversation === idOf('ai'));
    expect(gone.flatMap(linesOf).map(stripVTControlCharacters)).toEqual([
      `differs ${baton.tenant}/${idOf('ai')} its workflow is terminated`,
    ]);
    expect(await command()).toBe(1);
  });
});
