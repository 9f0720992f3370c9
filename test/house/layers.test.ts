import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import rules from '../../.dependency-cruiser.cjs';
import { checkLayers } from '../../scripts/layers.js';

/** One planted mistake per row: the rule that must fire, the offending file, its content. */
const planted: [rule: string, file: string, content: string][] = [
  ['no-cycles', 'src/domain/ring-a.ts', "export { b } from './ring-b.ts';"],
  ['domain-is-closed', 'src/domain/reads-files.ts', "import 'node:fs';"],
  ['domain-is-closed', 'src/domain/knows-errors.ts', "import '../errors.ts';"],
  ['domain-is-closed', 'src/domain/parses.ts', "import type { z } from 'zod'; export type A = z;"],
  ['workflows-reach-domain-only', 'src/workflows/runs-it.ts', "import '../activities/act.ts';"],
  ['workflows-reach-domain-only', 'src/workflows/calls.ts', "import '@temporalio/client';"],
  ['workflows-stay-in-the-sandbox', 'src/workflows/far.ts', "import '../domain/far.ts';"],
  ['contract-is-domain-and-zod', 'src/contract/listens.ts', "import 'hono';"],
  ['api-does-not-act', 'src/api/acts.ts', "import '../activities/act.ts';"],
  ['api-knows-messages-only', 'src/api/inside.ts', "import '../workflows/clean.ts';"],
  ['learning-is-domain-only', 'src/learn/reads.ts', "import '../adapters/store.ts';"],
  ['service-does-not-learn', 'src/activities/trains.ts', "import '../learn/clean.ts';"],
  ['adapters-do-not-know-their-callers', 'src/adapters/up.ts', "import '../client/index.ts';"],
  ['activities-act-through-adapters', 'src/activities/up.ts', "import '../client/index.ts';"],
  ['outside-systems-behind-adapters', 'src/activities/sql.ts', "import 'pg';"],
  ['client-stays-small', 'src/client/reads.ts', "import '../adapters/store.ts';"],
  ['composition-roots-on-top', 'src/setup.ts', "import './workers/main.ts';"],
  ['source-does-not-know-tests', 'src/api/tested.ts', "import '../../test/support/help.ts';"],
  ['web-talks-http', 'web/console/main.ts', "import '../../src/errors.ts';"],
  ['source-does-not-know-web', 'src/api/page.ts', "import '../../web/console/page.ts';"],
  ['no-development-packages', 'src/api/grows.ts', "import 'vitest';"],
  ['nothing-unresolved', 'src/api/gone.ts', "import './nowhere.ts';"],
  ['a-test-imports-its-namesake', 'test/domain/far.test.ts', "import '../support/help.ts';"],
];

/** Files the mistakes point at, and files that keep every rule and must stay unreported. */
const surroundings: [file: string, content: string][] = [
  ['src/domain/ring-b.ts', "import './ring-a.ts'; export const b = 1;"],
  ['src/domain/far.ts', "import '../adapters/store.ts'; export const far = 1;"],
  ['src/domain/clean.ts', 'export type Clean = string;'],
  ['src/errors.ts', 'export const errors = 1;'],
  ['src/activities/act.ts', "import '../adapters/store.ts'; export const act = 1;"],
  ['src/adapters/store.ts', "import 'pg'; export const store = 1;"],
  ['src/adapters/crypto/codec.ts', 'export const codec = 1;'],
  [
    'src/client/index.ts',
    "import '../adapters/crypto/codec.ts'; import '../workflows/messages.ts'; import '@temporalio/client';",
  ],
  ['src/workers/main.ts', "import '../activities/act.ts'; import '../workflows/clean.ts';"],
  ['src/workflows/messages.ts', 'export const turn = 1;'],
  [
    'src/workflows/clean.ts',
    "import type { act } from '../activities/act.ts'; import '@temporalio/workflow'; export type A = typeof act;",
  ],
  ['src/contract/clean.ts', "import 'zod'; import type { Clean } from '../domain/clean.ts';"],
  ['src/learn/clean.ts', "import type { Clean } from '../domain/clean.ts';"],
  ['src/api/clean.ts', "import '../client/index.ts'; import '../workflows/messages.ts';"],
  ['test/support/help.ts', 'export const help = 1;'],
  ['test/domain/clean.test.ts', "import '../../src/domain/clean.ts';"],
  ['web/console/page.ts', 'export const page = 1;'],
];

const runtimePackages = ['pg', 'zod', 'hono', '@temporalio/client', '@temporalio/workflow'];
let root = '';
let offences: { rule: string; text: string }[] = [];

function write(file: string, content: string): void {
  const target = path.join(root, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, content);
}

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'layers-'));
  for (const [, file, content] of planted) write(file, content);
  for (const [file, content] of surroundings) write(file, content);
  for (const name of [...runtimePackages, 'vitest']) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }));
    write(`node_modules/${name}/index.js`, '');
  }
  const dependencies = Object.fromEntries(runtimePackages.map((name) => [name, '1.0.0']));
  write('package.json', JSON.stringify({ dependencies, devDependencies: { vitest: '1.0.0' } }));
  offences = await checkLayers(root);
}, 30_000);

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the layer rules', () => {
  test.each(planted)('%s catches a mistake planted in %s', (rule, file) => {
    const hits = offences.filter((found) => found.rule === rule).map((found) => found.text);
    expect(hits.some((text) => text.includes(`${rule}: ${file} -> `))).toBe(true);
    expect(hits[0]).toContain(', or ');
  });

  test('every rule has a planted mistake', () => {
    const names = [...rules.forbidden, ...rules.required, ...rules.sandbox].map(({ name }) => name);
    expect(new Set(planted.map(([rule]) => rule))).toEqual(new Set(names));
  });

  test('files that keep the rules are not reported', () => {
    const clean = surroundings.map(([file]) => file).filter((file) => /clean|index\.ts/.test(file));
    const accused = offences.filter(({ text }) => clean.some((file) => text.includes(`: ${file}`)));
    expect(accused).toEqual([]);
  });

  test('a path through other files is printed step by step', () => {
    const far = offences.find(({ text }) => text.includes('src/workflows/far.ts -> '));
    expect(far?.text).toContain('src/domain/far.ts -> src/adapters/store.ts -> ');
  });
});
