import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const read = (file: string): string => readFileSync(file, 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

/** npm scripts a page tells the reader to run. */
function scriptsNamedIn(page: string): string[] {
  const runs = [...page.matchAll(/npm run ([a-z][a-z:-]*)/g)].map(([, name]) => name!);
  const short = [...page.matchAll(/npm (start|test)\b/g)].map(([, name]) => name!);
  return [...runs, ...short];
}

describe('README.md', () => {
  test('gives the two commands', () => {
    const readme = read('README.md');
    expect(readme).toContain('npm ci && npm start');
    expect(readme).toContain('npm ci && npm test');
  });

  test('marks the test command that CI runs word for word', () => {
    const marked = /<!-- test-command -->([\s\S]*?)<!-- \/test-command -->/.exec(read('README.md'));
    expect(marked?.[1]).toContain('npm ci && npm test');
  });
});

describe('the front pages', () => {
  test.each(['README.md', 'CONTRIBUTING.md', '.ci/run'])('%s names existing scripts', (file) => {
    const named = scriptsNamedIn(read(file).replaceAll('npm run --silent', 'npm run'));
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test('the changelog begins with what is not released', () => {
    const [first] = /^## .+$/m.exec(read('CHANGELOG.md')) ?? [];
    expect(first).toBe('## [Unreleased]');
  });

  test('CI on GitHub runs the same script as everybody else', () => {
    expect(read('.github/workflows/ci.yml')).toContain('run: .ci/run');
  });
});
