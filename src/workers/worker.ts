/** Starts what executes conversations: the workflow worker, the effects worker and the loops beside them. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Context } from '@temporalio/activity';
import {
  Worker,
  type ActivityInterceptors,
  type NativeConnection,
  type WorkerOptions,
} from '@temporalio/worker';
import type { DataConverter } from '@temporalio/common';
import type { Logger } from 'pino';
import { createConversationActivities, type ConversationDeps } from '../activities/conversation.ts';
import { createNotifier } from '../adapters/postgres/notify.ts';
import type { Pool } from '../adapters/postgres/pool.ts';
import { watchMailbox, type MailboxParts } from '../adapters/mail/mailbox.ts';
import { createReviewActivities, type ReviewDeps } from '../activities/review.ts';
import type { EraserParts } from './erase-conversation.ts';
import { effectsQueue } from '../domain/ids.ts';
import type { ConversationClient } from '../client/conversation-client.ts';
import { startBacktestLoop } from './backtest-loop.ts';
import { startDeliveryLoops, type DeliveryParts } from './delivery-loops.ts';
import { startErasureLoop } from './erasure-loop.ts';
import { startRoutingLoops } from './routing-loops.ts';
import { sturdyConverter } from './sturdy-codec.ts';

export interface WorkerParts {
  connection: NativeConnection;
  namespace: string;
  taskQueue: string;
  pool: Pool;
  databaseUrl: string;
  dataConverter: DataConverter;
  conversations: ConversationClient;
  writeModelBrief: ConversationDeps['writeModelBrief'];
  /** The model behind the feature `risk`; absent, no turn has it. */
  risk?: ConversationDeps['risk'];
  readIntent?: ConversationDeps['readIntent'];
  maxCachedWorkflows?: number | undefined;
  /** A file of workflow code that was bundled before; absent, the build's, or from source one made on the spot. */
  workflowBundle?: string | undefined;
  /** How deliveries leave; absent, this worker sends none. */
  delivery?: Pick<DeliveryParts, 'senders' | 'leaseMs' | 'retentionDays'> | undefined;
  /** How reports of the weekly review leave; absent, they are on their page only. */
  reviews?: Omit<ReviewDeps, 'pool'> | undefined;
  /** How conversations are erased; absent, this worker erases none. */
  eraser?: EraserParts | undefined;
  /** A mailbox this worker reads. */
  mailbox?: Pick<MailboxParts, 'url' | 'receive'> | undefined;
  log: Logger;
}

export interface RunningWorker {
  /** Ends when the worker stops; rejects when it dies. */
  readonly done: Promise<void>;
  close(): Promise<void>;
}

const bundle = fileURLToPath(new URL('../workflow-bundle.js', import.meta.url));
const source = fileURLToPath(new URL('../workflows/index.ts', import.meta.url));

function workflowCode(given?: string): Pick<WorkerOptions, 'workflowBundle' | 'workflowsPath'> {
  if (given !== undefined) return { workflowBundle: { codePath: given } };
  return existsSync(bundle) ? { workflowBundle: { codePath: bundle } } : { workflowsPath: source };
}

/** Well inside the heartbeat timeout of the effects, so that only a worker that died misses it. */
const beatEveryMs = 1_500;

/** An effect is alive as long as its process is: what it waits for has timeouts of its own. */
function beatWhileRunning(context: Context): ActivityInterceptors {
  return {
    inbound: {
      execute: async (input, next) => {
        context.heartbeat();
        const beat = setInterval(() => {
          context.heartbeat();
        }, beatEveryMs);
        try {
          return await next(input);
        } finally {
          clearInterval(beat);
        }
      },
    },
  };
}

function reviewsOf({ reviews }: WorkerParts): Omit<ReviewDeps, 'pool'> {
  return reviews ?? { sendReport: null, publicUrl: 'http://127.0.0.1:8787' };
}

function effectsOf({ pool, writeModelBrief, readIntent, risk }: WorkerParts) {
  return { pool, writeModelBrief, readIntent, risk };
}

/** What goes on beside conversations: deliveries, the mailbox, erasures, where they are configured. */
function openDoors(parts: WorkerParts): { close(): Promise<void> } {
  const deliveries = parts.delivery && startDeliveryLoops({ ...parts, ...parts.delivery });
  const mailbox = parts.mailbox && watchMailbox({ ...parts.mailbox, log: parts.log });
  const backtests = startBacktestLoop(parts);
  const erasures = parts.eraser && startErasureLoop({ ...parts.eraser, log: parts.log });
  return {
    close: async () => {
      await mailbox?.close();
      await erasures?.close();
      await backtests.close();
      await deliveries?.close();
    },
  };
}

/** Brings the worker up. It polls when this resolves. */
export async function startWorker(parts: WorkerParts): Promise<RunningWorker> {
  const notifier = createNotifier(parts.pool);
  const loops = startRoutingLoops(parts);
  const doors = openDoors(parts);
  const reviews = createReviewActivities({ ...reviewsOf(parts), pool: parts.pool });
  const conversations = createConversationActivities({
    ...effectsOf(parts),
    touched: notifier.touched,
    wakeMatching: () => {
      loops.wakeMatching();
      notifier.wakeMatching();
    },
  });
  const common = {
    connection: parts.connection,
    namespace: parts.namespace,
    dataConverter: sturdyConverter(parts.dataConverter),
    activities: { ...conversations, ...reviews },
    shutdownGraceTime: '10 s',
    shutdownForceTime: '20 s',
  } as const;
  const workers = [
    await Worker.create({
      ...common,
      ...workflowCode(parts.workflowBundle),
      taskQueue: parts.taskQueue,
      ...(parts.maxCachedWorkflows === undefined
        ? {}
        : { maxCachedWorkflows: parts.maxCachedWorkflows }),
      // A worker that died holds its conversations up for this long at most.
      stickyQueueScheduleToStartTimeout: '5 s',
    }),
    await Worker.create({
      ...common,
      taskQueue: effectsQueue(parts.taskQueue),
      maxConcurrentActivityTaskExecutions: 20,
      interceptors: { activity: [beatWhileRunning] },
    }),
  ];
  const done = Promise.all(workers.map((worker) => worker.run())).then(() => undefined);
  return {
    done,
    close: async () => {
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
      await done.catch(() => undefined);
      await doors.close();
      await loops.close();
      await notifier.close();
    },
  };
}
