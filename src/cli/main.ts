/** The command line. Commands are loaded when they run: `baton --help` needs none of them. */
import { Command, Option } from 'commander';
import { ConfigError, loadConfig } from '../config.ts';
import type { UserOptions } from './upkeep.ts';
import type { EvaluateFlags } from './evaluate-command.ts';
import { addBriefCommands } from './brief-commands.ts';
import { addDemoCommands } from './demo-commands.ts';
import { addLogCommands } from './log-commands.ts';
import { addPolicyCommands } from './policy-commands.ts';
import { addSimulateCommand } from './simulate-commands.ts';
import { addReviewCommands } from './review-commands.ts';
import { sayError } from './output.ts';
import type { TrainFlags } from './train-command.ts';
import { version } from './version.ts';
import { wholeNumber } from './whole-number.ts';

function labelOption(): Option {
  return new Option('--label <field>', 'intent: which field is the label').choices([
    'intent',
    'subflow',
    'flow',
  ]);
}

const program = new Command('baton')
  .description('Hands conversations from an AI assistant to a human agent, and drops none.')
  .version(version)
  .showHelpAfterError();

program
  .command('start')
  .description('Start Postgres, Temporal, worker, API and the first page, until Ctrl-C.')
  .option('--json', 'print addresses and keys as one JSON object', false)
  .action(async (options: { json: boolean }) => {
    const { start } = await import('./start.ts');
    process.exitCode = await start(loadConfig(), options);
  });

program
  .command('doctor')
  .description('Say for each part whether it is well and how to mend it.')
  .option('--json', 'print one JSON object', false)
  .option(
    '--fix',
    'mend what can be mended: capacity that nobody holds, offers that nobody has',
    false,
  )
  .action(async (options: { json: boolean; fix: boolean }) => {
    const { runDoctor } = await import('./upkeep.ts');
    process.exitCode = await runDoctor(loadConfig(), options);
  });

program
  .command('migrate')
  .description('Apply missing database migrations and register what Temporal needs.')
  .option('--json', 'print one JSON object', false)
  .action(async (options: { json: boolean }) => {
    const { runMigrations } = await import('./upkeep.ts');
    await runMigrations(loadConfig(), options);
  });

program
  .command('api')
  .description('Serve the HTTP API and the pages, without a worker.')
  .action(async () => {
    const { serveApi } = await import('./processes.ts');
    await serveApi(loadConfig());
  });

program
  .command('worker')
  .description('Execute conversations, effects and routing, without the API.')
  .action(async () => {
    const { serveWorker } = await import('./processes.ts');
    await serveWorker(loadConfig());
  });

program
  .command('login-link')
  .description('Print a one-time sign-in link for the console.')
  .option('--tenant <id>', 'the tenant', 'demo')
  .option('--json', 'print one JSON object', false)
  .action(async (options: { tenant: string; json: boolean }) => {
    const { printLoginLink } = await import('./upkeep.ts');
    await printLoginLink(loadConfig(), options);
  });

program
  .command('user')
  .description('People of the console.')
  .command('add')
  .description('Add a person, and print the one-time link by which they come in.')
  .requiredOption('--email <address>', 'by which they sign in')
  .requiredOption('--name <name>', 'as colleagues see it')
  .addOption(
    new Option('--role <role>', 'what they may do')
      .choices(['agent', 'supervisor', 'operator', 'admin'])
      .makeOptionMandatory(),
  )
  .option('--agent <id>', 'as which agent they work; for role agent')
  .option('--tenant <id>', 'the tenant', 'demo')
  .option('--json', 'print one JSON object', false)
  .action(async (options: UserOptions) => {
    const { addPerson } = await import('./upkeep.ts');
    await addPerson(loadConfig(), options);
  });

program
  .command('rewrap-keys')
  .description(
    'After a new first key in BATON_MASTER_KEYS: wrap every data key and seal every secret with it.',
  )
  .option('--json', 'print one JSON object', false)
  .action(async (options: { json: boolean }) => {
    const { rewrapKeys } = await import('./upkeep.ts');
    await rewrapKeys(loadConfig(), options);
  });

addReviewCommands(program);
addSimulateCommand(program);

program
  .command('evaluate')
  .description(
    'Play labelled transcripts turn by turn, without a server, and print how well it decides.',
  )
  .argument('<file>', 'transcripts, JSONL; labels are optional')
  .addOption(
    new Option('--task <task>', 'what to evaluate')
      .choices(['handoff', 'intent', 'utterance'])
      .default('handoff'),
  )
  .option('--policy <file>', 'a policy, YAML or JSON (default: general-support)')
  .option('--json', 'print one JSON object', false)
  .option('--predictions <file>', 'write a line per conversation: what was predicted for it')
  .option('--model <file>', 'a model made by baton train (handoff: default the shipped one)')
  .option(
    '--cross-validate <file...>',
    'handoff: judge each conversation by a risk model trained on the other groups of these files',
  )
  .option('--train <file>', 'intent, utterance: train on this file first (default: cross-validate)')
  .option('--per-intent <n>', 'intent: train on at most so many openings of each', wholeNumber)
  .addOption(labelOption())
  .option('--seed <n>', 'intent, utterance: of folds and draws', wholeNumber, 1)
  .action(async (file: string, options: EvaluateFlags) => {
    const { runEvaluate } = await import('./evaluate-command.ts');
    process.exitCode = await runEvaluate(file, options);
  });

program
  .command('train')
  .description(
    'Train a model on labelled data, without a server, and print cross-validated figures.',
  )
  .argument('<file...>', 'labelled openings or conversations, JSONL')
  .addOption(
    new Option('--task <task>', 'what the model answers')
      .choices(['handoff', 'intent', 'utterance'])
      .makeOptionMandatory(),
  )
  .requiredOption('--out <file>', 'the model file to write')
  .option('--json', 'print the summary as one JSON object', false)
  .addOption(labelOption())
  .option('--licence <text>', "goes into the model's card: the terms of the data", 'not stated')
  .option('--seed <n>', 'of folds and order; the same seed gives the same model', wholeNumber, 1)
  .action(async (files: string[], options: TrainFlags) => {
    const { runTrain } = await import('./train-command.ts');
    process.exitCode = await runTrain(files, options);
  });

addBriefCommands(program);
addDemoCommands(program);
addPolicyCommands(program);
addLogCommands(program);

try {
  await program.parseAsync();
} catch (error) {
  sayError(error);
  process.exitCode = error instanceof ConfigError ? 2 : 1;
}
// Pools and connections of a failed command must not keep the process alive.
process.exit();
