/**
 * Characters as a hidden number may be written: full-width and other decimal digits, and everything people put
 * between groups of digits. All scans here are bounded or advance only, so a caller stays linear in the text.
 */

const DIGIT_ZEROES = [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10] as const;
/** Longer gaps are no longer one number; markup between two groups needs room for a tag or two. */
const MAX_GAP = 48;
const MAX_TAG = 40;
const ENTITIES = ['&nbsp;', '&#160;', '&#xa0;', '&thinsp;', '&shy;', '&#8209;', '&ndash;'] as const;
const SPACES = new Set([
  0x20, 0x09, 0x0a, 0x0d, 0xa0, 0x1680, 0x202f, 0x205f, 0x3000, 0x200b, 0x200c, 0x200d, 0x2060,
  0xfeff, 0xad,
]);
const MARKS = new Set([
  0x2d, 0x2e, 0x5f, 0x2c, 0x2f, 0x7c, 0x2a, 0xb7, 0x2022, 0x2212, 0xff0d, 0xff0e,
]);

/** The value 0 to 9 of a decimal digit in any of the scripts people type numbers in, else -1. */
export function digitValue(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  if (code < 0x660) return -1;
  for (const zero of DIGIT_ZEROES) {
    if (code >= zero && code <= zero + 9) return code - zero;
  }
  return -1;
}

/** The ASCII form of a full-width character; other codes come back as they are. */
export function plainCode(code: number): number {
  return code >= 0xff01 && code <= 0xff5e ? code - 0xfee0 : code;
}

/** True for ASCII and full-width letters. */
export function isLetter(code: number): boolean {
  const lower = plainCode(code) | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

/** True for letters and digits in the sense of this folder. */
export function isAlphanumeric(code: number): boolean {
  return isLetter(code) || digitValue(code) >= 0;
}

/** True for all kinds of space, line ends and invisible characters. */
export function isSpace(code: number): boolean {
  return SPACES.has(code) || (code >= 0x2000 && code <= 0x200a);
}

function isGapCode(code: number): boolean {
  return isSpace(code) || MARKS.has(code) || (code >= 0x2010 && code <= 0x2015);
}

function markupEnd(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === 0x3c) {
    const close = text.slice(at, at + MAX_TAG).indexOf('>');
    return close < 0 ? at : at + close + 1;
  }
  if (code === 0x26) {
    const head = text.slice(at, at + 9).toLowerCase();
    const entity = ENTITIES.find((candidate) => head.startsWith(candidate));
    return entity === undefined ? at : at + entity.length;
  }
  return escapeEnd(text, at);
}

function escapeEnd(text: string, at: number): number {
  if (text.charCodeAt(at) !== 0x5c) return at;
  const next = text.charAt(at + 1);
  if (next === 'n' || next === 't' || next === 'r') return at + 2;
  return text.slice(at, at + 6).toLowerCase() === '\\u00a0' ? at + 6 : at;
}

/** The offset after whatever separates two groups at `at`: spaces, dashes, dots, HTML tags and entities. `at` if nothing. */
export function gapEnd(text: string, at: number): number {
  const limit = Math.min(text.length, at + MAX_GAP);
  let end = at;
  while (end < limit) {
    const next = isGapCode(text.charCodeAt(end)) ? end + 1 : markupEnd(text, end);
    if (next === end) return end;
    end = next;
  }
  return end;
}
