/** Reads over routing, for those who watch a floor. */
import { z } from 'zod';
import { listWaiting, readOfferShares } from '../adapters/postgres/routing-read.ts';
import { id, listOf } from '../contract/fields.ts';
import { shareQuery, shareRecord, waitingQuery, waitingRecord } from '../contract/routing.ts';
import type { Role } from '../domain/words.ts';
import { BatonError } from '../errors.ts';
import { endpoint, ok } from './endpoint.ts';

const watchers: readonly Role[] = ['supervisor', 'operator', 'admin'];
const read = { method: 'get', update: null, repetition: 'none', status: 200 } as const;
const dayMs = 86_400_000;

export const routingEndpoints = [
  endpoint({
    ...read,
    path: '/v1/queues/{id}/waiting',
    operationId: 'listWaiting',
    summary: 'Who waits in a queue, in the order of service, and what gave each its place.',
    tag: 'Queues',
    roles: watchers,
    params: z.strictObject({ id }),
    query: waitingQuery,
    answer: listOf(waitingRecord),
    handle: async ({ caller, deps, params, query }) => {
      const place = { tenant: caller.tenant, queue: params.id };
      const about = { at: deps.now(), limit: query.limit ?? 50 };
      const data = await listWaiting(deps.pool, place, about);
      if (data === undefined) throw new BatonError('not_found', `no queue ${params.id}`);
      return ok({ data });
    },
  }),
  endpoint({
    ...read,
    path: '/v1/offer-shares',
    operationId: 'listOfferShares',
    summary: 'How offers fell on agents, and what became of them.',
    tag: 'Offers',
    roles: watchers,
    query: shareQuery,
    answer: listOf(shareRecord),
    handle: async ({ caller, deps, query }) => {
      const since = new Date(query.since ?? deps.now() - dayMs);
      const data = await readOfferShares(deps.pool, caller.tenant, { since, queue: query.queue });
      return ok({ data });
    },
  }),
];
