/** `baton export` and `baton rebuild`: what the event log holds, for others and for ourselves. */
import { Option, type Command } from 'commander';
import { loadConfig } from '../config.ts';
import { exportFormats, exportKinds } from '../contract/export.ts';
import type { ExportFlags } from './export-command.ts';
import { instant } from './instant.ts';
import type { RebuildFlags } from './rebuild-command.ts';

/** Adds the commands; their code is loaded when they run. */
export function addLogCommands(program: Command): void {
  program
    .command('export')
    .description('Write the event log and reviews of a tenant, or what is derived from them.')
    .option('--tenant <id>', 'the tenant', 'demo')
    .addOption(
      new Option('--format <format>', 'one object a line, or a table')
        .choices([...exportFormats])
        .default('jsonl'),
    )
    .addOption(
      new Option('--what <kind...>', 'which rows; CSV takes one kind')
        .choices([...exportKinds])
        .default(['event', 'review']),
    )
    .option('--since <instant>', 'from then on, such as 2026-03-01T00:00:00Z', instant)
    .option('--until <instant>', 'before then', instant)
    .option('--out <file>', 'the file to write (default: standard output)')
    .option('--json', 'say how many rows there were as one JSON object on standard error', false)
    .action(async (options: ExportFlags) => {
      const { runExport } = await import('./export-command.ts');
      process.exitCode = await runExport(loadConfig(), options);
    });

  program
    .command('rebuild')
    .description(
      'Empty every derived table, fold the event log into it anew, and say which came out otherwise.',
    )
    .option(
      '--verify-workflows',
      'then ask the workflow of every conversation that is not over, and name what it says otherwise',
      false,
    )
    .option('--json', 'print the report as one JSON object', false)
    .action(async (options: RebuildFlags) => {
      const { runRebuild } = await import('./rebuild-command.ts');
      process.exitCode = await runRebuild(loadConfig(), options);
    });
}
