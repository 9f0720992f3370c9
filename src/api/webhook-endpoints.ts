/** Where a tenant's events are sent: endpoints, their secrets, a test and a replay. */
import { z } from 'zod';
import { replayTo } from '../adapters/postgres/delivery-plan.ts';
import {
  addWebhookEndpoint,
  changeWebhookEndpoint,
  listWebhookEndpoints,
  removeWebhookEndpoint,
  rotateWebhookSecret,
  type WebhookRecord,
} from '../adapters/postgres/webhook-endpoints.ts';
import {
  webhookChange,
  webhookCreate,
  webhookCreated,
  webhookRecord,
} from '../contract/configuration.ts';
import { deliveryDetail, replayAnswer, replayRequest } from '../contract/deliveries.ts';
import { emptyBody, id, listOf } from '../contract/fields.ts';
import type { Role } from '../domain/words.ts';
import { BatonError } from '../errors.ts';
import type { Caller } from './caller.ts';
import type { ApiDeps } from './deps.ts';
import { created, endpoint, nothing, ok } from './endpoint.ts';
import { testDelivery } from './test-delivery.ts';

const params = z.strictObject({ id });
const operators: readonly Role[] = ['operator', 'admin'];
const common = { tag: 'Webhooks', roles: operators, update: null } as const;

function missing(what: string): BatonError {
  return new BatonError('not_found', `no webhook endpoint ${what}`);
}

async function endpointOf(deps: ApiDeps, caller: Caller, webhook: string): Promise<WebhookRecord> {
  const [record] = await listWebhookEndpoints(deps.pool, caller.tenant, webhook);
  if (record === undefined) throw missing(webhook);
  return record;
}

const named = (caller: Caller, webhook: string) => ({
  tenant: caller.tenant,
  id: webhook,
  by: caller.id,
});

const settings = [
  endpoint({
    ...common,
    method: 'get',
    path: '/v1/webhook-endpoints',
    operationId: 'listWebhookEndpoints',
    summary: 'Endpoints without their secrets.',
    repetition: 'none',
    status: 200,
    answer: listOf(webhookRecord),
    handle: async ({ caller, deps }) =>
      ok({ data: await listWebhookEndpoints(deps.pool, caller.tenant) }),
  }),
  endpoint({
    ...common,
    method: 'post',
    path: '/v1/webhook-endpoints',
    operationId: 'createWebhookEndpoint',
    summary: 'Add an endpoint; its signing secret is shown in this answer only.',
    repetition: 'key',
    body: webhookCreate,
    status: 201,
    answer: webhookCreated,
    withoutSecrets: (webhook) => ({ ...webhook, secret: null }),
    handle: async ({ caller, deps, body }) => {
      const added = { url: body.url, events: body.events ?? ['*'] };
      const made = await addWebhookEndpoint(deps, caller.tenant, added, caller.id);
      return created({ ...(await endpointOf(deps, caller, made.id)), secret: made.secret });
    },
  }),
  endpoint({
    ...common,
    method: 'patch',
    path: '/v1/webhook-endpoints/{id}',
    operationId: 'changeWebhookEndpoint',
    summary: 'Change address or events, switch off or on again.',
    repetition: 'natural',
    params,
    body: webhookChange,
    status: 200,
    answer: webhookRecord,
    handle: async ({ caller, deps, params: path, body }) => {
      const changed = await changeWebhookEndpoint(deps.pool, named(caller, path.id), body);
      if (!changed) throw missing(path.id);
      return ok(await endpointOf(deps, caller, path.id));
    },
  }),
  endpoint({
    ...common,
    method: 'delete',
    path: '/v1/webhook-endpoints/{id}',
    operationId: 'removeWebhookEndpoint',
    summary: 'Remove an endpoint; what waits for it is given up.',
    repetition: 'natural',
    params,
    status: 204,
    handle: async ({ caller, deps, params: path }) => {
      if (!(await removeWebhookEndpoint(deps.pool, named(caller, path.id)))) throw missing(path.id);
      return nothing();
    },
  }),
];

const actions = [
  endpoint({
    ...common,
    method: 'post',
    path: '/v1/webhook-endpoints/{id}/rotate-secret',
    operationId: 'rotateWebhookSecret',
    summary:
      'A new signing secret, shown in this answer only; the one before signs too for 24 hours.',
    repetition: 'key',
    params,
    body: emptyBody,
    status: 200,
    answer: webhookCreated,
    withoutSecrets: (webhook) => ({ ...webhook, secret: null }),
    handle: async ({ caller, deps, params: path }) => {
      const secret = await rotateWebhookSecret(deps, named(caller, path.id));
      if (secret === undefined) throw missing(path.id);
      return ok({ ...(await endpointOf(deps, caller, path.id)), secret });
    },
  }),
  endpoint({
    ...common,
    method: 'post',
    path: '/v1/webhook-endpoints/{id}/test',
    operationId: 'testWebhookEndpoint',
    summary:
      'Send `webhook.test`, once, and say how it went; `pending` when no worker sent it in time.',
    repetition: 'key',
    params,
    body: emptyBody,
    status: 201,
    answer: deliveryDetail,
    handle: async ({ caller, deps, params: path }) => {
      await endpointOf(deps, caller, path.id);
      const target = { tenant: caller.tenant, channel: 'webhook', id: path.id } as const;
      return created(await testDelivery(deps, target));
    },
  }),
  endpoint({
    ...common,
    method: 'post',
    path: '/v1/webhook-endpoints/{id}/replay',
    operationId: 'replayWebhookEndpoint',
    summary: 'Send the events of a range again, in their order and under their keys.',
    repetition: 'key',
    params,
    body: replayRequest,
    status: 200,
    answer: replayAnswer,
    handle: async ({ caller, deps, params: path, body }) => {
      const { events } = await endpointOf(deps, caller, path.id);
      const target = { tenant: caller.tenant, channel: 'webhook', id: path.id, events } as const;
      const range = {
        since: new Date(body.since),
        until: new Date(body.until ?? deps.now()),
        conversation: body.conversation,
        all: body.all ?? false,
      };
      return ok({ deliveries: await replayTo(deps.pool, target, range) });
    },
  }),
];

export const webhookEndpoints = [...settings, ...actions];
