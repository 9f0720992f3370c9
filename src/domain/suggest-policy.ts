/**
 * Changes of a policy that reviews speak for: a threshold moved, a rule that asks first, a rule taken out. Found on one half
 * of the reviewed conversations and held against the other, which had no part in the choice; what does not hold there, or
 * loses a topic that must reach a person, is not suggested. Each is a JSON Patch (RFC 6902) over the policy's document.
 */
import { drawOf } from './arms.ts';
import { tallyCases, type PastCase } from './backtest.ts';
import { accuracyOf, gateFindings, type Accuracy } from './backtest-report.ts';
import { pointerParts, pointerTo } from './json-pointer.ts';
import type { ActivePolicy, Policy, Rule } from './policy.ts';
import { isOverridable } from './reasons.ts';

/** One step of a JSON Patch. */
export type PatchStep =
  { op: 'replace'; path: string; value: number | string } | { op: 'remove'; path: string };

/** Precision and recall before and after, on the conversations it was found on or on those held out. */
export interface Compared {
  before: Accuracy;
  after: Accuracy;
}

/** A change to consider. */
export interface PolicySuggestion {
  rule: string;
  kind: 'threshold' | 'ask_first' | 'remove';
  patch: PatchStep[];
  from: number | null;
  to: number | null;
  found_on: Compared;
  held_out: Compared;
}

interface Candidate extends Pick<PolicySuggestion, 'rule' | 'kind' | 'patch' | 'from' | 'to'> {
  policy: Policy;
}

/** The document with the steps applied, in order; a path that leads nowhere changes nothing. */
export function applyPatch(policy: Policy, patch: readonly PatchStep[]): Policy {
  return patch.reduce<unknown>((document, step) => {
    return replaceAt(
      document,
      pointerParts(step.path),
      step.op === 'remove' ? removed : step.value,
    );
  }, policy) as Policy;
}

/** Fewer reviewed conversations on either half say nothing. */
const leastHalf = 8;
/** A gain in F1 below this is noise. */
const leastGain = 0.01;
const most = 3;

/** The best changes, each with its figures; at most three, each of another rule. */
export function suggestChanges(
  active: ActivePolicy,
  cases: readonly PastCase[],
): PolicySuggestion[] {
  const reviewed = cases.filter(({ verdict }) => verdict !== null);
  const [findOn, holdOut] = [false, true].map((held) =>
    reviewed.filter(({ id }) => drawOf(id) >= 0.5 === held),
  ) as [PastCase[], PastCase[]];
  if (findOn.length < leastHalf || holdOut.length < leastHalf) return [];
  const compare = (policy: Policy, on: PastCase[]) => compareOn(active, policy, on);
  const gains = candidatesOf(active.policy, tallyCases(samePair(active), findOn).before.by_rule)
    .map((candidate) => ({ candidate, found: compare(candidate.policy, findOn) }))
    .filter(({ found }) => found.passed && gainOf(found) >= leastGain)
    .sort((one, other) => gainOf(other.found) - gainOf(one.found));
  const suggestions: PolicySuggestion[] = [];
  for (const { candidate, found } of gains) {
    if (suggestions.length === most) break;
    if (suggestions.some(({ rule }) => rule === candidate.rule)) continue;
    const held = compare(candidate.policy, holdOut);
    if (held.passed && gainOf(held) > 0) suggestions.push(asSuggestion(candidate, found, held));
  }
  return suggestions;
}

function samePair(active: ActivePolicy): { before: ActivePolicy; after: ActivePolicy } {
  return { before: active, after: active };
}

type Outcome = Compared & { passed: boolean };

function compareOn(active: ActivePolicy, policy: Policy, cases: PastCase[]): Outcome {
  const tally = tallyCases({ before: active, after: { policy, version: 0 } }, cases);
  return {
    before: accuracyOf(tally.before.judged),
    after: accuracyOf(tally.after.judged),
    passed: gateFindings(tally).length === 0,
  };
}

function gainOf({ before, after }: Compared): number {
  return (after.f1 ?? 0) - (before.f1 ?? 0);
}

function asSuggestion(
  { policy: _, ...candidate }: Candidate,
  found: Outcome,
  held: Outcome,
): PolicySuggestion {
  return {
    ...candidate,
    found_on: { before: found.before, after: found.after },
    held_out: { before: held.before, after: held.after },
  };
}

/** Only what a rule that decided could loosen, and thresholds of every rule: tried one at a time. */
function candidatesOf(policy: Policy, decided: Record<string, number>): Candidate[] {
  return policy.rules.flatMap((rule, index) => {
    const fired = (decided[rule.id] ?? 0) > 0;
    const moves = rule.action === 'continue' ? [] : thresholdMoves(policy, rule, index);
    return fired && isOverridable(rule.reason)
      ? [...moves, ...softenings(policy, rule, index)]
      : moves;
  });
}

function softenings(policy: Policy, rule: Rule, index: number): Candidate[] {
  const none = { rule: rule.id, from: null, to: null };
  const asks: Candidate = {
    ...none,
    kind: 'ask_first',
    patch: [{ op: 'replace', path: `/rules/${index}/action`, value: 'propose' }],
    policy: withRule(policy, index, { ...rule, action: 'propose' }),
  };
  const gone: Candidate = {
    ...none,
    kind: 'remove',
    patch: [{ op: 'remove', path: `/rules/${index}` }],
    policy: { ...policy, rules: policy.rules.filter((_, at) => at !== index) },
  };
  return rule.action === 'handoff' ? [asks, gone] : [gone];
}

function withRule(policy: Policy, index: number, rule: Rule): Policy {
  return { ...policy, rules: policy.rules.map((known, at) => (at === index ? rule : known)) };
}

function thresholdMoves(policy: Policy, rule: Rule, index: number): Candidate[] {
  return boundsIn(rule.when, []).flatMap(({ path, value }) =>
    movesOf(value).map((to): Candidate => {
      const when = replaceAt(rule.when, path, to) as Rule['when'];
      return {
        rule: rule.id,
        kind: 'threshold',
        patch: [{ op: 'replace', path: pointerTo(['rules', index, 'when', ...path]), value: to }],
        from: value,
        to,
        policy: withRule(policy, index, { ...rule, when }),
      };
    }),
  );
}

const bounds = ['at_least', 'at_most'];

/** Every numeric bound of a condition, with its place in it. */
function boundsIn(
  value: unknown,
  path: (string | number)[],
): { path: (string | number)[]; value: number }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) => {
    const place = [...path, name];
    return bounds.includes(name) && typeof inner === 'number'
      ? [{ path: place, value: inner }]
      : boundsIn(inner, place);
  });
}

/** Whole numbers move by steps of one, shares by twentieths. */
function movesOf(value: number): number[] {
  const isWhole = Number.isInteger(value) && value >= 1;
  const steps = isWhole ? [-2, -1, 1, 2, 3] : [-0.2, -0.1, -0.05, 0.05, 0.1, 0.2];
  const moved = steps.map((step) => Math.round((value + step) * 1_000) / 1_000);
  return moved.filter((next) => (isWhole ? next >= 1 : next >= 0));
}

const removed = Symbol('removed');

function replaceAt(value: unknown, path: (string | number)[], next: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return next;
  if (Array.isArray(value))
    return value
      .map((item: unknown, at) => (at === Number(first) ? replaceAt(item, rest, next) : item))
      .filter((item) => item !== removed);
  if (typeof value !== 'object' || value === null) return value;
  const record = value as Record<string, unknown>;
  return { ...record, [first]: replaceAt(record[first], rest, next) };
}
