import fc from 'fast-check';
import { maskText } from '../../../src/domain/mask.ts';
import { hasLuhnCheck } from '../../../src/domain/mask/cards.ts';
import { hasIbanCheck } from '../../../src/domain/mask/ibans.ts';

const RUNS = 500;

function withLuhn(body: string): string {
  for (let check = 0; check < 10; check += 1) {
    if (hasLuhnCheck(body + String(check))) return body + String(check);
  }
  return body;
}

export function digits(count: number): fc.Arbitrary<string> {
  return fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count })
    .map((list) => list.join(''));
}

const issuer = fc.constantFrom(
  ['4', 16],
  ['4', 13],
  ['4', 19],
  ['51', 16],
  ['55', 16],
  ['2221', 16],
  ['2720', 16],
  ['34', 15],
  ['37', 15],
  ['36', 14],
  ['305', 14],
  ['6011', 16],
  ['65', 16],
  ['3530', 16],
  ['62', 16],
  ['62', 19],
  ['6304', 18],
  ['2200', 16],
) as fc.Arbitrary<[string, number]>;

export const card = issuer.chain(([prefix, length]) =>
  digits(length - prefix.length - 1).map((body) => withLuhn(prefix + body)),
);

function grouped(text: string, separator: string): string {
  if (text.length === 15)
    return [text.slice(0, 4), text.slice(4, 10), text.slice(10)].join(separator);
  if (text.length === 14)
    return [text.slice(0, 4), text.slice(4, 10), text.slice(10)].join(separator);
  return (text.match(/.{1,4}/g) ?? []).join(separator);
}

const fullWidth = (text: string): string =>
  text.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));
const arabic = (text: string): string =>
  text.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)));

export const cardSpellings: readonly [string, (text: string) => string][] = [
  ['in one piece', (text) => text],
  ['with spaces', (text) => grouped(text, ' ')],
  ['with dashes', (text) => grouped(text, '-')],
  ['with dots', (text) => grouped(text, '.')],
  ['with no-break spaces', (text) => grouped(text, '\u00a0')],
  ['with thin spaces', (text) => grouped(text, '\u2009')],
  ['with en dashes', (text) => grouped(text, ' – ')],
  ['with double spaces', (text) => grouped(text, '  ')],
  ['with zero-width spaces', (text) => grouped(text, '\u200b')],
  ['over two lines', (text) => grouped(text, '\n')],
  ['digit by digit', (text) => Array.from(text).join(' ')],
  ['digit by digit with dashes', (text) => Array.from(text).join('-')],
  ['in pairs', (text) => (text.match(/.{1,2}/g) ?? []).join(' ')],
  ['in full-width digits', (text) => fullWidth(grouped(text, ' '))],
  ['in Arabic-Indic digits', (text) => arabic(text)],
  ['with entities', (text) => grouped(text, '&nbsp;')],
  ['inside tags', (text) => `<b>${grouped(text, '</b> <b>')}</b>`],
];

/** Canonical length and a random account; the check digits make it valid. */
export const iban = fc
  .constantFrom(
    'DE18',
    'FR23',
    'ES20',
    'IT23',
    'NL14',
    'GB18',
    'CH17',
    'AT16',
    'NO11',
    'PL24',
    'BE12',
    'TR22',
  )
  .chain((country) =>
    digits(Number(country.slice(2))).map((account) => {
      const bank = country.startsWith('GB') || country.startsWith('NL');
      const body = bank ? `ABNA${account.slice(4)}` : account;
      for (let check = 2; check < 99; check += 1) {
        const candidate = country.slice(0, 2) + String(check).padStart(2, '0') + body;
        if (hasIbanCheck(candidate)) return candidate;
      }
      return '';
    }),
  );

export const ibanSpellings: readonly [string, (text: string) => string][] = [
  ['in one piece', (text) => text],
  ['in groups of four', (text) => (text.match(/.{1,4}/g) ?? []).join(' ')],
  ['in lower case', (text) => text.toLowerCase()],
  ['in lower-case groups', (text) => (text.toLowerCase().match(/.{1,4}/g) ?? []).join(' ')],
  ['with dashes', (text) => (text.match(/.{1,4}/g) ?? []).join('-')],
  ['with no-break spaces', (text) => (text.match(/.{1,4}/g) ?? []).join('\u00a0')],
  ['with odd groups', (text) => (text.match(/.{1,5}/g) ?? []).join(' ')],
  ['in full-width digits', fullWidth],
  ['after its name', (text) => `IBAN:${text}`],
];

const before = fc.constantFrom(
  '',
  'my card is ',
  'Here you go: ',
  'order 12, ',
  '(',
  '"',
  'id\n',
  'ref #',
  'No.',
);
const after = fc.constantFrom('', '.', ' thanks', ')', '"', ', please', '\nbye', ' exp 12/27', '!');

export function recall(values: fc.Arbitrary<string>, spell: (text: string) => string): number {
  const samples = fc.sample(fc.tuple(before, values, after), { numRuns: RUNS, seed: 7 });
  const hidden = samples.filter(([head, value, tail]) => {
    const { text } = maskText(head + spell(value) + tail);
    return (
      text === `${head}${text.slice(head.length, text.length - tail.length)}${tail}` &&
      /ending/.test(text) &&
      !text.includes(spell(value))
    );
  });
  return hidden.length / samples.length;
}
