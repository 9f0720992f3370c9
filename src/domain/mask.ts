/**
 * Hides what must never reach a history or a row (I12): card numbers, bank accounts, social security numbers,
 * security codes, passwords, keys and tokens.
 *
 * - M1 Time is linear in the text: scans advance only, and every look-ahead is bounded.
 * - M2 Masking masked text changes nothing.
 * - M3 Recognition ends at the text's edge: a number split over two turns is not seen.
 * - M4 Digits are hidden only when checksum, issuer's prefix and length fit; an order, phone or tracking number that
 *   happens to fit all three is hidden too.
 */
import { findCards } from './mask/cards.ts';
import { findPasswords, findSecurityCodes, findSsns } from './mask/disclosures.ts';
import { findIbans } from './mask/ibans.ts';
import { findSecrets } from './mask/secrets.ts';
import type { MaskKind, Span } from './mask/span.ts';

export type { MaskKind } from './mask/span.ts';

/** A placeholder: UTF-16 offsets into the masked text, `end` exclusive. */
export interface MaskedPart {
  readonly kind: MaskKind;
  readonly start: number;
  readonly end: number;
}

/** A text with placeholders, and where they are. */
export interface MaskedText {
  readonly text: string;
  readonly masked: readonly MaskedPart[];
}

/** Bounds of a JSON value to mask. */
export interface MaskLimits {
  /** Deepest nesting of arrays and objects. */
  readonly maxDepth: number;
  /** Values in all, members of arrays and objects included. */
  readonly maxValues: number;
}

/** A masked copy, or why there is none. */
export type MaskedJson =
  | { readonly kind: 'masked'; readonly value: unknown; readonly hidden: readonly MaskKind[] }
  | { readonly kind: 'refused'; readonly reason: 'too_deep' | 'too_many_values' };

/** Overlapping finds become one placeholder of the kind that stands first here. */
const RANK: readonly MaskKind[] = ['iban', 'card', 'secret', 'ssn', 'cvv', 'password'];
const PLACEHOLDER = /\[(?:(card|iban) ending [0-9A-Z]{4}|(ssn|cvv|password|secret) hidden)\]/g;
/** Joining two texts around a placeholder can complete a new find; each further pass only removes text. */
const MAX_PASSES = 4;
const SECRET_KEY =
  /^(?:.*[_-])?(?:password|passwd|pwd|passphrase|passcode|secret|client_?secret|api_?key|access_?token|auth_?token|refresh_?token|private_?key|cvv2?|cvc2?|ssn)$/i;
const MIN_CARD_VALUE = 1e12;
const DEFAULT_LIMITS: MaskLimits = { maxDepth: 32, maxValues: 20_000 };

function placeholder(span: Span): string {
  return span.tail === undefined ? `[${span.kind} hidden]` : `[${span.kind} ending ${span.tail}]`;
}

function stronger(left: Span, right: Span): Span {
  const winner = RANK.indexOf(right.kind) < RANK.indexOf(left.kind) ? right : left;
  return {
    ...winner,
    start: Math.min(left.start, right.start),
    end: Math.max(left.end, right.end),
  };
}

function findAll(text: string): Span[] {
  const cards = findCards(text);
  const found = [
    ...cards,
    ...findIbans(text),
    ...findSecrets(text),
    ...findSsns(text),
    ...findSecurityCodes(text, cards),
    ...findPasswords(text),
  ];
  found.sort((left, right) => left.start - right.start || right.end - left.end);
  const merged: Span[] = [];
  for (const span of found) {
    const last = merged[merged.length - 1];
    if (last !== undefined && span.start < last.end)
      merged[merged.length - 1] = stronger(last, span);
    else merged.push(span);
  }
  return merged;
}

function hideOnce(text: string): string {
  let out = '';
  let at = 0;
  for (const span of findAll(text)) {
    out += text.slice(at, span.start) + placeholder(span);
    at = span.end;
  }
  return at === 0 ? text : out + text.slice(at);
}

function placeholdersOf(text: string): MaskedPart[] {
  return [...text.matchAll(PLACEHOLDER)].map((match) => ({
    kind: (match[1] ?? match[2]) as MaskKind,
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/**
 * The text with everything to hide replaced by placeholders such as `[card ending 1111]` or `[password hidden]`, and
 * where the placeholders are. Placeholders that were already in the text are listed too and stay as they are.
 */
export function maskText(text: string): MaskedText {
  let hidden = text;
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const next = hideOnce(hidden);
    if (next === hidden) break;
    hidden = next;
  }
  return { text: hidden, masked: placeholdersOf(hidden) };
}

interface Walk {
  readonly limits: MaskLimits;
  readonly hidden: Set<MaskKind>;
  values: number;
  refused: 'too_deep' | 'too_many_values' | undefined;
}

function walkText(walk: Walk, text: string): string {
  const { text: masked, masked: parts } = maskText(text);
  for (const part of parts) walk.hidden.add(part.kind);
  return masked;
}

function walkNumber(walk: Walk, value: number): unknown {
  if (!Number.isSafeInteger(value) || value < MIN_CARD_VALUE) return value;
  const text = String(value);
  const masked = walkText(walk, text);
  return masked === text ? value : masked;
}

function walkMember(walk: Walk, [key, value]: [string, unknown], depth: number): [string, unknown] {
  const name = walkText(walk, key);
  const bare = (typeof value === 'string' && value !== '') || typeof value === 'number';
  if (!bare || !SECRET_KEY.test(key)) return [name, walkValue(walk, value, depth)];
  const masked = walkText(walk, String(value));
  if (/^\[[a-z]+ (?:hidden|ending [0-9A-Z]{4})\]$/.test(masked)) return [name, masked];
  walk.hidden.add('password');
  return [name, '[password hidden]'];
}

function isPastLimits(walk: Walk, depth: number): boolean {
  walk.values += 1;
  if (walk.values > walk.limits.maxValues) walk.refused ??= 'too_many_values';
  if (depth > walk.limits.maxDepth) walk.refused ??= 'too_deep';
  return walk.refused !== undefined;
}

function walkObject(walk: Walk, value: object, depth: number): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => walkValue(walk, item, depth));
  return Object.fromEntries(Object.entries(value).map((member) => walkMember(walk, member, depth)));
}

function walkValue(walk: Walk, value: unknown, depth: number): unknown {
  if (isPastLimits(walk, depth)) return null;
  if (typeof value === 'string') return walkText(walk, value);
  if (typeof value === 'number') return walkNumber(walk, value);
  return typeof value === 'object' && value !== null ? walkObject(walk, value, depth + 1) : value;
}

/**
 * A copy of a JSON value (tool calls, signals, attributes) with all strings, keys and card-sized numbers masked, and
 * the values of keys such as `password` or `cvv` hidden whole. `hidden` names the kinds found, each once. A value
 * beyond the limits is refused rather than passed on in part.
 */
export function maskJson(value: unknown, limits: MaskLimits = DEFAULT_LIMITS): MaskedJson {
  const walk: Walk = { limits, hidden: new Set(), values: 0, refused: undefined };
  const masked = walkValue(walk, value, 0);
  if (walk.refused !== undefined) return { kind: 'refused', reason: walk.refused };
  return { kind: 'masked', value: masked, hidden: [...walk.hidden] };
}
