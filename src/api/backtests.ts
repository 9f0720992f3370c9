/** Back-tests: asked for here, run by a worker, read when they are done. */
import { z } from 'zod';
import { addBacktest, listBacktests } from '../adapters/postgres/backtests.ts';
import { readPolicy } from '../adapters/postgres/policies.ts';
import { backtestCreate, backtestQuery, backtestRecord } from '../contract/backtests.ts';
import { id, listOf } from '../contract/fields.ts';
import { parsePolicy } from '../contract/policy.ts';
import type { Policy } from '../domain/policy.ts';
import type { Role } from '../domain/words.ts';
import { BatonError } from '../errors.ts';
import type { ApiDeps } from './deps.ts';
import { created, endpoint, ok } from './endpoint.ts';

const tag = 'Back-tests';
const roles: readonly Role[] = ['supervisor', 'operator', 'admin'];
const fourWeeksMs = 28 * 24 * 3_600_000;
const get = { method: 'get', tag, update: null, repetition: 'none', status: 200, roles } as const;

/** The candidate: a stored version, or a source as it stands. */
async function candidateOf(
  deps: ApiDeps,
  tenant: string,
  { policy = '', version = 0, source }: z.output<typeof backtestCreate>,
): Promise<Policy> {
  const text =
    source ?? (await readPolicy(deps.pool, tenant, { name: policy, version }))?.source ?? null;
  if (text === null) throw new BatonError('not_found', `no version ${version} of policy ${policy}`);
  const parsed = parsePolicy(text, 'auto');
  if (parsed.ok) return parsed.policy;
  const fields = parsed.errors.map((error) => ({ ...error, pointer: '/source', code: 'policy' }));
  throw new BatonError('policy_invalid', 'the policy has mistakes', { fields });
}

async function one(deps: ApiDeps, tenant: string, backtest: string) {
  const [found] = await listBacktests(deps.pool, tenant, { id: backtest, limit: 1 });
  if (found === undefined) throw new BatonError('not_found', `no back-test ${backtest}`);
  return found;
}

export const backtestEndpoints = [
  endpoint({
    method: 'post',
    tag,
    update: null,
    repetition: 'key',
    path: '/v1/backtests',
    operationId: 'createBacktest',
    summary: 'Play past conversations with a candidate policy, beside the one that decides now.',
    roles,
    bodyLimit: 128 * 1024,
    body: backtestCreate,
    status: 201,
    answer: backtestRecord,
    handle: async ({ caller, deps, body }) => {
      const until = body.until === undefined ? new Date(deps.now()) : new Date(body.until);
      const since =
        body.since === undefined ? new Date(until.getTime() - fourWeeksMs) : new Date(body.since);
      if (since >= until) throw new BatonError('invalid_request', 'since must be before until');
      const backtest = await addBacktest(deps.pool, caller.tenant, {
        policy: body.policy ?? null,
        version: body.version ?? null,
        document: await candidateOf(deps, caller.tenant, body),
        since,
        until,
        by: caller.id,
      });
      return created(await one(deps, caller.tenant, backtest));
    },
  }),
  endpoint({
    ...get,
    path: '/v1/backtests',
    operationId: 'listBacktests',
    summary: 'Back-tests with their reports, latest first.',
    query: backtestQuery,
    answer: listOf(backtestRecord),
    handle: async ({ caller, deps, query }) =>
      ok({ data: await listBacktests(deps.pool, caller.tenant, { limit: query.limit ?? 20 }) }),
  }),
  endpoint({
    ...get,
    path: '/v1/backtests/{id}',
    operationId: 'getBacktest',
    summary: 'One back-test; its report when it is done.',
    params: z.strictObject({ id }),
    answer: backtestRecord,
    handle: async ({ caller, deps, params: path }) => ok(await one(deps, caller.tenant, path.id)),
  }),
];
