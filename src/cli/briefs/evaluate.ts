/** Scores briefs: what they hold, what the checker catches, how they read beside human summaries. Pure but for the seed. */
import type { Brief, BriefFields, TranscriptTurn } from '../../domain/brief.ts';
import { briefSections } from '../../domain/brief.ts';
import { checkBrief } from '../../domain/prepare-check.ts';
import { entitiesOf } from '../../domain/prepare-entities.ts';
import { briefText, maxBriefWords } from '../../domain/prepare-lines.ts';
import { stepsOf } from '../../domain/prepare-steps.ts';
import { countWords, fold } from '../../domain/prepare-text.ts';
import { chance, seedOf } from '../simulate/random.ts';
import { inventedIds, scoreFacts, tally } from './facts.ts';
import type { BriefFacts, FactScore, Tally } from './facts.ts';
import { keySentenceTurns, scoreKeySentences, summariesOf } from './key-sentences.ts';
import { probeKinds, probesOf } from './probes.ts';
import type { Probe, ProbeKind } from './probes.ts';
import { rougeOf } from './rouge.ts';
import type { Rouge } from './rouge.ts';
import type { Briefed } from './write-briefs.ts';

/** All scores of a file. Shares are 0..1; a part without data is null. */
export interface BriefReport {
  briefs: number;
  writers: Record<string, number>;
  words: { mean: number; most: number; over_limit: number };
  sections_present: number;
  supported: number;
  invented_ids: number;
  /** Of the references, contacts and acts that a transcript holds, those that brief or fields hold. */
  coverage: Tally & { share: number };
  facts: Record<keyof FactScore, Tally & { share: number | null }> | null;
  checker: {
    planted_false: Tally & { share: number };
    planted_true_dropped: Tally & { share: number };
    caught_by_kind: Partial<Record<ProbeKind, Tally>>;
    dropped_by_kind: Partial<Record<ProbeKind, Tally>>;
  };
  rouge: (Rouge & { references: number }) | null;
  key_sentences: (Tally & { share: number }) | null;
}

const noFields: BriefFields = {
  intent: null,
  desired_outcome: null,
  account: [],
  entities: [],
  attempted_steps: [],
  sentiment: null,
  urgency: null,
  language: null,
  next_action: null,
  open_questions: [],
  promises: [],
};

function isKept({ line }: Probe, turns: TranscriptTurn[]): boolean {
  const brief: Brief = {
    version: 1,
    writer: 'probe',
    lines: [line],
    fields: noFields,
    supported: 0,
    dropped: 0,
  };
  return checkBrief(brief, turns).lines.length > 0;
}

/** The references, contacts and acts of a transcript, and whether brief or fields name them. */
export function coverageOf(brief: Brief, turns: TranscriptTurn[]): Tally {
  const held = fold(`${briefText(brief.lines)}\n${JSON.stringify(brief.fields)}`);
  const { account, others } = entitiesOf(turns);
  const references = others.filter(({ type }) => type === 'order');
  const acts = stepsOf(turns).filter((step) => step.acts);
  const wanted = [...account, ...references].map(({ value }) => value);
  const tools = acts.map(({ tool }) => tool);
  return tally([...new Set([...wanted, ...tools])].map((value) => held.includes(fold(value))));
}

function sum(tallies: Tally[]): Tally {
  return tallies.reduce((all, one) => ({ found: all.found + one.found, of: all.of + one.of }), {
    found: 0,
    of: 0,
  });
}

