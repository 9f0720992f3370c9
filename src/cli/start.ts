/** `baton start`: everything in one terminal until Ctrl-C. */
import pc from 'picocolors';
import type { Config } from '../config.ts';
import { CommandError } from './command-error.ts';
import { say, sayJson, showProgress } from './output.ts';
import { startStack, type Stack } from './stack.ts';

/** Past this a stop is cut short, so that a second Ctrl-C is never needed; ms. */
const stopWithinMs = 45_000;

/** Runs the stack until a signal; resolves with the exit code. */
export async function start(config: Config, options: { json: boolean }): Promise<number> {
  const signal = firstSignal();
  const stack = await Promise.race([
    startStack(config, showProgress, { past: true }),
    signal.then(() => null),
  ]);
  if (stack === null) return 130;
  await introduce(stack, options.json);
  const died = stack.died.then(
    () => new Error('the worker stopped by itself'),
    (error: unknown) => error,
  );
  const end = await Promise.race([signal, died]);
  process.stderr.write('stopping\n');
  const late = setTimeout(() => process.exit(1), stopWithinMs);
  await stack.stop();
  clearTimeout(late);
  if (typeof end === 'string') return 0;
  throw new CommandError('The worker died.', 'See logs/baton.log in BATON_HOME.', end);
}

function firstSignal(): Promise<string> {
  return new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(name, () => resolve(name));
  });
}

async function introduce(stack: Stack, json: boolean): Promise<void> {
  const link = await stack.loginLink();
  if (json) {
    const { apiUrl, temporalAddress, temporalUiUrl, keys } = stack;
    sayJson({
      api: apiUrl,
      temporal: temporalAddress,
      temporal_ui: temporalUiUrl,
      login_link: link,
      keys,
    });
    return;
  }
  say();
  say(`${pc.bold('Baton runs.')} Ctrl-C stops it; the next start goes on with the data.`);
  say();
  say(`  ${'Open'.padEnd(12)} ${pc.cyan(link)}  ${pc.dim('(good once, 15 minutes)')}`);
  say(`  ${'API'.padEnd(12)} ${stack.apiUrl}  ${pc.dim('/openapi.json')}`);
  say(
    `  ${'Temporal UI'.padEnd(12)} ${stack.temporalUiUrl ?? 'not known (set BATON_TEMPORAL_UI_URL)'}`,
  );
  say(`  ${'Temporal'.padEnd(12)} ${stack.temporalAddress}`);
  say();
  say('  Keys of the tenant demo, one per role:');
  for (const [role, key] of Object.entries(stack.keys)) say(`  ${role.padEnd(12)} ${key}`);
  say();
  say('  A first turn whose decision is handoff:');
  say();
  say(firstTurn(stack));
  say();
}

function firstTurn(stack: Stack): string {
  const body = `{"turn":{"id":"t1","role":"customer","content":"I want to talk to a person"}}`;
  return [
    `  curl -s ${stack.apiUrl}/v1/conversations/c-${Date.now().toString(36)}/turns \\`,
    `    -H 'Authorization: Bearer ${stack.keys.backend}' \\`,
    `    -H 'Content-Type: application/json' \\`,
    `    -d '${body}'`,
  ].join('\n');
}
