/** The commands around briefs and knowledge, on the command line. */
import type { Command } from 'commander';
import { loadConfig } from '../config.ts';
import type { BriefFlags } from './brief-command.ts';
import type { EvaluateBriefsFlags } from './evaluate-briefs-command.ts';
import type { KbFlags } from './kb-command.ts';
import { wholeNumber } from './whole-number.ts';

const noModel = 'use the deterministic writer also where a model is configured';

/** Adds `brief`, `evaluate-briefs` and `kb`. */
export function addBriefCommands(program: Command): void {
  addKnowledgeCommands(program);
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

function addKnowledgeCommands(program: Command): void {
  const kb = program.command('kb').description('Knowledge that replies are suggested from.');
  kb.command('import')
    .description('Import Markdown and HTML: files, folders, addresses. Safe to run twice.')
    .argument('<place...>', 'files, folders or URLs')
    .option('--tenant <id>', 'the tenant', 'demo')
    .option('--language <code>', 'of documents that do not name theirs, such as en')
    .option('--base-url <url>', 'where the files of a folder are published, for links')
    .option('--json', 'print one JSON object', false)
    .action(async (places: string[], options: KbFlags) => {
      const { runKbImport } = await import('./kb-command.ts');
      await runKbImport(loadConfig(), places, options);
    });
  kb.command('search')
    .description('Show what the knowledge answers.')
    .argument('<text>', 'a question')
    .option('--tenant <id>', 'the tenant', 'demo')
    .option('--language <code>', 'only documents of this language and those without one')
    .option('--json', 'print one JSON object', false)
    .action(async (text: string, options: KbFlags) => {
      const { runKbSearch } = await import('./kb-command.ts');
      await runKbSearch(loadConfig(), text, options);
    });
}
