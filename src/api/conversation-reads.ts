/** Conversations as they are read: lists, transcripts, decisions, events as pages and as streams. */
import { z } from 'zod';
import {
  canSee,
  listConversations,
  readBrief,
  readConversation,
  readTurns,
  type ConversationHead,
} from '../adapters/postgres/conversations-read.ts';
import { readDecisions } from '../adapters/postgres/decisions-read.ts';
import { feedEnd, readEvents, readFeed } from '../adapters/postgres/events-read.ts';
import type { Viewer } from '../adapters/postgres/visibility.ts';
import {
  afterQuery,
  briefRecord,
  conversationHead,
  conversationPackage,
  conversationQuery,
  conversationSummary,
  decisionRecord,
  packageQuery,
  turnRecord,
} from '../contract/conversations.ts';
import { eventEnvelope, eventsQuery, feedQuery, readEvent } from '../contract/event-envelope.ts';
import { id, pageOf } from '../contract/fields.ts';
import { conversationWorkflowId } from '../domain/ids.ts';
import type { Role } from '../domain/words.ts';
import { BatonError } from '../errors.ts';
import type { Caller } from './caller.ts';
import { endpoint, ok, type Handling, type Reply } from './endpoint.ts';
import { answerPackage } from './package.ts';
import { answerStream, pageSize, wantsStream } from './stream.ts';
import { typingEvent } from './typing.ts';

const everyone: readonly Role[] = ['backend', 'agent', 'supervisor', 'operator', 'admin'];
const params = z.strictObject({ id });
const tag = 'Conversations';
const defaultLimit = 50;

type Call<Q = unknown> = Handling<{ id: string }, Q, unknown>;

function viewerOf(caller: Caller): Viewer {
  return { tenant: caller.tenant, agent: caller.agent };
}

function missing(conversation: string): BatonError {
  return new BatonError('not_found', `no conversation ${conversation}`);
}

async function placeOf(call: Call): Promise<{ tenant: string; conversation: string }> {
  const { caller, deps, params: path } = call;
  if (!(await canSee(deps.pool, viewerOf(caller), path.id))) throw missing(path.id);
  return { tenant: caller.tenant, conversation: path.id };
}

async function headOf(call: Call): Promise<ConversationHead> {
  const { caller, deps, params: path } = call;
  const found = await readConversation(deps.pool, viewerOf(caller), path.id);
  if (found === undefined) throw missing(path.id);
  const workflowId = conversationWorkflowId({ tenant: caller.tenant, conversation: path.id });
  return {
    ...found.head,
    ...(['agent', 'supervisor', 'admin'].includes(caller.role) && { customer: found.customer }),
    ...(['supervisor', 'operator', 'admin'].includes(caller.role) && {
      temporal: { workflow_id: workflowId, ui_url: uiUrl(call, workflowId) },
    }),
  };
}

function uiUrl({ deps }: Call, workflowId: string): string | null {
  if (deps.temporalUiUrl === null) return null;
  const namespace = encodeURIComponent(deps.temporalNamespace);
  return `${deps.temporalUiUrl}/namespaces/${namespace}/workflows/${encodeURIComponent(workflowId)}`;
}

interface SequencePage<T> {
  data: T[];
  next_cursor: string | null;
  has_more: boolean;
}

/** A page whose cursor is the sequence of its last row: the value for `after`. */
function sequencePage<T>(rows: T[], limit: number, of: (row: T) => number): SequencePage<T> {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { data, next_cursor: more ? String(of(last)) : null, has_more: more };
}

type AfterCall = Call<z.output<typeof afterQuery>>;

async function decisionsPage(
  call: AfterCall,
): Promise<Reply<SequencePage<z.output<typeof decisionRecord>>>> {
  const place = await placeOf(call);
  const { after = 0, limit = defaultLimit } = call.query;
  const rows = await readDecisions(call.deps.pool, place, after, limit + 1);
  return ok(sequencePage(rows, limit, (row) => row.turn));
}

async function turnsPage(
  call: AfterCall,
): Promise<Reply<SequencePage<z.output<typeof turnRecord>>>> {
  const place = await placeOf(call);
  const { after = 0, limit = defaultLimit } = call.query;
  const rows = await readTurns(call.deps.pool, place, after, limit + 1);
  return ok(sequencePage(rows, limit, (row) => row.sequence));
}

function resumeSequence(call: AfterCall): number {
  const last = call.context.req.header('last-event-id');
  if (last === undefined) return call.query.after ?? 0;
  if (/^\d{1,15}$/.test(last)) return Number(last);
  throw new BatonError(
    'invalid_request',
    'Last-Event-ID must be the id of an event of this stream',
  );
}

async function events(
  call: Call<z.output<typeof eventsQuery>>,
): Promise<Reply<SequencePage<z.output<typeof readEvent>>> | Response> {
  const place = await placeOf(call);
  const { pool } = call.deps;
  const { after = 0, limit = defaultLimit } = call.query;
  if (!wantsStream(call.context)) {
    const rows = await readEvents(pool, place, after, limit + 1);
    return ok(sequencePage(rows, limit, (row) => row.sequence));
  }
  const run = { position: resumeSequence(call) };
  return answerStream(call.context, {
    caller: call.caller,
    conversation: place.conversation,
    position: () => run.position,
    typing: call.query.typing === 'true' ? typingEvent : undefined,
    next: async () => {
      const rows = await readEvents(pool, place, run.position, pageSize);
      run.position = rows.at(-1)?.sequence ?? run.position;
      return rows.map((row) => ({ id: String(row.sequence), type: row.type, data: row }));
    },
  });
}

