/** Other forms of a value, which are still true, and other values, which are not. */
import type { Atom } from '../../domain/prepare-atoms.ts';
import type { Chance } from '../simulate/random.ts';

/** Names that are planted where another one stands. */
export const inventedNames: [string, ...string[]] = [
  'Marta Olsen',
  'Tomas Varga',
  'Priya Raman',
  'Jonas Weber',
  'Chiara Fontana',
];

/** Promises that are planted; `words` may not stand in the cited turn, or it might be true. */
export const inventedPromises: [
  { text: string; words: string[] },
  ...{ text: string; words: string[] }[],
] = [
  { text: 'The assistant promised a full refund to the customer.', words: ['refund'] },
  {
    text: 'Assistant guaranteed free express delivery of a replacement.',
    words: ['express', 'replacement'],
  },
  {
    text: 'The customer will receive a voucher as compensation.',
    words: ['voucher', 'compensation'],
  },
  { text: 'The assistant promised that a manager calls back.', words: ['manager', 'call'] },
];

const monthNames =
  'January February March April May June July August September October November December'.split(
    ' ',
  );

/** The same value as somebody else would write it. */
export function otherForm(atom: Atom, chance: Chance): string {
  const { kind, value, keys } = atom;
  if (chance.happens(0.4)) return value;
  switch (kind) {
    case 'email':
      return value.toUpperCase();
    case 'id':
      return value.startsWith('#') ? value.slice(1) : value;
    case 'amount':
      return `${keys[0] ?? value} USD`;
    case 'phone':
      return value.replace(/[ .-]/g, value.includes('-') ? '-' : ' ');
    case 'date':
      return otherDate(keys, value);
    case 'number':
      return value;
  }
}

function otherDate(keys: string[], value: string): string {
  const [, year, month, day] = /^(\d{4}|-)-(\d{2})-(\d{2})$/.exec(keys[0] ?? '') ?? [];
  if (keys.length !== 1 || month === undefined || day === undefined) return value;
  const name = monthNames[Number(month) - 1];
  if (name === undefined) return value;
  return `${name} ${Number(day)}${year === '-' || year === undefined ? '' : `, ${year}`}`;
}

function changeAt(text: string, at: number, chance: Chance): string {
  const digit = Number(text[at]);
  const other = (digit + chance.between(1, 8)) % 10;
  return `${text.slice(0, at)}${other === 0 && at === 0 ? 1 : other}${text.slice(at + 1)}`;
}

/** A value like it that says something else: another digit, or another name before the `@`. */
export function otherAtom(atom: Atom, chance: Chance): string {
  const { kind, value } = atom;
  if (kind === 'email')
    return chance.happens(0.5) ? `x${value}` : value.replace(/@.*$/, '@mail.test');
  const digits = [...value.matchAll(/\d/g)].map(({ index }) => index);
  const fractions =
    kind === 'amount' || kind === 'number' ? /[.,]\d{1,2}$/.exec(value)?.index : undefined;
  const usable = digits.filter((at) => fractions === undefined || at < fractions);
  const at = usable.at(chance.between(0, Math.max(0, usable.length - 1))) ?? digits[0] ?? 0;
  const changed = changeAt(value, at, chance);
  return kind === 'date' ? validDate(changed, value, chance) : changed;
}

/** Another day of the same month: a changed digit may give a date that no calendar has. */
function validDate(changed: string, value: string, chance: Chance): string {
  const day =
    /(?<!\d)(?:0?[1-9]|[12]\d|3[01])(?!\d)(?!.*(?<!\d)(?:0?[1-9]|[12]\d|3[01])(?!\d))/.exec(value);
  if (day === null) return changed;
  const now = Number(day[0]);
  const other = ((now + chance.between(1, 26)) % 28) + 1;
  const next = other === now ? (now % 28) + 1 : other;
  const text = day[0].length === 2 ? String(next).padStart(2, '0') : String(next);
  return `${value.slice(0, day.index)}${text}${value.slice(day.index + day[0].length)}`;
}

/** The sentence with one longer word replaced; null when it has none. */
export function otherWords(text: string, chance: Chance): string | null {
  const words = [...text.matchAll(/(?<!\p{L})\p{L}{5,}(?!\p{L})/gu)];
  const word = words.at(chance.between(0, Math.max(0, words.length - 1)));
  if (word === undefined) return null;
  const { index } = word;
  return `${text.slice(0, index)}lantern${text.slice(index + word[0].length)}`;
}
