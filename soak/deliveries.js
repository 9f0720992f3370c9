/**
 * Worker and API are killed with SIGKILL at random during some 300 deliveries over webhooks and mail, to receivers that
 * answer 500, hang or close now and then. Every message must reach every receiver that wants it (I7), in the order of its
 * conversation; a repeat must carry the same key. Lost and out of order must be 0; duplicates are counted.
 */
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openGround } from '../bench/ground.js';
import { createApiKey } from '../dist/adapters/postgres/api-keys.js';
import { addWebhookEndpoint } from '../dist/adapters/postgres/webhook-endpoints.js';

const baton = fileURLToPath(new URL('../bin/baton.js', import.meta.url));
const smtpEntry = fileURLToPath(new URL('../test/support/smtp-entry.js', import.meta.url));
const tenant = 'demo';
const apiPort = 18_911;
const sizes = { conversations: 28, replies: 3, kills: 16, betweenKillsMs: [1_500, 4_000] };
const settleMs = 180_000;

/** @typedef {{ key: string, conversation: string, sequence: number, content: string }} Taken */
/** @typedef {Awaited<ReturnType<typeof openGround>>} Ground */

/** @type {(ms: number) => Promise<void>} */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * A receiver that fails one request in three, in one of three ways.
 * @type {() => Promise<{ url: string, taken: Taken[], close: () => void }>}
 */
async function startReceiver() {
  /** @type {Taken[]} */
  const taken = [];
  const server = createServer((request, response) => {
    /** @type {Buffer[]} */
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      const mood = randomInt(9);
      if (mood === 0) return response.writeHead(500).end();
      if (mood === 1) return request.socket.destroy();
      if (mood === 2) return undefined;
      const event = JSON.parse(Buffer.concat(parts).toString('utf8'));
      taken.push({
        key: String(request.headers['webhook-id']),
        conversation: event.conversation_id,
        sequence: event.sequence,
        content: event.turn.content,
      });
      return response.writeHead(204).end();
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : address;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}`, taken, close };
}

/** @type {() => Promise<{ url: string, mails: { id: string, raw: string, to: string[] }[], stop: () => void }>} */
async function startSmtp() {
  const child = spawn(process.execPath, [smtpEntry], { stdio: ['pipe', 'pipe', 'inherit'] });
  /** @type {{ id: string, raw: string, to: string[], taken: boolean }[]} */
  const mails = [];
  const port = await new Promise((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const ready = /^ready (\d+)$/.exec(line);
      if (ready) resolve(ready[1]);
      else mails.push(JSON.parse(line));
    });
  });
  return { url: `smtp://127.0.0.1:${port}?tls=none`, mails, stop: () => child.stdin.end() };
}

/** @type {(part: 'worker' | 'api', environment: object) => import('node:child_process').ChildProcess} */
function startPart(part, environment) {
  return spawn(process.execPath, [baton, part], {
    stdio: 'ignore',
    env: { ...process.env, ...environment },
  });
}

/** @type {(environment: object, isOver: () => boolean) => Promise<{ kills: number, stop: () => void }>} */
async function killAtRandom(environment, isOver) {
  const parts = { worker: startPart('worker', environment), api: startPart('api', environment) };
  let kills = 0;
  const [least = 0, most = 0] = sizes.betweenKillsMs;
  while (!isOver()) {
    await pause(randomInt(least, most));
    if (isOver() || kills >= sizes.kills) continue;
    const part = kills % 3 === 2 ? 'api' : 'worker';
    parts[part].kill('SIGKILL');
    kills += 1;
    parts[part] = startPart(part, environment);
  }
  return {
    kills,
    stop: () => {
      for (const child of Object.values(parts)) child.kill('SIGTERM');
    },
  };
}

/** @type {(key: string, path: string, body: object) => Promise<void>} */
async function post(key, path, body) {
  const idempotencyKey = `soak-${path}-${JSON.stringify(body)}`
    .replaceAll(/[^!-~]/g, '_')
    .slice(0, 250);
  for (;;) {
    const response = await fetch(`http://127.0.0.1:${apiPort}${path}`, {
      method: 'POST',
      signal: AbortSignal.timeout(15_000),
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        'idempotency-key': idempotencyKey,
      },
      body: JSON.stringify(body),
    }).catch(() => null);
    if (response?.status === 200) return;
    await pause(250);
  }
}

/** @type {(keys: { backend: string, agent: string }, id: string) => Promise<void>} */
async function talk(keys, id) {
  const path = `/v1/conversations/${id}`;
  const turn = { id: 't1', role: 'customer', content: 'I want to talk to a real person please.' };
  const customer = { email: `${id}@example.org` };
  await post(keys.backend, `${path}/turns`, { turn, customer, channel: 'email' });
  await post(keys.agent, `${path}/claim`, {});
  for (let reply = 1; reply <= sizes.replies; reply += 1)
    await post(keys.agent, `${path}/replies`, {
      id: `r${reply}`,
      content: `reply ${reply} of ${id}`,
    });
}

