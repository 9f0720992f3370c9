/** `baton simulate`: a run through the running stack, or with `--history` a past written into a tenant. */
import type { Command } from 'commander';
import { loadConfig } from '../config.ts';
import { CommandError } from './command-error.ts';
import { instant } from './instant.ts';
import type { SimulateFlags } from './simulate-command.ts';
import { span } from './span.ts';
import { wholeNumber } from './whole-number.ts';

interface Flags extends SimulateFlags {
  history?: number;
  handoffs: number;
  tenant: string;
  until?: number;
}

/** Adds the command; its code is loaded when it runs. */
export function addSimulateCommand(program: Command): void {
  program
    .command('simulate')
    .description(
      'Play a transcript file through the API with simulated agents and check every invariant; with --history, write a past.',
    )
    .argument('[file]', 'transcripts, JSONL (with --history: default those that ship)')
    .option('--json', 'print the report as one JSON object on the last line', false)
    .option('--limit <n>', 'play only the first n conversations', wholeNumber)
    .option('--concurrency <n>', 'conversations at once', wholeNumber, 8)
    .option('--seed <n>', 'of what the simulated agents do', wholeNumber, 1)
    .option('--history <span>', 'write a simulated past of so long, such as 12w', span)
    .option('--handoffs <n>', 'history: how many handoffs it holds', wholeNumber, 200)
    .option('--tenant <id>', 'history: the tenant it is written into', 'demo')
    .option('--until <instant>', 'history: where it ends (default: now)', instant)
    .action(async (file: string | undefined, options: Flags) => {
      process.exitCode = await run(file, options);
    });
}

async function run(file: string | undefined, flags: Flags): Promise<number> {
  const { findGround, runSimulate } = await import('./simulate-command.ts');
  const { history } = flags;
  if (history === undefined) {
    if (file === undefined)
      throw new CommandError('No transcript file is given.', 'Name one, or use --history 12w.');
    return runSimulate(loadConfig(), file, flags);
  }
  const { runHistory } = await import('./history-command.ts');
  const config = loadConfig();
  // A past needs a database and nothing else: where one is named, no servers are started for it.
  const named = config.databaseUrl;
  const ground =
    named === undefined
      ? await findGround(config)
      : { databaseUrl: named, close: () => Promise.resolve() };
  try {
    const { databaseUrl } = ground;
    return await runHistory(config, { databaseUrl, file }, { ...flags, history });
  } finally {
    await ground.close();
  }
}
