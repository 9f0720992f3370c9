import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { patchSource } from '../../src/contract/policy-patch.ts';
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

  it('that leads nowhere changes nothing and says where', () => {
    const path = '/rules/9/when/at_least';
    expect(patchSource('rules: []\n', [{ op: 'replace', path, value: 1 }])).toEqual({
      missing: path,
    });
    expect(patchSource('rules: []\n', [{ op: 'remove', path: '' }])).toEqual({ missing: '' });
  });
});
