/** Who reads what was said, how long it is kept, and the right to be forgotten. */
import { listErasures, previewExpired, requestErasures } from '../adapters/postgres/erasures.ts';
import { changeGovernance, readGovernance } from '../adapters/postgres/governance.ts';
import { listOf } from '../contract/fields.ts';
import {
  erasureCreate,
  erasureQuery,
  erasureRecord,
  governanceRecord,
  governanceWrite,
  retentionQuery,
  retentionRecord,
} from '../contract/governance.ts';
import { BatonError } from '../errors.ts';
import { created, endpoint, ok } from './endpoint.ts';

const tag = 'Governance';
const get = { method: 'get', tag, update: null, repetition: 'none', status: 200 } as const;
const most = 1000;

export const governanceEndpoints = [
  endpoint({
    ...get,
    path: '/v1/governance',
    operationId: 'getGovernance',
    summary: 'Who may read transcripts, and how long conversations are kept.',
    roles: ['supervisor', 'operator', 'admin'],
    answer: governanceRecord,
    handle: async ({ caller, deps }) => ok(await readGovernance(deps.pool, caller.tenant)),
  }),
  endpoint({
    method: 'patch',
    tag,
    update: null,
    repetition: 'natural',
    status: 200,
    path: '/v1/governance',
    operationId: 'changeGovernance',
    summary: 'Change who may read transcripts and how long conversations are kept; audited.',
    roles: ['admin'],
    body: governanceWrite,
    answer: governanceRecord,
    handle: async ({ caller, deps, body }) =>
      ok(await changeGovernance(deps.pool, caller.tenant, body, caller.id)),
  }),
  endpoint({
    ...get,
    path: '/v1/governance/retention',
    operationId: 'previewRetention',
    summary: 'What would be erased at once if conversations were kept for so many days.',
    roles: ['operator', 'admin'],
    query: retentionQuery,
    answer: retentionRecord,
    handle: async ({ caller, deps, query }) =>
      ok(await previewExpired(deps.pool, caller.tenant, query.days)),
  }),
  endpoint({
    method: 'post',
    tag,
    update: null,
    repetition: 'natural',
    path: '/v1/erasures',
    operationId: 'createErasure',
    summary:
      'Erase a conversation, or every conversation of a customer: texts, keys and histories, for good.',
    roles: ['admin'],
    body: erasureCreate,
    status: 201,
    answer: listOf(erasureRecord),
    handle: async ({ caller, deps, body }) => {
      const target =
        body.customer === undefined
          ? { conversation: body.conversation ?? '' }
          : { customer: body.customer };
      const conversations = await requestErasures(deps.pool, caller.tenant, target, caller.id);
      if ('conversation' in target && conversations.length === 0)
        throw new BatonError('not_found', `no conversation ${target.conversation}`);
      const filter = { conversations, limit: most };
      return created({ data: await listErasures(deps.pool, caller.tenant, filter) });
    },
  }),
  endpoint({
    ...get,
    path: '/v1/erasures',
    operationId: 'listErasures',
    summary: 'What was erased or is about to be, and which steps are done; latest first.',
    roles: ['operator', 'admin'],
    query: erasureQuery,
    answer: listOf(erasureRecord),
    handle: async ({ caller, deps, query }) => {
      const filter = { limit: query.limit ?? 50 };
      return ok({ data: await listErasures(deps.pool, caller.tenant, filter) });
    },
  }),
];
