/** Connectors of the tenant: set up, tested, removed. */
import { z } from 'zod';
import {
  addConnector,
  changeConnector,
  listConnectors,
  removeConnector,
  type StoredConnector,
} from '../adapters/postgres/connectors.ts';
import { connectorHealth, connectorRecord, connectorWrite } from '../contract/connectors.ts';
import { emptyBody, id, listOf } from '../contract/fields.ts';
import { BatonError } from '../errors.ts';
import type { Caller } from './caller.ts';
import type { ApiDeps } from './deps.ts';
import { created, endpoint, nothing, ok } from './endpoint.ts';

const params = z.strictObject({ id });
const common = { tag: 'Connectors', roles: ['operator', 'admin'], update: null } as const;

function missing(connector: string): BatonError {
  return new BatonError('not_found', `no connector ${connector}`);
}

function shown(deps: ApiDeps, { tenant: _tenant, ...connector }: StoredConnector) {
  const inbound_url = `${deps.config.publicUrl}/v1/inbound/connectors/${connector.id}`;
  return { ...connector, inbound_url };
}

async function connectorOf(deps: ApiDeps, caller: Caller, connector: string) {
  const [stored] = await listConnectors(deps.pool, caller.tenant, connector);
  if (stored === undefined) throw missing(connector);
  return shown(deps, stored);
}

export const connectorEndpoints = [
  endpoint({
    ...common,
    method: 'get',
    path: '/v1/connectors',
    operationId: 'listConnectors',
    summary: 'Connectors, with the names of their secrets.',
    repetition: 'none',
    status: 200,
    answer: listOf(connectorRecord),
    handle: async ({ caller, deps }) => {
      const found = await listConnectors(deps.pool, caller.tenant);
      return ok({ data: found.map((each) => shown(deps, each)) });
    },
  }),
  endpoint({
    ...common,
    method: 'post',
    path: '/v1/connectors',
    operationId: 'createConnector',
    summary: 'Connect Slack, Zendesk, HubSpot, Chatwoot or any system that signs its posts.',
    repetition: 'key',
    body: connectorWrite,
    status: 201,
    answer: connectorRecord,
    handle: async ({ caller, deps, body }) => {
      const made = await addConnector(deps.pool, caller.tenant, body, caller.id);
      return created(await connectorOf(deps, caller, made));
    },
  }),
  endpoint({
    ...common,
    method: 'put',
    path: '/v1/connectors/{id}',
    operationId: 'putConnector',
    summary: 'Write a connector whole, on or off; its kind stays.',
    repetition: 'natural',
    params,
    body: connectorWrite,
    status: 200,
    answer: connectorRecord,
    handle: async ({ caller, deps, params: path, body }) => {
      const place = { tenant: caller.tenant, id: path.id, by: caller.id };
      if (!(await changeConnector(deps.pool, place, body)))
        throw missing(`${path.id} of kind ${body.kind}`);
      return ok(await connectorOf(deps, caller, path.id));
    },
  }),
  endpoint({
    ...common,
    method: 'delete',
    path: '/v1/connectors/{id}',
    operationId: 'removeConnector',
    summary: 'Remove a connector; what waits for it is given up.',
    repetition: 'natural',
    params,
    status: 204,
    handle: async ({ caller, deps, params: path }) => {
      const gone = { tenant: caller.tenant, id: path.id, by: caller.id };
      if (!(await removeConnector(deps.pool, gone))) throw missing(path.id);
      return nothing();
    },
  }),
  endpoint({
    ...common,
    method: 'post',
    path: '/v1/connectors/{id}/test',
    operationId: 'testConnector',
    summary: 'Whether the other side can be reached with the secrets it is given.',
    repetition: 'natural',
    params,
    body: emptyBody,
    status: 200,
    answer: connectorHealth,
    handle: async ({ caller, deps, params: path }) => {
      const [stored] = await listConnectors(deps.pool, caller.tenant, path.id);
      if (stored === undefined) throw missing(path.id);
      const outcome = await deps.testConnector?.(stored);
      if (outcome === undefined) return ok({ ok: false, status: null, error: 'not_available' });
      const status = 'status' in outcome ? outcome.status : null;
      return ok({
        ok: outcome.kind === 'delivered',
        status,
        error: 'error' in outcome ? outcome.error : null,
      });
    },
  }),
];
