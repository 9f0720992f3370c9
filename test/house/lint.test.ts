import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';
import { configs } from 'typescript-eslint';

/** One planted mistake per row: the rule that must fire, where, and the code. */
const planted: [rule: string, file: string, code: string][] = [
  ['no-restricted-properties', 'src/domain/a.ts', 'const at = Date.now();'],
  ['no-restricted-properties', 'src/domain/a.ts', 'const chance = Math.random();'],
  ['no-restricted-syntax', 'src/domain/a.ts', 'const at = new Date();'],
  ['no-restricted-syntax', 'src/domain/a.ts', 'class A {}'],
  ['no-restricted-syntax', 'src/domain/a.ts', 'async function f() {}'],
  ['no-restricted-syntax', 'src/domain/a.ts', 'const f = async () => 1;'],
  ['no-restricted-syntax', 'src/domain/a.ts', "'a'.localeCompare('b');"],
  ['no-restricted-syntax', 'src/domain/a.ts', '(1).toLocaleString();'],
  ...['process', 'Intl', 'Temporal', 'crypto', 'performance', 'fetch', 'setTimeout'].map(
    (name): [string, string, string] => ['no-restricted-globals', 'src/domain/a.ts', `${name}.x;`],
  ),
  ['no-restricted-globals', 'src/domain/a.ts', 'console.log(1);'],
  ['jsdoc/require-jsdoc', 'src/domain/a.ts', 'export function f() { return 1; }'],
  ['jsdoc/require-jsdoc', 'src/domain/a.ts', 'export const limit = 1;'],
  ['jsdoc/require-jsdoc', 'src/contract/a.ts', 'export interface A { b: string }'],
  ['jsdoc/require-jsdoc', 'src/activities/a.ts', 'export interface A { b: string }'],
  ['no-restricted-globals', 'src/workflows/a.ts', 'Intl.x;'],
  ['no-restricted-globals', 'src/workflows/a.ts', 'process.x;'],
  ['no-restricted-syntax', 'src/workflows/a.ts', "'a'.toLocaleUpperCase();"],
  ...['node:fs', 'fs', 'zod', 'pg', 'openai', '@temporalio/client', '@temporalio/worker'].map(
    (name): [string, string, string] => [
      '@typescript-eslint/no-restricted-imports',
      'src/workflows/a.ts',
      `import x from '${name}'; x();`,
    ],
  ),
  [
    '@typescript-eslint/no-restricted-imports',
    'src/workflows/a.ts',
    "import { act } from '../activities/act.ts'; act();",
  ],
  [
    'temporal/workflow-require-activity-timeouts',
    'src/workflows/a.ts',
    "import { proxyActivities } from '@temporalio/workflow'; proxyActivities({});",
  ],
  ['no-restricted-properties', 'src/api/a.ts', 'const port = process.env.PORT;'],
  ['no-restricted-syntax', 'src/api/a.ts', 'export default 1;'],
  ['no-console', 'src/api/a.ts', 'console.log(1);'],
  ['max-params', 'src/api/a.ts', 'function f(a, b, c, d, e) {}'],
  ['max-lines-per-function', 'src/api/a.ts', `function f() {\n${'f();\n'.repeat(51)}}`],
  ['max-lines', 'src/api/a.ts', 'f();\n'.repeat(301)],
  ['complexity', 'src/api/a.ts', `function f(a) { ${'if (a) f();'.repeat(10)} }`],
  ['no-warning-comments', 'src/api/a.ts', `// ${['TO', 'DO'].join('')}: later`],
];

/** Code that keeps the rules, in the same folders. */
const clean: [rule: string, file: string, code: string][] = [
  ['no-restricted-syntax', 'src/domain/a.ts', 'const at = new Date(0).toISOString();'],
  [
    '@typescript-eslint/no-restricted-imports',
    'src/workflows/a.ts',
    "import type { act } from '../activities/act.ts'; export type A = typeof act;",
  ],
  ['no-restricted-properties', 'src/config.ts', 'const port = process.env.PORT;'],
  ['no-restricted-properties', 'test/a.ts', 'const port = process.env.PORT;'],
  ['no-console', 'src/cli/a.ts', 'console.log(1);'],
  ['max-lines-per-function', 'test/a.ts', `function f() {\n${'f();\n'.repeat(51)}}`],
  ['jsdoc/require-jsdoc', 'src/contract/a.ts', 'export const schema = 1;'],
  ['jsdoc/require-jsdoc', 'src/domain/a.ts', '/** One. */\nexport function f() { return 1; }'],
];

// The planted files exist in no TypeScript project, so the rules that need types are left out.
const eslint = new ESLint({
  overrideConfig: [
    { files: ['**/*.ts'], ...configs.disableTypeChecked },
    { files: ['**/*.ts'], languageOptions: { parserOptions: { projectService: false } } },
  ],
});

async function messagesOf(rule: string, file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: file });
  const all = result?.messages ?? [];
  expect(all.filter(({ fatal }) => fatal)).toEqual([]);
  return all.filter(({ ruleId }) => ruleId === rule).map(({ message }) => message);
}

describe('lint', () => {
  test.each(planted)('%s fires in %s for: %s', async (rule, file, code) => {
    const messages = await messagesOf(rule, file, code);
    expect(messages.length).toBeGreaterThan(0);
    const ours = rule.includes('no-restricted') ? messages : [];
    for (const message of ours) expect(message).toMatch(/docs\/rules\/[a-z-]+\.md/);
  });

  test.each(clean)('%s stays silent in %s for: %s', async (rule, file, code) => {
    expect(await messagesOf(rule, file, code)).toEqual([]);
  });

  test('the rules that need types are on for every source file', async () => {
    const config = (await new ESLint().calculateConfigForFile('src/domain/words.ts')) as {
      rules: Record<string, [number]>;
    };
    const needed = ['no-floating-promises', 'switch-exhaustiveness-check', 'no-misused-promises'];
    for (const rule of needed) expect(config.rules[`@typescript-eslint/${rule}`]?.[0]).toBe(2);
  });
});
