/** Policies: draft, validate, compare, check, activate, roll back; and the ledger of what they decided. */
import type { z } from 'zod';
import { readLedger } from '../adapters/postgres/decisions-read.ts';
import { checkPolicy, type ChecksReport } from '../adapters/postgres/policy-checks.ts';
import {
  activatePolicy,
  addPolicyVersion,
  listPolicies,
  listActivations,
  readPolicy,
  rollBackPolicy,
  type PolicyRecord,
  type PolicyVersion,
} from '../adapters/postgres/policies.ts';
import { gateName } from '../adapters/postgres/policy-gate.ts';
import { ledgerQuery, ledgerRecord } from '../contract/conversations.ts';
import { emptyBody, listOf, pageOf } from '../contract/fields.ts';
import { parsePolicy, type PolicyError } from '../contract/policy.ts';
import { parsePolicyTests } from '../contract/policy-tests.ts';
import {
  diffQuery,
  policyActivate,
  policyActivation,
  policyChecks,
  policyCreate,
  policyDiff,
  policyQuery,
  policyRecord,
  policySummary,
  policyValidation,
  versionParams,
} from '../contract/policy-versions.ts';
import { diffPolicies } from '../domain/policy-diff.ts';
import type { Policy } from '../domain/policy.ts';
import { runPolicyTest } from '../domain/policy-tests.ts';
import type { Role } from '../domain/words.ts';
import { BatonError, type FieldError } from '../errors.ts';
import type { Caller } from './caller.ts';
import type { ApiDeps } from './deps.ts';
import { created, endpoint, ok } from './endpoint.ts';

const readers: readonly Role[] = ['supervisor', 'operator', 'admin'];
/** Who may store drafts. */
export const policyWriters: readonly Role[] = ['operator', 'admin'];
const tag = 'Policies';
const get = { method: 'get', tag, update: null, repetition: 'none', status: 200 } as const;
const post = { method: 'post', tag, update: null, status: 200 } as const;
const bodyLimit = 1024 * 1024;

type Create = z.output<typeof policyCreate>;

function invalid(detail: string, fields: FieldError[]): BatonError {
  return new BatonError('policy_invalid', detail, { fields });
}

/** The policy in a source. Throws `policy_invalid` with every mistake: path, line and the way to mend it. */
export function readSource(body: Create): { policy: Policy; warnings: PolicyError[] } {
  const parsed = parsePolicy(body.source, body.format);
  if (!parsed.ok) {
    const fields = parsed.errors.map((error) => ({ ...error, pointer: '/source', code: 'policy' }));
    const first = parsed.errors[0];
    const where = first === undefined ? '' : `: ${first.path} ${first.message}`;
    throw invalid(`the policy has mistakes${where}`, fields);
  }
  const tests = testMistakes(body, parsed.policy);
  if (tests.length > 0)
    throw invalid(
      `the tests have mistakes: ${tests[0] ?? ''}`,
      tests.map((message) => ({ pointer: '/tests', code: 'tests', message })),
    );
  return { policy: parsed.policy, warnings: parsed.warnings };
}

function testMistakes({ tests }: Create, policy: Policy): string[] {
  if (tests === undefined) return [];
  const parsed = parsePolicyTests(tests);
  if (!parsed.ok) return parsed.errors;
  const isOther = parsed.policy !== policy.name;
  return isOther ? [`they are tests of ${parsed.policy}, not of ${policy.name}`] : [];
}

function validate(body: Create): z.output<typeof policyValidation> {
  const parsed = parsePolicy(body.source, body.format);
  const { warnings } = parsed;
  const nothing = { test_errors: [], failed_tests: [] };
  if (!parsed.ok) return { ok: false, errors: parsed.errors, warnings, ...nothing };
  const mistakes = testMistakes(body, parsed.policy);
  const tests = body.tests === undefined ? undefined : parsePolicyTests(body.tests);
  const failed = (tests?.ok === true ? tests.tests : [])
    .map((test) => runPolicyTest(parsed.policy, test))
    .filter(({ passed }) => !passed);
  return {
    ok: mistakes.length === 0 && failed.length === 0,
    errors: [],
    warnings,
    test_errors: mistakes,
    failed_tests: failed,
  };
}

