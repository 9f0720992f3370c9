/** `baton policy validate | test | schema`: policies as files, without a server. */
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pc from 'picocolors';
import { parsePolicy, policyJsonSchema, type PolicyError } from '../contract/policy.ts';
import { parsePolicyTests } from '../contract/policy-tests.ts';
import type { Policy } from '../domain/policy.ts';
import { runPolicyTest, type PolicyTest, type PolicyTestResult } from '../domain/policy-tests.ts';
import { CommandError } from './command-error.ts';
import { say, sayJson } from './output.ts';

const shipped = fileURLToPath(new URL('../../policies/', import.meta.url));

/** Reads a text file; says what to do when it cannot be read. */
export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new CommandError(
      `Cannot read ${file}: ${problem}`,
      'Give the path of a text file.',
      cause,
    );
  }
}

/** `file:line: path message fix`, as editors and terminals link it. */
function sayMistake(file: string, mistake: PolicyError, kind: 'error' | 'warning'): void {
  const place = mistake.line === null ? file : `${file}:${mistake.line}`;
  const name = kind === 'error' ? pc.red(kind) : pc.yellow(kind);
  say(`${place}: ${name} ${pc.bold(mistake.path)} ${mistake.message}. ${mistake.fix}`);
}

/** Prints every mistake and warning; 1 when the policy cannot be used. */
export async function validatePolicy(file: string, options: { json: boolean }): Promise<number> {
  const parsed = parsePolicy(await readText(file), 'auto');
  const errors = parsed.ok ? [] : parsed.errors;
  const { warnings } = parsed;
  if (options.json) sayJson({ ok: parsed.ok, file, errors, warnings });
  else {
    for (const error of errors) sayMistake(file, error, 'error');
    for (const warning of warnings) sayMistake(file, warning, 'warning');
    if (parsed.ok)
      say(`${pc.green('ok')} ${parsed.policy.name}: ${parsed.policy.rules.length} rules`);
  }
  return parsed.ok ? 0 : 1;
}

/** Prints the schema as JSON. */
export function printSchema(): void {
  say(JSON.stringify(policyJsonSchema(), null, 2));
}

/** A policy out of a file. Throws with every mistake. */
export async function loadPolicyFile(file: string): Promise<Policy> {
  const parsed = parsePolicy(await readText(file), 'auto');
  if (parsed.ok) return parsed.policy;
  const lines = parsed.errors.map(
    ({ line, path: at, message, fix }) => `  line ${line ?? '?'}: ${at} ${message}. ${fix}`,
  );
  throw new CommandError(`${file} has mistakes:\n${lines.join('\n')}`, 'Mend them and try again.');
}

interface Suite {
  policy: string;
  tests: string;
}

async function suitesOf(policy: string | undefined, tests: string | undefined): Promise<Suite[]> {
  if (policy === undefined) return shippedSuites();
  const file = /^[A-Za-z0-9_-]+$/.test(policy) ? path.join(shipped, `${policy}.yaml`) : policy;
  const name = path.basename(file).replace(/\.(?:ya?ml|json)$/, '');
  return [{ policy: file, tests: tests ?? path.join(path.dirname(file), 'tests', `${name}.yaml`) }];
}

async function shippedSuites(): Promise<Suite[]> {
  const files = (await readdir(shipped)).filter((name) => name.endsWith('.yaml')).sort();
  return files.map((name) => ({
    policy: path.join(shipped, name),
    tests: path.join(shipped, 'tests', name),
  }));
}

interface SuiteReport {
  policy: string;
  tests: string;
  passed: number;
  failed: PolicyTestResult[];
}

/** Runs the tests and prints those that fail; 1 when one does. */
export async function testPolicies(
  policy: string | undefined,
  tests: string | undefined,
  options: { json: boolean },
): Promise<number> {
  const reports: SuiteReport[] = [];
  for (const suite of await suitesOf(policy, tests)) reports.push(await runSuite(suite));
  const ok = reports.every((report) => report.failed.length === 0);
  if (options.json) sayJson({ ok, policies: reports });
  else reports.forEach(sayReport);
  return ok ? 0 : 1;
}

async function runSuite(suite: Suite): Promise<SuiteReport> {
  const policy = await loadPolicyFile(suite.policy);
  const cases = await loadTests(suite.tests, policy);
  const results = cases.map((test) => runPolicyTest(policy, test));
  return {
    policy: policy.name,
    tests: suite.tests,
    passed: results.filter(({ passed }) => passed).length,
    failed: results.filter(({ passed }) => !passed),
  };
}

async function loadTests(file: string, policy: Policy): Promise<PolicyTest[]> {
  const parsed = parsePolicyTests(await readText(file));
  if (!parsed.ok)
    throw new CommandError(
      `${file} is no file of tests:\n${parsed.errors.map((error) => `  ${error}`).join('\n')}`,
      'Mend it; docs/policy.md shows the format.',
    );
  if (parsed.policy !== policy.name)
    throw new CommandError(
      `${file} tests the policy ${parsed.policy}, not ${policy.name}.`,
      'Give the tests of this policy, or mend "policy:" in them.',
    );
  return parsed.tests;
}

function sayReport({ policy, passed, failed }: SuiteReport): void {
  const word = failed.length === 0 ? pc.green('ok') : pc.red('failed');
  say(`${word} ${policy}: ${passed} of ${passed + failed.length} tests passed`);
  for (const { title, expected, got, note } of failed) {
    say(`  ${pc.red('x')} ${title}`);
    say(`      expected ${JSON.stringify(expected)}`);
    say(`      got      ${note ?? JSON.stringify(got)}`);
  }
}
