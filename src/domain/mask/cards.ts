/**
 * Card numbers: 13 to 19 digits with a valid check digit, a known issuer's prefix and that issuer's length.
 *
 * A number is read as groups of digits with gaps between them. A card is one undivided group, or a shape in which
 * cards are written (4-4-4-4, 4-6-5, ...), or, in any other grouping, all groups of the run. So a card beside other
 * numbers is found, and a row of unrelated numbers is not glued together.
 */
import { digitValue, gapEnd, isAlphanumeric, isLetter } from './characters.ts';
import type { Span } from './span.ts';

interface Group {
  readonly start: number;
  readonly end: number;
  readonly digits: string;
}
interface Issuer {
  readonly from: number;
  readonly to: number;
  readonly lengths: readonly number[];
}
interface Window {
  readonly first: number;
  readonly count: number;
}

const LONG = [16, 17, 18, 19] as const;
const ANY = [13, 14, 15, 16, 17, 18, 19] as const;
/** Ranges over the first four digits. */
const ISSUERS: readonly Issuer[] = [
  { from: 4000, to: 4999, lengths: [13, 16, 19] },
  { from: 5100, to: 5599, lengths: [16] },
  { from: 2221, to: 2720, lengths: [16] },
  { from: 2200, to: 2204, lengths: LONG },
  { from: 3400, to: 3499, lengths: [15] },
  { from: 3700, to: 3799, lengths: [15] },
  { from: 3000, to: 3059, lengths: [14, 16, 17, 18, 19] },
  { from: 3095, to: 3095, lengths: [14, 16, 17, 18, 19] },
  { from: 3600, to: 3699, lengths: [14, 15, 16, 17, 18, 19] },
  { from: 3800, to: 3999, lengths: [14, 16, 17, 18, 19] },
  { from: 3528, to: 3589, lengths: LONG },
  { from: 5000, to: 5099, lengths: ANY },
  { from: 5600, to: 5899, lengths: ANY },
  { from: 6000, to: 6099, lengths: LONG },
  { from: 6200, to: 6299, lengths: LONG },
  { from: 6304, to: 6304, lengths: ANY },
  { from: 6360, to: 6399, lengths: LONG },
  { from: 6440, to: 6599, lengths: LONG },
  { from: 6759, to: 6763, lengths: ANY },
  { from: 8100, to: 8299, lengths: LONG },
  { from: 9792, to: 9792, lengths: [16] },
];
/** Groupings in which cards are printed and typed, the likeliest first. */
const SHAPES: readonly (readonly number[])[] = [
  [4, 4, 4, 4],
  [4, 6, 5],
  [4, 6, 4],
  [4, 4, 4, 4, 3],
  [4, 4, 4, 4, 2],
  [4, 4, 4, 4, 1],
  [4, 4, 4, 3],
  [4, 4, 4, 2],
  [4, 4, 4, 1],
  [4, 3, 3, 3],
  [8, 8],
  [6, 10],
  [6, 13],
  [4, 12],
  [4, 4, 8],
  [4, 8, 4],
  [8, 4, 4],
  [12, 4],
];
const MIN_DIGITS = 13;
const MAX_DIGITS = 19;
/** Words that people glue to a card number; after any other letters the digits are part of an identifier. */
const GLUED_BEFORE = /(?:card|visa|mastercard|amex|discover|number|num|nr|no|cc|pan|is)$/i;
const GLUED_AFTER = /^(?:exp|cvv|cvc|valid|and|mm|cv)/i;
const GLUE_WINDOW = 12;

