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
import { lineClaimsHold, promiseHolds, topicHolds } from './prepare-claims.ts';
import { holds, readSource, standsIn } from './prepare-evidence.ts';
import type { Source } from './prepare-evidence.ts';
import { hasFailed, stepsOf } from './prepare-steps.ts';
import type { Step } from './prepare-steps.ts';

interface Evidence {
  sources: Map<number, Source>;
  steps: Step[];
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
  const source = readSource(turn);
  evidence.sources.set(sequence, source);
  return source;
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
    holds(claim.value, sources) &&
    topicHolds(claim.value, sources);
}

function isPromiseHeld(claim: Cited<string>, sources: Source[]): boolean {
  return saidBy('assistant', 'agent')(claim, sources) && promiseHolds(claim.value, sources);
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
    promises: many(fields.promises, isPromiseHeld),
  };
}

/** Whether every quote, e-mail, date, amount, number, id and name of a text stands in one of the turns. */
export function heldByTurns(text: string, turns: TranscriptTurn[]): boolean {
  return holds(text, turns.map(readSource));
}

/**
 * Drops every line and field whose quotes, numbers, amounts, dates, e-mails, ids or names are not in the turns it
 * cites, whose tool results or promises are others than there, or that cites no turn there is. `supported` counts what stays; `dropped` adds to what the brief had dropped
 * before. A second check changes nothing.
 */
export function checkBrief(brief: Brief, turns: TranscriptTurn[]): Brief {
  const evidence: Evidence = { sources: new Map(), steps: stepsOf(turns) };
  const sieve = sieveOver(turns, evidence);
  const lines = brief.lines.flatMap((line) =>
    sieve.cited(
      line,
      (claim, sources) =>
        claim.text.trim() !== '' &&
        holds(claim.text, sources) &&
        lineClaimsHold(claim, sources, evidence.steps),
    ),
  );
  const fields = checkFields(brief.fields, sieve, evidence.steps);
  return { ...brief, lines, fields, supported: sieve.kept, dropped: brief.dropped + sieve.dropped };
}
