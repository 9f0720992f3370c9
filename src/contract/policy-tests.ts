/** The door for files of policy tests: "given these turns, this decision", in YAML or JSON. */
import { parseDocument } from 'yaml';
import { z } from 'zod';
import type { PolicyTest } from '../domain/policy-tests.ts';
import { actionWords, proposalAnswers } from '../domain/words.ts';
import { id, priority, reason } from './policy-fields.ts';
import { signals } from './turns.ts';

/** A file of tests is at most so large; what a version of a policy carries is stored whole. */
const maxBytes = 256 * 1024;

const turn = z.strictObject({
  role: z.enum(['customer', 'assistant', 'tool', 'agent']),
  content: z.string().max(65_536).default(''),
  tool_calls: z
    .array(z.strictObject({ name: z.string(), arguments: z.record(z.string(), z.unknown()) }))
    .max(50)
    .optional(),
  error: z.boolean().optional(),
  signals: signals
    .extend({
      opinion: z.strictObject({ action: z.enum(actionWords), confidence: z.number() }),
    })
    .partial()
    .optional(),
});

const expectation = z
  .strictObject({
    action: z.enum(actionWords),
    reason: reason.nullable(),
    rule: z.string().nullable(),
    queue: z.string().nullable(),
    priority: priority.nullable(),
    tier: z.string().nullable(),
    sla: z.string().nullable(),
    proposal_answer: z.enum(proposalAnswers).nullable(),
  })
  .partial()
  .refine((fields) => Object.keys(fields).length > 0, 'must name at least one field');

const file = z.strictObject({
  policy: id,
  scenarios: z
    .array(
      z.strictObject({
        title: z.string().min(1).max(200),
        turns: z.array(turn).min(1).max(200),
        expect: expectation,
      }),
    )
    .min(1)
    .max(1_000),
});

/** Tests to run, or what is wrong with the file. */
export type ParsedTests =
  { ok: true; policy: string; tests: PolicyTest[] } | { ok: false; errors: string[] };

/** Reads a file of tests; every mistake is reported at once. */
export function parsePolicyTests(text: string): ParsedTests {
  if (new TextEncoder().encode(text).length > maxBytes)
    return { ok: false, errors: [`is larger than ${maxBytes} bytes`] };
  const document = parseDocument(text);
  if (document.errors.length > 0)
    return {
      ok: false,
      errors: document.errors.map((error) => error.message.split('\n')[0] ?? ''),
    };
  const parsed = file.safeParse(contentOf(document));
  if (!parsed.success)
    return {
      ok: false,
      errors: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    };
  const tests = parsed.data.scenarios as unknown as PolicyTest[];
  return { ok: true, policy: parsed.data.policy, tests };
}

function contentOf(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch {
    return undefined;
  }
}
