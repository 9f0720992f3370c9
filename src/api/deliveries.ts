/** The ledger of deliveries: what went out, what was given up, and once more. */
import { z } from 'zod';
import { canSee } from '../adapters/postgres/conversations-read.ts';
import {
  listDeliveries,
  readDelivery,
  resendDelivery,
  type DeliveryDetail,
} from '../adapters/postgres/deliveries-read.ts';
import { deliveryDetail, deliveryQuery, deliveryRecord } from '../contract/deliveries.ts';
import { emptyBody, id, pageOf } from '../contract/fields.ts';
import type { Role } from '../domain/words.ts';
import { BatonError } from '../errors.ts';
import type { Caller } from './caller.ts';
import type { ApiDeps } from './deps.ts';
import { endpoint, ok } from './endpoint.ts';

const params = z.strictObject({ id });
const readers: readonly Role[] = ['agent', 'supervisor', 'operator', 'admin'];
const common = { tag: 'Deliveries', update: null } as const;

/** An agent sees deliveries of conversations they see; what belongs to none is for the others. */
async function deliveryFor(
  deps: ApiDeps,
  caller: Caller,
  delivery: string,
): Promise<DeliveryDetail> {
  const record = await readDelivery(deps.pool, caller.tenant, delivery);
  const conversation = record?.conversation_id ?? null;
  const viewer = { tenant: caller.tenant, agent: caller.agent };
  const visible =
    caller.agent === null ||
    (conversation !== null && (await canSee(deps.pool, viewer, conversation)));
  if (record === undefined || !visible)
    throw new BatonError('not_found', `no delivery ${delivery}`);
  return record;
}

export const deliveryEndpoints = [
  endpoint({
    ...common,
    method: 'get',
    path: '/v1/deliveries',
    operationId: 'listDeliveries',
    summary: 'Deliveries, newest first; an agent names a conversation.',
    roles: readers,
    repetition: 'none',
    query: deliveryQuery,
    status: 200,
    answer: pageOf(deliveryRecord),
    handle: async ({ caller, deps, query }) => {
      const { limit = 50, ...filter } = query;
      const viewer = { tenant: caller.tenant, agent: caller.agent };
      if (caller.agent !== null) {
        const { conversation } = filter;
        if (conversation === undefined) return ok({ data: [], next_cursor: null, has_more: false });
        if (!(await canSee(deps.pool, viewer, conversation)))
          throw new BatonError('not_found', `no conversation ${conversation}`);
      }
      return ok(await listDeliveries(deps.pool, caller.tenant, { ...filter, limit }));
    },
  }),
  endpoint({
    ...common,
    method: 'get',
    path: '/v1/deliveries/{id}',
    operationId: 'getDelivery',
    summary: 'One delivery with every attempt.',
    roles: readers,
    repetition: 'none',
    params,
    status: 200,
    answer: deliveryDetail,
    handle: async ({ caller, deps, params: path }) => ok(await deliveryFor(deps, caller, path.id)),
  }),
  endpoint({
    ...common,
    method: 'post',
    path: '/v1/deliveries/{id}/resend',
    operationId: 'resendDelivery',
    summary: 'Try a finished delivery again, under its own key; a pending one stays as it is.',
    roles: readers,
    repetition: 'natural',
    params,
    body: emptyBody,
    status: 200,
    answer: deliveryDetail,
    handle: async ({ caller, deps, params: path }) => {
      await deliveryFor(deps, caller, path.id);
      await resendDelivery(deps.pool, caller.tenant, path.id);
      return ok(await deliveryFor(deps, caller, path.id));
    },
  }),
];
