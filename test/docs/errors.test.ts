import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { errorCatalogue } from '../../src/errors.ts';

const page = readFileSync('docs/errors.md', 'utf8');
const documented = [...page.matchAll(/^### `([a-z_]+)`/gm)].map(([, code]) => code!);
const catalogue = Object.keys(errorCatalogue);

describe('docs/errors.md', () => {
  test('documents every code of the catalogue', () => {
    expect(catalogue.length).toBeGreaterThan(10);
    expect(catalogue.filter((code) => !documented.includes(code))).toEqual([]);
  });

  test('documents no code that does not exist, and none twice', () => {
    expect(documented.filter((code) => !catalogue.includes(code))).toEqual([]);
    expect(documented).toHaveLength(new Set(documented).size);
  });

  test.each(Object.entries(errorCatalogue))('names the status of %s', (code, { status }) => {
    const section = page.split(/^### /m).find((part) => part.startsWith(`\`${code}\``));
    expect(section).toContain(String(status));
  });
});
