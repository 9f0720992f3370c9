/** Takes the demo away: workflows first, then rows, then again what a late command may have brought back. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { audit } from '../../adapters/postgres/audit.ts';
import {
  listLiveDemo,
  removeDemoAgents,
  removeDemoRows,
} from '../../adapters/postgres/demo-clear.ts';
import type { Pool } from '../../adapters/postgres/pool.ts';
import { deleteExecutions } from '../../adapters/temporal/delete-executions.ts';
import { conversationWorkflowId } from '../../domain/ids.ts';

/** Longer than a commit that is on its way may take. */
const settleMs = 3_000;

/** Removes all that the demo of this tenant made; how many conversations. Safe to run twice. */
export async function clearDemo(
  parts: { pool: Pool; client: Client },
  call: { tenant: string; by: string },
): Promise<number> {
  const { pool, client } = parts;
  const { tenant, by } = call;
  const live = (await listLiveDemo(pool, tenant)).map((conversation) =>
    conversationWorkflowId({ tenant, conversation }),
  );
  await deleteExecutions(client, live);
  await removeDemoRows(pool, tenant, { forget: false });
  if (live.length > 0) {
    await sleep(settleMs);
    await deleteExecutions(client, live);
  }
  const removed = await removeDemoRows(pool, tenant, { forget: true });
  await removeDemoAgents(pool, tenant);
  await audit(pool, {
    tenant,
    actor: by,
    action: 'demo.cleared',
    subject: tenant,
    detail: { conversations: removed },
  });
  return removed;
}
