import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePolicy, policyJsonSchema, policyLimits } from '../../src/contract/policy.ts';
import { messageKeys } from '../../src/domain/policy.ts';

const file = new URL('../../policies/general-support.yaml', import.meta.url);
const text = readFileSync(file, 'utf8');

function errorsOf(changed: string) {
  const parsed = parsePolicy(changed, 'auto');
  return parsed.ok ? [] : parsed.errors;
}

const edit = (from: string, to: string): string => {
  if (!text.includes(from)) throw new Error(`nothing to change: ${from}`);
  return text.replace(from, to);
};

describe('the policy general-support', () => {
  it('is valid, as YAML and as JSON', () => {
    const parsed = parsePolicy(text, 'yaml');
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
    expect(parsePolicy(JSON.stringify(parsed.policy), 'json')).toEqual(parsed);
  });

  it('says everything in eight languages, without exclamation marks', () => {
    const parsed = parsePolicy(text, 'yaml');
    if (!parsed.ok) throw new Error('invalid');
    const { messages } = parsed.policy;
    expect(Object.keys(messages).sort()).toEqual(['de', 'en', 'es', 'fr', 'it', 'nl', 'pt', 'zh']);
    for (const language of Object.values(messages)) {
      expect(Object.keys(language).sort()).toEqual([...messageKeys].sort());
      expect(JSON.stringify(language)).not.toMatch(/[!\uff01\u00a1]/);
    }
  });
});

describe('a mistake in a policy', () => {
  it.each([
    [
      'an unknown key',
      edit('default_language: en', 'default_langauge: en'),
      'default_langauge',
      'Did you mean "default_language"?',
    ],
    [
      'an unknown key of a rule',
      edit('    priority: 1\n', '    prioritty: 1\n'),
      'rules[1].prioritty',
      'Did you mean "priority"?',
    ],
    [
      'an unknown feature',
      edit('feature: topic_safety', 'feature: topic_safty'),
      'rules[1].when.feature',
      'Did you mean "topic_safety"?',
    ],
    [
      'an unknown reason',
      edit('reason: tool_failure', 'reason: tool_failed'),
      'rules[10].reason',
      'Use one of',
    ],
    [
      'a number where a flag belongs',
      edit('topic_safety, is: true', 'topic_safety, is: 1'),
      'rules[1].when.is',
      'Compare it with a boolean.',
    ],
    [
      'a range over a flag',
      edit('topic_safety, is: true', 'topic_safety, at_least: 1'),
      'rules[1].when.at_least',
      'Use is or in.',
    ],
    [
      'a comparison with nothing',
      edit('topic_safety, is: true', 'topic_safety'),
      'rules[1].when',
      'Add is, is_not',
    ],
    [
      'an id used twice',
      edit('- id: security\n', '- id: safety\n'),
      'rules[2].id',
      'an id of its own',
    ],
    [
      'a missing default language',
      edit('default_language: en', 'default_language: sv'),
      'messages',
      'messages.sv',
    ],
    ['a wrong type', edit('max_ai_turns: 60', 'max_ai_turns: many'), 'max_ai_turns', ''],
    [
      'a message that is too long',
      edit('propose: Would', `propose: ${'x'.repeat(700)} Would`),
      'messages.en.propose',
      'or below',
    ],
  ])('is named with path, line and fix: %s', (_title, changed, path, fix) => {
    const errors = errorsOf(changed);
    const error = errors.find((item) => item.path === path);
    expect(error, JSON.stringify(errors)).toBeDefined();
    expect(error?.fix).toContain(fix);
    expect(error?.line).toBeGreaterThan(0);
  });

  it('points at its line', () => {
    const changed = edit('feature: topic_safety', 'feature: topic_safty');
    const line = changed.split('\n').findIndex((row) => row.includes('topic_safty')) + 1;
    expect(errorsOf(changed)[0]?.line).toBe(line);
  });

  it('does not hide the others', () => {
    const changed = edit('feature: topic_safety', 'feature: nope')
      .replace('reason: tool_failure', 'reason: nope')
      .replace('max_ai_turns: 60', 'max_ai_turns: 0');
    expect(errorsOf(changed).length).toBeGreaterThanOrEqual(3);
  });

  it.each([
    ['text that is no YAML', 'a: [1, 2'],
    ['an empty text', ''],
    ['a bare value', '42'],
    ['null', 'null'],
    ['aliases', 'a: &x [1]\nb: *x\n'],
    ['a text beyond the limit', 'x'.repeat(policyLimits.bytes + 1)],
    [
      'conditions nested too deeply',
      edit(
        '{ feature: topic_safety, is: true }',
        `${'{ not: '.repeat(7)}{ feature: urgent, is: true }${' }'.repeat(7)}`,
      ),
    ],
    ['an abyss', `rules: ${'['.repeat(5_000)}`],
    [
      'too many rules',
      edit(
        'rules:\n',
        `rules:\n${Array.from({ length: 201 }, (_, n) => `  - { id: r${n}, when: { feature: urgent, is: true }, action: continue, reason: urgency, rank: 1 }\n`).join('')}`,
      ),
    ],
  ])('refuses %s and says why', (_title, broken) => {
    const errors = errorsOf(broken);
    expect(errors.length).toBeGreaterThan(0);
    for (const error of errors) expect(error.message.length + error.fix.length).toBeGreaterThan(5);
  });

  it('is never a crash, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (anything) => {
        expect(parsePolicy(anything, 'auto').ok).toBe(false);
      }),
    );
  });
});

describe('policyJsonSchema', () => {
  it('describes the document for editors', () => {
    const schema = JSON.stringify(policyJsonSchema());
    expect(schema).toContain('proposal_cooldown_turns');
    expect(schema).toContain('at_least');
  });
});
