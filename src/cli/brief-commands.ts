/** The commands around briefs, on the command line. */
import type { Command } from 'commander';
import { loadConfig } from '../config.ts';
import type { BriefFlags } from './brief-command.ts';
import type { EvaluateBriefsFlags } from './evaluate-briefs-command.ts';
import { wholeNumber } from './whole-number.ts';

const noModel = 'use the deterministic writer also where a model is configured';

/** Adds `brief` and `evaluate-briefs`. */
export function addBriefCommands(program: Command): void {
  program
    .command('brief')
    .description('Write a brief for every transcript of a file, without a server.')
    .argument('<file>', 'transcripts, JSONL')
    .option('--out <file>', 'write the briefs here, a JSON line each')
    .option('--no-model', noModel)
    .option('--json', 'print JSON lines', false)
    .action(async (file: string, options: BriefFlags) => {
      const { runBrief } = await import('./brief-command.ts');
      await runBrief(loadConfig(), file, options);
    });
  program
    .command('evaluate-briefs')
    .description('Score the briefs of a transcript file: facts, claims, sections, length, ROUGE.')
    .argument('<file>', 'transcripts, JSONL; summaries and key sentences in it are used')
    .option('--facts <file>', 'what each brief must hold, JSONL with the ids of the transcripts')
    .option('--no-model', noModel)
    .option('--seed <n>', 'of the planted false claims', wholeNumber, 1)
    .option('--json', 'print the scores as one JSON object on the last line', false)
    .action(async (file: string, options: EvaluateBriefsFlags) => {
      const { runEvaluateBriefs } = await import('./evaluate-briefs-command.ts');
      await runEvaluateBriefs(loadConfig(), file, options);
    });
}
