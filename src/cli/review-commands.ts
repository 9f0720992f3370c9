/** What closes the loop: back-tests, and the right to be forgotten. */
import type { Command } from 'commander';
import { loadConfig } from '../config.ts';
import type { BacktestFlags } from './backtest-command.ts';
import type { EraseFlags } from './erase-command.ts';
import type { RetrainFlags } from './retrain-command.ts';
import { span } from './span.ts';
import { wholeNumber } from './whole-number.ts';

/** Adds the commands. */
export function addReviewCommands(program: Command): void {
  program
    .command('backtest')
    .description('Play past conversations with a candidate policy beside the one that decides now.')
    .requiredOption('--policy <file>', 'the candidate, YAML or JSON')
    .option('--since <span>', 'how far back: 4w, 30d, 12h', span, span('4w'))
    .option('--tenant <id>', 'the tenant', 'demo')
    .option('--suggest', 'also suggest thresholds from reviewed conversations', false)
    .option('--json', 'print one JSON object', false)
    .action(async (options: BacktestFlags) => {
      const { backtestPolicy } = await import('./backtest-command.ts');
      process.exitCode = await backtestPolicy(loadConfig(), options);
    });
  program
    .command('retrain')
    .description(
      'Train the risk model on reviewed conversations; promoted only if it decides better.',
    )
    .requiredOption('--out <file>', 'the model file; written when the new one is better')
    .option('--since <span>', 'reviews of so long: 12w, 30d', span, span('12w'))
    .option('--tenant <id>', 'the tenant', 'demo')
    .option('--seed <n>', 'of the folds', wholeNumber, 1)
    .option(
      '--roll-back',
      'train nothing: the model before the last promotion decides again',
      false,
    )
    .option('--json', 'print one JSON object', false)
    .action(async (options: RetrainFlags & { rollBack: boolean }) => {
      const { retrain, rollBackModel } = await import('./retrain-command.ts');
      const work = options.rollBack ? rollBackModel : retrain;
      process.exitCode = await work(loadConfig(), options);
    });
  program
    .command('erase')
    .description(
      'Erase a customer, or one conversation: rows, files, keys and histories, for good.',
    )
    .option('--customer <id>', 'every conversation of this customer')
    .option('--conversation <id>', 'this conversation')
    .option('--tenant <id>', 'the tenant', 'demo')
    .option('--scrub', 'rewrite the tables too, so that no freed page holds it; locks them', false)
    .option('--json', 'print one JSON object', false)
    .action(async (options: EraseFlags) => {
      const { runErase } = await import('./erase-command.ts');
      process.exitCode = await runErase(loadConfig(), options);
    });
}
