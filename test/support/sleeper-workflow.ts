import { condition, defineUpdate, setHandler, sleep } from '@temporalio/workflow';

/** Ends the long sleep of `sleeper` before its time. */
export const wake = defineUpdate<string>('wake');

/** Sleeps for `durationMs` or until woken, and tells which it was. */
export async function sleeper(durationMs: number): Promise<'slept' | 'woken'> {
  const run = { woken: false };
  setHandler(wake, () => {
    run.woken = true;
    return 'awake';
  });
  await condition(() => run.woken, durationMs);
  await sleep(1);
  return run.woken ? 'woken' : 'slept';
}
