import { readFile } from 'node:fs/promises';

/** The source of the policy that fresh tenants start with. */
export function readShippedPolicy(): Promise<string> {
  return readFile(new URL('../../policies/general-support.yaml', import.meta.url), 'utf8');
}

/** Its tests: "given these turns, this decision". */
export function readShippedPolicyTests(): Promise<string> {
  return readFile(new URL('../../policies/tests/general-support.yaml', import.meta.url), 'utf8');
}