/**
 * What one receiver of one conversation should have seen, and what it saw.
 * @type {(name: string, wanted: string[], seen: { key: string, content: string }[]) => { faults: string[], repeats: number }}
 */
function compare(name, wanted, seen) {
  /** @type {Map<string, string>} */
  const firsts = new Map();
  for (const { key, content } of seen) if (!firsts.has(key)) firsts.set(key, content);
  const found = [...firsts.values()];
  const faults = [];
  for (const content of wanted)
    if (!found.includes(content)) faults.push(`${name}: lost ${content}`);
  if (new Set(found).size !== found.length) faults.push(`${name}: one message under two keys`);
  const known = found.filter((content) => wanted.includes(content));
  if (faults.length === 0 && known.join('|') !== wanted.join('|'))
    faults.push(`${name}: out of order: ${known.join(', ')}`);
  return { faults, repeats: seen.length - firsts.size };
}

/** @type {(raw: string) => string} */
const textOf = (raw) => /reply \d+ of [\w-]+/.exec(raw)?.[0] ?? '';

/** @param {Ground} ground */
async function untilSettled(ground) {
  const until = Date.now() + settleMs;
  for (;;) {
    const { rows } = await ground.pool.query(
      `select count(*) filter (where state = 'pending')::int as pending, count(*)::int as planned from deliveries`,
    );
    const { pending, planned } = rows[0];
    const wanted = sizes.conversations * (2 * (sizes.replies + 1) + sizes.replies);
    if (pending === 0 && planned >= wanted) return { pending, planned };
    if (Date.now() > until) return { pending, planned };
    await pause(500);
  }
}

/**
 * Tenant, endpoints and keys for the campaign.
 * @param {Ground} ground
 * @param {{ url: string }[]} receivers
 */
async function prepare(ground, receivers) {
  for (const { url } of receivers)
    await addWebhookEndpoint(ground.pool, tenant, { url, events: ['turn.created'] }, 'soak');
  await ground.pool.query(`update agents set capacity = 1000`);
  await ground.pool.query(
    `update policies set document = document || '{"delivery": {"first_retry_seconds": 1}}'::jsonb`,
  );
  const base = { tenant, label: 'soak' };
  const backend = await createApiKey(ground.pool, { ...base, role: 'backend' });
  const agent = await createApiKey(ground.pool, { ...base, role: 'agent', agent: 'ana' });
  return { backend: backend.secret, agent: agent.secret };
}

/**
 * Every conversation at every receiver, compared with what was said.
 * @param {string[]} names
 * @param {{ id: string, raw: string, to: string[] }[]} sent
 * @param {{ taken: Taken[] }[]} receivers
 */
function judge(names, sent, receivers) {
  return names.flatMap((name) => {
    const numbers = Array.from({ length: sizes.replies }, (_, index) => index + 1);
    const replies = numbers.map((number) => `reply ${number} of ${name}`);
    const turns = ['I want to talk to a real person please.', ...replies];
    const mails = sent
      .filter(({ to }) => to.includes(`${name}@example.org`))
      .map(({ id, raw }) => ({ key: id, content: textOf(raw) }));
    const hooks = receivers.map(({ taken }, index) => {
      const own = taken.filter(({ conversation }) => conversation === name);
      return compare(`webhook ${index} of ${name}`, turns, own);
    });
    return [compare(`mail to ${name}`, replies, mails), ...hooks];
  });
}

export async function deliveries() {
  const ground = await openGround();
  const smtp = await startSmtp();
  const receivers = [await startReceiver(), await startReceiver()];
  const keys = await prepare(ground, receivers);
  let isOver = false;
  const environment = {
    ...ground.environment,
    BATON_TASK_QUEUE: 'soak',
    BATON_API_PORT: String(apiPort),
    BATON_ALLOWED_ADDRESSES: '127.0.0.0/8',
    SMTP_URL: smtp.url,
    BATON_MAIL_FROM: 'Support <support@example.com>',
  };
  const killing = killAtRandom(environment, () => isOver);
  const names = Array.from({ length: sizes.conversations }, (_, index) => `soak-${index}`);
  await Promise.all(names.map((name) => talk(keys, name)));
  const { pending, planned } = await untilSettled(ground);
  isOver = true;
  const { kills, stop } = await killing;
  stop();
  const results = judge(names, smtp.mails, receivers);
  const { rows } = await ground.pool.query(
    'select count(*)::int as attempts from delivery_attempts',
  );
  receivers.forEach(({ close }) => close());
  smtp.stop();
  await ground.close();
  const faults = results.flatMap((result) => result.faults);
  return {
    figures: {
      'deliveries planned': planned,
      'attempts in the ledger': rows[0].attempts,
      'processes killed': kills,
      'still pending at the end': pending,
      lost: faults.filter((fault) => fault.includes('lost')).length,
      'out of order': faults.filter((fault) => fault.includes('order')).length,
      'duplicates, same key': results.reduce((sum, { repeats }) => sum + repeats, 0),
    },
    faults: pending > 0 ? [...faults, `${pending} deliveries never ended`] : faults,
  };
}
