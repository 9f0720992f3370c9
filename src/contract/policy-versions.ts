/** Versions of policies as they travel: drafts, checks, activation, differences, history. */
import { z } from 'zod';
import { id, instant, json, queryNumber, text } from './fields.ts';

const statusWords = ['draft', 'active', 'retired'] as const;

/** Text of a policy, and of its tests where it has some. */
export const policyCreate = z.strictObject({
  source: text(256 * 1024).min(1),
  format: z.enum(['yaml', 'json']),
  tests: text(256 * 1024)
    .min(1)
    .optional()
    .describe('"given these turns, this decision", YAML or JSON; run before activation'),
});

const mistake = z.object({
  path: z.string(),
  line: z.int().nullable(),
  message: z.string(),
  fix: z.string(),
});

const testResult = z.object({
  title: z.string(),
  passed: z.boolean(),
  expected: json,
  got: json.nullable(),
  note: z.string().nullable(),
});

/** What is wrong with a text, without storing it. */
export const policyValidation = z
  .object({
    ok: z.boolean(),
    errors: z.array(mistake),
    warnings: z.array(mistake),
    test_errors: z.array(z.string()).describe('what is wrong with the file of tests'),
    failed_tests: z.array(testResult),
  })
  .meta({ id: 'PolicyValidation' });

const policyHead = z.object({
  name: z.string(),
  version: z.int(),
  status: z.enum(statusWords),
  created_at: instant,
  created_by: z.string(),
  activated_at: instant.nullable(),
  activated_by: z.string().nullable(),
});

export const policySummary = policyHead.meta({ id: 'PolicyVersion' });

export const policyRecord = policyHead
  .extend({
    source: z.string(),
    document: json,
    tests: z.string().nullable(),
    warnings: z
      .array(mistake)
      .optional()
      .describe('in the answer to a draft: what works, but perhaps not as it was meant'),
  })
  .meta({ id: 'Policy' });

export const policyQuery = z.strictObject({
  name: id.optional(),
  status: z.enum(statusWords).optional(),
});

export const versionParams = z.strictObject({ name: id, version: queryNumber(1, 1e9) });

/** Compared with this version of the same name, else with the tenant's active policy. */
export const diffQuery = z.strictObject({ against: queryNumber(1, 1e9).optional() });

const versionRef = z.object({ name: z.string(), version: z.int() });

export const policyDiff = z
  .object({
    from: versionRef,
    to: versionRef,
    changes: z.array(
      z.object({
        path: z.string(),
        change: z.enum(['added', 'removed', 'changed']),
        before: z.unknown().optional(),
        after: z.unknown().optional(),
      }),
    ),
  })
  .meta({ id: 'PolicyDiff' });

/** What was asked before a version may decide. */
export const policyChecks = z
  .object({
    passed: z.boolean(),
    checks: z.array(
      z.object({
        name: z.string(),
        passed: z.boolean(),
        findings: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: 'PolicyChecks' });

/** An admin may override the back-test, and nothing else. */
export const policyActivate = z
  .strictObject({
    override_reason: text(500)
      .min(10)
      .optional()
      .describe('Why it may decide although the back-test speaks against it; audited, admin only.'),
  })
  .meta({ id: 'PolicyActivate' });

/** Who let which version decide, and when; latest first. */
export const policyActivation = versionRef
  .extend({ kind: z.enum(['activated', 'rolled_back']), at: instant, by: z.string() })
  .meta({ id: 'PolicyActivation' });
