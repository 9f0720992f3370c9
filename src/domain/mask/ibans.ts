/** Bank account numbers in the international form (ISO 13616): country, two check digits, the country's length. */
import { digitValue, gapEnd, isAlphanumeric, isLetter, plainCode } from './characters.ts';
import type { Span } from './span.ts';

/** Length of the whole number per country. */
const LENGTHS: Readonly<Record<string, number>> = {
  AD: 24,
  AE: 23,
  AL: 28,
  AT: 20,
  AZ: 28,
  BA: 20,
  BE: 16,
  BG: 22,
  BH: 22,
  BI: 27,
  BR: 29,
  BY: 28,
  CH: 21,
  CR: 22,
  CY: 28,
  CZ: 24,
  DE: 22,
  DJ: 27,
  DK: 18,
  DO: 28,
  EE: 20,
  EG: 29,
  ES: 24,
  FI: 18,
  FK: 18,
  FO: 18,
  FR: 27,
  GB: 22,
  GE: 22,
  GI: 23,
  GL: 18,
  GR: 27,
  GT: 28,
  HN: 28,
  HR: 21,
  HU: 28,
  IE: 22,
  IL: 23,
  IQ: 23,
  IS: 26,
  IT: 27,
  JO: 30,
  KW: 30,
  KZ: 20,
  LB: 28,
  LC: 32,
  LI: 21,
  LT: 20,
  LU: 20,
  LV: 21,
  LY: 25,
  MC: 27,
  MD: 24,
  ME: 22,
  MK: 19,
  MN: 20,
  MR: 27,
  MT: 31,
  MU: 30,
  NI: 28,
  NL: 18,
  NO: 15,
  OM: 23,
  PK: 24,
  PL: 28,
  PS: 29,
  PT: 25,
  QA: 29,
  RO: 24,
  RS: 22,
  RU: 33,
  SA: 24,
  SC: 31,
  SD: 18,
  SE: 24,
  SI: 19,
  SK: 24,
  SM: 27,
  SO: 23,
  ST: 25,
  SV: 28,
  TL: 23,
  TN: 24,
  TR: 26,
  UA: 29,
  VA: 22,
  VG: 24,
  XK: 20,
  YE: 30,
};
/** Words separated by spaces pass the checksum once in 97; real numbers have this many digits after the first four. */
const MIN_DIGITS = 8;
/** More gaps than this is running text that happens to fit. */
const MAX_GAP = 3;

/** True when the checksum over ASCII capitals and digits is right (ISO 7064, mod 97-10). */
export function hasIbanCheck(iban: string): boolean {
  let rest = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

function skipGap(text: string, at: number): number {
  const end = gapEnd(text, at);
  return end - at <= MAX_GAP || text.charCodeAt(at) === 0x26 || text.charCodeAt(at) === 0x3c
    ? end
    : at;
}

function letterOrDigit(code: number): string {
  const value = digitValue(code);
  return value >= 0 ? String(value) : String.fromCharCode(plainCode(code)).toUpperCase();
}

interface Reading {
  readonly iban: string;
  readonly end: number;
}

function read(text: string, start: number, length: number): Reading | undefined {
  let iban = '';
  let at = start;
  while (at < text.length) {
    if (!isAlphanumeric(text.charCodeAt(at))) {
      const next = skipGap(text, at);
      if (next === at) return undefined;
      at = next;
      continue;
    }
    iban += letterOrDigit(text.charCodeAt(at));
    at += 1;
    if (iban.length === length) return { iban, end: at };
  }
  return undefined;
}

function countDigits(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) if (digitValue(text.charCodeAt(at)) >= 0) count += 1;
  return count;
}

function beginsHere(text: string, at: number): boolean {
  if (!isLetter(text.charCodeAt(at)) || !isLetter(text.charCodeAt(at + 1))) return false;
  if (at === 0 || !isAlphanumeric(text.charCodeAt(at - 1))) return true;
  const glued = text.slice(Math.max(0, at - 4), at).toLowerCase();
  return glued === 'iban' || /\\[nrt]$/.test(glued);
}

function ibanAt(text: string, at: number): Span | undefined {
  if (!beginsHere(text, at)) return undefined;
  const country = letterOrDigit(text.charCodeAt(at)) + letterOrDigit(text.charCodeAt(at + 1));
  const length = LENGTHS[country];
  if (length === undefined) return undefined;
  const reading = read(text, at, length);
  if (reading === undefined || !/^..\d\d/.test(reading.iban)) return undefined;
  if (reading.end < text.length && isAlphanumeric(text.charCodeAt(reading.end))) return undefined;
  if (countDigits(reading.iban.slice(4)) < MIN_DIGITS || !hasIbanCheck(reading.iban))
    return undefined;
  return { kind: 'iban', start: at, end: reading.end, tail: reading.iban.slice(-4) };
}

/** The bank account numbers of a text, in order; `tail` holds the last four characters. */
export function findIbans(text: string): Span[] {
  const spans: Span[] = [];
  let at = 0;
  while (at < text.length) {
    const span = ibanAt(text, at);
    if (span !== undefined) spans.push(span);
    at = span?.end ?? at + 1;
  }
  return spans;
}
