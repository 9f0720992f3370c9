/** What the customer is told: the default language is there, texts name what can be filled in, nothing needed is silent. */
import { messageKeys, templateVariables, type MessageKey } from '../domain/policy.ts';
import { nearestName } from './policy-errors.ts';
import type { PlacedError } from './policy-errors.ts';
import { isRecord } from './policy-limits.ts';

type Path = (string | number)[];

/** Mistakes in the texts. */
export function textErrors(content: unknown): PlacedError[] {
  if (!isRecord(content) || !isRecord(content['messages'])) return [];
  const { messages } = content;
  return [
    ...missingTexts(content),
    ...textsIn(messages, ['messages']).flatMap(({ at, text }) => unknownVariables(at, text)),
  ];
}

/** Texts that others say well enough where they are missing. */
const standIns: Partial<Record<MessageKey, MessageKey>> = {
  handoff_back_at: 'handoff_outside_hours',
};

/** What the customer would be told in another language, or not at all. */
export function textWarnings(content: unknown): PlacedError[] {
  if (!isRecord(content) || !isRecord(content['messages'])) return [];
  const { messages, default_language: main } = content;
  return Object.entries(messages).flatMap(([language, texts]) => {
    if (!isRecord(texts)) return [];
    const missing = messageKeys.filter(
      (key) => !(key in texts) && !((standIns[key] ?? key) in texts),
    );
    if (missing.length === 0) return [];
    const instead =
      language === main ? 'the customer is told nothing' : `it is said in ${String(main)}`;
    return [
      {
        at: ['messages', language],
        message: `has no ${missing.join(', ')}: ${instead}`,
        fix: 'Add the texts, or leave it so.',
      },
    ];
  });
}

/** Without these a customer waits without a word, or is never asked. */
function missingTexts(content: Record<string, unknown>): PlacedError[] {
  const { default_language: wanted, messages } = content;
  if (typeof wanted !== 'string' || !isRecord(messages)) return [];
  if (!Object.hasOwn(messages, wanted)) {
    const message = `has no messages in the default language "${wanted}"`;
    return [
      { at: ['messages'], message, fix: `Add messages.${wanted}, or change default_language.` },
    ];
  }
  const texts = messages[wanted];
  if (!isRecord(texts)) return [];
  const needed = ['handoff', ...(proposes(content) ? ['propose'] : [])];
  return needed
    .filter((key) => !(key in texts))
    .map((key) => ({
      at: ['messages', wanted],
      message: `has no "${key}" in the default language`,
      fix: `Add messages.${wanted}.${key}.`,
    }));
}

function proposes(content: Record<string, unknown>): boolean {
  const rules: unknown[] = Array.isArray(content['rules']) ? content['rules'] : [];
  return rules.some((rule) => isRecord(rule) && rule['action'] === 'propose');
}

interface PlacedText {
  at: Path;
  text: string;
}

function textsIn(content: Record<string, unknown>, at: Path): PlacedText[] {
  return Object.entries(content).flatMap(([name, inner]): PlacedText[] => {
    if (typeof inner === 'string') return [{ at: [...at, name], text: inner }];
    return isRecord(inner) && at.length < 6 ? textsIn(inner, [...at, name]) : [];
  });
}

function unknownVariables(at: Path, text: string): PlacedError[] {
  const known: readonly string[] = templateVariables;
  const named = [...text.matchAll(/\{([^{}\s]{1,40})\}/g)].map(([, name = '']) => name);
  return [...new Set(named)]
    .filter((name) => !known.includes(name))
    .map((name) => {
      const nearest = nearestName(name, [...known]);
      const all = known.map((one) => `{${one}}`).join(', ');
      const fix = nearest === null ? `Use ${all}.` : `Did you mean "{${nearest}}"?`;
      return { at, message: `names {${name}}, which is not filled in`, fix };
    });
}
