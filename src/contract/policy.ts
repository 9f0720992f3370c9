/**
 * The door for policies: text in, a checked policy or every mistake at once, each with its path, line and the way to
 * mend it. What comes out is trusted inside.
 */
import { LineCounter, isNode, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { z } from 'zod';
import type { Policy, Rule } from '../domain/policy.ts';
import { noticeKeys } from '../domain/notice-texts.ts';
import { messageKeys } from '../domain/policy.ts';
import { featureCatalogue } from '../domain/features-catalogue.ts';
import { channelWords } from '../domain/words.ts';
import { armsSection } from './policy-arms.ts';
import { briefSection } from './policy-brief.ts';
import { condition, featureName, phraseLists } from './policy-conditions.ts';
import { deliverySection } from './policy-delivery.ts';
import { customerSection } from './policy-customer.ts';
import { explainIssue } from './policy-errors.ts';
import type { PlacedError, PolicyError } from './policy-errors.ts';
import { routingSection } from './policy-routing.ts';
import { id, priority, reason, seconds } from './policy-fields.ts';
import { governance, onFailure } from './policy-governance.ts';
import { meaningErrors, policyLimits } from './policy-meaning.ts';
import { reachErrors } from './policy-reach.ts';
import { fieldsSection } from './policy-targets.ts';
import { textErrors, textWarnings } from './policy-texts.ts';
import { offHours, slaTarget } from './policy-sla.ts';

export { policyLimits };
export type { PolicyError };

const rule = z.strictObject({
  id: id.refine((text) => !text.startsWith('builtin'), 'must not begin with builtin'),
  description: z.string().max(500).optional(),
  when: condition,
  action: z.enum(['handoff', 'propose', 'continue']),
  reason,
  rank: z.number().int().min(0).max(100_000),
  queue: id.optional(),
  priority: priority.optional(),
  tier: z.string().min(1).max(64).optional(),
  sla: id.optional().describe('the name of the SLA targets that hold'),
});

const message = z.string().min(1).max(policyLimits.messageLength);
const language = z
  .string()
  .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?$/, 'must be a language such as en');

const textKeys = [...messageKeys, ...noticeKeys];
const texts = z.partialRecord(z.enum(textKeys), message);
const languageTexts = z.strictObject({
  ...Object.fromEntries(textKeys.map((key) => [key, message.optional()])),
  by_reason: z.partialRecord(reason, texts).optional(),
});

/** The shape of a policy document. What reaches across fields is checked by {@link parsePolicy}. */
export const policySchema = z.strictObject({
  name: id,
  description: z.string().max(500).optional(),
  default_language: language,
  rules: z.array(rule).max(policyLimits.rules),
  phrases: phraseLists.optional(),
  governance: governance.optional(),
  on_failure: onFailure.optional(),
  routing: routingSection,
  sla: z.array(slaTarget).max(100),
  off_hours: offHours.optional(),
  messages: z.record(language, languageTexts),
  channels: z.array(z.enum(channelWords)).min(1),
  proposal_cooldown_turns: z.number().int().min(0).max(1_000),
  max_ai_turns: z.number().int().min(1).max(100_000).nullable(),
  idle_close_seconds: seconds,
  reopen_window_seconds: seconds,
  handoff_expiry_seconds: seconds,
  case_idle_seconds: seconds,
  no_brief_share: z.number().min(0).max(1).optional(),
  arms: armsSection.optional(),
  delivery: deliverySection.optional(),
  brief: briefSection.optional(),
  fields: fieldsSection.optional(),
  customer: customerSection.optional(),
});

/** The JSON Schema of a policy document, for completion in editors: features are listed with their meaning. */
export function policyJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(policySchema, {
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema !== featureName) return;
      jsonSchema.enum = Object.keys(featureCatalogue);
      const meanings = Object.values(featureCatalogue).map(({ description }) => description);
      Object.assign(jsonSchema, { enumDescriptions: meanings });
    },
  });
  return { ...schema, title: 'Baton policy' };
}

/** `auto` takes both: JSON is YAML. */
export type PolicyFormat = 'yaml' | 'json' | 'auto';
/**
 * A policy to trust, or all that is wrong with the document. Warnings stop nothing: what they name works, but perhaps
 * not as it was meant.
 */
export type ParsedPolicy = { warnings: PolicyError[] } & (
  { ok: true; policy: Policy } | { ok: false; errors: PolicyError[] }
);

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
  if (document.errors.length > 0)
    return { ok: false, errors: syntaxErrors(document), warnings: [] };
  return checkDocument(document, lines);
}

function failed(path: string, message: string, fix: string): ParsedPolicy {
  return { ok: false, errors: [{ path, line: null, message, fix }], warnings: [] };
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
  const all = [...shape, ...meaningErrors(content), ...textErrors(content)];
  all.push(...reachErrors(readableRules(content), readableGovernance(content)));
  const place = ({ at, ...error }: PlacedError): PolicyError => ({
    ...error,
    path: pathOf(at),
    line: lineOf(at),
  });
  const warnings = sortByLine(textWarnings(content).map(place));
  if (parsed.success && all.length === 0)
    return { ok: true, policy: parsed.data as Policy, warnings };
  return { ok: false, errors: sortByLine(all.map(place)), warnings };
}

/** The rules that can be read, each at its place; a broken one has said so, and does not hide the others. */
function readableRules(content: unknown): (Rule | null)[] {
  const given = z.object({ rules: z.array(z.unknown()) }).safeParse(content);
  return (given.data?.rules ?? []).slice(0, policyLimits.rules).map((item) => {
    const parsed = rule.safeParse(item);
    return parsed.success ? (parsed.data as Rule) : null;
  });
}

function readableGovernance(content: unknown): Policy['governance'] {
  return z.object({ governance }).safeParse(content).data?.governance as Policy['governance'];
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
