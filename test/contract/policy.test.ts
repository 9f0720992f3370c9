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

const edit = (from: string | RegExp, to: string): string => {
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`nothing to change: ${String(from)}`);
  return changed;
};

/** The place of the first rule that holds a text. */
const ruleWith = (part: string): number =>
  (text.slice(0, text.indexOf(part, text.indexOf('rules:'))).match(/^ {2}- id: /gm)?.length ?? 0) -
  1;

const ruleCount = text.match(/^ {2}- id: /gm)?.length ?? 0;

/** The policy with one more rule, before all others. */
const withRule = (when: string): string =>
  edit(
    'rules:\n',
    `rules:\n  - { id: tried, when: ${when}, action: continue, reason: urgency, rank: 1 }\n`,
  );

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
      edit('    priority: 2\n', '    prioritty: 2\n'),
      `rules[${ruleWith('    priority: 2')}].prioritty`,
      'Did you mean "priority"?',
    ],
    [
      'an unknown feature',
      edit('feature: signal_policy_block', 'feature: signal_policy_blok'),
      'rules[1].when.feature',
      'Did you mean "signal_policy_block"?',
    ],
    [
      'an unknown reason',
      edit('reason: tool_failure', 'reason: tool_failed'),
      `rules[${ruleWith('reason: tool_failure')}].reason`,
      'Use one of',
    ],
    [
      'a number where a flag belongs',
      edit('signal_policy_block, is: true', 'signal_policy_block, is: 1'),
      'rules[1].when.is',
      'Compare it with a boolean.',
    ],
    [
      'a range over a flag',
      edit('signal_policy_block, is: true', 'signal_policy_block, at_least: 1'),
      'rules[1].when.at_least',
      'Use is or in.',
    ],
    [
      'a comparison with nothing',
      edit('signal_policy_block, is: true', 'signal_policy_block'),
      'rules[1].when',
      'Add is, is_not',
    ],
    [
      'an id used twice',
      edit('- id: security-lock\n', '- id: bot-blocked\n'),
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
    [
      'a rule that can never match',
      withRule('{ all: [{ feature: urgent, is: true }, { feature: urgent, is: false }] }'),
      'rules[0].when',
      'any',
    ],
    [
      'a value outside its range',
      withRule('{ feature: signal_confidence, at_most: -40 }'),
      'rules[0].when',
      'between 0 and 1',
    ],
    [
      'a word that never comes',
      withRule('{ feature: role, is: bot }'),
      'rules[0].when',
      'customer, assistant, tool',
    ],
    [
      'a feature of another role',
      withRule('{ all: [{ feature: role, is: assistant }, { feature: urgent, is: true }] }'),
      'rules[0].when',
      'customer',
    ],
    [
      'more turns than are looked at',
      withRule('{ count: { feature: urgent, is: true }, within_turns: 2, at_least: 3 }'),
      'rules[0].when.at_least',
      '2 or less',
    ],
    [
      'a count inside a count',
      withRule(
        '{ count: { count: { feature: urgent, is: true }, within_turns: 2, at_least: 1 }, within_turns: 2, at_least: 1 }',
      ),
      'rules[0].when.count',
      'plain condition',
    ],
    [
      'a count without a bound',
      withRule('{ count: { feature: urgent, is: true }, within_turns: 2 }'),
      'rules[0].when',
      'at_least or at_most',
    ],
    [
      'a list of phrases that is not there',
      withRule('{ says: nothing_here }'),
      'rules[0].when.says',
      'phrases.nothing_here',
    ],
    [
      'a list of phrases taken for a feature',
      withRule('{ feature: says_vip, is: true }'),
      'rules[0].when.feature',
      '{ says: vip }',
    ],
    [
      'a phrase of signs only',
      edit('rules:\n', "phrases: { marks: ['!!! *'] }\nrules:\n"),
      'phrases.marks[0]',
      'at least one word',
    ],
    [
      'a star inside a word',
      edit('rules:\n', "phrases: { marks: ['a*b'] }\nrules:\n"),
      'phrases.marks[0]',
      'end of a word',
    ],
    [
      'a name of no SLA target',
      edit('queue: billing, priority: 2 }', 'queue: billing, sla: gold }'),
      'governance.billing_dispute.sla',
      'under "sla"',
    ],
    [
      'a handling that is not known',
      edit('handling: always_human, queue: billing', 'handling: always_humans, queue: billing'),
      'governance.billing_dispute.handling',
      'always_human',
    ],
    [
      'a text that names what is not filled in',
      edit('about {wait_minutes} minutes', 'about {wait_minuts} minutes'),
      'messages.en.handoff_with_wait',
      '{wait_minutes}',
    ],
    [
      'a missing text of the default language',
      edit('    propose: Would', '    declined: Would').replace(/ {4}declined: All.*\n/, ''),
      'messages.en',
      'messages.en.propose',
    ],
    [
      'a rule behind one that always decides first',
      edit(
        'routing:\n',
        '  - { id: late, when: { all: [{ feature: urgent, is: true }, { feature: explicit_request, is: true }] }, action: propose, reason: urgency, rank: 99 }\n\nrouting:\n',
      ),
      `rules[${ruleCount}].when`,
      'lower rank',
    ],
    [
      'a rule behind a governed topic',
      edit(
        'routing:\n',
        '  - { id: late, when: { feature: topic_legal, is: true }, action: continue, reason: risk_topic, rank: 0 }\n\nrouting:\n',
      ),
      `rules[${ruleCount}].when`,
      'governance.legal',
    ],
  ])('is named with path, line and fix: %s', (_title, changed, path, fix) => {
    const errors = errorsOf(changed);
    const error = errors.find((item) => item.path === path);
    expect(error, JSON.stringify(errors)).toBeDefined();
    expect(error?.fix).toContain(fix);
    expect(error?.line).toBeGreaterThan(0);
  });

  it('points at its line', () => {
    const changed = edit('feature: signal_policy_block', 'feature: signal_policy_blok');
    const line = changed.split('\n').findIndex((row) => row.includes('signal_policy_blok')) + 1;
    expect(errorsOf(changed)[0]?.line).toBe(line);
  });

  it('does not hide the others', () => {
    const changed = edit('feature: signal_policy_block', 'feature: nope')
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
        '{ feature: signal_policy_block, is: true }',
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

describe('what works, but perhaps not as it was meant', () => {
  it('is a warning: languages that fall back', () => {
    const parsed = parsePolicy(edit(/ {4}declined: De acuerdo.*\n/, ''), 'yaml');
    expect(parsed.ok).toBe(true);
    expect(parsed.warnings).toMatchObject([
      { path: 'messages.es', message: 'has no declined: it is said in en' },
    ]);
  });
});

describe('policyJsonSchema', () => {
  it('describes the document for editors', () => {
    const schema = JSON.stringify(policyJsonSchema());
    expect(schema).toContain('proposal_cooldown_turns');
    expect(schema).toContain('at_least');
  });
});