async function feed(
  call: Handling<unknown, z.output<typeof feedQuery>, unknown>,
): Promise<Reply<SequencePage<z.output<typeof eventEnvelope>>> | Response> {
  const { caller, context, deps, query } = call;
  const viewer = viewerOf(caller);
  const { limit = defaultLimit } = query;
  if (!wantsStream(context)) {
    const items = await readFeed(deps.pool, viewer, query.cursor, limit + 1);
    const data = items.slice(0, limit);
    const more = items.length > limit;
    const next = data.at(-1)?.cursor ?? query.cursor ?? null;
    return ok({ data: data.map((item) => item.event), next_cursor: next, has_more: more });
  }
  const resume = context.req.header('last-event-id') ?? query.cursor;
  const run = { cursor: resume ?? (await feedEnd(deps.pool)) };
  // A cursor that isn't ours is refused now, not inside the stream.
  const first = { items: await readFeed(deps.pool, viewer, run.cursor, pageSize), used: false };
  return answerStream(context, {
    caller,
    conversation: null,
    position: () => 0,
    typing: query.typing === 'true' ? typingEvent : undefined,
    next: async () => {
      const items = first.used
        ? await readFeed(deps.pool, viewer, run.cursor, pageSize)
        : first.items;
      first.used = true;
      run.cursor = items.at(-1)?.cursor ?? run.cursor;
      return items.map(({ cursor, event }) => ({ id: cursor, type: event.type, data: event }));
    },
  });
}

const get = { method: 'get', tag, update: null, repetition: 'none', status: 200 } as const;

export const readEndpoints = [
  endpoint({
    ...get,
    path: '/v1/conversations',
    operationId: 'listConversations',
    summary: 'Conversations, last changed first; an agent sees their own and their queues.',
    roles: everyone,
    query: conversationQuery,
    answer: pageOf(conversationSummary),
    handle: async ({ deps, caller, query }) => {
      const limit = query.limit ?? defaultLimit;
      const { case_number: caseNumber, ...filter } = query;
      return ok(
        await listConversations(deps.pool, viewerOf(caller), { ...filter, caseNumber, limit }),
      );
    },
  }),
  endpoint({
    ...get,
    path: '/v1/conversations/{id}',
    operationId: 'getConversation',
    summary: 'One conversation: owner, epoch, status, handoff.',
    roles: everyone,
    params,
    answer: conversationHead,
    handle: async (call) => ok(await headOf(call)),
  }),
  endpoint({
    ...get,
    path: '/v1/conversations/{id}/turns',
    operationId: 'listTurns',
    summary: 'The transcript in order.',
    roles: everyone,
    tellsTexts: true,
    params,
    query: afterQuery,
    answer: pageOf(turnRecord),
    handle: turnsPage,
  }),
  endpoint({
    ...get,
    path: '/v1/conversations/{id}/decisions',
    operationId: 'listDecisions',
    summary: 'The decision on every turn, with its evidence.',
    roles: everyone,
    params,
    query: afterQuery,
    answer: pageOf(decisionRecord),
    handle: decisionsPage,
  }),
  endpoint({
    ...get,
    path: '/v1/conversations/{id}/brief',
    operationId: 'getBrief',
    summary: 'The brief of the last handoff; 404 until it is written.',
    roles: everyone,
    tellsTexts: true,
    params,
    answer: briefRecord,
    handle: async (call) => {
      const brief = await readBrief(call.deps.pool, await placeOf(call));
      if (brief === undefined) throw new BatonError('not_found', 'no brief is written yet');
      return ok(brief);
    },
  }),
  endpoint({
    ...get,
    path: '/v1/conversations/{id}/package',
    operationId: 'getPackage',
    summary: 'Everything the next person needs in one document.',
    roles: everyone,
    tellsTexts: true,
    params,
    query: packageQuery,
    answer: conversationPackage,
    alsoAnswers: ['text/html'],
    handle: async (call) => {
      return answerPackage(call, await headOf(call));
    },
  }),
  endpoint({
    ...get,
    path: '/v1/conversations/{id}/events',
    operationId: 'listEvents',
    summary: 'The event log after a sequence; a stream when text/event-stream is accepted.',
    roles: everyone,
    tellsTexts: true,
    params,
    query: eventsQuery,
    answer: pageOf(readEvent),
    alsoAnswers: ['text/event-stream'],
    handle: events,
  }),
  endpoint({
    ...get,
    tag: 'Events',
    path: '/v1/events',
    operationId: 'listFeed',
    summary:
      'All events of the tenant in commit order; a stream when text/event-stream is accepted.',
    roles: everyone,
    query: feedQuery,
    answer: pageOf(eventEnvelope),
    alsoAnswers: ['text/event-stream'],
    handle: feed,
  }),
];
