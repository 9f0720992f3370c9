/** Whether what a claim states letter by letter stands in the turns it cites: quotes, e-mails, dates, amounts, ids, numbers, names. */
import type { TranscriptTurn } from './brief.ts';
import { atomsOf } from './prepare-atoms.ts';
import type { Atom } from './prepare-atoms.ts';
import { namesIn } from './prepare-names.ts';
import { flat, fold, turnText } from './prepare-text.ts';

/** A cited turn, read for comparison. */
export interface Source {
  turn: TranscriptTurn;
  folded: string;
  keys: Set<string>;
}

const quoted = /"([^"]+)"|“([^”]+)”|«([^»]+)»|„([^“”]+)[“”]/gu;
const numberWords = 'zero one two three four five six seven eight nine ten eleven twelve'.split(
  ' ',
);

/** Reads a turn for comparison. */
export function readSource(turn: TranscriptTurn): Source {
  const text = turnText(turn);
  const keys = atomsOf(flat(text)).flatMap((atom) => atom.keys);
  return { turn, folded: ` ${fold(text)} `, keys: new Set(keys) };
}

/** The text stands there as whole words: `A-204` does not stand in `A-20417`. */
export function standsIn(text: string, sources: Source[]): boolean {
  const wanted = fold(text);
  return wanted === '' || sources.some(({ folded }) => hasWhole(folded, wanted));
}

function hasWhole(folded: string, wanted: string): boolean {
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + 1)) {
    const before = folded.slice(at - 1, at + 1);
    const after = folded.slice(at + wanted.length - 1, at + wanted.length + 1);
    if (![before, after].some((pair) => /^[\p{L}\p{N}_]{2}$/u.test(pair))) return true;
  }
  return false;
}

/** Every piece of a quote between cuts stands in one cited turn. */
function isQuoted(text: string, sources: Source[]): boolean {
  const pieces = text
    .split(/…|\.\.\./u)
    .map(fold)
    .filter((piece) => piece !== '');
  return sources.some(({ folded }) => pieces.every((piece) => folded.includes(piece)));
}

function isHeld(atom: Atom, sources: Source[]): boolean {
  if (sources.some(({ keys }) => atom.keys.some((key) => keys.has(key)))) return true;
  if (atom.kind === 'date') return isDateHeld(atom, sources);
  if (atom.kind === 'number' || atom.kind === 'amount') return isNumberHeld(atom, sources);
  return standsIn(atom.value, sources);
}

function isDateHeld(atom: Atom, sources: Source[]): boolean {
  return atom.keys.some((key) => {
    const [, year, day] = /^(\d{4}|-)-(.*)$/.exec(key) ?? [];
    return sources.some(({ keys, folded }) =>
      [...keys].some(
        (other) =>
          day !== undefined &&
          other.endsWith(`-${day}`) &&
          (year === '-' || (other.startsWith('-') && folded.includes(year ?? ''))),
      ),
    );
  });
}

/** A written-out number, or the last digits of a longer one ("ending in 2002"). */
function isNumberHeld(atom: Atom, sources: Source[]): boolean {
  const key = atom.keys[0] ?? '';
  const word = numberWords[Number(key)];
  if (word !== undefined && standsIn(word, sources)) return true;
  return (
    atom.kind === 'number' &&
    /^\d{3,}$/.test(key) &&
    sources.some(({ keys }) =>
      [...keys].some((other) => other.endsWith(key) && /\d{5,}$/.test(other)),
    )
  );
}

/** Whether every quote, e-mail, date, amount, number, id and name of a text stands in the sources. */
export function holds(text: string, sources: Source[]): boolean {
  const quotes = [...text.matchAll(quoted)].map(([whole]) => whole.slice(1, -1));
  if (!quotes.every((part) => isQuoted(part, sources))) return false;
  const rest = text.replace(quoted, ' ');
  const atoms = atomsOf(rest);
  if (!atoms.every((atom) => isHeld(atom, sources))) return false;
  const bare = atoms.reduce(
    (left, atom) => left.replace(atom.value, ' '.repeat(atom.value.length)),
    rest,
  );
  return namesIn(bare).every((name) => standsIn(name, sources));
}