function share({ found, of }: Tally): number {
  return of === 0 ? 0 : round(found / of);
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

function mean(values: number[]): number {
  return values.length === 0 ? 0 : values.reduce((all, value) => all + value, 0) / values.length;
}

function scoreChecker(briefed: Briefed[], seed: number): BriefReport['checker'] {
  const judged = briefed.flatMap(({ transcript }) =>
    probesOf(transcript.turns, chance(seedOf(seed, transcript.id))).map((probe) => ({
      ...probe,
      kept: isKept(probe, transcript.turns),
    })),
  );
  const of = (holds: boolean, kind?: ProbeKind) =>
    tally(
      judged
        .filter((one) => one.holds === holds && (kind === undefined || one.kind === kind))
        .map(({ kept }) => !kept),
    );
  const byKind = (holds: boolean) =>
    Object.fromEntries(
      probeKinds.map((kind) => [kind, of(holds, kind)]).filter(([, one]) => (one as Tally).of > 0),
    ) as Partial<Record<ProbeKind, Tally>>;
  return {
    planted_false: { ...of(false), share: share(of(false)) },
    planted_true_dropped: { ...of(true), share: share(of(true)) },
    caught_by_kind: byKind(false),
    dropped_by_kind: byKind(true),
  };
}

function scoreAllFacts(briefed: Briefed[], facts: BriefFacts[]): BriefReport['facts'] {
  const scores = briefed.flatMap(({ transcript, brief }) => {
    const own = facts.find(({ id }) => id === transcript.id);
    return own === undefined ? [] : [scoreFacts(brief, own)];
  });
  const [first] = scores;
  if (first === undefined) return null;
  const keys = Object.keys(first) as (keyof FactScore)[];
  return Object.fromEntries(
    keys.map((key) => {
      const all = sum(scores.map((score) => score[key]));
      return [key, { ...all, share: all.of === 0 ? null : share(all) }];
    }),
  ) as BriefReport['facts'];
}

function scoreRouge(briefed: Briefed[]): BriefReport['rouge'] {
  const scores = briefed.flatMap(({ transcript, brief }) => {
    const references = summariesOf(transcript.line);
    return references.length === 0 ? [] : [rougeOf(briefText(brief.lines), references)];
  });
  if (scores.length === 0) return null;
  const of = (key: keyof Rouge) => round(mean(scores.map((score) => score[key])));
  return {
    rouge1: of('rouge1'),
    rouge2: of('rouge2'),
    rougeL: of('rougeL'),
    references: scores.length,
  };
}

function scoreKeys(briefed: Briefed[]): BriefReport['key_sentences'] {
  const all = sum(
    briefed.map(({ transcript, brief }) =>
      scoreKeySentences(brief, keySentenceTurns(transcript.line, transcript.turns)),
    ),
  );
  return all.of === 0 ? null : { ...all, share: share(all) };
}

function countWriters(briefed: Briefed[]): Record<string, number> {
  const writers: Record<string, number> = {};
  for (const { brief } of briefed) writers[brief.writer] = (writers[brief.writer] ?? 0) + 1;
  return writers;
}

/** Scores all briefs of a file; `facts` only of those with the same id. */
export function evaluateBriefs(briefed: Briefed[], facts: BriefFacts[], seed: number): BriefReport {
  const words = briefed.map(({ brief }) => countWords(briefText(brief.lines)));
  const sections = briefed.map(
    ({ brief }) =>
      briefSections.filter((name) => brief.lines.some(({ section }) => section === name)).length /
      briefSections.length,
  );
  const supported = sum(
    briefed.map(({ brief }) => ({ found: brief.supported, of: brief.supported + brief.dropped })),
  );
  const coverage = sum(briefed.map(({ brief, transcript }) => coverageOf(brief, transcript.turns)));
  return {
    briefs: briefed.length,
    writers: countWriters(briefed),
    words: {
      mean: Math.round(mean(words)),
      most: Math.max(0, ...words),
      over_limit: words.filter((count) => count > maxBriefWords).length,
    },
    sections_present: round(mean(sections)),
    supported: share(supported),
    invented_ids: briefed.flatMap(({ brief, transcript }) => inventedIds(brief, transcript.turns))
      .length,
    coverage: { ...coverage, share: share(coverage) },
    facts: scoreAllFacts(briefed, facts),
    checker: scoreChecker(briefed, seed),
    rouge: scoreRouge(briefed),
    key_sentences: scoreKeys(briefed),
  };
}
