/** The baseline: a workflow whose update runs one empty local activity, and nothing else. */
import { condition, defineUpdate, proxyLocalActivities, setHandler } from '@temporalio/workflow';

/** @type {{ nothing: () => Promise<void> }} */
const { nothing } = proxyLocalActivities({ startToCloseTimeout: '2 s' });

/** Waits for updates for as long as it lives. */
export async function bare() {
  let ended = false;
  /** @type {import('@temporalio/common').UpdateDefinition<{ id: string }, [{ id: string }], 'turn'>} */
  const turnUpdate = defineUpdate('turn');
  setHandler(turnUpdate, async (turn) => {
    await nothing();
    return { id: turn.id };
  });
  setHandler(defineUpdate('end'), () => {
    ended = true;
  });
  await condition(() => ended);
}
