/** Knowledge and macros over HTTP. */
import { z } from 'zod';
import { listAgents } from '../adapters/postgres/agents.ts';
import { readAssistGround, type AssistGround } from '../adapters/postgres/assist-read.ts';
import { canSee } from '../adapters/postgres/conversations-read.ts';
import {
  importDocument,
  listDocuments,
  removeDocument,
  searchKnowledge,
} from '../adapters/postgres/knowledge.ts';
import { listMacros, putMacro, readMacro, removeMacro } from '../adapters/postgres/macros.ts';
import type { Pool } from '../adapters/postgres/pool.ts';
import { listQueues } from '../adapters/postgres/queues.ts';
import {
  knowledgeDocument,
  knowledgeImport,
  knowledgePassage,
  knowledgeQuery,
  macroBody,
  macroRecord,
  macroRender,
  renderedMacro,
} from '../contract/assist.ts';
import { id, listOf } from '../contract/fields.ts';
import type { BriefEntity } from '../domain/brief.ts';
import { readDocument } from '../domain/knowledge.ts';
import { renderMacro } from '../domain/macros.ts';
import type { Role } from '../domain/words.ts';
import { BatonError } from '../errors.ts';
import type { Caller } from './caller.ts';
import { endpoint, nothing, ok } from './endpoint.ts';

const params = z.strictObject({ id });
const readers: readonly Role[] = ['agent', 'supervisor', 'operator', 'admin'];
const keepers: readonly Role[] = ['operator', 'admin'];
const maxDocumentBytes = 2 * 1024 * 1024;

function missing(what: string): BatonError {
  return new BatonError('not_found', `no ${what}`);
}

const knowledgeEndpoints = [
  endpoint({
    method: 'get',
    path: '/v1/knowledge',
    operationId: 'searchKnowledge',
    summary: 'Passages of the knowledge that answer a question, the best first.',
    tag: 'Knowledge',
    roles: readers,
    update: null,
    repetition: 'none',
    query: knowledgeQuery,
    status: 200,
    answer: listOf(knowledgePassage),
    handle: async ({ caller, deps, query }) => {
      const found = await searchKnowledge(deps.pool, caller.tenant, {
        text: query.q,
        language: query.language,
        limit: query.limit ?? 5,
      });
      return ok({
        data: found.map(({ document, number, ...rest }) => ({
          document_id: document,
          passage: number,
          ...rest,
        })),
      });
    },
  }),
  endpoint({
    method: 'get',
    path: '/v1/knowledge/documents',
    operationId: 'listKnowledge',
    summary: 'Documents of the knowledge, by title.',
    tag: 'Knowledge',
    roles: readers,
    update: null,
    repetition: 'none',
    status: 200,
    answer: listOf(knowledgeDocument),
    handle: async ({ caller, deps }) => ok({ data: await listDocuments(deps.pool, caller.tenant) }),
  }),
  endpoint({
    method: 'put',
    path: '/v1/knowledge/documents',
    operationId: 'importKnowledge',
    summary: 'Import a Markdown or HTML document; the same source replaces the one before.',
    tag: 'Knowledge',
    roles: keepers,
    update: null,
    repetition: 'natural',
    bodyLimit: maxDocumentBytes,
    body: knowledgeImport,
    status: 200,
    answer: z.object({ id: z.string(), result: z.enum(['added', 'changed', 'unchanged']) }),
    handle: async ({ caller, deps, body }) => {
      const read = readDocument(body.content, body.kind, body.title ?? body.source);
      const document = {
        ...read,
        source: body.source,
        title: body.title ?? read.title,
        url: body.url ?? read.url,
        language: body.language ?? read.language,
      };
      return ok(await importDocument(deps.pool, caller.tenant, document));
    },
  }),
  endpoint({
    method: 'delete',
    path: '/v1/knowledge/documents/{id}',
    operationId: 'removeKnowledge',
    summary: 'Take a document away.',
    tag: 'Knowledge',
    roles: keepers,
    update: null,
    repetition: 'natural',
    params,
    status: 204,
    handle: async ({ caller, deps, params: path }) => {
      if (!(await removeDocument(deps.pool, caller.tenant, path.id)))
        throw missing(`document ${path.id}`);
      return nothing();
    },
  }),
];