/** True when the check digit of a string of ASCII digits is right (Luhn, ISO/IEC 7812). */
export function hasLuhnCheck(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 0x30;
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** True for 13 to 19 ASCII digits that an issuer could have given out. */
export function isCardNumber(digits: string): boolean {
  if (digits.length < MIN_DIGITS || digits.length > MAX_DIGITS) return false;
  const head = Number(digits.slice(0, 4));
  const issued = ISSUERS.some(
    ({ from, to, lengths }) => head >= from && head <= to && lengths.includes(digits.length),
  );
  return issued && hasLuhnCheck(digits);
}

function readGroup(text: string, start: number): Group {
  let end = start;
  let digits = '';
  for (let value = digitValue(text.charCodeAt(end)); value >= 0;) {
    digits += String(value);
    end += 1;
    value = end < text.length ? digitValue(text.charCodeAt(end)) : -1;
  }
  return { start, end, digits };
}

function readRun(text: string, start: number): Group[] {
  const groups = [readGroup(text, start)];
  for (let last = groups[0]; last !== undefined;) {
    const next = gapEnd(text, last.end);
    if (next === last.end || next >= text.length || digitValue(text.charCodeAt(next)) < 0) break;
    last = readGroup(text, next);
    groups.push(last);
  }
  return groups;
}

function digitsOf(groups: readonly Group[], { first, count }: Window): string {
  let digits = '';
  for (const group of groups.slice(first, first + count)) digits += group.digits;
  return digits;
}

function fitsShape(groups: readonly Group[], first: number, shape: readonly number[]): boolean {
  return shape.every((size, index) => groups[first + index]?.digits.length === size);
}

function sizeAt(groups: readonly Group[], index: number): number {
  return groups[index]?.digits.length ?? 0;
}

/** Single digits, or pairs with at most a single digit at their end, from `first`; the longest window first. */
function evenWindows(groups: readonly Group[], first: number): Window[] {
  const size = sizeAt(groups, first);
  if (size !== 1 && size !== 2) return [];
  let count = 1;
  while (count * size < MAX_DIGITS && sizeAt(groups, first + count) === size) count += 1;
  const windows: Window[] = [];
  if (size === 2 && sizeAt(groups, first + count) === 1) windows.push({ first, count: count + 1 });
  for (; count * size >= MIN_DIGITS; count -= 1) windows.push({ first, count });
  return windows;
}

/** Every grouping counts when the run holds nothing else. */
function wholeRun(groups: readonly Group[], first: number): Window[] {
  if (first !== 0 || groups.length > MAX_DIGITS) return [];
  return [{ first, count: groups.length }];
}

function windowsAt(groups: readonly Group[], first: number): Window[] {
  const shaped = SHAPES.filter((shape) => fitsShape(groups, first, shape));
  return [
    { first, count: 1 },
    ...shaped.map((shape) => ({ first, count: shape.length })),
    ...evenWindows(groups, first),
    ...wholeRun(groups, first),
  ];
}

/** Digits after "1." are a fraction, after "+" a phone number, after other letters an identifier. */
function isOpenBefore(text: string, start: number): boolean {
  const before = text.charCodeAt(start - 1);
  if (before === 0x2b) return false;
  if (before === 0x2e && digitValue(text.charCodeAt(start - 2)) >= 0) return false;
  if (!isLetter(before)) return true;
  return (
    text.charCodeAt(start - 2) === 0x5c ||
    GLUED_BEFORE.test(text.slice(Math.max(0, start - GLUE_WINDOW), start))
  );
}

function isOpenAfter(text: string, end: number): boolean {
  if (end >= text.length || !isAlphanumeric(text.charCodeAt(end))) return true;
  return GLUED_AFTER.test(text.slice(end, end + GLUE_WINDOW));
}

/** Two groups with one dot or comma between them are an amount. */
function isDecimal(text: string, groups: readonly Group[], { first }: Window): boolean {
  const gap = text.slice(groups[first]?.end, groups[first + 1]?.start);
  return gap === '.' || gap === ',';
}

/** True when nothing at the window's edges says that its digits are part of something else. */
function stands(text: string, groups: readonly Group[], window: Window): boolean {
  const start = groups[window.first]?.start ?? 0;
  const end = groups[window.first + window.count - 1]?.end ?? start;
  if (window.count === 2 && isDecimal(text, groups, window)) return false;
  const dotted = window.count > 1 && text.charCodeAt(start - 1) === 0x2e;
  return (dotted || isOpenBefore(text, start)) && isOpenAfter(text, end);
}

function spanOf(text: string, groups: readonly Group[], window: Window): Span | undefined {
  const digits = digitsOf(groups, window);
  const start = groups[window.first]?.start;
  const end = groups[window.first + window.count - 1]?.end;
  if (start === undefined || end === undefined || !isCardNumber(digits)) return undefined;
  if (!stands(text, groups, window)) return undefined;
  return { kind: 'card', start, end, tail: digits.slice(-4) };
}

function cardsInRun(text: string, groups: readonly Group[]): Span[] {
  const spans: Span[] = [];
  let first = 0;
  while (first < groups.length) {
    const found = windowsAt(groups, first)
      .map((window) => ({ window, span: spanOf(text, groups, window) }))
      .find(({ span }) => span !== undefined);
    if (found?.span !== undefined) spans.push(found.span);
    first += found?.span === undefined ? 1 : found.window.count;
  }
  return spans;
}

/** The card numbers of a text, in order; `tail` holds the last four digits. */
export function findCards(text: string): Span[] {
  const spans: Span[] = [];
  let at = 0;
  while (at < text.length) {
    if (digitValue(text.charCodeAt(at)) < 0) {
      at += 1;
      continue;
    }
    const groups = readRun(text, at);
    spans.push(...cardsInRun(text, groups));
    at = groups[groups.length - 1]?.end ?? at + 1;
  }
  return spans;
}
