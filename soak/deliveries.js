/** Some 1,000 deliveries over every channel while worker and API are killed. */
import { openGround } from '../bench/ground.js';
import { deliveriesRun } from './deliveries-run.js';
import { byChance } from './receivers.js';

/** @type {import('./deliveries-run.js').Sizes} */
const sizes = {
  conversations: 28,
  replies: 3,
  kills: 16,
  attemptsBetweenKills: [20, 60],
  settleMs: 600_000,
  fates: () => byChance,
};

export async function deliveries() {
  const ground = await openGround();
  try {
    const environment = { ...ground.environment, BATON_TASK_QUEUE: 'soak' };
    return await deliveriesRun({ pool: ground.pool, tenant: 'demo', environment }, sizes);
  } finally {
    await ground.close();
  }
}
