/** A test of where things are sent: one delivery through the ledger, and how it went. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import { addTestDelivery, readDelivery } from '../adapters/postgres/deliveries-read.ts';
import type { deliveryDetail } from '../contract/deliveries.ts';
import type { ApiDeps } from './deps.ts';

/** How long a test waits for its outcome before it answers with what is known; ms. */
const testWaitMs = 8_000;

/** Sends it once. The delivery is still `pending` when no worker sent it in time. */
export async function testDelivery(
  deps: ApiDeps,
  target: Parameters<typeof addTestDelivery>[1],
): Promise<z.output<typeof deliveryDetail>> {
  const delivery = await addTestDelivery(deps.pool, target);
  const until = deps.now() + testWaitMs;
  for (;;) {
    const record = await readDelivery(deps.pool, target.tenant, delivery);
    if (record === undefined) throw new Error(`delivery ${delivery} is gone`);
    if (record.state !== 'pending' || deps.now() > until) return record;
    await sleep(100);
  }
}
