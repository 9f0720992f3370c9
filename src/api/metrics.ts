/**
 * `/metrics` for Prometheus, behind a token of its own: it tells of all tenants. Figures are read when it is asked, at
 * most once in five seconds. Names and labels hold ids and codes, never a customer.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { readMeasures, type Measured } from '../adapters/postgres/metrics-read.ts';
import { BatonError } from '../errors.ts';
import type { ApiDeps } from './deps.ts';
import type { ApiContext, Variables } from './endpoint.ts';

type Labels = Record<string, string>;
type Point = [labels: Labels, value: number | null];

/** One gauge: its help, and what of the figures it shows. */
interface Shown {
  help: string;
  labels: string[];
  points: (measured: Measured) => Point[];
}

const ofQueues =
  (value: (row: Measured['queues'][number]) => number) =>
  ({ queues }: Measured): Point[] =>
    queues.map((row) => [{ tenant: row.tenant, queue: row.queue }, value(row)]);

const ofDay =
  (value: (row: Measured['day'][number]) => number | null) =>
  ({ day }: Measured): Point[] =>
    day.map((row) => [{ tenant: row.tenant, queue: row.queue }, value(row)]);

const ofBacklog =
  (name: keyof Measured['backlog']) =>
  ({ backlog }: Measured): Point[] => [[{}, backlog[name]]];

const perQueue = ['tenant', 'queue'];

/** Every gauge by its name; the files in deploy/ name no other. */
const shown: Record<string, Shown> = {
  baton_handoffs_waiting: {
    help: 'Handoffs that wait for an agent.',
    labels: perQueue,
    points: ofQueues((row) => row.waiting),
  },
  baton_handoff_oldest_waiting_seconds: {
    help: 'How long the oldest waiting handoff has waited.',
    labels: perQueue,
    points: ofQueues((row) => row.oldest_seconds),
  },
  baton_handoffs_held: {
    help: 'Handoffs that an agent holds.',
    labels: perQueue,
    points: ofQueues((row) => row.held),
  },
  baton_agents: {
    help: 'Agents by presence.',
    labels: ['tenant', 'presence'],
    points: ({ agents }) =>
      agents.map(({ tenant, presence, agents: count }) => [{ tenant, presence }, count]),
  },
  baton_day_handoffs_ended: {
    help: 'Handoffs that ended in the last 24 hours.',
    labels: perQueue,
    points: ofDay((row) => row.ended),
  },
  baton_day_completion_ratio: {
    help: 'Of those that count, the share that reached a person, last 24 hours.',
    labels: perQueue,
    points: ofDay((row) => (row.counted === 0 ? null : row.reached / row.counted)),
  },
  baton_day_precision_ratio: {
    help: 'Of the judged handoffs, the share that was needed, last 24 hours.',
    labels: perQueue,
    points: ofDay((row) => (row.judged === 0 ? null : row.judged_right / row.judged)),
  },
  baton_day_time_to_human_seconds: {
    help: 'Request to first message of a person, last 24 hours.',
    labels: [...perQueue, 'quantile'],
    points: ({ day }) =>
      day.flatMap((row): Point[] => [
        [{ tenant: row.tenant, queue: row.queue, quantile: '0.5' }, row.human_median],
        [{ tenant: row.tenant, queue: row.queue, quantile: '0.9' }, row.human_p90],
      ]),
  },
  baton_day_alerts: {
    help: 'SLA warnings and breaches of the last 24 hours.',
    labels: ['tenant', 'metric', 'threshold'],
    points: ({ alerts }) => alerts.map(({ alerts: count, ...labels }) => [labels, count]),
  },
  baton_outbox_pending: {
    help: 'Messages to workflows that are not sent yet.',
    labels: [],
    points: ofBacklog('outbox_pending'),
  },
  baton_outbox_oldest_seconds: {
    help: 'Age of the oldest of them.',
    labels: [],
    points: ofBacklog('outbox_oldest_seconds'),
  },
  baton_deliveries_pending: {
    help: 'Deliveries on their way.',
    labels: [],
    points: ofBacklog('deliveries_pending'),
  },
  baton_day_deliveries_given_up: {
    help: 'Deliveries given up in the last 24 hours.',
    labels: [],
    points: ofBacklog('deliveries_given_up'),
  },
  baton_conversations_overdue: {
    help: 'Conversations whose deadline passed a minute ago and nothing happened.',
    labels: [],
    points: ofBacklog('overdue_conversations'),
  },
};

const keepMs = 5_000;

function createRegistry(deps: ApiDeps): { registry: Registry; requests: Histogram } {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'baton_' });
  const requests = new Histogram({
    name: 'baton_http_request_duration_seconds',
    help: 'Time to answer a request.',
    labelNames: ['operation', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });
  const read: { at: number; measured: Promise<Measured> | null } = { at: 0, measured: null };
  const fresh = (): Promise<Measured> => {
    if (read.measured === null || deps.now() - read.at > keepMs) {
      read.at = deps.now();
      read.measured = readMeasures(deps.pool);
    }
    return read.measured;
  };
  for (const [name, { help, labels, points }] of Object.entries(shown))
    new Gauge({
      name,
      help,
      labelNames: labels,
      registers: [registry],
      async collect() {
        const measured = await fresh();
        this.reset();
        for (const [at, value] of points(measured)) if (value !== null) this.set(at, value);
      },
    });
  return { registry, requests };
}

function isToken(given: string, token: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(token));
}

/** Times every request, and answers Prometheus. Without a token there is no such address. */
export function mountMetrics(app: OpenAPIHono<{ Variables: Variables }>, deps: ApiDeps): void {
  const { metricsToken } = deps;
  if (metricsToken === undefined) return;
  const { registry, requests } = createRegistry(deps);
  app.use('*', async (context, next) => {
    const done = requests.startTimer();
    await next();
    const { operation } = (context as ApiContext).var;
    done({ operation, status: String(context.res.status) });
  });
  app.get('/metrics', async (context) => {
    const given = (context.req.header('authorization') ?? '').replace(/^Bearer /, '');
    if (!isToken(given, metricsToken))
      throw new BatonError('unauthenticated', 'send the token of BATON_METRICS_TOKEN as bearer');
    return context.body(await registry.metrics(), 200, { 'content-type': registry.contentType });
  });
}
