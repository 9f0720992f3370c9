/** Secrets that only the words around them give away: passwords, card security codes, US social security numbers. */
import { digitValue, isAlphanumeric, isSpace } from './characters.ts';
import type { Span } from './span.ts';

const PASSWORD_WORD =
  /(?:pass ?word|passwort|passphrase|passcode|passwd|kennwort|contrase(?:ñ|n)a|mot de passe|\bpwd|client[_ -]?secret|secret[_ -]?(?:access[_ -]?)?key|api[_ -]?key|(?:access|auth|refresh)[_ -]?token)/gi;
/** What may stand between the word and an explicit value: `password: x`, `"password": "x"`, `password = x`. */
const ASSIGNED = /^["'`*]{0,3}[ \t]{0,3}(?:[:=]|=>|->)[ \t]{0,3}/;
const SPOKEN =
  /^[ \t]{1,3}(?:(?:for|to) (?:my|the|this) account )?(?:is|was|ist|lautet|es|est)(?: now| still)?[ \t]{0,2}:?[ \t]{1,3}/i;
const NO_VALUE = new Set(
  'required,reset,incorrect,wrong,invalid,expired,forgotten,forgot,none,null,undefined,true,false,yes,no,not,changed,change,must,the,a,an,please,i,my,it,is,if,you,your,to,and,or,still,optional,hidden,redacted,string,sent,set'.split(
    ',',
  ),
);
const MAX_VALUE = 128;
const MIN_VALUE = 3;
const LOOK_AHEAD = 48;

const CVV_WORD =
  /\b(?:cvv2?|cvc2?|cvn|cid code|csc|card verification (?:code|value|number)|security code)\b/gi;
const CVV_VALUE =
  /^(?: ?(?:number|code))?(?: ?(?:is|was))?[\s:=#"'().-]{0,6}(\d{3,4})(?![\d-])(?!\.\d)/i;
const EXPIRY_THEN_CVV =
  /^[\s,;|/-]{0,4}(?:exp(?:iry|ires|\.)?:? ?)?(?:0?[1-9]|1[0-2]) ?[/-] ?(?:20)?\d\d[\s,;|/-]{1,4}(\d{3,4})(?!\d)/i;
const JUST_CVV = /^[\s,;|/-]{1,3}(\d{3})(?![\d\w/.-])/;

const SSN_WORD = /\b(?:ssn|social security(?: number)?)\b/gi;
const SSN_VALUE = /^(?: ?(?:is|was))?[\s:=#"'(]{0,6}(\d{3}[ .]?\d{2}[ .]?\d{4})(?!\d)/i;

function valueEnd(text: string, start: number, quote: string): number {
  const limit = Math.min(text.length, start + MAX_VALUE);
  let end = start;
  while (end < limit) {
    const character = text.charAt(end);
    if (
      quote === ''
        ? isSpace(text.charCodeAt(end)) || /["'`,;&<\\]/.test(character)
        : character === quote
    )
      break;
    end += 1;
  }
  while (quote === '' && end > start && /[.!?)\]}:]/.test(text.charAt(end - 1))) end -= 1;
  return end;
}

/** An assigned value is hidden unless it is a word about passwords; a spoken one must look like no word at all. */
function isValue(value: string, assigned: boolean, quoted: boolean): boolean {
  if (value.length < MIN_VALUE || value.startsWith('[') || value.startsWith('{{')) return false;
  if (/^[*xX•.]+$/.test(value) || NO_VALUE.has(value.toLowerCase())) return false;
  if (assigned || quoted) return true;
  return /\d/.test(value) || /[^A-Za-z'’-]/.test(value) || /[a-z][A-Z]/.test(value);
}

function passwordAfter(text: string, at: number): Span | undefined {
  const ahead = text.slice(at, at + LOOK_AHEAD);
  const assigned = ASSIGNED.exec(ahead);
  const lead = assigned ?? SPOKEN.exec(ahead);
  if (lead === null) return undefined;
  const from = at + lead[0].length;
  const escape = text.charAt(from) === '\\' ? 1 : 0;
  const opening = text.charAt(from + escape);
  const quote = /["'`]/.test(opening) ? opening : '';
  const start = from + (quote === '' ? 0 : escape + 1);
  const raw = valueEnd(text, start, quote);
  const end = escape === 1 && text.charAt(raw - 1) === '\\' ? raw - 1 : raw;
  const value = text.slice(start, end);
  return isValue(value, assigned !== null, quote !== '')
    ? { kind: 'password', start, end }
    : undefined;
}

/** Values after words such as "password:" or "my password is". */
export function findPasswords(text: string): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(PASSWORD_WORD)) {
    const span = passwordAfter(text, match.index + match[0].length);
    if (span !== undefined) spans.push(span);
  }
  return spans;
}

function valueAfter(
  text: string,
  at: number,
  form: RegExp,
): { start: number; end: number } | undefined {
  const match = form.exec(text.slice(at, at + LOOK_AHEAD));
  if (match?.[1] === undefined) return undefined;
  const end = at + match[0].length;
  return { start: end - match[1].length, end };
}

/** Security codes named as such, and those that directly follow one of `cards` or its expiry date. */
export function findSecurityCodes(text: string, cards: readonly Span[]): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(CVV_WORD)) {
    const found = valueAfter(text, match.index + match[0].length, CVV_VALUE);
    if (found !== undefined) spans.push({ kind: 'cvv', ...found });
  }
  for (const card of cards) {
    const found =
      valueAfter(text, card.end, EXPIRY_THEN_CVV) ?? valueAfter(text, card.end, JUST_CVV);
    if (found !== undefined) spans.push({ kind: 'cvv', ...found });
  }
  return spans;
}

