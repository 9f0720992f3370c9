import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { testPolicies, validatePolicy } from '../../src/cli/policy-files.ts';

const shipped = readFileSync(new URL('../../policies/retail.yaml', import.meta.url), 'utf8');
let folder = '';
let printed: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'baton-policy-'));
  printed = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed.push(String(text));
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

describe('baton policy validate', () => {
  it('takes a policy that is well', async () => {
    expect(await validatePolicy(write('p.yaml', shipped), { json: false })).toBe(0);
    expect(printed.join('')).toContain('ok');
  });

  it('names file, line, place and fix of every mistake, and exits with 1', async () => {
    const broken = shipped
      .replace('max_ai_turns: 40', 'max_ai_turns: 0')
      .replace('says: damaged', 'says: damagd');
    const file = write('p.yaml', broken);
    expect(await validatePolicy(file, { json: false })).toBe(1);
    const line = broken.split('\n').findIndex((text) => text.includes('damagd')) + 1;
    const text = printed.join('');
    expect(text).toContain(`${file}:${line}: `);
    expect(text).toContain('Did you mean "damaged"?');
    expect(text).toContain('max_ai_turns');
  });

  it('refuses a file that is not there, and says what to do', async () => {
    const missing = path.join(folder, 'none.yaml');
    await expect(validatePolicy(missing, { json: false })).rejects.toMatchObject({
      fix: 'Give the path of a text file.',
    });
  });
});

describe('baton policy test', () => {
  it('runs the tests of every shipped policy', async () => {
    expect(await testPolicies(undefined, undefined, { json: true })).toBe(0);
    const report = JSON.parse(printed.join('')) as { policies: { policy: string }[] };
    expect(report.policies.map(({ policy }) => policy)).toEqual([
      'financial-services',
      'general-support',
      'retail',
    ]);
  });

  it('fails where a policy decides otherwise, and shows what it decided', async () => {
    const policy = write('p.yaml', shipped);
    const tests = write(
      't.yaml',
      'policy: retail\nscenarios:\n  - title: hello hands off\n    turns: [{ role: customer, content: hello }]\n    expect: { action: handoff }\n',
    );
    expect(await testPolicies(policy, tests, { json: false })).toBe(1);
    expect(printed.join('')).toContain('hello hands off');
    expect(printed.join('')).toContain('"action":"continue"');
  });

  it('refuses tests of another policy', async () => {
    const policy = write('p.yaml', shipped);
    const tests = write(
      't.yaml',
      'policy: other\nscenarios: [{ title: a, turns: [{ role: customer }], expect: { action: continue } }]\n',
    );
    await expect(testPolicies(policy, tests, { json: false })).rejects.toThrow('not retail');
  });
});
