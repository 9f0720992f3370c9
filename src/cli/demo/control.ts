/** The demo that `baton start` plays for its tenant: simulated customers, the bot of the first page, and the way to be rid of both. */
import { readFile } from 'node:fs/promises';
import type { Client } from '@temporalio/client';
import type { Pool } from '../../adapters/postgres/pool.ts';
import type { Demo } from '../../api/deps.ts';
import { readTranscripts, type Transcript } from '../simulate/transcript.ts';
import type { Api } from '../simulate/http.ts';
import { runAssistant } from './assistant.ts';
import { clearDemo } from './clear.ts';
import { createCustomers, livePace, type Pace } from './customers.ts';

const tenant = 'demo';
const customersAtOnce = 5;
const lookMs = 700;

export interface DemoGround {
  pool: Pool;
  client: Client;
  /** Writes the simulated past until it is there or the signal comes; absent: there is none to write. */
  fill?: (signal: AbortSignal) => Promise<void>;
  pace?: Pace;
}

/** A demo that sleeps until its API is there. */
export interface RunningDemo {
  demo: Demo;
  /** Tells it the API's address and a key of role backend; from now on it can be played. */
  wake: (api: Api) => void;
  stop: () => Promise<void>;
}

/** The bundled conversations; a customer's name goes to no file of ours. */
async function bundled(): Promise<Transcript[]> {
  const name = 'examples/conversations.jsonl';
  return readTranscripts(
    await readFile(new URL(`../../../${name}`, import.meta.url), 'utf8'),
    name,
  );
}

interface Awake {
  api: Api;
  abort: AbortController;
  assistant: Promise<void>;
}

/** The demo of the tenant `demo`; it sleeps until `wake`. */
export async function createDemo(ground: DemoGround): Promise<RunningDemo> {
  const transcripts = await bundled();
  const run: {
    awake?: Awake;
    customers?: ReturnType<typeof createCustomers>;
    filling?: Promise<void>;
  } = {};

  function customersOf({ api }: Awake): ReturnType<typeof createCustomers> {
    const { pool, pace = livePace } = ground;
    return createCustomers({ api, pool, tenant, transcripts, pace, atOnce: customersAtOnce });
  }

  const demo: Demo = {
    tenant,
    state: () => ({
      playing: run.customers?.playing() ?? false,
      customers: run.customers?.count() ?? 0,
      filling: run.filling !== undefined,
    }),
    play: async (playing) => {
      if (run.awake === undefined) return;
      run.customers ??= customersOf(run.awake);
      if (playing) run.customers.start();
      else await run.customers.stop();
    },
    clear: async (by) => {
      await run.filling;
      await run.customers?.stop();
      return clearDemo(ground, { tenant, by });
    },
  };

  return {
    demo,
    wake: (api) => {
      const abort = new AbortController();
      const assistant = runAssistant({ ...ground, api, tenant, lookMs }, abort.signal).catch(
        () => undefined,
      );
      run.awake = { api, abort, assistant };
      if (ground.fill === undefined) return;
      run.filling = ground.fill(abort.signal).finally(() => delete run.filling);
    },
    stop: async () => {
      run.awake?.abort.abort();
      await run.customers?.stop();
      await run.awake?.assistant;
      await run.filling;
    },
  };
}
