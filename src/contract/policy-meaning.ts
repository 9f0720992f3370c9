/** What the shape of a policy cannot say: features exist and fit their comparison, ids are unique, languages are there. */
import { featureCatalogue } from '../domain/features-catalogue.ts';
import type { FeatureType } from '../domain/features-catalogue.ts';
import { nearestName } from './policy-errors.ts';
import type { PlacedError } from './policy-errors.ts';

/** What a policy may hold at most; `depth` counts nested conditions. */
export const policyLimits = {
  bytes: 65_536,
  rules: 200,
  depth: 6,
  conditions: 2_000,
  messageLength: 600,
} as const;

type Path = (string | number)[];

function isRecord(content: unknown): content is Record<string, unknown> {
  return typeof content === 'object' && content !== null && !Array.isArray(content);
}

/** What a shape cannot say: features that exist and fit, ids that are unique, languages that are there. */
export function meaningErrors(content: unknown): PlacedError[] {
  if (!isRecord(content)) return [];
  const rules = Array.isArray(content['rules']) ? (content['rules'] as unknown[]) : [];
  return [
    ...duplicateIds(rules),
    ...rules
      .slice(0, policyLimits.rules)
      .flatMap((item, index) =>
        isRecord(item) ? conditionErrors(item['when'], ['rules', index, 'when'], 1) : [],
      ),
    ...languageErrors(content),
  ];
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

function languageErrors(content: Record<string, unknown>): PlacedError[] {
  const wanted = content['default_language'];
  const messages = content['messages'];
  if (typeof wanted !== 'string' || !isRecord(messages)) return [];
  if (Object.hasOwn(messages, wanted)) return [];
  return [
    {
      at: ['messages'],
      message: `has no messages in the default language "${wanted}"`,
      fix: `Add messages.${wanted}, or change default_language.`,
    },
  ];
}

function conditionErrors(content: unknown, at: Path, depth: number): PlacedError[] {
  if (!isRecord(content)) return [];
  if (depth > policyLimits.depth) {
    return [
      {
        at,
        message: `is nested more than ${policyLimits.depth} deep`,
        fix: 'Flatten it, or split it into several rules.',
      },
    ];
  }
  for (const word of ['all', 'any'] as const) {
    const parts = content[word];
    if (!Array.isArray(parts)) continue;
    return parts.flatMap((part, index) => conditionErrors(part, [...at, word, index], depth + 1));
  }
  if ('not' in content) return conditionErrors(content['not'], [...at, 'not'], depth + 1);
  return comparisonErrors(content, at);
}

const isFeature = (text: string): text is keyof typeof featureCatalogue =>
  Object.hasOwn(featureCatalogue, text);

function comparisonErrors(content: Record<string, unknown>, at: Path): PlacedError[] {
  const feature = content['feature'];
  if (typeof feature !== 'string') return [];
  if (!isFeature(feature)) {
    const nearest = nearestName(feature, Object.keys(featureCatalogue));
    return [
      {
        at: [...at, 'feature'],
        message: `there is no feature "${feature.slice(0, 64)}"`,
        fix: nearest === null ? 'See the list of features.' : `Did you mean "${nearest}"?`,
      },
    ];
  }
  const bounds = ['is', 'in', 'at_least', 'at_most'].filter((bound) => bound in content);
  if (bounds.length === 0) {
    return [
      { at, message: 'compares the feature with nothing', fix: 'Add is, in, at_least or at_most.' },
    ];
  }
  return bounds.flatMap((bound) => boundErrors(featureCatalogue[feature].type, bound, content, at));
}

function boundErrors(
  type: FeatureType,
  bound: string,
  content: Record<string, unknown>,
  at: Path,
): PlacedError[] {
  const isRange = bound === 'at_least' || bound === 'at_most';
  if (isRange && type !== 'number') {
    return [
      {
        at: [...at, bound],
        message: `${bound} needs a number, and the feature is a ${type}`,
        fix: 'Use is or in.',
      },
    ];
  }
  const given = content[bound];
  const values: unknown[] = Array.isArray(given) ? given : [given];
  const wrong = values.some((item) => typeof item !== type);
  return wrong
    ? [
        {
          at: [...at, bound],
          message: `the feature is a ${type}, and ${bound} is not`,
          fix: `Compare it with a ${type}.`,
        },
      ]
    : [];
}
