/** What the shape of a policy cannot say: conditions mean something, ids are unique, what is named is there. */
import { mistakeInPhrase, phraseLimits } from '../domain/phrases.ts';
import { conditionErrors, countConditions } from './policy-condition-errors.ts';
import { nearestName } from './policy-errors.ts';
import type { PlacedError } from './policy-errors.ts';

import { isRecord, policyLimits } from './policy-limits.ts';

export { policyLimits };

/** What a shape cannot say: features that exist and fit, ids that are unique, languages that are there. */
export function meaningErrors(content: unknown): PlacedError[] {
  if (!isRecord(content)) return [];
  const rules = Array.isArray(content['rules']) ? (content['rules'] as unknown[]) : [];
  const lists = isRecord(content['phrases']) ? Object.keys(content['phrases']) : [];
  return [
    ...duplicateIds(rules),
    ...rules
      .slice(0, policyLimits.rules)
      .flatMap((item, index) =>
        isRecord(item)
          ? conditionErrors(item['when'], { at: ['rules', index, 'when'], depth: 1, lists })
          : [],
      ),
    ...tooManyConditions(rules),
    ...slaNameErrors(content, rules),
    ...phraseErrors(content['phrases']),
  ];
}

function tooManyConditions(rules: unknown[]): PlacedError[] {
  const all = rules.map((item) => countConditions(isRecord(item) ? item['when'] : undefined));
  const conditions = all.reduce((sum, one) => sum + one.conditions, 0);
  const counts = all.reduce((sum, one) => sum + one.counts, 0);
  const errors: PlacedError[] = [];
  const tell = (message: string): void => {
    errors.push({ at: ['rules'], message, fix: 'Merge rules, or take out what never fires.' });
  };
  if (conditions > policyLimits.conditions)
    tell(`hold ${conditions} conditions, at most ${policyLimits.conditions} are read`);
  if (counts > policyLimits.counts)
    tell(`hold ${counts} counts, at most ${policyLimits.counts} are kept per conversation`);
  return errors;
}

/** A rule may name the SLA targets that hold for it; a name of no target is a slip. */
function slaNameErrors(content: Record<string, unknown>, rules: unknown[]): PlacedError[] {
  const targets: unknown[] = Array.isArray(content['sla']) ? content['sla'] : [];
  const names = targets.flatMap((target) =>
    isRecord(target) && typeof target['name'] === 'string' ? [target['name']] : [],
  );
  const governed = isRecord(content['governance']) ? Object.entries(content['governance']) : [];
  const places: [(string | number)[], unknown][] = [
    ...rules.map((item, index): [(string | number)[], unknown] => [['rules', index], item]),
    ...governed.map(([topic, way]): [(string | number)[], unknown] => [['governance', topic], way]),
  ];
  return places.flatMap(([at, item]) => {
    const name = isRecord(item) ? item['sla'] : undefined;
    if (typeof name !== 'string' || names.includes(name)) return [];
    const nearest = nearestName(name, names);
    const fix =
      nearest === null
        ? `Give a target under "sla" the name "${name}".`
        : `Did you mean "${nearest}"?`;
    return [{ at: [...at, 'sla'], message: `no SLA target has the name "${name}"`, fix }];
  });
}

function phraseErrors(lists: unknown): PlacedError[] {
  if (!isRecord(lists)) return [];
  const many: PlacedError[] =
    Object.keys(lists).length > phraseLimits.lists
      ? [
          {
            at: ['phrases'],
            message: `holds more than ${phraseLimits.lists} lists`,
            fix: 'Merge some.',
          },
        ]
      : [];
  return [
    ...many,
    ...Object.entries(lists).flatMap(([name, phrases]) =>
      Array.isArray(phrases) ? phrasesErrors(name, phrases) : [],
    ),
  ];
}

function phrasesErrors(list: string, phrases: unknown[]): PlacedError[] {
  return phrases.flatMap((phrase, index) => {
    const mistake = typeof phrase === 'string' ? mistakeInPhrase(phrase) : null;
    return mistake === null ? [] : [{ at: ['phrases', list, index], ...mistake }];
  });
}

function duplicateIds(rules: unknown[]): PlacedError[] {
  const seen = new Map<string, number>();
  return rules.flatMap((item, index) => {
    const given = isRecord(item) ? item['id'] : undefined;
    if (typeof given !== 'string') return [];
    const first = seen.get(given);
    seen.set(given, first ?? index);
    if (first === undefined) return [];
    return [
      {
        at: ['rules', index, 'id'],
        message: `"${given}" is also the id of rules[${first}]`,
        fix: 'Give each rule an id of its own.',
      },
    ];
  });
}
