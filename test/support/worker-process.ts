/**
 * Workers and callers as processes of their own, an installation whose workers a test starts and kills one by one, and
 * holds that stop a commit between its rows and its answer.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { createDataConverter } from '../../src/adapters/crypto/codec.ts';
import { createDataKeyStore } from '../../src/adapters/crypto/data-key-store.ts';
import { makeMasterKey, parseKeyring } from '../../src/adapters/crypto/envelope.ts';
import { createConversationClient } from '../../src/client/conversation-client.ts';
import type { ConversationRef } from '../../src/domain/ids.ts';
import type { Turn } from '../../src/domain/turn.ts';
import { eventually, testDatabase, type TestBaton } from './baton.ts';
import { seedTenant } from './tenant.ts';

/** One turn of a caller. */
export interface Post {
  ref: ConversationRef;
  turn: Turn;
}

/** What `worker-entry.js` is told; with `post` it is a caller, without a worker. */
export interface ProcessSettings {
  databaseUrl: string;
  temporalAddress: string;
  taskQueue: string;
  masterKeys: string;
  post?: Post;
}

export interface TestProcess {
  /** What it has printed. */
  output(): string;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const entry = fileURLToPath(new URL('worker-entry.js', import.meta.url));
const readyWithinMs = 30_000;

/** Brings `dist/` up to date; at once when it is. */
export async function buildForProcesses(): Promise<void> {
  await promisify(execFile)(process.execPath, ['scripts/build.js'], { cwd: root });
}

/** Starts the process from `dist/` and waits until it is ready. */
async function spawnProcess(settings: ProcessSettings): Promise<TestProcess> {
  const child = spawn(process.execPath, [entry, JSON.stringify(settings)], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await gone;
  };
  const printed = { text: '' };
  try {
    await untilReady(child, printed);
  } catch (error) {
    await kill();
    throw error;
  }
  return { output: () => printed.text, kill };
}

function untilReady(child: ChildProcess, printed: { text: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string): void => {
      reject(new Error(`the process ${reason}:\n${printed.text}`));
    };
    const timer = setTimeout(() => {
      fail('was not ready in time');
    }, readyWithinMs);
    const read = (data: Buffer): void => {
      printed.text = `${printed.text}${data.toString()}`.slice(-10_000);
      if (!/^ready$/m.test(printed.text)) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', (error) => {
      clearTimeout(timer);
      fail(`did not start, ${error.message}`);
    });
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      fail(`ended, ${signal ?? `exit code ${String(code)}`}`);
    });
  });
}

/** A `TestBaton` without a worker of its own. */
export interface Installation extends TestBaton {
  startWorker(options?: { databaseUrl?: string }): Promise<TestProcess>;
  /** A caller that sends this turn once. */
  startCaller(post: Post): Promise<TestProcess>;
}

/** A database with a tenant, a client and a task queue that nobody serves yet; `close` kills what still runs. */
export async function openInstallation(temporalAddress: string): Promise<Installation> {
  const database = await testDatabase();
  const tenant = 'acme';
  await seedTenant(database.pool, tenant);
  const masterKeys = makeMasterKey('test');
  const keyring = parseKeyring(masterKeys);
  const dataConverter = createDataConverter(createDataKeyStore(database.pool, keyring));
  const taskQueue = `test-${randomUUID()}`;
  const processes: TestProcess[] = [];
  const start = async (more: Partial<ProcessSettings>): Promise<TestProcess> => {
    const databaseUrl = database.url;
    const child = await spawnProcess({
      databaseUrl,
      temporalAddress,
      taskQueue,
      masterKeys,
      ...more,
    });
    processes.push(child);
    return child;
  };
  const connection = await Connection.connect({ address: temporalAddress });
  const client = new Client({ connection, dataConverter });
  return {
    ...database,
    keyring,
    client,
    dataConverter,
    conversations: createConversationClient({ client, taskQueue }),
    taskQueue,
    tenant,
    masterKeys,
    startWorker: (options = {}) => start(options),
    startCaller: (post) => start({ post }),
    close: async () => {
      for (const child of processes) await child.kill();
      await connection.close();
      await database.close();
    },
  };
}

/** `written`: all sources and the head are written, COMMIT was not sent. `committing`: the server is inside COMMIT. */
const holdPoints = { written: 1, committing: 2, brief: 3 };
export type HoldPoint = keyof typeof holdPoints;

/** What makes the database of an installation able to hold commits of conversations named `hold-...`. */
export const holdTriggers = `
create function hold() returns trigger language plpgsql as $$
declare
  conversation text := coalesce(to_jsonb(new) ->> 'conversation', to_jsonb(new) ->> 'id');
begin
  if conversation like 'hold-%' then
    perform pg_advisory_xact_lock_shared(tg_argv[0]::integer, hashtext(conversation));
  end if;
  return new;
end $$;
create trigger hold_written after insert or update on conversations
  for each row execute function hold(${holdPoints.written});
create constraint trigger hold_committing after insert or update on conversations
  deferrable initially deferred for each row execute function hold(${holdPoints.committing});
create trigger hold_brief after insert on briefs for each row execute function hold(${holdPoints.brief});`;

const waitingBackends = `
select pid from pg_locks where locktype = 'advisory' and not granted and classid = $1
  and database = (select oid from pg_database where datname = current_database())`;

/** Commits of one conversation that are stopped at one point. */
export interface Hold {
  /** Resolves when a commit stands at the point. */
  reached(): Promise<void>;
  /** Lets it go on; resolves when its server process has done what it does. */
  release(): Promise<void>;
  /** Ends the server process that stands there, as a crash of its host would. */
  abort(): Promise<void>;
}

/** From now on, commits of the conversation stop at the point. */
export async function holdAt(
  { pool }: Pick<Installation, 'pool'>,
  { ref }: { ref: ConversationRef },
  point: HoldPoint,
): Promise<Hold> {
  const holder = await pool.connect();
  const key = [holdPoints[point], ref.conversation];
  await holder.query('select pg_advisory_lock($1, hashtext($2))', key);
  let backends: number[] = [];
  const open = async (): Promise<void> => {
    await holder.query('select pg_advisory_unlock($1, hashtext($2))', key);
    holder.release();
    await eventually('the held server process is done', async () => {
      const { rows } = await pool.query(
        `select from pg_stat_activity where pid = any ($1) and state <> 'idle'`,
        [backends],
      );
      return rows.length === 0;
    });
  };
  return {
    reached: async () => {
      backends = await eventually(`a commit at "${point}"`, async () => {
        const { rows } = await pool.query<{ pid: number }>(waitingBackends, [holdPoints[point]]);
        return rows.length > 0 && rows.map((row) => row.pid);
      });
    },
    release: open,
    abort: async () => {
      await pool.query('select pg_terminate_backend(pid) from unnest($1::integer[]) as pid', [
        backends,
      ]);
      await open();
    },
  };
}
