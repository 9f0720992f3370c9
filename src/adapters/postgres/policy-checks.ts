/** What is asked before a version may decide: each check is true by itself, and more can be put beside them. */
import { parsePolicy } from '../../contract/policy.ts';
import { parsePolicyTests } from '../../contract/policy-tests.ts';
import type { Policy } from '../../domain/policy.ts';
import { runPolicyTest } from '../../domain/policy-tests.ts';
import type { Pool } from './pool.ts';
import type { PolicyRecord } from './policies.ts';

/** A version that somebody wants to activate. */
export interface Candidate {
  tenant: string;
  record: PolicyRecord;
  /** The document as the present release reads it; null when it no longer does. */
  policy: Policy | null;
}

/** One check: its name, and what speaks against activation; nothing when it passes. */
export interface PolicyCheck {
  name: string;
  findings: (candidate: Candidate) => Promise<string[]>;
}

export interface ChecksReport {
  passed: boolean;
  checks: { name: string; passed: boolean; findings: string[] }[];
}

/** A draft may have been stored by an older release. */
const valid: PolicyCheck = {
  name: 'valid',
  findings: ({ record }) => {
    const parsed = parsePolicy(record.source, 'auto');
    const errors = parsed.ok ? [] : parsed.errors;
    return Promise.resolve(
      errors.map(
        ({ path, line, message, fix }) => `${path} (line ${line ?? '?'}) ${message}. ${fix}`,
      ),
    );
  },
};

function queuesNamed(policy: Policy): [string, string][] {
  const { default_queue: fallback, by_reason: byReason, by_topic: byTopic } = policy.routing;
  const governed = Object.entries(policy.governance ?? {}).map(([topic, way]) => [
    `governance.${topic}`,
    typeof way === 'string' ? undefined : way.queue,
  ]);
  const named: (string | undefined)[][] = [
    ['routing.default_queue', fallback],
    ...Object.entries(byReason).map(([name, queue]) => [`routing.by_reason.${name}`, queue]),
    ...Object.entries(byTopic).map(([name, queue]) => [`routing.by_topic.${name}`, queue]),
    ...policy.rules.map(({ id, queue }) => [`rules.${id}`, queue]),
    ...governed,
    ['on_failure', policy.on_failure?.queue],
  ];
  return named.flatMap(([place, queue]): [string, string][] =>
    place === undefined || queue === undefined ? [] : [[place, queue]],
  );
}

/** Every queue that the policy names is one of the tenant's. */
function queuesExist(pool: Pool): PolicyCheck {
  return {
    name: 'queues',
    findings: async ({ tenant, policy }) => {
      if (policy === null) return [];
      const { rows } = await pool.query<{ id: string }>('select id from queues where tenant = $1', [
        tenant,
      ]);
      const known = new Set(rows.map((row) => row.id));
      return queuesNamed(policy)
        .filter(([, queue]) => !known.has(queue))
        .map(([place, queue]) => `${place}: there is no queue "${queue}"; add it, or name another`);
    },
  };
}

/** The version's own tests; one without tests passes, and says nothing. */
const ownTests: PolicyCheck = {
  name: 'tests',
  findings: ({ record, policy }) => Promise.resolve(failedTests(record.tests, policy)),
};

function failedTests(tests: string | null, policy: Policy | null): string[] {
  if (tests === null || policy === null) return [];
  const parsed = parsePolicyTests(tests);
  if (!parsed.ok) return parsed.errors;
  return parsed.tests
    .map((test) => runPolicyTest(policy, test))
    .filter(({ passed }) => !passed)
    .map(
      ({ title, expected, got, note }) =>
        `"${title}": expected ${JSON.stringify(expected)}, got ${note ?? JSON.stringify(got)}`,
    );
}

/** Runs the checks of every installation, then those given besides, all of them. */
export async function checkPolicy(
  pool: Pool,
  tenant: string,
  record: PolicyRecord,
  besides: readonly PolicyCheck[],
): Promise<ChecksReport> {
  const parsed = parsePolicy(record.source, 'auto');
  const candidate = { tenant, record, policy: parsed.ok ? parsed.policy : null };
  const checks: ChecksReport['checks'] = [];
  for (const { name, findings } of [valid, queuesExist(pool), ownTests, ...besides]) {
    const found = await findings(candidate);
    checks.push({ name, passed: found.length === 0, findings: found });
  }
  return { passed: checks.every(({ passed }) => passed), checks };
}
