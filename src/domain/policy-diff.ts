/** What changes from one policy to another. Rules are told apart by their ids, so that a moved rule is no change. */
import type { Policy } from './policy.ts';

/** One difference; `path` such as `rules.legal.priority`. What was not there is undefined. */
export interface PolicyChange {
  path: string;
  change: 'added' | 'removed' | 'changed';
  before?: unknown;
  after?: unknown;
}

/** Every difference, in the order of the paths. Policies that say the same give none. */
export function diffPolicies(before: Policy, after: Policy): PolicyChange[] {
  return compare(keyed(before), keyed(after), '').sort((one, other) =>
    one.path < other.path ? -1 : Number(one.path > other.path),
  );
}

function keyed(policy: Policy): Record<string, unknown> {
  return { ...policy, rules: Object.fromEntries(policy.rules.map((rule) => [rule.id, rule])) };
}

function compare(before: unknown, after: unknown, path: string): PolicyChange[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (before === undefined) return [{ path, change: 'added', after }];
  if (after === undefined) return [{ path, change: 'removed', before }];
  if (!isRecord(before) || !isRecord(after)) return [{ path, change: 'changed', before, after }];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) =>
    compare(before[name], after[name], path === '' ? name : `${path}.${name}`),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
