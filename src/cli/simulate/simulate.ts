/** Plays transcripts through the public API with simulated agents, then checks what came of it. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  countUnsettled,
  loadStoredFacts,
  sampleLoads,
  type LoadSample,
} from '../../adapters/postgres/checker.ts';
import { createPool, type Pool } from '../../adapters/postgres/pool.ts';
import { BatonError } from '../../errors.ts';
import { startShift, type Shift } from './agents.ts';
import { checkObservations } from './checker.ts';
import { insist, itemsOf, textAt, type Api } from './http.ts';
import { newRecord, type Observations, type PlayedConversation } from './observations.ts';
import { play, type Stage } from './player.ts';
import { readBack, readFeed, trespass } from './read-back.ts';
import { reportOf, type SimulateReport } from './report.ts';
import { readTranscripts, type Transcript } from './transcript.ts';

export interface SimulateProgress {
  conversations: number;
  of: number;
  turns: number;
  step: 'playing' | 'settling' | 'checking';
}

export interface SimulateOptions {
  /** A transcript file, JSONL. */
  file: string;
  apiUrl: string;
  tenant: string;
  keys: {
    backend: string;
    admin: string;
    /** A key of another tenant, to try what it must not reach; without it I11 is left out. */
    stranger?: string;
  };
  databaseUrl: string;
  /** Conversations played at once; 8. */
  concurrency?: number;
  seed?: number;
  /** Play only the first so many. */
  limit?: number;
  /** Longest wait for a handoff's outcome before it counts as stuck, ms; 90,000. */
  patienceMs?: number;
  onProgress?: (progress: SimulateProgress) => void;
}

interface Run {
  options: SimulateOptions;
  pool: Pool;
  api: Api;
  admin: Api;
  run: string;
  seed: number;
  conversations: PlayedConversation[];
  latencies: number[];
  loads: LoadSample[];
  finished: number;
  total: number;
}

function tell(run: Run, step: SimulateProgress['step']): void {
  run.options.onProgress?.({
    conversations: run.finished,
    of: run.total,
    turns: run.latencies.length,
    step,
  });
}

async function hireAgents(run: Run): Promise<Shift> {
  const { body, status } = await insist(run.admin, 'GET', '/v1/queues');
  const [first, ...others] = itemsOf(body).map((queue) => textAt(queue, 'id'));
  if (first === undefined)
    throw new BatonError('invalid_request', `the tenant has no queue (GET /v1/queues: ${status})`);
  const byId = (id: string): PlayedConversation | undefined =>
    run.conversations.find((one) => one.id === id);
  return startShift({
    admin: run.admin,
    run: run.run,
    seed: run.seed,
    queues: [first, ...others],
    onReply: (conversation, reply) => byId(conversation)?.agentReplies.push(reply),
  });
}

function stageOf(run: Run): Stage {
  return {
    api: run.api,
    run: run.run,
    seed: run.seed,
    patienceMs: run.options.patienceMs ?? 90_000,
    record: (id, source) => {
      const record = newRecord(id, source);
      run.conversations.push(record);
      return record;
    },
    onTurn: (latencyMs) => {
      run.latencies.push(latencyMs);
      tell(run, 'playing');
    },
  };
}

const canaries = 5;

async function playAll(run: Run, transcripts: readonly Transcript[]): Promise<void> {
  const stage = stageOf(run);
  const everyNth = Math.max(1, Math.floor(transcripts.length / canaries));
  const left = transcripts.map((transcript, index) => ({ transcript, index })).reverse();
  const worker = async (): Promise<void> => {
    for (let part = left.pop(); part !== undefined; part = left.pop()) {
      await play(stage, { ...part, plantCanary: part.index % everyNth === 0 });
      run.finished += 1;
      tell(run, 'playing');
    }
  };
  const workers = Math.min(run.options.concurrency ?? 8, transcripts.length);
  await Promise.all(Array.from({ length: workers }, worker));
}

