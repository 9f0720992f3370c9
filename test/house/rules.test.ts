import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const pages = readdirSync('docs/rules').filter((name) => name !== 'README.md');
const index = readFileSync('docs/rules/README.md', 'utf8');
const sources = ['eslint.config.js', '.dependency-cruiser.cjs', 'scripts/pure-types.js'];
const messages = sources.map((file) => readFileSync(file, 'utf8')).join('\n');

describe('docs/rules', () => {
  test('every rule a message cites has its page', () => {
    const called = [...messages.matchAll(/see\('([a-z-]+)'\)/g)].map(([, name]) => `${name!}.md`);
    expect(called.length).toBeGreaterThan(10);
    expect(called.filter((name) => !pages.includes(name))).toEqual([]);
  });

  test('every page is in the index, and the index names no other', () => {
    const linked = [...index.matchAll(/\]\(([a-z-]+\.md)\)/g)].map(([, name]) => name!);
    expect(linked.toSorted()).toEqual(pages.toSorted());
  });

  test.each(pages)('%s says why, and shows a way that is right', (page) => {
    const text = readFileSync(`docs/rules/${page}`, 'utf8');
    expect(text).toMatch(/^# .+/);
    expect(text).toContain('**Why.**');
    expect(text).toMatch(/Right:|Ways out:/);
  });

  test('a page that no message cites is enforced otherwise', () => {
    const silent = pages.filter(
      (page) => !new RegExp(`'${page.slice(0, -3)}'|rules/${page}`).test(messages),
    );
    expect(silent).toEqual(['sizes.md']);
  });
});
