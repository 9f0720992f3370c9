/** The parts of a text that can be checked: e-mails, dates, amounts, phone numbers, ids, numbers. */

/** What a part of a text is. */
export type AtomKind = 'email' | 'date' | 'amount' | 'phone' | 'id' | 'number';

/** One checkable part of a text; `keys` are its normal forms (an ambiguous date has two). */
export interface Atom {
  kind: AtomKind;
  value: string;
  keys: string[];
  index: number;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const month = `(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)`;
const start = '(?<![\\p{L}\\p{N}_])';
const end = '(?![\\p{L}\\p{N}_])';
const digits = '\\d{1,15}(?:[.,]\\d{1,9}){0,6}';
const currency = `(?:USD|EUR|GBP|CHF|JPY|INR|CAD|AUD|dollars?|euros?|pounds?)`;

/** In the order of precedence: what one pattern takes, the next ones do not see. */
const patterns: [AtomKind, RegExp][] = [
  [
    'email',
    /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,6}/gu,
  ],
  [
    'date',
    new RegExp(
      `${start}(?:\\d{4}-\\d{2}-\\d{2}(?![\\p{L}\\p{N}_]*-)|\\d{1,2}[./]\\d{1,2}[./](?:\\d{4}|\\d{2})|${month}\\.? \\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?|\\d{1,2}(?:st|nd|rd|th|\\.)? (?:of )?${month}(?:,? \\d{4})?)(?=T\\d|${end})`,
      'giu',
    ),
  ],
  [
    'amount',
    new RegExp(
      `[$€£¥₹] ?${digits}|${start}${currency} ${digits}|${start}${digits} ?(?:[$€£¥₹]|${currency}${end})`,
      'giu',
    ),
  ],
  [
    'phone',
    new RegExp(
      `(?:\\+|${start})\\(?\\d{1,4}\\)?(?:[ .-]\\(?\\d{2,6}\\)?){2,5}${end}|\\+\\d{8,15}${end}`,
      'gu',
    ),
  ],
  ['id', new RegExp(`(?:#|${start})[A-Za-z0-9]{1,64}(?:[_-][A-Za-z0-9]{1,64}){0,8}${end}`, 'gu')],
  ['number', new RegExp(`(?<![\\p{N}])${digits}(?![\\p{N}])`, 'gu')],
];

/** All checkable parts of a text in which no two overlap, in the order of the text. */
export function atomsOf(text: string): Atom[] {
  const found: Atom[] = [];
  // Most sentences hold neither, and there nothing can match.
  if (!/[\d@]/.test(text)) return found;
  let rest = text;
  for (const [kind, pattern] of patterns) {
    rest = rest.replace(pattern, (value: string, ...more: unknown[]) => {
      const index = more.find((part) => typeof part === 'number') ?? 0;
      if (!isAtom(kind, value)) return value;
      found.push({ kind, value, keys: keysOf(kind, value), index });
      return ' '.repeat(value.length);
    });
  }
  return found.sort((a, b) => a.index - b.index);
}

function isAtom(kind: AtomKind, value: string): boolean {
  if (kind === 'id') return isId(value);
  if (kind === 'phone') return value.replace(/\D/g, '').length >= 7;
  return true;
}

/** Whether a token is a reference: letters mixed with digits, a `#`, a long number. Not `3-day`, `2nd`, `10kg`. */
export function isId(token: string): boolean {
  const body = token.replace(/^#/, '');
  if (!/\d/.test(body)) return false;
  if (token !== body) return body.length >= 2;
  if (/^\d{1,4}[A-Za-z]{1,3}$/.test(body)) return false;
  const parts = body.split(/[_-]/);
  if (
    parts.some(
      (part) => /[A-Za-z]/.test(part) && /\d/.test(part) && !/^\d{1,4}[A-Za-z]{1,3}$/.test(part),
    )
  )
    return true;
  if (parts.length === 1) return /^\d{5,}$/.test(body);
  if (/^[\d_-]+$/.test(body)) return body.replace(/\D/g, '').length >= 6;
  return (
    /[A-Za-z]/.test(body) &&
    (parts.some((part) => /^\d{3,}$/.test(part)) || /^[A-Z]{2,}-\d{2,}$/.test(body))
  );
}

/** The normal forms of a value; the first one is the preferred form. */
export function keysOf(kind: AtomKind, value: string): string[] {
  switch (kind) {
    case 'email':
      return [value.toLowerCase()];
    case 'phone':
      return [value.replace(/\D/g, '')];
    case 'id':
      return [value.replace(/^#/, '').toUpperCase()];
    case 'date':
      return dateKeys(value);
    case 'amount':
    case 'number':
      return [numberKey(value)];
  }
}

function numberKey(value: string): string {
  const bare = value.replace(/[^\d.,]/g, '').replace(/[.,]+$/, '');
  const decimal = /^(.*)[.,](\d{1,2})$/.exec(bare);
  const whole = (decimal?.[1] ?? bare).replace(/[.,]/g, '');
  return String(Number(`${whole}.${decimal?.[2] ?? '0'}`));
}

function dateKeys(value: string): string[] {
  const iso = /^(\d{4})-(\d{2})-(\d{2})/.exec(value);
  if (iso !== null) return [iso[0]];
  const numeric = /^(\d{1,2})[./](\d{1,2})[./](\d{2,4})$/.exec(value);
  if (numeric !== null) return numericDateKeys(numeric);
  const day = /(?<!\d)\d{1,2}(?!\d)/.exec(value);
  const year = /\d{4}/.exec(value);
  const index = months.findIndex((short) => value.toLowerCase().includes(short));
  return [`${year?.[0] ?? '-'}-${two(index + 1)}-${two(Number(day?.[0] ?? 0))}`];
}

function numericDateKeys(match: RegExpExecArray): string[] {
  const [, a = '', b = '', y = ''] = match;
  const year = y.length === 2 ? `20${y}` : y;
  return [
    ...new Set([
      `${year}-${two(Number(a))}-${two(Number(b))}`,
      `${year}-${two(Number(b))}-${two(Number(a))}`,
    ]),
  ];
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
