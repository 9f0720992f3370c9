/**
 * The door for policies: text in, a checked policy or every mistake at once, each with its path, line and the way to
 * mend it. What comes out is trusted inside.
 */
import { LineCounter, isNode, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { z } from 'zod';
import type { Condition, Policy } from '../domain/policy.ts';
import { messageKeys } from '../domain/policy.ts';
import { briefSection } from './policy-brief.ts';
import { deliverySection } from './policy-delivery.ts';
import { channelWords, reasonWords } from '../domain/words.ts';
import { fieldsSection } from './policy-fields.ts';
import { explainIssue } from './policy-errors.ts';
import type { PolicyError } from './policy-errors.ts';
import { meaningErrors, policyLimits } from './policy-meaning.ts';
import { offHours, slaTarget } from './policy-sla.ts';

export { policyLimits };
export type { PolicyError };

const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 of A-Z a-z 0-9 _ -');
const seconds = z.number().int().min(1).max(31_536_000);
const reason = z.union([
  z.enum(reasonWords),
  z.templateLiteral([z.literal('x_'), z.string().regex(/^[a-z0-9_]{1,48}$/)]),
]);
const value = z.union([z.number(), z.boolean(), z.string().max(200)]);

const comparison = z.strictObject({
  feature: z.string(),
  is: value.optional(),
  in: z.array(value).min(1).max(50).optional(),
  at_least: z.number().optional(),
  at_most: z.number().optional(),
});

/** Parsed by its shape, so that a mistake inside names its own place and not that of the whole union. */
const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(condition).min(1).max(50) }),
    z.strictObject({ any: z.array(condition).min(1).max(50) }),
    z.strictObject({ not: condition }),
    comparison,
  ]),
) as z.ZodType<Condition>;

const priority = z.literal([1, 2, 3, 4, 5]);

const rule = z.strictObject({
  id: id.refine((text) => !text.startsWith('builtin'), 'must not begin with builtin'),
  description: z.string().max(500).optional(),
  when: condition,
  action: z.enum(['handoff', 'propose', 'continue']),
  reason,
  rank: z.number().int().min(0).max(100_000),
  queue: id.optional(),
  priority: priority.optional(),
});

const message = z.string().min(1).max(policyLimits.messageLength);
const language = z
  .string()
  .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?$/, 'must be a language such as en');

/** The shape of a policy document. What reaches across fields is checked by {@link parsePolicy}. */
export const policySchema = z.strictObject({
  name: id,
  description: z.string().max(500).optional(),
  default_language: language,
  rules: z.array(rule).max(policyLimits.rules),
  routing: z.strictObject({
    default_queue: id,
    by_reason: z.partialRecord(reason, id),
    by_topic: z.record(z.string().min(1).max(64), id),
  }),
  sla: z.array(slaTarget).max(100),
  off_hours: offHours.optional(),
  messages: z.record(language, z.partialRecord(z.enum(messageKeys), message)),
  channels: z.array(z.enum(channelWords)).min(1),
  proposal_cooldown_turns: z.number().int().min(0).max(1_000),
  max_ai_turns: z.number().int().min(1).max(100_000).nullable(),
  idle_close_seconds: seconds,
  reopen_window_seconds: seconds,
  handoff_expiry_seconds: seconds,
  case_idle_seconds: seconds,
  no_brief_share: z.number().min(0).max(1).optional(),
  delivery: deliverySection.optional(),
  brief: briefSection.optional(),
  fields: fieldsSection.optional(),
});

/** The JSON Schema of a policy document, for completion in editors. */
export function policyJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(policySchema), title: 'Baton policy' };
}

/** `auto` takes both: JSON is YAML. */
export type PolicyFormat = 'yaml' | 'json' | 'auto';
/** A policy to trust, or all that is wrong with the document. */
export type ParsedPolicy = { ok: true; policy: Policy } | { ok: false; errors: PolicyError[] };

/** Checks a policy document of at most 64 KB; every mistake is reported at once. JSON is read as the YAML that it is. */
export function parsePolicy(text: string, format: PolicyFormat): ParsedPolicy {
  if (new TextEncoder().encode(text).length > policyLimits.bytes) {
    return failed(
      '',
      `is larger than ${policyLimits.bytes} bytes`,
      'Shorten it or split it by tenant.',
    );
  }
  if (format === 'json' && !isJson(text)) {
    return failed('', 'is not valid JSON', 'Mend the JSON, or send it as YAML.');
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  if (document.errors.length > 0) return { ok: false, errors: syntaxErrors(document) };
  return checkDocument(document, lines);
}

function failed(path: string, message: string, fix: string): ParsedPolicy {
  return { ok: false, errors: [{ path, line: null, message, fix }] };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function syntaxErrors(document: Document.Parsed): PolicyError[] {
  return document.errors.map((error) => ({
    path: '',
    line: error.linePos?.[0].line ?? null,
    message: error.message.split('\n')[0]?.replace(/ at line.*$/, '') ?? 'is not valid YAML',
    fix: 'Mend the syntax here; quote texts that hold ": " or begin with a sign.',
  }));
}

function checkDocument(document: Document.Parsed, lines: LineCounter): ParsedPolicy {
  const lineOf = lineFinder(document, lines);
  const content = readContent(document);
  if (content === undefined)
    return failed('', 'holds aliases', 'Write repeated parts out; aliases (*name) are not read.');
  const depth = depthOf(content, 0);
  if (depth > 2 * policyLimits.depth + 6) {
    return failed(
      '',
      'is nested too deeply',
      `Nest conditions at most ${policyLimits.depth} deep.`,
    );
  }
  const parsed = policySchema.safeParse(content);
  const shape = parsed.success
    ? []
    : parsed.error.issues.flatMap((issue) => explainIssue(issue, content));
  const all = [...shape, ...meaningErrors(content)];
  if (parsed.success && all.length === 0) return { ok: true, policy: parsed.data as Policy };
  return {
    ok: false,
    errors: sortByLine(
      all.map(({ at, ...error }) => ({ ...error, path: pathOf(at), line: lineOf(at) })),
    ),
  };
}

function readContent(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 }) as unknown;
  } catch {
    return undefined;
  }
}

function sortByLine(errors: PolicyError[]): PolicyError[] {
  return errors.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

type Path = (string | number)[];

function pathOf(path: Path): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '');
}

/** The line of a place, or of the nearest place above it that exists. */
function lineFinder(document: Document.Parsed, lines: LineCounter): (path: Path) => number | null {
  return (path) => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return null;
  };
}

function depthOf(content: unknown, depth: number): number {
  if (typeof content !== 'object' || content === null || depth > 64) return depth;
  return Object.values(content).reduce<number>(
    (deepest, part) => Math.max(deepest, depthOf(part, depth + 1)),
    depth,
  );
}