const sampleMs = 250;

/** Reads who holds how much again and again while `work` goes on (I5). */
async function sampling(run: Run, work: Promise<void>): Promise<void> {
  const state = { open: true };
  const sampler = async (): Promise<void> => {
    while (state.open) {
      // A database that is away for a moment costs a reading, not the run.
      run.loads.push(...(await sampleLoads(run.pool, run.options.tenant).catch(() => [])));
      await sleep(sampleMs);
    }
  };
  const samples = sampler();
  try {
    await work;
  } finally {
    state.open = false;
    await samples;
  }
}

const settleMs = 20_000;

/** Waits for quiet: wrap-ups over, signals sent. What is still open after the time is left for the checker to judge. */
async function settle(run: Run): Promise<void> {
  tell(run, 'settling');
  const deadline = Date.now() + settleMs;
  while (Date.now() < deadline) {
    if ((await countUnsettled(run.pool, run.options.tenant)) === 0) return;
    await sleep(200);
  }
}

async function observe(run: Run, shift: Shift): Promise<Observations> {
  tell(run, 'checking');
  const { tenant, keys, apiUrl } = run.options;
  const stored = await loadStoredFacts(run.pool, tenant);
  const versions = new Map(stored.heads.map((head) => [head.id, head.version]));
  for (const record of run.conversations)
    await readBack(run.api, record, versions.get(record.id) ?? 0);
  const ids = {
    conversations: run.conversations.map((one) => one.id),
    agents: shift.agents,
    offers: stored.offers.map((offer) => offer.id),
  };
  const stranger = keys.stranger;
  return {
    conversations: run.conversations,
    stored,
    loads: run.loads,
    feed: await readFeed(run.admin),
    trespasses:
      stranger === undefined
        ? []
        : await trespass({ stranger: { url: apiUrl, key: stranger }, owner: run.admin }, ids),
    loadedAt: Date.now(),
  };
}

async function runAll(run: Run, transcripts: readonly Transcript[]): Promise<Observations> {
  const shift = await hireAgents(run);
  try {
    await sampling(run, playAll(run, transcripts));
  } finally {
    await shift.end();
  }
  await settle(run);
  return observe(run, shift);
}

function newRun(options: SimulateOptions, pool: Pool, total: number): Run {
  const { apiUrl: url, keys, seed = 1 } = options;
  return {
    options,
    pool,
    api: { url, key: keys.backend },
    admin: { url, key: keys.admin },
    run: randomBytes(4).toString('hex'),
    seed,
    conversations: [],
    latencies: [],
    loads: [],
    finished: 0,
    total,
  };
}

/** What a run left behind, before it is judged. */
export interface Played {
  observations: Observations;
  latencies: number[];
}

/** Plays a file and observes; throws as {@link simulate} does. */
export async function playAndObserve(options: SimulateOptions): Promise<Played> {
  const { file, limit } = options;
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new BatonError('invalid_request', `cannot read the transcript file ${file}`, { cause });
  });
  const transcripts = readTranscripts(text, file).slice(0, limit);
  const pool = createPool(options.databaseUrl, {
    max: 3,
    statementTimeoutMs: 60_000,
    name: 'baton-simulate',
  });
  try {
    const run = newRun(options, pool, transcripts.length);
    const observations = await runAll(run, transcripts);
    return { observations, latencies: run.latencies };
  } finally {
    await pool.end();
  }
}

/**
 * Plays a file and reports. The tenant should be fresh, with short offer timeouts: its stored facts are checked whole.
 * Throws `invalid_request` for a bad file and `internal` when the agents can't be set up; violations are data.
 */
export async function simulate(options: SimulateOptions): Promise<SimulateReport> {
  const { observations, latencies } = await playAndObserve(options);
  return reportOf({
    observations,
    latencies,
    ledger: checkObservations(observations),
    skipped: options.keys.stranger === undefined ? ['I11'] : [],
  });
}
