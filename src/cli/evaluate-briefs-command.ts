/** `baton evaluate-briefs`: how good the briefs of a transcript file are, and what the checker catches. */
import { readFile } from 'node:fs/promises';
import type { Config } from '../config.ts';
import { evaluateBriefs } from './briefs/evaluate.ts';
import type { BriefReport } from './briefs/evaluate.ts';
import { parseFacts } from './briefs/facts.ts';
import type { Tally } from './briefs/facts.ts';
import { parseBriefTranscripts, parseJsonLines } from './briefs/transcripts.ts';
import { briefAll, loadShippedPolicy, writerOf } from './briefs/write-briefs.ts';
import { say, sayJson } from './output.ts';

export interface EvaluateBriefsFlags {
  facts?: string;
  json: boolean;
  /** False for `--no-model`. */
  model: boolean;
  seed: number;
}

/** Briefs every transcript, scores all, prints the scores. */
export async function runEvaluateBriefs(
  config: Config,
  file: string,
  flags: EvaluateBriefsFlags,
): Promise<void> {
  const transcripts = parseBriefTranscripts(await readFile(file, 'utf8'), file);
  const known =
    flags.facts === undefined
      ? []
      : parseJsonLines(await readFile(flags.facts, 'utf8'), flags.facts, parseFacts);
  const policy = await loadShippedPolicy();
  const wanted =
    known.length === 0
      ? transcripts
      : transcripts.filter(({ id }) => known.some((facts) => facts.id === id));
  const briefed = await briefAll(wanted, policy, writerOf(config, flags.model));
  const report = evaluateBriefs(briefed, known, flags.seed);
  if (flags.json) sayJson(report);
  else for (const line of linesOf(report)) say(line);
}

function linesOf(report: BriefReport): string[] {
  const { words, checker, coverage } = report;
  const writers = Object.entries(report.writers).map(([name, count]) => `${count} by ${name}`);
  return [
    row('briefs', `${report.briefs} (${writers.join(', ')})`),
    row('words', `mean ${words.mean}, most ${words.most}, over the limit ${words.over_limit}`),
    row('sections present', percent(report.sections_present)),
    row('supported claims', percent(report.supported)),
    row('invented ids', String(report.invented_ids)),
    row('coverage', tallied(coverage)),
    ...Object.entries(report.facts ?? {}).map(([name, one]) =>
      row(name.replaceAll('_', ' '), tallied(one)),
    ),
    row('false claims caught', tallied(checker.planted_false)),
    row('true claims dropped', tallied(checker.planted_true_dropped)),
    ...Object.entries(checker.caught_by_kind).map(([kind, one]) =>
      row(`  ${kind.replaceAll('_', ' ')}`, `caught ${tallied(one)}`),
    ),
    ...rougeLines(report),
    ...(report.key_sentences === null
      ? []
      : [row('key sentences', `${tallied(report.key_sentences)} in the first 4 cited turns`)]),
  ];
}

function rougeLines({ rouge }: BriefReport): string[] {
  if (rouge === null) return [];
  const { rouge1, rouge2, rougeL, references } = rouge;
  return [row('ROUGE-1/2/L', `${rouge1} / ${rouge2} / ${rougeL} (${references} with summaries)`)];
}

function row(name: string, value: string): string {
  return `${name.padEnd(22)} ${value}`;
}

function percent(part: number): string {
  return `${(part * 100).toFixed(1)} %`;
}

function tallied({ found, of }: Tally): string {
  return of === 0 ? 'none in the file' : `${found} of ${of} (${percent(found / of)})`;
}