function isDash(code: number): boolean {
  return code === 0x2d || (code >= 0x2010 && code <= 0x2015) || code === 0x2212 || code === 0xff0d;
}

function readDigits(text: string, start: number, count: number): string {
  let digits = '';
  for (let at = start; at < start + count; at += 1) {
    const value = at < text.length ? digitValue(text.charCodeAt(at)) : -1;
    if (value < 0) return '';
    digits += String(value);
  }
  return digits;
}

/** Area, group and serial that the Social Security Administration gives out. */
function isIssuedSsn(digits: string): boolean {
  const area = digits.slice(0, 3);
  if (area === '000' || area === '666' || area.startsWith('9')) return false;
  return digits.slice(3, 5) !== '00' && digits.slice(5) !== '0000';
}

function joins(text: string, at: number): boolean {
  return isAlphanumeric(text.charCodeAt(at)) || isDash(text.charCodeAt(at));
}

function dashedSsnAt(text: string, dash: number): Span | undefined {
  const start = dash - 3;
  const end = dash + 8;
  if (start < 0 || end > text.length || !isDash(text.charCodeAt(dash + 3))) return undefined;
  const digits = [
    readDigits(text, start, 3),
    readDigits(text, dash + 1, 2),
    readDigits(text, dash + 4, 4),
  ];
  if (digits.includes('') || !isIssuedSsn(digits.join(''))) return undefined;
  if ((start > 0 && joins(text, start - 1)) || (end < text.length && joins(text, end)))
    return undefined;
  return { kind: 'ssn', start, end };
}

/** Numbers written 123-45-6789, and nine digits after the words "SSN" or "social security". */
export function findSsns(text: string): Span[] {
  const spans: Span[] = [];
  for (let at = 3; at < text.length; at += 1) {
    const span = isDash(text.charCodeAt(at)) ? dashedSsnAt(text, at) : undefined;
    if (span !== undefined) spans.push(span);
  }
  for (const match of text.matchAll(SSN_WORD)) {
    const found = valueAfter(text, match.index + match[0].length, SSN_VALUE);
    if (found === undefined) continue;
    const digits = text.slice(found.start, found.end).replace(/\D/g, '');
    if (isIssuedSsn(digits)) spans.push({ kind: 'ssn', ...found });
  }
  return spans;
}