/** One version. Throws `not_found`. */
export async function versionOf(
  deps: ApiDeps,
  tenant: string,
  version: PolicyVersion,
): Promise<PolicyRecord> {
  const found = await readPolicy(deps.pool, tenant, version);
  if (found !== undefined) return found;
  throw new BatonError('not_found', `no version ${version.version} of policy ${version.name}`);
}

async function checksOf(
  deps: ApiDeps,
  tenant: string,
  record: PolicyRecord,
): Promise<ChecksReport> {
  return checkPolicy(deps.pool, tenant, record, deps.policyChecks ?? []);
}

/** Activation is refused with everything that speaks against it. */
function refuseUnlessPassed(report: ChecksReport): void {
  if (report.passed) return;
  const fields = report.checks.flatMap(({ name, findings }) =>
    findings.map((message) => ({ pointer: '', code: name, message })),
  );
  throw invalid(`it may not be activated: ${fields[0]?.message ?? ''}`, fields);
}

/** An admin may let a version pass that only the back-test speaks against, with a reason that is kept. */
function overrideOf(
  caller: Caller,
  reason: string | undefined,
  { checks }: ChecksReport,
): { reason: string; findings: string[] } | null {
  const failed = checks.filter(({ passed }) => !passed);
  if (reason === undefined || failed.length === 0) return null;
  if (caller.role !== 'admin')
    throw new BatonError('forbidden', 'only an admin overrides the back-test');
  if (failed.some(({ name }) => name !== gateName)) return null;
  return { reason, findings: failed.flatMap(({ findings }) => findings) };
}

/** What to compare with: the version named, else what decides now. */
async function otherOf(
  deps: ApiDeps,
  tenant: string,
  { name, against }: { name: string; against: number | undefined },
): Promise<PolicyRecord> {
  if (against !== undefined) return versionOf(deps, tenant, { name, version: against });
  const [active] = await listPolicies(deps.pool, tenant, { status: 'active' });
  if (active === undefined) throw new BatonError('not_found', 'no policy is active');
  return versionOf(deps, tenant, active);
}

function refOf({ name, version }: PolicyVersion): PolicyVersion {
  return { name, version };
}

const readEndpoints = [
  endpoint({
    ...get,
    path: '/v1/policies',
    operationId: 'listPolicies',
    summary: 'All versions of all policies.',
    roles: readers,
    query: policyQuery,
    answer: listOf(policySummary),
    handle: async ({ caller, deps, query }) =>
      ok({ data: await listPolicies(deps.pool, caller.tenant, query) }),
  }),
  endpoint({
    ...get,
    path: '/v1/policies/history',
    operationId: 'listPolicyActivations',
    summary: 'Who let which version decide, and when; latest first.',
    roles: readers,
    answer: listOf(policyActivation),
    handle: async ({ caller, deps }) =>
      ok({ data: await listActivations(deps.pool, caller.tenant) }),
  }),
  endpoint({
    ...get,
    path: '/v1/policies/{name}/versions/{version}',
    operationId: 'getPolicy',
    summary: 'One version with its source and document.',
    roles: readers,
    params: versionParams,
    answer: policyRecord,
    handle: async ({ caller, deps, params: path }) =>
      ok(await versionOf(deps, caller.tenant, path)),
  }),
  endpoint({
    ...get,
    path: '/v1/policies/{name}/versions/{version}/diff',
    operationId: 'diffPolicy',
    summary: 'What this version changes, against another or against what decides now.',
    roles: readers,
    params: versionParams,
    query: diffQuery,
    answer: policyDiff,
    handle: async ({ caller, deps, params: path, query }) => {
      const to = await versionOf(deps, caller.tenant, path);
      const other = { name: path.name, against: query.against };
      const from = await otherOf(deps, caller.tenant, other);
      const documents = [from.document, to.document] as unknown as [Policy, Policy];
      return ok({ from: refOf(from), to: refOf(to), changes: diffPolicies(...documents) });
    },
  }),
  endpoint({
    ...get,
    path: '/v1/policies/{name}/versions/{version}/checks',
    operationId: 'checkPolicy',
    summary: 'What activation would ask, without activating.',
    roles: readers,
    params: versionParams,
    answer: policyChecks,
    handle: async ({ caller, deps, params: path }) => {
      const record = await versionOf(deps, caller.tenant, path);
      return ok(await checksOf(deps, caller.tenant, record));
    },
  }),
  endpoint({
    ...get,
    tag: 'Decisions',
    path: '/v1/decisions',
    operationId: 'listLedger',
    summary: 'The decisions of all conversations, latest first; also those not to hand off.',
    roles: readers,
    query: ledgerQuery,
    answer: pageOf(ledgerRecord),
    handle: async ({ caller, deps, query }) => {
      const filter = { ...query, limit: query.limit ?? 50 };
      return ok(await readLedger(deps.pool, caller.tenant, filter));
    },
  }),
];