/** The first value of a type that the brief has; empty where it has none. */
function entityOf({ brief }: AssistGround): (type: BriefEntity['type']) => string {
  const { entities = [], account = [] } = brief?.document.fields ?? {};
  return (type) => [...entities, ...account].find((one) => one.type === type)?.value ?? '';
}

/** What the customer reads: names, where agent and queue have one, and no ids. */
async function macroValues(
  pool: Pool,
  { tenant, agent: id }: Caller,
  ground: AssistGround,
): Promise<Parameters<typeof renderMacro>[1]> {
  const { customer, handoff } = ground;
  const entity = entityOf(ground);
  const [agent] = id === null ? [] : await listAgents(pool, tenant, id);
  const [queue] = handoff === null ? [] : await listQueues(pool, tenant, handoff.queue);
  return {
    customer_name: customer.name ?? entity('name'),
    agent_name: agent?.name ?? '',
    order: entity('order'),
    amount: entity('amount'),
    date: entity('date'),
    queue: queue?.name ?? '',
  };
}

const macroEndpoints = [
  endpoint({
    method: 'get',
    path: '/v1/macros',
    operationId: 'listMacros',
    summary: 'Macros, by name.',
    tag: 'Macros',
    roles: readers,
    update: null,
    repetition: 'none',
    status: 200,
    answer: listOf(macroRecord),
    handle: async ({ caller, deps }) => ok({ data: await listMacros(deps.pool, caller.tenant) }),
  }),
  endpoint({
    method: 'put',
    path: '/v1/macros/{id}',
    operationId: 'putMacro',
    summary: 'Put a macro in place, new or changed.',
    tag: 'Macros',
    roles: ['supervisor', 'operator', 'admin'],
    update: null,
    repetition: 'natural',
    params,
    body: macroBody,
    status: 200,
    answer: macroRecord,
    handle: async ({ caller, deps, params: path, body }) => {
      const macro = { id: path.id, ...body, language: body.language ?? null };
      await putMacro(deps.pool, caller.tenant, macro);
      const stored = await readMacro(deps.pool, caller.tenant, path.id);
      if (stored === undefined) throw missing(`macro ${path.id}`);
      return ok(stored);
    },
  }),
  endpoint({
    method: 'delete',
    path: '/v1/macros/{id}',
    operationId: 'removeMacro',
    summary: 'Take a macro away.',
    tag: 'Macros',
    roles: ['supervisor', 'operator', 'admin'],
    update: null,
    repetition: 'natural',
    params,
    status: 204,
    handle: async ({ caller, deps, params: path }) => {
      if (!(await removeMacro(deps.pool, caller.tenant, path.id)))
        throw missing(`macro ${path.id}`);
      return nothing();
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/macros/{id}/render',
    operationId: 'renderMacro',
    summary: 'Fill a macro in for a conversation; what has no value is named.',
    tag: 'Macros',
    roles: ['agent', 'supervisor', 'admin'],
    tellsTexts: true,
    update: null,
    repetition: 'natural',
    params,
    body: macroRender,
    status: 200,
    answer: renderedMacro,
    handle: async ({ caller, deps, params: path, body }) => {
      const macro = await readMacro(deps.pool, caller.tenant, path.id);
      if (macro === undefined) throw missing(`macro ${path.id}`);
      const conversation = body.conversation_id;
      const viewer = { tenant: caller.tenant, agent: caller.agent };
      const ground = (await canSee(deps.pool, viewer, conversation))
        ? await readAssistGround(deps.pool, caller.tenant, conversation)
        : undefined;
      if (ground === undefined) throw missing(`conversation ${conversation}`);
      const values = await macroValues(deps.pool, caller, ground);
      return ok(renderMacro(macro.content, { ...values, conversation_id: conversation }));
    },
  }),
];

/** Knowledge and macros. */
export const knowledgeRoutes = [...knowledgeEndpoints, ...macroEndpoints];
