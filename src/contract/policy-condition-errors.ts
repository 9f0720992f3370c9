/** What the shape of a condition cannot say: features exist and fit their comparison, lists exist, counts can be met. */
import { featureCatalogue, type FeatureType } from '../domain/features-catalogue.ts';
import { nearestName } from './policy-errors.ts';
import type { PlacedError } from './policy-errors.ts';
import { isRecord, policyLimits } from './policy-limits.ts';

type Path = (string | number)[];

/** Where a condition stands, how deep, and what lists of phrases there are. */
export interface Place {
  at: Path;
  depth: number;
  lists: string[];
  /** Inside a count; counts hold none. */
  isCounted?: boolean;
}

/** Every mistake in one condition, each at its own place. */
export function conditionErrors(content: unknown, place: Place): PlacedError[] {
  if (!isRecord(content)) return [];
  const { at, depth } = place;
  if (depth > policyLimits.depth) {
    return [
      {
        at,
        message: `is nested more than ${policyLimits.depth} deep`,
        fix: 'Flatten it, or split it into several rules.',
      },
    ];
  }
  const inner = (name: string, index?: number): Place => ({
    ...place,
    at: index === undefined ? [...at, name] : [...at, name, index],
    depth: depth + 1,
  });
  for (const word of ['all', 'any'] as const) {
    const parts = content[word];
    if (Array.isArray(parts))
      return parts.flatMap((part, index) => conditionErrors(part, inner(word, index)));
  }
  if ('not' in content) return conditionErrors(content['not'], inner('not'));
  if ('count' in content) return countErrors(content, place, inner('count'));
  return 'says' in content ? saysErrors(content, place) : comparisonErrors(content, at);
}

/** How many conditions and counts there are within, however broken they may be. */
export function countConditions(content: unknown): { conditions: number; counts: number } {
  if (!isRecord(content)) return { conditions: 0, counts: 0 };
  const parts = ['all', 'any'].flatMap((word): unknown[] => {
    const given = content[word];
    return Array.isArray(given) ? (given as unknown[]) : [];
  });
  return [...parts, content['not'], content['count']].map(countConditions).reduce(
    (sum, one) => ({
      conditions: sum.conditions + one.conditions,
      counts: sum.counts + one.counts,
    }),
    { conditions: 1, counts: Number('count' in content) },
  );
}

function countErrors(content: Record<string, unknown>, place: Place, inner: Place): PlacedError[] {
  const { at } = place;
  if (place.isCounted === true)
    return [{ at, message: 'is a count inside a count', fix: 'Count a plain condition.' }];
  const { within_turns: within, at_least: least, at_most: most } = content;
  const errors = conditionErrors(content['count'], { ...inner, isCounted: true });
  if (least === undefined && most === undefined)
    errors.push({ at, message: 'counts without a bound', fix: 'Add at_least or at_most.' });
  if (typeof least === 'number' && typeof within === 'number' && least > within)
    errors.push({
      at: [...at, 'at_least'],
      message: `asks for ${least} of ${within} turns, which can never be`,
      fix: `Make it ${within} or less, or look at more turns.`,
    });
  return errors;
}

function saysErrors({ says }: Record<string, unknown>, { at, lists }: Place): PlacedError[] {
  if (typeof says !== 'string' || lists.includes(says)) return [];
  const nearest = nearestName(says, lists);
  return [
    {
      at: [...at, 'says'],
      message: `there is no list of phrases "${says.slice(0, 64)}"`,
      fix: nearest === null ? `Add phrases.${says.slice(0, 48)}.` : `Did you mean "${nearest}"?`,
    },
  ];
}

const isFeature = (text: string): text is keyof typeof featureCatalogue =>
  Object.hasOwn(featureCatalogue, text);

const boundWords = ['is', 'is_not', 'in', 'not_in', 'at_least', 'at_most', 'between'] as const;
type BoundWord = (typeof boundWords)[number];

function comparisonErrors(content: Record<string, unknown>, at: Path): PlacedError[] {
  const feature = content['feature'];
  if (typeof feature !== 'string') return [];
  if (!isFeature(feature)) return [unknownFeature(feature, at)];
  const bounds = boundWords.filter((bound) => bound in content);
  if (bounds.length === 0) {
    const fix = 'Add is, is_not, in, not_in, at_least, at_most or between.';
    return [{ at, message: 'compares the feature with nothing', fix }];
  }
  return bounds.flatMap((bound) => boundErrors(featureCatalogue[feature].type, bound, content, at));
}

function unknownFeature(feature: string, at: Path): PlacedError {
  const list = /^says_(.+)$/.exec(feature)?.[1];
  const nearest = nearestName(feature, Object.keys(featureCatalogue));
  const guess = nearest === null ? 'See the list of features.' : `Did you mean "${nearest}"?`;
  return {
    at: [...at, 'feature'],
    message: `there is no feature "${feature.slice(0, 64)}"`,
    fix: list === undefined ? guess : `Write { says: ${list.slice(0, 48)} }.`,
  };
}

function boundErrors(
  type: FeatureType,
  bound: BoundWord,
  content: Record<string, unknown>,
  at: Path,
): PlacedError[] {
  const isRange = bound === 'at_least' || bound === 'at_most' || bound === 'between';
  if (isRange && type !== 'number') {
    const message = `${bound} needs a number, and the feature is a ${type}`;
    return [{ at: [...at, bound], message, fix: 'Use is or in.' }];
  }
  const given = content[bound];
  const values: unknown[] = Array.isArray(given) ? given : [given];
  if (values.every((item) => typeof item === type)) return [];
  const message = `the feature is a ${type}, and ${bound} is not`;
  return [{ at: [...at, bound], message, fix: `Compare it with a ${type}.` }];
}
