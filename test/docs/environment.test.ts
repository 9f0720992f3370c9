import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { configVariables, loadConfig } from '../../src/config.ts';

const lines = readFileSync('.env.example', 'utf8').split('\n');
const entries = lines.flatMap((line) => {
  const [, name, value] = /^#?([A-Z][A-Z0-9_]*)=(.*)$/.exec(line) ?? [];
  return name === undefined ? [] : [{ name, value: value ?? '' }];
});
const shown = entries.map(({ name }) => name);

describe('.env.example', () => {
  test('shows every variable that is read', () => {
    expect(configVariables.filter((name) => !shown.includes(name))).toEqual([]);
  });

  test('shows no variable that is not read, and none twice', () => {
    expect(shown.filter((name) => !configVariables.includes(name))).toEqual([]);
    expect(shown).toHaveLength(new Set(shown).size);
  });

  test('can be copied as it is: nothing is set, and nothing set means all defaults', () => {
    const active = lines.filter((line) => /^[A-Z]/.test(line));
    expect(active).toEqual([]);
    expect(() => loadConfig({})).not.toThrow();
  });
});
