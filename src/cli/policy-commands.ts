/** `baton policy ...`, on the command line. */
import type { Command } from 'commander';
import { loadConfig } from '../config.ts';
import { wholeNumber } from './whole-number.ts';
import type { ServerFlags } from './policy-server.ts';

interface JsonFlag {
  json: boolean;
}

/** Adds the commands that need files only, and those that speak to a server. */
export function addPolicyCommands(program: Command): void {
  const policy = program.command('policy').description('Check, test, compare and switch policies.');
  addFileCommands(policy);
  addServerCommands(policy);
}

function addFileCommands(policy: Command): void {
  policy
    .command('validate')
    .description('Say every mistake in a policy, with its line and the way to mend it.')
    .argument('<file>', 'YAML or JSON')
    .option('--json', 'print one JSON object', false)
    .action(async (file: string, options: JsonFlag) => {
      const { validatePolicy } = await import('./policy-files.ts');
      process.exitCode = await validatePolicy(file, options);
    });
  policy
    .command('test')
    .description(
      'Run "given these turns, this decision"; without arguments, of every shipped policy.',
    )
    .argument('[policy]', 'a file, or the name of a shipped policy')
    .argument('[tests]', 'a file (default: tests/<name>.yaml beside the policy)')
    .option('--json', 'print one JSON object', false)
    .action(async (file: string | undefined, tests: string | undefined, options: JsonFlag) => {
      const { testPolicies } = await import('./policy-files.ts');
      process.exitCode = await testPolicies(file, tests, options);
    });
  policy
    .command('schema')
    .description('Print the JSON Schema of a policy, for completion in editors.')
    .action(async () => {
      const { printSchema } = await import('./policy-files.ts');
      printSchema();
    });
}

function onServer(command: Command): Command {
  return command
    .option('--json', 'print one JSON object', false)
    .option('--url <url>', 'the API (default: the stack that runs in this folder)')
    .option('--key <key>', 'an API key of role operator (default: the demo key of this folder)')
    .option('--key-file <file>', 'a file that holds the key');
}

function addServerCommands(policy: Command): void {
  onServer(policy.command('list').description('All versions on a server.')).action(
    async (options: ServerFlags) => {
      const { listVersions } = await import('./policy-server.ts');
      await listVersions(loadConfig(), options);
    },
  );
  onServer(
    policy
      .command('draft')
      .description('Store a file as the next version, not active yet.')
      .argument('<file>', 'YAML or JSON')
      .option('--tests <file>', 'tests that must pass before it may be activated'),
  ).action(async (file: string, options: ServerFlags & { tests?: string }) => {
    const { draftVersion } = await import('./policy-server.ts');
    process.exitCode = await draftVersion(loadConfig(), file, options);
  });
  onServer(
    policy
      .command('activate')
      .description('Let a version decide from the next turn on, if its checks pass.')
      .argument('<name>')
      .argument('<version>', 'a number', wholeNumber),
  ).action(async (name: string, version: number, options: ServerFlags) => {
    const { activateVersion } = await import('./policy-server.ts');
    process.exitCode = await activateVersion(loadConfig(), { name, version }, options);
  });
  onServer(
    policy.command('rollback').description('Back to the version that was active before.'),
  ).action(async (options: ServerFlags) => {
    const { rollBack } = await import('./policy-server.ts');
    process.exitCode = await rollBack(loadConfig(), options);
  });
  onServer(
    policy
      .command('diff')
      .description('What changes from one policy to another: files, or versions such as retail@2.')
      .argument('<from>')
      .argument('<to>'),
  ).action(async (from: string, to: string, options: ServerFlags) => {
    const { diffPolicies } = await import('./policy-server.ts');
    await diffPolicies(loadConfig(), { from, to }, options);
  });
}
