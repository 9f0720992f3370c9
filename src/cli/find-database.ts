import { readRuntime } from '../adapters/stack/home.ts';
import type { Config } from '../config.ts';
import { CommandError } from './command-error.ts';

/** The database a command works on: the configured one, else that of the stack that runs in this home. */
export async function findDatabase(config: Config): Promise<string> {
  const runtime = await readRuntime(config.home);
  const running = runtime.kind === 'running' ? runtime.info.addresses['database'] : undefined;
  const url = config.databaseUrl ?? running;
  if (url !== undefined) return url;
  throw new CommandError(
    'No database is configured and no stack runs in this folder.',
    'Set DATABASE_URL, or run `npx baton start` first.',
  );
}
