/** Histories of released workflow code replay on the code of today (I16). `record.it.test.ts` writes them. */
import { readdir, readFile } from 'node:fs/promises';
import { Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleSource } from '../support/workflow-code.ts';

interface HistoryFile {
  events: {
    eventType: string;
    activityTaskScheduledEventAttributes?: object;
    [field: string]: unknown;
  }[];
}

const folder = new URL('./', import.meta.url);
const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
let code = '';

beforeAll(async () => {
  code = await bundleSource();
}, 30_000);

async function history(name: string): Promise<HistoryFile> {
  return JSON.parse(await readFile(new URL(name, folder), 'utf8')) as HistoryFile;
}

const replay = (recorded: HistoryFile): Promise<void> =>
  Worker.runReplayHistory({ workflowBundle: { code } }, recorded, 'conversation/acme/replayed');

describe('the workflow', () => {
  it('has recorded histories to replay', () => {
    expect(names.length).toBeGreaterThanOrEqual(3);
  });

  it.each(names)('replays %s', async (name) => {
    await expect(replay(await history(name))).resolves.toBeUndefined();
  });

  it('does not replay a history that other code wrote', async () => {
    const recorded = await history('handoff-to-outcome.json');
    const edited = recorded.events.map((event) =>
      event.eventType === 'EVENT_TYPE_ACTIVITY_TASK_SCHEDULED'
        ? {
            ...event,
            activityTaskScheduledEventAttributes: {
              ...event.activityTaskScheduledEventAttributes,
              activityType: { name: 'somethingElse' },
            },
          }
        : event,
    );
    await expect(replay({ events: edited })).rejects.toThrow(DeterminismViolationError);
  });
});