const writeEndpoints = [
  endpoint({
    ...post,
    path: '/v1/policies/validate',
    operationId: 'validatePolicy',
    summary: 'Say every mistake in a policy and run its tests, without storing it.',
    roles: readers,
    repetition: 'natural',
    bodyLimit,
    body: policyCreate,
    answer: policyValidation,
    handle: ({ body }) => Promise.resolve(ok(validate(body))),
  }),
  endpoint({
    ...post,
    path: '/v1/policies',
    operationId: 'createPolicy',
    summary: 'Store the next version of a policy as a draft.',
    roles: policyWriters,
    repetition: 'key_or_id',
    bodyLimit,
    body: policyCreate,
    status: 201,
    answer: policyRecord,
    handle: async ({ caller, deps, body }) => {
      const { policy, warnings } = readSource(body);
      const stored = { document: policy, source: body.source, tests: body.tests };
      const version = await addPolicyVersion(deps.pool, caller.tenant, stored, caller.id);
      const record = await versionOf(deps, caller.tenant, { name: policy.name, version });
      return created({ ...record, warnings });
    },
  }),
  endpoint({
    ...post,
    path: '/v1/policies/rollback',
    operationId: 'rollBackPolicy',
    summary: 'Let the version that was active before decide again; never held up by checks.',
    roles: policyWriters,
    repetition: 'key',
    body: emptyBody,
    answer: policyRecord,
    handle: async ({ caller, deps }) => {
      const earlier = await rollBackPolicy(deps.pool, caller.tenant, caller.id);
      if (earlier === null)
        throw new BatonError('wrong_state', 'no version was active before the present one');
      return ok(await versionOf(deps, caller.tenant, earlier));
    },
  }),
  endpoint({
    ...post,
    path: '/v1/policies/{name}/versions/{version}/activate',
    operationId: 'activatePolicy',
    summary: 'Let this version decide from the next turn on, if its checks pass.',
    roles: policyWriters,
    repetition: 'natural',
    params: versionParams,
    body: policyActivate,
    answer: policyRecord,
    handle: async ({ caller, deps, params: path, body }) => {
      const record = await versionOf(deps, caller.tenant, path);
      const report = await checksOf(deps, caller.tenant, record);
      const override = overrideOf(caller, body.override_reason, report);
      if (override === null) refuseUnlessPassed(report);
      await activatePolicy(deps.pool, caller.tenant, path, { by: caller.id, override });
      return ok(await versionOf(deps, caller.tenant, path));
    },
  }),
];

export const policyEndpoints = [...readEndpoints, ...writeEndpoints];
