/** 500 takeovers while the bot is answering. */
import { openGround } from '../bench/ground.js';
import { createConversationClient } from '../dist/client/conversation-client.js';
import { startWorker } from '../dist/workers/worker.js';
import { leakRun } from './bot-leak-run.js';

const takeovers = 500;
const taskQueue = 'soak';

export async function botLeak() {
  const ground = await openGround();
  const conversations = createConversationClient({ client: ground.client, taskQueue });
  const worker = await startWorker({
    connection: ground.native,
    namespace: 'default',
    taskQueue,
    pool: ground.pool,
    databaseUrl: ground.databaseUrl,
    dataConverter: ground.dataConverter,
    conversations,
    writeModelBrief: null,
    log: ground.log,
  });
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
