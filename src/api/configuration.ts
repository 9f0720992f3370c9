/** What a tenant sets up: agents, presence, queues, policies. */
import { z } from 'zod';
import { changeAgent, createAgent, listAgents, setPresence } from '../adapters/postgres/agents.ts';
import { changeQueue, createQueue, listQueues } from '../adapters/postgres/queues.ts';
import {
  agentChange,
  agentCreate,
  agentRecord,
  presenceRequest,
  queueChange,
  queueCreate,
  queueRecord,
} from '../contract/configuration.ts';
import { id, listOf } from '../contract/fields.ts';
import type { Role } from '../domain/words.ts';
import { BatonError } from '../errors.ts';
import { agentOf } from './command.ts';
import { created, endpoint, ok } from './endpoint.ts';

const params = z.strictObject({ id });
const readers: readonly Role[] = ['backend', 'agent', 'supervisor', 'operator', 'admin'];
const writers: readonly Role[] = ['operator', 'admin'];
const list = { method: 'get', update: null, repetition: 'none', status: 200 } as const;
const create = { method: 'post', update: null, repetition: 'key_or_id', status: 201 } as const;
const change = { method: 'patch', update: null, repetition: 'natural', status: 200 } as const;

/** The one row, or 404. */
function one<T>(rows: T[], what: string): T {
  const [row] = rows;
  if (row === undefined) throw new BatonError('not_found', `no ${what}`);
  return row;
}

const agentEndpoints = [
  endpoint({
    ...list,
    path: '/v1/agents',
    operationId: 'listAgents',
    summary: 'Agents with presence and the capacity they have taken.',
    tag: 'Agents',
    roles: ['agent', 'supervisor', 'operator', 'admin'],
    answer: listOf(agentRecord),
    handle: async ({ caller, deps }) => ok({ data: await listAgents(deps.pool, caller.tenant) }),
  }),
  endpoint({
    ...create,
    path: '/v1/agents',
    operationId: 'createAgent',
    summary: 'Add an agent; presence begins as offline.',
    tag: 'Agents',
    roles: writers,
    body: agentCreate,
    answer: agentRecord,
    handle: async ({ caller, deps, body }) => {
      await createAgent(deps.pool, caller.tenant, body, caller.id);
      return created(one(await listAgents(deps.pool, caller.tenant, body.id), 'agent'));
    },
  }),
  endpoint({
    ...list,
    path: '/v1/agents/{id}',
    operationId: 'getAgent',
    summary: 'One agent.',
    tag: 'Agents',
    roles: ['agent', 'supervisor', 'operator', 'admin'],
    params,
    answer: agentRecord,
    handle: async ({ caller, deps, params: path }) =>
      ok(one(await listAgents(deps.pool, caller.tenant, path.id), `agent ${path.id}`)),
  }),
  endpoint({
    ...change,
    path: '/v1/agents/{id}',
    operationId: 'changeAgent',
    summary: 'Change what is given, leave the rest.',
    tag: 'Agents',
    roles: [...writers, 'supervisor'],
    params,
    body: agentChange,
    answer: agentRecord,
    handle: async ({ caller, deps, params: path, body }) => {
      const agent = { tenant: caller.tenant, id: path.id, by: caller.id };
      await changeAgent(deps.pool, agent, body);
      return ok(one(await listAgents(deps.pool, caller.tenant, path.id), `agent ${path.id}`));
    },
  }),
  endpoint({
    method: 'put',
    path: '/v1/agents/{id}/presence',
    operationId: 'setPresence',
    summary: 'Say whether the agent takes offers; also the heartbeat.',
    tag: 'Agents',
    roles: ['agent', 'supervisor', 'admin'],
    update: null,
    repetition: 'natural',
    params,
    body: presenceRequest,
    status: 200,
    answer: agentRecord,
    handle: async ({ caller, deps, params: path, body }) => {
      const agent = agentOf(caller, path.id);
      const { presence, heartbeat_seconds: heartbeatSeconds, away_reason: awayReason } = body;
      const place = { tenant: caller.tenant, id: agent };
      await setPresence(deps.pool, place, { presence, heartbeatSeconds, awayReason });
      return ok(one(await listAgents(deps.pool, caller.tenant, agent), `agent ${agent}`));
    },
  }),
];

const queueEndpoints = [
  endpoint({
    ...list,
    path: '/v1/queues',
    operationId: 'listQueues',
    summary: 'Queues with how many wait in each.',
    tag: 'Queues',
    roles: readers,
    answer: listOf(queueRecord),
    handle: async ({ caller, deps }) => ok({ data: await listQueues(deps.pool, caller.tenant) }),
  }),
  endpoint({
    ...create,
    path: '/v1/queues',
    operationId: 'createQueue',
    summary: 'Add a queue.',
    tag: 'Queues',
    roles: writers,
    body: queueCreate,
    answer: queueRecord,
    handle: async ({ caller, deps, body }) => {
      await createQueue(deps.pool, caller.tenant, body, caller.id);
      return created(one(await listQueues(deps.pool, caller.tenant, body.id), 'queue'));
    },
  }),
  endpoint({
    ...change,
    path: '/v1/queues/{id}',
    operationId: 'changeQueue',
    summary: 'Change what is given, leave the rest.',
    tag: 'Queues',
    roles: writers,
    params,
    body: queueChange,
    answer: queueRecord,
    handle: async ({ caller, deps, params: path, body }) => {
      await changeQueue(deps.pool, { tenant: caller.tenant, id: path.id, by: caller.id }, body);
      return ok(one(await listQueues(deps.pool, caller.tenant, path.id), `queue ${path.id}`));
    },
  }),
];

export const configurationEndpoints = [...agentEndpoints, ...queueEndpoints];
