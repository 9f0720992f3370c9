/** A change that a report suggests, taken over as a draft: the text of a stored version with a JSON Patch applied. */
import { addPolicyVersion } from '../adapters/postgres/policies.ts';
import { patchSource, policyPatch } from '../contract/policy-patch.ts';
import { policyRecord, versionParams } from '../contract/policy-versions.ts';
import type { PatchStep } from '../domain/suggest-policy.ts';
import { BatonError } from '../errors.ts';
import { created, endpoint } from './endpoint.ts';
import { policyWriters, readSource, versionOf } from './policies.ts';

/** Throws `policy_invalid` where a step leads nowhere, or what comes out is no policy. */
function patched(source: string, patch: PatchStep[]) {
  const result = patchSource(source, patch);
  if ('missing' in result) {
    const message = `there is nothing at ${result.missing === '' ? 'the empty path' : result.missing}`;
    const fields = [{ pointer: '/patch', code: 'patch', message }];
    throw new BatonError('policy_invalid', message, { fields });
  }
  return { ...result, ...readSource({ source: result.source, format: 'yaml' }) };
}

export const policyPatchEndpoints = [
  endpoint({
    method: 'post',
    tag: 'Policies',
    update: null,
    status: 201,
    path: '/v1/policies/{name}/versions/{version}/patch',
    operationId: 'patchPolicy',
    summary: 'Store this version with a suggested change as the next draft; nothing is activated.',
    roles: policyWriters,
    repetition: 'key',
    params: versionParams,
    body: policyPatch,
    answer: policyRecord,
    handle: async ({ caller, deps, params, body }) => {
      const from = await versionOf(deps, caller.tenant, params);
      const { source, policy, warnings } = patched(from.source, body.patch);
      const tests = from.tests ?? undefined;
      const stored = { document: policy, source, tests, from: { ...params, patch: body.patch } };
      const version = await addPolicyVersion(deps.pool, caller.tenant, stored, caller.id);
      const record = await versionOf(deps, caller.tenant, { name: policy.name, version });
      return created({ ...record, warnings });
    },
  }),
];
