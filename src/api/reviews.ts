/** The weekly review: who looks at what, what they said, and what came of it. */
import { z } from 'zod';
import {
  labelReview,
  listReviewRounds,
  listReviewTasks,
  readReviewMaterial,
  type ReviewMaterial,
} from '../adapters/postgres/review-rounds.ts';
import { changeReviewSettings, readReviewSettings } from '../adapters/postgres/review-settings.ts';
import { isTimeZone } from '../adapters/calendars/expand.ts';
import { id, listOf } from '../contract/fields.ts';
import {
  reviewLabel,
  reviewMaterial,
  reviewQueueQuery,
  reviewRound,
  reviewRoundQuery,
  reviewSettings,
  reviewSettingsWrite,
  reviewTask,
} from '../contract/reviews.ts';
import type { Role } from '../domain/words.ts';
import { BatonError } from '../errors.ts';
import type { Caller } from './caller.ts';
import type { ApiDeps } from './deps.ts';
import { endpoint, ok } from './endpoint.ts';

const tag = 'Reviews';
const params = z.strictObject({ id });
const reviewers: readonly Role[] = ['agent', 'supervisor', 'admin'];
const readers: readonly Role[] = ['supervisor', 'operator', 'admin'];
const get = { method: 'get', tag, update: null, repetition: 'none', status: 200 } as const;
const write = { tag, update: null, repetition: 'natural', status: 200 } as const;

/** An agent sees their own tasks only: two who judge the same must not see each other's word. */
function ownOnly(caller: Caller): string | null {
  return caller.role === 'agent' ? (caller.agent ?? '') : null;
}

async function materialOf(deps: ApiDeps, caller: Caller, review: string): Promise<ReviewMaterial> {
  const found = await readReviewMaterial(deps.pool, caller.tenant, review, ownOnly(caller));
  if (found === undefined) throw new BatonError('not_found', `no review ${review}`);
  return found;
}

const taskEndpoints = [
  endpoint({
    ...get,
    path: '/v1/review-queue',
    operationId: 'listReviewQueue',
    summary: 'What is still to be reviewed: near misses first, and of agents only their own.',
    roles: reviewers,
    query: reviewQueueQuery,
    answer: listOf(reviewTask),
    handle: async ({ caller, deps, query }) => {
      const { assigned_to: wanted = null, round = null, limit = 50 } = query;
      const filter = { assignedTo: ownOnly(caller) ?? wanted, round, limit };
      return ok({ data: await listReviewTasks(deps.pool, caller.tenant, filter) });
    },
  }),
  endpoint({
    ...get,
    path: '/v1/reviews/{id}',
    operationId: 'getReview',
    summary:
      'One conversation to review: its transcript, redacted, with the decision on each turn.',
    roles: reviewers,
    tellsTexts: true,
    params,
    answer: reviewMaterial,
    handle: async ({ caller, deps, params: path }) => ok(await materialOf(deps, caller, path.id)),
  }),
  endpoint({
    ...write,
    method: 'put',
    path: '/v1/reviews/{id}',
    operationId: 'labelReview',
    summary: 'Say whether a person was needed, and when.',
    roles: reviewers,
    tellsTexts: true,
    params,
    body: reviewLabel,
    answer: reviewMaterial,
    handle: async ({ caller, deps, params: path, body }) => {
      const labelled = await labelReview(deps.pool, caller.tenant, path.id, {
        verdict: body.verdict,
        neededAtTurn: body.needed_at_turn ?? null,
        note: body.note ?? null,
        reviewer: caller.agent ?? caller.id,
        assignedTo: ownOnly(caller),
      });
      if (!labelled) throw new BatonError('not_found', `no review ${path.id}`);
      return ok(await materialOf(deps, caller, path.id));
    },
  }),
];

const roundEndpoints = [
  endpoint({
    ...get,
    path: '/v1/review-rounds',
    operationId: 'listReviewRounds',
    summary: 'Rounds of the weekly review with their reports, latest first.',
    roles: readers,
    query: reviewRoundQuery,
    answer: listOf(reviewRound),
    handle: async ({ caller, deps, query }) =>
      ok({ data: await listReviewRounds(deps.pool, caller.tenant, { limit: query.limit ?? 12 }) }),
  }),
  endpoint({
    ...get,
    path: '/v1/review-rounds/{id}',
    operationId: 'getReviewRound',
    summary: 'One round; its report when it is written.',
    roles: readers,
    params,
    answer: reviewRound,
    handle: async ({ caller, deps, params: path }) => {
      const filter = { id: path.id, limit: 1 };
      const [round] = await listReviewRounds(deps.pool, caller.tenant, filter);
      if (round === undefined) throw new BatonError('not_found', `no round ${path.id}`);
      return ok(round);
    },
  }),
  endpoint({
    ...get,
    path: '/v1/review-settings',
    operationId: 'getReviewSettings',
    summary: 'Who reviews, how much, and when.',
    roles: readers,
    answer: reviewSettings,
    handle: async ({ caller, deps }) => ok(await readReviewSettings(deps.pool, caller.tenant)),
  }),
  endpoint({
    ...write,
    method: 'patch',
    path: '/v1/review-settings',
    operationId: 'changeReviewSettings',
    summary: 'Change who reviews, how much and when; the schedule follows.',
    roles: ['supervisor', 'admin'],
    body: reviewSettingsWrite,
    answer: reviewSettings,
    handle: async ({ caller, deps, body }) => {
      if (body.time_zone !== undefined && !isTimeZone(body.time_zone))
        throw new BatonError('invalid_request', `there is no time zone ${body.time_zone}`);
      const next = await changeReviewSettings(deps.pool, caller.tenant, body, caller.id);
      await deps.planReviews?.(caller.tenant, next);
      return ok(next);
    },
  }),
];

export const reviewEndpoints = [...taskEndpoints, ...roundEndpoints];
