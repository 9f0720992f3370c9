/**
 * Rules that can never decide: their condition contradicts itself, or an earlier rule always decides first. Told only
 * where it is certain; what depends on how features hang together is not judged.
 */
import { featureCatalogue } from '../domain/features-catalogue.ts';
import type { Policy, Rule } from '../domain/policy.ts';
import type { Comparison, Condition } from '../domain/policy-conditions.ts';
import { rulesInForce, type ForceRule } from '../domain/policy-rules.ts';
import { isOverridable } from '../domain/reasons.ts';
import { closedWords, measuredOn, numberEnds } from './policy-feature-values.ts';
import { implies, isEmpty, rangeOf, rangesOf, type Range } from './policy-ranges.ts';
import type { PlacedError } from './policy-errors.ts';

type Path = (string | number)[];

/** Mistakes in where rules lead; a rule that cannot be read is null at its place. */
export function reachErrors(
  rules: (Rule | null)[],
  governance: Policy['governance'],
): PlacedError[] {
  const contradictions = rules.map((rule, index) =>
    rule === null ? [] : contradictionsIn(rule.when, ['rules', index, 'when']),
  );
  const sound = rules.map((rule, index) =>
    (contradictions[index] ?? []).length > 0 ? null : rule,
  );
  return [...contradictions.flat(), ...unreachable(sound, governance)];
}

/** The deepest places that can never hold. */
function contradictionsIn(condition: Condition, at: Path): PlacedError[] {
  if ('not' in condition) return [];
  if ('count' in condition)
    return condition.at_least === undefined || condition.at_least === 0
      ? []
      : contradictionsIn(condition.count, [...at, 'count']);
  if ('any' in condition) return innerContradictions(condition.any, [...at, 'any']);
  if ('all' in condition) {
    const inner = innerContradictions(condition.all, [...at, 'all']);
    return inner.length > 0 ? inner : emptyAll(condition, at);
  }
  return 'feature' in condition ? emptyComparison(condition, at) : [];
}

function innerContradictions(parts: Condition[], at: Path): PlacedError[] {
  return parts.flatMap((part, index) => contradictionsIn(part, [...at, index]));
}

function emptyComparison(comparison: Comparison, at: Path): PlacedError[] {
  const { feature } = comparison;
  const words = closedWords[feature];
  if (!isEmpty(rangeOf(comparison))) return [];
  const [low = 0, high] = numberEnds[feature] ?? [];
  const ends = high === undefined ? `It begins at ${low}.` : `It lies between ${low} and ${high}.`;
  const fix = words === undefined ? ends : `Its values are ${words.map(String).join(', ')}.`;
  return [{ at, message: `can never hold: no value of ${feature} fits`, fix }];
}

function emptyAll(condition: Condition, at: Path): PlacedError[] {
  const ranges = rangesOf(condition);
  const never = [...ranges].find(([, range]) => isEmpty(range));
  if (never !== undefined) {
    const message = `can never hold: it asks for ${never[0]} twice, and the two exclude each other`;
    return [{ at, message, fix: 'Use any, or take one of them out.' }];
  }
  const role = otherRole(ranges);
  if (role === null) return [];
  const message = `can never hold: ${role.feature} is measured on turns of ${role.of} only`;
  return [{ at, message, fix: `Change the role, or use a count over turns of ${role.of}.` }];
}

/** A feature that is asked to be there, on a turn of a role that never has it. */
function otherRole(ranges: ReadonlyMap<string, Range>): { feature: string; of: string } | null {
  const roles = ranges.get('role')?.values;
  if (roles === undefined) return null;
  for (const [feature, range] of ranges) {
    const of = measuredOn[feature];
    if (of === undefined || roles.has(of)) continue;
    const isFlag =
      (featureCatalogue as Record<string, { type: string }>)[feature]?.type === 'boolean';
    if (!isFlag || range.values?.has(false) !== true) return { feature, of };
  }
  return null;
}

function unreachable(rules: (Rule | null)[], governance: Policy['governance']): PlacedError[] {
  const readable = rules.filter((rule) => rule !== null);
  const policy = { rules: readable, governance } as unknown as Policy;
  const inForce = rulesInForce(policy);
  return inForce.flatMap((later, index): PlacedError[] => {
    const place = rules.findIndex((rule) => rule?.id === later.id);
    const earlier = inForce.slice(0, index).find((one) => alwaysFirst(one, later));
    if (place < 0 || earlier === undefined) return [];
    const name = earlier.id.startsWith('governance:')
      ? earlier.id.replace(':', '.')
      : `rule "${earlier.id}"`;
    return [
      {
        at: ['rules', place, 'when'],
        message: `is never reached: whenever it holds, ${name} decides first`,
        fix: `Give "${later.id}" a lower rank, narrow ${name}, or take it out.`,
      },
    ];
  });
}

/** Whether the earlier rule decides whenever the later one would; what holds the earlier back must hold back the later. */
function alwaysFirst(earlier: ForceRule, later: ForceRule): boolean {
  if (later.reason === 'customer_request' && later.action === 'handoff') return false;
  return heldBackAlike(earlier, later) && implies(later.when, earlier.when);
}

function heldBackAlike(earlier: ForceRule, later: ForceRule): boolean {
  if (earlier.binding || earlier.action === 'continue') return true;
  if (later.action === 'propose') return true;
  if (earlier.action === 'propose') return false;
  if (!isOverridable(earlier.reason)) return true;
  return later.action === 'handoff' && isOverridable(later.reason);
}
