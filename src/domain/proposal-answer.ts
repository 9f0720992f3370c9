/** What a customer's turn says to the open question whether a person should take over. Pure and linear in the text. */
import { compilePhrases, wordsOf, type Matcher, type Word } from './phrases.ts';
import { answerWords, type AnswerWords } from './proposal-words.ts';
import type { ProposalAnswer } from './words.ts';

/** Only the beginning of a turn answers; a longer text is about something else. */
const answerLength = 2_000;

type Kind = keyof AnswerWords;

/** The phrases of a kind, longest first, each as its words. */
const rows: Record<Kind, string[][]> = rowsByKind((kind) => ofAll(kind));
const anywhere: Record<'accepts' | 'declines' | 'later', Matcher> = {
  accepts: compilePhrases(ofAll('accepts')),
  declines: compilePhrases(ofAll('declines')),
  later: compilePhrases(ofAll('later')),
};

function ofAll(kind: Kind): string[] {
  return answerWords.flatMap((words) => words[kind]);
}

function rowsByKind(phrasesOf: (kind: Kind) => string[]): Record<Kind, string[][]> {
  const rowsOf = (kind: Kind): string[][] =>
    phrasesOf(kind)
      .filter((phrase) => !phrase.includes('*'))
      .map((phrase) => wordsOf(phrase).map(({ text }) => text))
      .sort((one, other) => other.length - one.length);
  return {
    yes: rowsOf('yes'),
    weakYes: rowsOf('weakYes'),
    accepts: rowsOf('accepts'),
    no: rowsOf('no'),
    declines: rowsOf('declines'),
    later: rowsOf('later'),
    polite: rowsOf('polite'),
    nothing: rowsOf('nothing'),
  };
}

/** `later` keeps the question open, `none` means that the customer went on to something else. */
export function readAnswer(content: string): ProposalAnswer {
  const text = content.slice(0, answerLength);
  const words = withoutFillers(wordsOf(text));
  const opening = openingOf(words);
  const isQuestion = /[?\uff1f]/.test(text);
  switch (opening.kind) {
    case 'no':
      return 'no';
    case 'yes':
      return afterYes(words.slice(opening.length));
    case 'weakYes':
      return afterWeakYes(words, opening.length, isQuestion);
    case 'later':
      return 'later';
    default:
      return withoutOpening(words.slice(opening.length), isQuestion);
  }
}

interface Opening {
  kind: 'yes' | 'weakYes' | 'no' | 'later' | 'nothing' | null;
  length: number;
}

/** The longest phrase at the beginning decides: "no problem" is a yes. */
function openingOf(words: Word[]): Opening {
  const kinds = ['yes', 'no', 'later', 'weakYes', 'nothing'] as const;
  return kinds
    .map((kind): Opening => ({ kind, length: lengthAt(words, rows[kind]) }))
    .reduce((best, one) => (one.length > best.length ? one : best), { kind: null, length: 0 });
}

/** How many words of the longest phrase stand at the beginning; 0 when none does. */
function lengthAt(words: Word[], phrases: string[][]): number {
  const found = phrases.find((phrase) =>
    phrase.every((word, index) => words[index]?.text === word),
  );
  return found?.length ?? 0;
}

const fillers = new Set([
  'well',
  'oh',
  'hm',
  'hmm',
  'um',
  'uh',
  'ah',
  'eh',
  'ehm',
  'ach',
  'tja',
  'nou',
  'pues',
  'alors',
  'allora',
  'beh',
  'bah',
  'ben',
  'euh',
  'ahm',
  'also',
  'entao',
  'entonces',
]);

function withoutFillers(words: Word[]): Word[] {
  const first = words.findIndex(({ text }) => !fillers.has(text));
  return first < 0 ? [] : words.slice(first);
}

function afterYes(rest: Word[]): ProposalAnswer {
  if (anywhere.declines(rest) !== null) return 'no';
  return anywhere.later(rest) === null ? 'yes' : 'later';
}

function afterWeakYes(words: Word[], length: number, isQuestion: boolean): ProposalAnswer {
  const rest = words.slice(length);
  if (anywhere.declines(rest) !== null || lengthAt(rest, rows.no) > 0) return 'no';
  if (anywhere.later(rest) !== null) return 'later';
  if (anywhere.accepts(words) !== null) return 'yes';
  return !isQuestion && saysNothingMore(rest) ? 'yes' : 'none';
}

/** Whether only politeness and further yeses are left. */
function saysNothingMore(rest: Word[]): boolean {
  let left = rest;
  while (left.length > 0) {
    const length = Math.max(
      lengthAt(left, rows.polite),
      lengthAt(left, rows.yes),
      lengthAt(left, rows.weakYes),
    );
    if (length === 0) return false;
    left = left.slice(length);
  }
  return true;
}

/** Many words without a yes or no at the beginning are an answer only where they say so plainly. */
function withoutOpening(words: Word[], isQuestion: boolean): ProposalAnswer {
  if (anywhere.declines(words) !== null) return 'no';
  return anywhere.accepts(words) !== null && !isQuestion ? 'yes' : 'none';
}
