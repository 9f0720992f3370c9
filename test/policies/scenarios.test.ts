import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../src/contract/policy.ts';
import { parsePolicyTests } from '../../src/contract/policy-tests.ts';
import { runPolicyTest } from '../../src/domain/policy-tests.ts';
import type { Policy } from '../../src/domain/policy.ts';

const folder = new URL('../../policies/', import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.replace('.yaml', ''));

function load(name: string): Policy {
  const parsed = parsePolicy(readFileSync(new URL(`${name}.yaml`, folder), 'utf8'), 'yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors, null, 2));
  if (parsed.warnings.length > 0) throw new Error(JSON.stringify(parsed.warnings, null, 2));
  return parsed.policy;
}

describe.each(names)('policy %s', (name) => {
  const file = parsePolicyTests(readFileSync(new URL(`tests/${name}.yaml`, folder), 'utf8'));
  if (!file.ok) throw new Error(file.errors.join('\n'));
  const policy = load(name);

  it.each(file.tests)('$title', (test) => {
    expect(runPolicyTest(policy, test)).toMatchObject({ passed: true, got: {} });
  });

  // Rules over what a model measures cannot be tested by turns alone; general-support may have some.
  it.skipIf(name === 'general-support')('has a test for each rule and governed topic', () => {
    const tested = new Set(file.tests.map((test) => test.expect.rule));
    const own = policy.rules.map((rule) => rule.id);
    const governed = Object.keys(policy.governance ?? {}).map((topic) => `governance:${topic}`);
    const untested = [...own, ...governed].filter((id) => !tested.has(id));
    expect(untested).toEqual([]);
  });
});
