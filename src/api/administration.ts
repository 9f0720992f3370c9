/** Keys, reviews, KPIs. */
import { z } from 'zod';
import { createApiKey, listApiKeys, revokeApiKey } from '../adapters/postgres/api-keys.ts';
import { readKpis } from '../adapters/postgres/kpis.ts';
import { addReview, listReviews } from '../adapters/postgres/reviews.ts';
import { apiKeyCreate, apiKeyCreated, apiKeyRecord } from '../contract/configuration.ts';
import { id, listOf } from '../contract/fields.ts';
import {
  kpiQuery,
  kpiReport,
  reviewCreate,
  reviewQuery,
  reviewRecord,
} from '../contract/learning.ts';
import { BatonError } from '../errors.ts';
import { created, endpoint, nothing, ok } from './endpoint.ts';

const params = z.strictObject({ id });
const weekMs = 7 * 24 * 3_600_000;

function missing(what: string): BatonError {
  return new BatonError('not_found', `no ${what}`);
}

const keyEndpoints = [
  endpoint({
    method: 'get',
    path: '/v1/api-keys',
    operationId: 'listApiKeys',
    summary: 'Keys without their secrets.',
    tag: 'API keys',
    roles: ['admin'],
    update: null,
    repetition: 'none',
    status: 200,
    answer: listOf(apiKeyRecord),
    handle: async ({ caller, deps }) => ok({ data: await listApiKeys(deps.pool, caller.tenant) }),
  }),
  endpoint({
    method: 'post',
    path: '/v1/api-keys',
    operationId: 'createApiKey',
    summary: 'Make a key; its secret is shown in this answer only.',
    tag: 'API keys',
    roles: ['admin'],
    update: null,
    repetition: 'key',
    body: apiKeyCreate,
    status: 201,
    answer: apiKeyCreated,
    withoutSecrets: (key) => ({ ...key, secret: null }),
    handle: async ({ caller, deps, body }) => {
      const { expires_at: expires, ...rest } = body;
      const expiresAt = expires === undefined ? undefined : Date.parse(expires);
      const { id: key, secret } = await createApiKey(deps.pool, {
        ...rest,
        expiresAt,
        tenant: caller.tenant,
        createdBy: caller.id,
      });
      const [record] = await listApiKeys(deps.pool, caller.tenant, key);
      if (record === undefined) throw missing(`key ${key}`);
      return created({ ...record, secret });
    },
  }),
  endpoint({
    method: 'delete',
    path: '/v1/api-keys/{id}',
    operationId: 'revokeApiKey',
    summary: 'Revoke a key; streams it opened end within seconds.',
    tag: 'API keys',
    roles: ['admin'],
    update: null,
    repetition: 'natural',
    params,
    status: 204,
    handle: async ({ caller, deps, params: path }) => {
      const revocation = { tenant: caller.tenant, id: path.id, by: caller.id };
      if (!(await revokeApiKey(deps.pool, revocation))) throw missing(`key ${path.id}`);
      return nothing();
    },
  }),
];

const learningEndpoints = [
  endpoint({
    method: 'get',
    path: '/v1/reviews',
    operationId: 'listReviews',
    summary: 'Verdicts of reviewers, newest first.',
    tag: 'Learning',
    roles: ['supervisor', 'admin'],
    update: null,
    repetition: 'none',
    query: reviewQuery,
    status: 200,
    answer: listOf(reviewRecord),
    handle: async ({ caller, deps, query }) => {
      const { conversation, limit = 50 } = query;
      return ok({ data: await listReviews(deps.pool, caller.tenant, { conversation, limit }) });
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/reviews',
    operationId: 'createReview',
    summary: 'Record a verdict on a handoff, or on a conversation that had none.',
    tag: 'Learning',
    roles: ['supervisor', 'admin'],
    update: null,
    repetition: 'key',
    body: reviewCreate,
    status: 201,
    answer: reviewRecord,
    handle: async ({ caller, deps, body }) => {
      const review = await addReview(deps.pool, caller.tenant, {
        ...body,
        reviewer: caller.agent ?? caller.id,
        neededAtTurn: body.needed_at_turn,
      });
      const [record] = await listReviews(deps.pool, caller.tenant, { id: review, limit: 1 });
      if (record === undefined) throw missing(`review ${review}`);
      return created(record);
    },
  }),
  endpoint({
    method: 'get',
    path: '/v1/kpis',
    operationId: 'getKpis',
    summary: 'The six KPIs of a window, the last seven days unless given.',
    tag: 'Learning',
    roles: ['supervisor', 'operator', 'admin'],
    update: null,
    repetition: 'none',
    query: kpiQuery,
    status: 200,
    answer: kpiReport,
    handle: async ({ caller, deps, query }) => {
      const until = query.until === undefined ? deps.now() : Date.parse(query.until);
      const since = query.since === undefined ? until - weekMs : Date.parse(query.since);
      if (since >= until) throw new BatonError('invalid_request', 'since must lie before until');
      const window = { since: new Date(since), until: new Date(until) };
      return ok(await readKpis(deps.pool, caller.tenant, window, query.group_by ?? null));
    },
  }),
];

export const administrationEndpoints = [...keyEndpoints, ...learningEndpoints];
