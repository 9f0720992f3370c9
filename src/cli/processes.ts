/** `baton api` and `baton worker`: one part each as a process of its own, for production. */
import type { Config } from '../config.ts';
import { createLogger, installRuntime } from '../workers/telemetry.ts';
import { openParts } from './parts.ts';
import { findPlaces } from './places.ts';
import { runApi, runWorker } from './services.ts';

function signalled(): Promise<'signal'> {
  return new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => resolve('signal'));
  });
}

/** Serves the API until a signal. */
export async function serveApi(config: Config): Promise<void> {
  const log = createLogger(config.logLevel, 'api');
  const parts = await openParts(config, await findPlaces(config), log);
  const api = await runApi(config, parts, { temporalUiUrl: config.temporal.uiUrl ?? null });
  log.info({ url: api.url, pid: process.pid }, 'the API is ready');
  await signalled();
  await api.close();
  await parts.close();
}

/** Executes conversations until a signal; rejects when the worker dies. */
export async function serveWorker(config: Config): Promise<void> {
  const log = createLogger(config.logLevel, 'worker');
  installRuntime(log);
  const parts = await openParts(config, await findPlaces(config), log);
  const worker = await runWorker(config, parts);
  log.info({ taskQueue: config.taskQueue, pid: process.pid }, 'the worker is ready');
  try {
    await Promise.race([signalled(), worker.done]);
  } finally {
    await worker.close();
    await parts.close();
  }
}
