/** The agent's inbox: lists of cases, reading marks, the customer's history. */
import { z } from 'zod';
import { canSee } from '../adapters/postgres/conversations-read.ts';
import { countInbox, listInbox, markRead, readHistory } from '../adapters/postgres/inbox-read.ts';
import { id, listOf } from '../contract/fields.ts';
import { historyItem, inboxPage, inboxQuery, readMark, readMarked } from '../contract/inbox.ts';
import type { Role } from '../domain/words.ts';
import { BatonError } from '../errors.ts';
import type { Caller } from './caller.ts';
import { agentOf } from './command.ts';
import { endpoint, ok, type Handling } from './endpoint.ts';
import { mayReadTranscripts } from './transcript-right.ts';

const params = z.strictObject({ id });
const people: readonly Role[] = ['agent', 'supervisor', 'admin'];
const tag = 'Inbox';

/** Whose reading counts: the agent's, else the caller's own. */
function readerOf(caller: Caller): string {
  return caller.agent ?? caller.id;
}

async function seen({ caller, deps, params: path }: Handling<{ id: string }, unknown, unknown>) {
  const viewer = { tenant: caller.tenant, agent: caller.agent };
  if (await canSee(deps.pool, viewer, path.id)) return viewer;
  throw new BatonError('not_found', `no conversation ${path.id}`);
}

export const inboxEndpoints = [
  endpoint({
    method: 'get',
    path: '/v1/inbox',
    operationId: 'listInbox',
    summary:
      'Cases as an agent works them: held, waiting, snoozed or done, with clocks and what is unread.',
    tag,
    roles: people,
    update: null,
    repetition: 'none',
    query: inboxQuery,
    status: 200,
    answer: inboxPage,
    handle: async ({ caller, deps, query }) => {
      const { view, cursor, limit = 50 } = query;
      const agent = caller.agent === null ? (query.agent ?? null) : agentOf(caller, query.agent);
      const viewer = { tenant: caller.tenant, agent };
      const excerpts = await mayReadTranscripts(deps, caller);
      const request = { viewer, reader: agent ?? readerOf(caller), view, excerpts, cursor, limit };
      const [page, counts] = await Promise.all([
        listInbox(deps.pool, request),
        countInbox(deps.pool, viewer),
      ]);
      return ok({ ...page, counts });
    },
  }),
  endpoint({
    method: 'put',
    path: '/v1/conversations/{id}/read',
    operationId: 'markRead',
    summary: 'Say up to which turn the conversation was read.',
    tag,
    roles: people,
    update: null,
    repetition: 'natural',
    params,
    body: readMark,
    status: 200,
    answer: readMarked,
    handle: async (call) => {
      const { tenant } = await seen(call);
      const place = { tenant, conversation: call.params.id, reader: readerOf(call.caller) };
      return ok({ turn: await markRead(call.deps.pool, place, call.body.turn) });
    },
  }),
  endpoint({
    method: 'get',
    path: '/v1/conversations/{id}/history',
    operationId: 'listHistory',
    summary: 'Other conversations of the same customer, newest first, as codes and figures.',
    tag,
    roles: people,
    update: null,
    repetition: 'none',
    params,
    status: 200,
    answer: listOf(historyItem),
    handle: async (call) => {
      const viewer = await seen(call);
      return ok({ data: await readHistory(call.deps.pool, viewer, call.params.id) });
    },
  }),
];
