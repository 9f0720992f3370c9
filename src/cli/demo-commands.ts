/** `baton demo ...`: what the demo made goes again. */
import type { Command } from 'commander';
import { loadConfig } from '../config.ts';

/** Adds the commands of the demo. */
export function addDemoCommands(program: Command): void {
  const demo = program.command('demo').description('What the demo made.');
  demo
    .command('clear')
    .description(
      'Remove every conversation that the demo made, simulated past and present; nothing else is touched.',
    )
    .option('--tenant <id>', 'the tenant', 'demo')
    .option('--json', 'print one JSON object', false)
    .action(async (options: { tenant: string; json: boolean }) => {
      const { runDemoClear } = await import('./demo-command.ts');
      await runDemoClear(loadConfig(), options);
    });
}
