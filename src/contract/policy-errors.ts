/** Turns what zod found into sentences for people: where, what, and the way to mend it. */
import type { z } from 'zod';

/** One mistake in a policy document; `path` such as `rules[2].when.feature`, `line` counted from 1. */
export interface PolicyError {
  path: string;
  line: number | null;
  message: string;
  fix: string;
}

type Issue = z.core.$ZodIssue;
/** A mistake before its line is known. */
export interface PlacedError {
  at: (string | number)[];
  message: string;
  fix: string;
}

/** Keys by the object they belong to, for suggestions. */
const knownKeys = [
  'name description default_language rules routing sla messages channels proposal_cooldown_turns max_ai_turns idle_close_seconds reopen_window_seconds handoff_expiry_seconds case_idle_seconds no_brief_share phrases governance on_failure',
  'id when action reason rank queue priority tier sla handling after by_reason',
  'feature is is_not in not_in at_least at_most between all any not count role within_turns says',
  'default_queue by_reason by_topic queue_rules priority topic intent language channel skills',
  'patience_seconds by_priority by_tier by_value by_open_tickets seconds',
  'metric target_seconds tier queue name warn_at on_breach on_warning pause_while business_hours',
  'off_hours urgent normal urgent_up_to',
]
  .join(' ')
  .split(' ');

/** The name closest to the one given, by edits; null when none is near. */
export function nearestName(given: string, names: string[]): string | null {
  const limit = Math.max(2, Math.floor(given.length / 3));
  let best: { name: string; edits: number } | null = null;
  for (const name of names) {
    const edits = editsBetween(given.slice(0, 64), name);
    if (edits <= limit && (best === null || edits < best.edits)) best = { name, edits };
  }
  return best?.name ?? null;
}

function editsBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const change = (row[j - 1] ?? 0) + Number(one[i - 1] !== other[j - 1]);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}

/** One zod issue as one or more mistakes, each at its own place. */
export function explainIssue(issue: Issue, content: unknown): PlacedError[] {
  const at = placeOf(issue.path);
  if (issue.code === 'invalid_union') return explainUnion(issue, at, content);
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(at, key));
  if (issue.code === 'invalid_key')
    return [{ at, message: 'is not a known name here', fix: fixOf(issue) }];
  return [{ at, message: lowerFirst(issue.message), fix: fixOf(issue) }];
}

function placeOf(path: PropertyKey[]): (string | number)[] {
  return path.map((part) => (typeof part === 'number' ? part : String(part)));
}

/** Of a union's branches, the one that fits best: it shares keys with what is there, and complains least. */
function explainUnion(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  at: (string | number)[],
  content: unknown,
): PlacedError[] {
  const branches = issue.errors.map((errors) =>
    errors.filter((error) => error.code !== 'invalid_union' || error.errors.length > 0),
  );
  const isWord = typeof valueAt(content, at) !== 'object';
  const named = isWord
    ? branches.find((errors) => errors.some((error) => isListed(error)))
    : undefined;
  const best = named ?? [...branches].sort((a, b) => weigh(a, isWord) - weigh(b, isWord))[0];
  if (best === undefined || best.length === 0) {
    return [{ at, message: lowerFirst(issue.message), fix: fixOf(issue) }];
  }
  return best.flatMap((error) => explainIssue({ ...error, path: [...at, ...error.path] }, content));
}

function valueAt(content: unknown, at: (string | number)[]): unknown {
  return at.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null
        ? (inner as Record<string | number, unknown>)[name]
        : undefined,
    content,
  );
}

/** A list of allowed words says more than the pattern beside it. */
function isListed(error: Issue): boolean {
  return error.code === 'invalid_value' && error.path.length === 0;
}

/** A branch that takes words only, whose own key is missing, or that does not know the key given, is the wrong branch. */
function weigh(errors: Issue[], isWord: boolean): number {
  return errors.reduce((sum, error) => {
    if (!isWord && error.path.length === 0 && error.code !== 'unrecognized_keys') return sum + 100;
    const isOuter = error.path.length <= 1;
    const isShape =
      error.code === 'unrecognized_keys' ||
      error.code === 'invalid_type' ||
      error.code === 'invalid_value';
    return sum + (isOuter && isShape ? 10 : 1);
  }, 0);
}

function unknownKey(at: (string | number)[], key: string): PlacedError {
  const nearest = nearestName(key, knownKeys);
  return {
    at: [...at, key],
    message: `"${key.slice(0, 64)}" is not known here`,
    fix: nearest === null ? 'Remove it.' : `Did you mean "${nearest}"?`,
  };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function fixOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `Give ${issue.expected === 'record' ? 'an object' : `a value of type ${issue.expected}`}.`;
    case 'invalid_value':
      return `Use one of: ${issue.values.map(String).join(', ')}.`;
    case 'too_big':
      return `Keep it at ${String(issue.maximum)} or below.`;
    case 'too_small':
      return `Make it ${String(issue.minimum)} or more.`;
    default:
      return 'See the JSON Schema of policies.';
  }
}
