/** Finds the servers: what the environment names, else what `baton start` runs in this home. */
import { openHome, loadSecrets, readRuntime } from '../adapters/stack/home.ts';
import type { Config } from '../config.ts';
import { CommandError } from './command-error.ts';
import type { Places } from './parts.ts';

/** The places a command works on. Throws with the way out when nothing is configured and nothing runs. */
export async function findPlaces(config: Config): Promise<Places> {
  const runtime = await readRuntime(config.home);
  const running = runtime.kind === 'running' ? runtime.info.addresses : {};
  const databaseUrl = config.databaseUrl ?? running['database'];
  const temporalAddress = config.temporal.external ? undefined : running['temporal'];
  if (databaseUrl === undefined)
    throw new CommandError(
      'No database is configured and no stack runs in this folder.',
      'Set DATABASE_URL, or run `npx baton start` first.',
    );
  if (!config.temporal.external && temporalAddress === undefined)
    throw new CommandError(
      'No Temporal is configured and no stack runs in this folder.',
      'Set TEMPORAL_ADDRESS, or run `npx baton start` first.',
    );
  return {
    databaseUrl,
    temporalAddress,
    namespace: config.temporal.namespace ?? 'default',
    masterKeys: await masterKeysOf(config),
  };
}

/** The configured master keys, else those generated into the home. */
export async function masterKeysOf(config: Config): Promise<Places['masterKeys']> {
  if (config.masterKeys !== undefined) return config.masterKeys;
  const secrets = await loadSecrets(await openHome(config.home));
  return secrets.masterKeys;
}
