/**
 * Text as the patterns see it: lower case, without accents, one space between words, plain apostrophes, sentence ends
 * kept. Every position of it leads back to the turn as it was sent, so that evidence can name offsets (I12).
 */

/** Longer text is read up to here only: a bound for memory and time, four times what a turn may hold. */
const readLimit = 65_536;

/** A turn's text ready for patterns. */
export interface ReadText {
  text: string;
  /** For each position of `text`, and one past its end, the position in the turn's content. */
  origins: number[];
}

/** A found span, in offsets of the turn's content. */
export interface Span {
  start: number;
  end: number;
}

const foldFrom = 0xc0;
const folded = buildFoldTable();

function buildFoldTable(): string[] {
  const table: string[] = [];
  for (let code = foldFrom; code <= 0x24f; code += 1) {
    const plain = String.fromCharCode(code).toLowerCase().normalize('NFKD');
    table.push(plain.replace(/[\u0300-\u036f]/g, ''));
  }
  table[0xdf - foldFrom] = 'ss';
  table[0xe6 - foldFrom] = 'ae';
  table[0xf8 - foldFrom] = 'o';
  return table;
}

const dropped = /^[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]$/;
const apostrophes = /^[\u2018\u2019\u02bc\u0060\u00b4\uff07]$/;
const quotes = /^["*_#~\u201c-\u201f\u00ab\u00bb\u00a1\u00bf]$/;
const dashes = /^[\u2013\u2014]$/;
const spaces = /^[\u2022\s\u00a0\u2000-\u200a\u2028\u2029\u3000]$/;

/** What one UTF-16 unit becomes: `''` drops it, `' '` is white space. */
function readUnit(unit: string): string {
  const code = unit.charCodeAt(0);
  if (code >= 0x61 && code <= 0x7a) return unit;
  if (code < 0x80) return readAscii(unit);
  if (code >= foldFrom && code <= 0x24f) return folded[code - foldFrom] ?? unit;
  return code >= 0xff01 && code <= 0xff5e ? readAscii(unit.normalize('NFKC')) : readOther(unit);
}

function readOther(unit: string): string {
  if (apostrophes.test(unit)) return "'";
  if (isMark(unit.charCodeAt(0)) || dropped.test(unit)) return '';
  if (dashes.test(unit)) return ',';
  return quotes.test(unit) || spaces.test(unit) ? ' ' : unit;
}

/** Combining accents and variation selectors: they change how a letter looks, not which it is. */
function isMark(code: number): boolean {
  return (code >= 0x300 && code <= 0x36f) || (code >= 0xfe00 && code <= 0xfe0f);
}

function readAscii(unit: string): string {
  if (unit === '`') return "'";
  if (unit <= ' ' || quotes.test(unit)) return ' ';
  return unit.toLowerCase();
}

/** Whether a line break at `index` ends a thought: an empty line or a list item follows. */
function breaksThought(content: string, index: number): boolean {
  const next = content.slice(index + 1, index + 4);
  return /^\s*(?:\n|[-*\u2022]|\d[.)])/.test(next);
}

/** Reads a turn's content in one pass, linear in its length. Never fails, whatever the text holds. */
export function readText(content: string): ReadText {
  const units: string[] = [];
  const origins: number[] = [];
  let last = ' ';
  const push = (unit: string, origin: number): void => {
    if (unit === ' ' && last === ' ') return;
    units.push(unit);
    origins.push(origin);
    last = unit;
  };
  const length = Math.min(content.length, readLimit);
  for (let index = 0; index < length; index += 1) {
    const unit = content[index] ?? '';
    if (unit === '\n' && breaksThought(content, index)) push(';', index);
    for (const read of readUnit(unit)) push(read, index);
  }
  origins.push(length);
  return { text: units.join(''), origins };
}

/** Leads a span of the read text back to the content of the turn. */
export function spanOf(read: ReadText, start: number, end: number): Span {
  const first = read.origins[start] ?? 0;
  const last = end > start ? (read.origins[end - 1] ?? first) + 1 : first;
  return { start: first, end: last };
}

const thoughtEnd = /[.?!;](?=\s|$)|[\u3002\uff1f\uff01\uff1b]/g;

/** One thought of a text. */
export interface Clause {
  start: number;
  end: number;
  text: string;
  question: boolean;
}

/** The thoughts of a text: what lies between sentence ends, with its offsets in the read text. */
export function clausesOf(text: string): Clause[] {
  const clauses: Clause[] = [];
  let start = 0;
  for (const match of text.matchAll(thoughtEnd)) {
    addClause(clauses, text, { start, end: match.index, question: /[?\uff1f]/.test(match[0]) });
    start = match.index + 1;
  }
  addClause(clauses, text, { start, end: text.length, question: false });
  return clauses;
}

function addClause(clauses: Clause[], text: string, part: Omit<Clause, 'text'>): void {
  const inner = text.slice(part.start, part.end);
  const trimmed = inner.trim();
  if (trimmed === '') return;
  const start = part.start + inner.indexOf(trimmed);
  clauses.push({ start, end: start + trimmed.length, text: trimmed, question: part.question });
}

/** The first match of a pattern, as a span of the turn's content; null where there is none. */
export function findSpan(read: ReadText, pattern: RegExp): Span | null {
  pattern.lastIndex = 0;
  const match = pattern.exec(read.text);
  return match === null ? null : spanOf(read, match.index, match.index + match[0].length);
}
