import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { patchSource, policyPatch } from '../../src/contract/policy-patch.ts';
import { parsePolicy } from '../../src/contract/policy.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { applyPatch, type PatchStep } from '../../src/domain/suggest-policy.ts';

function read(text: string): Policy {
  const parsed = parsePolicy(text, 'auto');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.policy;
}

function patched(text: string, patch: PatchStep[]): string {
  const result = patchSource(text, patch);
  if ('missing' in result) throw new Error(result.missing);
  return result.source;
}

const ask: PatchStep = { op: 'replace', path: '/rules/6/action', value: 'propose' };
const gone: PatchStep = { op: 'remove', path: '/rules/3' };

describe('a patch of a policy’s text', () => {
  it.each(['general-support', 'retail', 'financial-services'])(
    'of %s changes its line and no other, comments included',
    async (name) => {
      const text = await readFile(new URL(`../../policies/${name}.yaml`, import.meta.url), 'utf8');
      const before = text.split('\n');
      const after = patched(text, [ask]).split('\n');
      expect(after.filter((line, at) => line !== before[at])).toEqual(['    action: "propose"']);
      const kept = new Set(before);
      const shorter = patched(text, [gone]).split('\n');
      expect(shorter.filter((line) => !kept.has(line))).toEqual([]);
      for (const patch of [[ask], [gone]])
        expect(read(patched(text, patch))).toEqual(applyPatch(read(text), patch));
    },
  );

  it('of JSON is JSON', async () => {
    const yaml = await readFile(
      new URL('../../policies/general-support.yaml', import.meta.url),
      'utf8',
    );
    const json = JSON.stringify(read(yaml));
    expect(JSON.parse(patched(json, [ask, gone]))).toEqual(applyPatch(read(yaml), [ask, gone]));
  });

  it('finds names with slashes, tildes and digits where RFC 6901 says', () => {
    const text = 'names:\n  a/b: 1\n  m~n: 2\n  "~1": 3\n  7: 4\n';
    const at = (path: string) => patched(text, [{ op: 'replace', path, value: 9 }]).split('\n');
    expect(at('/names/a~1b')[1]).toBe('  a/b: 9');
    expect(at('/names/m~0n')[2]).toBe('  m~n: 9');
    expect(at('/names/~01')[3]).toBe('  "~1": 9');
    expect(at('/names/7')[4]).toBe('  7: 9');
    for (const path of ['/names/a/b', '/names/m~1n'])
      expect(patchSource(text, [{ op: 'remove', path }])).toEqual({ missing: path });
    const policy = { 'a/b': [{ 'm~n': 1 }] } as unknown as Policy;
    expect(applyPatch(policy, [{ op: 'replace', path: '/a~1b/0/m~0n', value: 2 }])).toEqual({
      'a/b': [{ 'm~n': 2 }],
    });
  });

  it('with a path that is no JSON pointer is refused by name and form', () => {
    const refused = policyPatch.safeParse({ patch: [{ op: 'remove', path: 'rules/3' }] });
    expect(refused.error?.issues).toMatchObject([
      { path: ['patch', 0, 'path'], message: expect.stringContaining('JSON pointer') as string },
    ]);
  });

  it('that leads nowhere changes nothing and says where', () => {
    const path = '/rules/9/when/at_least';
    expect(patchSource('rules: []\n', [{ op: 'replace', path, value: 1 }])).toEqual({
      missing: path,
    });
    expect(patchSource('rules: []\n', [{ op: 'remove', path: '' }])).toEqual({ missing: '' });
  });
});
