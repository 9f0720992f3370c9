/** Holds a brief against its transcript: what the cited turns do not hold goes out, whoever wrote it. */
import type {
  AttemptedStep,
  Brief,
  BriefEntity,
  BriefFields,
  Cited,
  TranscriptTurn,
} from './brief.ts';
import { atomsOf } from './prepare-atoms.ts';
import type { Atom } from './prepare-atoms.ts';
import { hasFailed, stepsOf } from './prepare-steps.ts';
import type { Step } from './prepare-steps.ts';
import { flat, fold, turnText } from './prepare-text.ts';

interface Source {
  turn: TranscriptTurn;
  folded: string;
  keys: Set<string>;
}

interface Evidence {
  sources: Map<number, Source>;
  steps: Step[];
}

const quoted = /"([^"]+)"|“([^”]+)”|«([^»]+)»|„([^“”]+)[“”]/gu;
/** A capitalised word inside a sentence: a name, unless the language writes its nouns so. */
const capitalised = /(?<=[\p{Ll}\p{N},;)] )\p{Lu}[\p{L}'’]+(?:-\p{L}+)*/gu;
const notNames = new Set('AI API CRM FAQ I ID IDs OK PDF SLA SMS URL VIP'.split(' '));
const numberWords = 'zero one two three four five six seven eight nine ten eleven twelve'.split(
  ' ',
);

function read(turn: TranscriptTurn): Source {
  const text = turnText(turn);
  const keys = atomsOf(flat(text)).flatMap((atom) => atom.keys);
  return { turn, folded: ` ${fold(text)} `, keys: new Set(keys) };
}

/** Sources are read when a claim first cites them. */
function sourceOf(
  evidence: Evidence,
  turns: Map<number, TranscriptTurn>,
  sequence: number,
): Source | undefined {
  const known = evidence.sources.get(sequence);
  if (known !== undefined) return known;
  const turn = turns.get(sequence);
  if (turn === undefined) return undefined;
  const source = read(turn);
  evidence.sources.set(sequence, source);
  return source;
}

/** The text stands there as whole words: `A-204` does not stand in `A-20417`. */
function standsIn(text: string, sources: Source[]): boolean {
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

function namesIn(text: string): string[] {
  const names = [...text.matchAll(capitalised)].map(([name]) => name.replace(/['’]s$/u, ''));
  const words = text.match(/\p{L}{2,}/gu)?.length ?? 0;
  // German nouns and title case: a capital says nothing there.
  return names.length > 4 && names.length > words * 0.3
    ? []
    : names.filter((name) => !notNames.has(name));
}

/** Whether every quote, e-mail, date, amount, number, id and name of a text stands in the sources. */
function holds(text: string, sources: Source[]): boolean {
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

/** The steps of a model may be in its own words; one that names a tool must agree with what the tool did. */
function isStepHeld(step: AttemptedStep, sources: Source[], steps: Step[]): boolean {
  const cited = sources.map(({ turn }) => turn.sequence);
  const named = steps.filter((known) => known.tool === step.step);
  if (named.length > 0) {
    return named.some(
      (known) => known.result === step.result && known.turns.some((turn) => cited.includes(turn)),
    );
  }
  if (!holds(step.step, sources)) return false;
  const results = sources
    .filter(({ turn }) => turn.role === 'tool')
    .map(({ turn }) => (hasFailed(turn) ? 'failed' : 'ok'));
  return step.result === 'unknown' || results.length === 0 || results.includes(step.result);
}

/** Keeps a claim, or counts it as dropped. */
interface Sieve {
  kept: number;
  dropped: number;
  cited: <T extends { turns: number[] }>(
    claim: T,
    test: (claim: T, sources: Source[]) => boolean,
  ) => T[];
}

function sieveOver(turns: TranscriptTurn[], evidence: Evidence): Sieve {
  const bySequence = new Map(turns.map((turn) => [turn.sequence, turn]));
  const sieve: Sieve = {
    kept: 0,
    dropped: 0,
    cited(claim, test) {
      const sources = [...new Set(claim.turns)]
        .map((sequence) => sourceOf(evidence, bySequence, sequence))
        .filter((source) => source !== undefined);
      const good = sources.length > 0 && test(claim, sources);
      if (good) sieve.kept += 1;
      else sieve.dropped += 1;
      return good ? [{ ...claim, turns: sources.map(({ turn }) => turn.sequence) }] : [];
    },
  };
  return sieve;
}

function isValueHeld(entity: BriefEntity, sources: Source[]): boolean {
  const keys = atomsOf(entity.value).flatMap((atom) => atom.keys);
  return (
    entity.value.trim() !== '' &&
    (standsIn(entity.value, sources) || (keys.length > 0 && holds(entity.value, sources)))
  );
}

function saidBy(...roles: TranscriptTurn['role'][]) {
  return (claim: Cited<string>, sources: Source[]): boolean =>
    sources.some(({ turn }) => roles.includes(turn.role)) &&
    claim.value.trim() !== '' &&
    holds(claim.value, sources);
}

function checkFields(fields: BriefFields, sieve: Sieve, steps: Step[]): BriefFields {
  const one = <T>(claim: Cited<T> | null, test: (claim: Cited<T>, sources: Source[]) => boolean) =>
    claim === null ? null : (sieve.cited(claim, test)[0] ?? null);
  const many = <T extends { turns: number[] }>(
    claims: T[],
    test: (claim: T, sources: Source[]) => boolean,
  ) => claims.flatMap((claim) => sieve.cited(claim, test));
  const byCustomer = (_: unknown, sources: Source[]) =>
    sources.some(({ turn }) => turn.role === 'customer');
  return {
    intent: one(fields.intent, saidBy('customer')),
    desired_outcome: one(fields.desired_outcome, saidBy('customer')),
    account: many(fields.account, isValueHeld),
    entities: many(fields.entities, isValueHeld),
    attempted_steps: many(fields.attempted_steps, (step, sources) =>
      isStepHeld(step, sources, steps),
    ),
    sentiment: one(fields.sentiment, byCustomer),
    urgency: one(fields.urgency, byCustomer),
    language: fields.language,
    next_action: one(fields.next_action, (claim, sources) => holds(claim.value, sources)),
    open_questions: many(fields.open_questions, saidBy('customer')),
    promises: many(fields.promises, saidBy('assistant', 'agent')),
  };
}

/**
 * Drops every line and field whose quotes, numbers, amounts, dates, e-mails, ids or names are not in the turns it
 * cites, or that cites no turn there is. `supported` counts what stays; `dropped` adds to what the brief had dropped
 * before. A second check changes nothing.
 */
export function checkBrief(brief: Brief, turns: TranscriptTurn[]): Brief {
  const evidence: Evidence = { sources: new Map(), steps: stepsOf(turns) };
  const sieve = sieveOver(turns, evidence);
  const lines = brief.lines.flatMap((line) =>
    sieve.cited(line, ({ text }, sources) => text.trim() !== '' && holds(text, sources)),
  );
  const fields = checkFields(brief.fields, sieve, evidence.steps);
  return { ...brief, lines, fields, supported: sieve.kept, dropped: brief.dropped + sieve.dropped };
}
