/** 500 takeovers while the bot is answering. */
import { openGround, openWorker } from '../bench/ground.js';
import { leakRun } from './bot-leak-run.js';

const takeovers = 500;

export async function botLeak() {
  const ground = await openGround();
  const { conversations, worker } = await openWorker(ground, 'soak');
  await ground.pool.query(
    "update agents set capacity = 1000, presence = 'offline' where tenant = 'demo'",
  );
  try {
    const place = { conversations, pool: ground.pool, tenant: 'demo', agent: 'ana' };
    return await leakRun(place, takeovers);
  } finally {
    await worker.close();
    await ground.close();
  }
}
