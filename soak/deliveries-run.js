/**
 * Worker and API are killed with SIGKILL at random while conversations are told over every channel at once: webhooks,
 * mail, Slack, Zendesk, HubSpot, Chatwoot, to receivers that fail one request in three. Every message must reach every
 * receiver that wants it (I7), in the order of its conversation; a repeat must carry the same key. Lost and out of order
 * must be 0; repeats are counted for each channel. No secret stands in what the processes print, however much they log.
 */
import { spawn } from 'node:child_process';
import { randomInt, randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { createApiKey } from '../dist/adapters/postgres/api-keys.js';
import { addConnector } from '../dist/adapters/postgres/connectors.js';
import { parseKeyring } from '../dist/adapters/crypto/envelope.js';
import { addWebhookEndpoint } from '../dist/adapters/postgres/webhook-endpoints.js';
import { steadyPort } from '../scripts/steady-port.js';
import {
  startChatwoot,
  startHubspot,
  startSlack,
  startSmtp,
  startWebhook,
  startZendesk,
} from './receivers.js';

const baton = fileURLToPath(new URL('../bin/baton.js', import.meta.url));

/** @typedef {{ conversations: number, replies: number, kills: number, attemptsBetweenKills: [number, number], settleMs: number, fates: () => import('./receivers.js').Fates }} Sizes */
/** @typedef {{ pool: import('../dist/adapters/postgres/pool.js').Pool, tenant: string, environment: Record<string, string> }} Ground */
/** @typedef {import('./receivers.js').Taken} Taken */

/** @type {(ms: number) => Promise<void>} */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** What a process printed is added to `printed`. @typedef {{ environment: object, printed: string[] }} Start */

/** @type {(part: 'worker' | 'api', start: Start) => import('node:child_process').ChildProcess} */
function startPart(part, { environment, printed }) {
  const child = spawn(process.execPath, [baton, part], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => printed.push(text));
  return child;
}

/** @type {(printed: string, secrets: Record<string, string>) => string[]} */
export function told(printed, secrets) {
  return Object.entries(secrets)
    .filter(([, secret]) => printed.includes(secret))
    .map(([name]) => `${name} was printed`);
}

/** @type {(ground: Ground) => Promise<number>} */
async function attemptsSoFar({ pool }) {
  const { rows } = await pool.query('select count(*)::int as count from delivery_attempts');
  return rows[0].count;
}

/**
 * Kills one part after so many attempts, not after so long, so that each kill comes while something is sent.
 * @param {Ground} ground
 * @param {Start} start
 * @param {Sizes} sizes
 * @param {() => boolean} isOver
 */
async function killAtRandom(ground, start, sizes, isOver) {
  const parts = { worker: startPart('worker', start), api: startPart('api', start) };
  let kills = 0;
  let next = randomInt(...sizes.attemptsBetweenKills);
  while (!isOver()) {
    await pause(25);
    // As a supervisor would: what ended by itself, such as a start without its database, is started again.
    for (const part of /** @type {const} */ (['worker', 'api']))
      if (parts[part].exitCode !== null) parts[part] = startPart(part, start);
    if (kills >= sizes.kills || (await attemptsSoFar(ground)) < next) continue;
    const part = kills % 3 === 1 ? 'api' : 'worker';
    parts[part].kill('SIGKILL');
    kills += 1;
    parts[part] = startPart(part, start);
    next = (await attemptsSoFar(ground)) + randomInt(...sizes.attemptsBetweenKills);
  }
  const children = Object.values(parts);
  const gone = children.map((child) => new Promise((resolve) => child.once('exit', resolve)));
  for (const child of children) child.kill('SIGKILL');
  await Promise.all(gone);
  return kills;
}

/** @type {(api: { url: string, key: string }, path: string, body: object) => Promise<void>} */
async function post(api, path, body) {
  const idempotencyKey = `soak-${path}-${JSON.stringify(body)}`
    .replaceAll(/[^!-~]/g, '_')
    .slice(0, 250);
  for (;;) {
    const response = await fetch(`${api.url}${path}`, {
      method: 'POST',
      signal: AbortSignal.timeout(15_000),
      headers: {
        authorization: `Bearer ${api.key}`,
        'content-type': 'application/json',
        'idempotency-key': idempotencyKey,
      },
      body: JSON.stringify(body),
    }).catch(() => null);
    if (response?.status === 200) return;
    await pause(250);
  }
}

const wish = 'I want to talk to a real person please.';

/** @type {(url: string, keys: { backend: string, agent: string }, id: string, replies: number) => Promise<void>} */
async function talk(url, keys, id, replies) {
  const path = `/v1/conversations/${id}`;
  const turn = { id: 't1', role: 'customer', content: wish };
  const customer = { email: `${id}@example.org` };
  await post({ url, key: keys.backend }, `${path}/turns`, { turn, customer, channel: 'email' });
  await post({ url, key: keys.agent }, `${path}/claim`, {});
  for (let reply = 1; reply <= replies; reply += 1)
    await post({ url, key: keys.agent }, `${path}/replies`, {
      id: `r${reply}`,
      content: `reply ${reply} of ${id}`,
    });
}

/**
 * What one receiver of one conversation should have seen, and what it saw. Messages nobody waits for here, such as
 * briefs, are looked at for repeats only.
 * @type {(name: string, wanted: string[], seen: Pick<Taken, 'key' | 'content'>[]) => { faults: string[], repeats: number }}
 */
export function compare(name, wanted, seen) {
  /** @type {Map<string | undefined, string>} */
  const firsts = new Map();
  for (const { key, content } of seen) if (!firsts.has(key)) firsts.set(key, content);
  const known = [...firsts.values()].filter((content) => wanted.includes(content));
  const faults = wanted
    .filter((content) => !known.includes(content))
    .map((content) => `${name}: lost ${content}`);
  if (new Set(known).size !== known.length) faults.push(`${name}: one message under two keys`);
  if (faults.length === 0 && known.join('|') !== wanted.join('|'))
    faults.push(`${name}: out of order: ${known.join(', ')}`);
  return { faults, repeats: seen.length - firsts.size };
}

/** The part of a text that says which message it is. @type {(text: string) => string} */
const gist = (text) => /reply \d+ of [\w-]+/.exec(text)?.[0] ?? (text.includes(wish) ? wish : text);

/**
 * @param {import('./receivers.js').Mail[]} mails
 * @param {string} conversation
 * @param {string[]} replies
 */
function judgeMail(mails, conversation, replies) {
  const own = mails
    .filter(({ to }) => to.includes(`${conversation}@example.org`))
    .map(({ id, raw }) => ({ key: id, raw, content: gist(raw) }));
  const automatic = own.filter(({ raw }) => /^auto-submitted: auto-generated/im.test(raw));
  const people = own.filter((mail) => !automatic.includes(mail));
  const judged = compare(`mail to ${conversation}`, replies, people);
  if (new Set(automatic.map(({ key }) => key)).size > 1)
    judged.faults.push(`mail to ${conversation}: more than one of Baton's own in a window`);
  return judged;
}

/**
 * @param {Awaited<ReturnType<typeof openReceivers>>} receivers
 * @param {string[]} names
 * @param {Sizes} sizes
 */
function judge(receivers, names, sizes) {
  /** @type {Record<string, number>} */
  const repeats = {};
  /** @type {string[]} */
  const faults = [];
  /** @type {(channel: string, judged: { faults: string[], repeats: number }) => void} */
  const note = (channel, judged) => {
    faults.push(...judged.faults);
    repeats[channel] = (repeats[channel] ?? 0) + judged.repeats;
  };
  for (const name of names) {
    const numbers = Array.from({ length: sizes.replies }, (_, index) => index + 1);
    const replies = numbers.map((number) => `reply ${number} of ${name}`);
    const wanted = {
      webhook: [wish, ...replies],
      slack: replies,
      zendesk: ['ticket', ...replies],
      hubspot: ['ticket'],
      chatwoot: replies,
    };
    for (const [channel, contents] of Object.entries(wanted)) {
      const { taken } = receivers[/** @type {keyof typeof wanted} */ (channel)];
      const own = taken.filter(({ conversation }) => conversation === name);
      const seen = own.map(({ key, content }) => ({ key, content: gist(content) }));
      note(channel, compare(`${channel} of ${name}`, contents, seen));
    }
    note('mail', judgeMail(receivers.smtp.mails, name, replies));
  }
  return { faults, repeats };
}

/** @param {Sizes} sizes */
async function openReceivers({ fates }) {
  return {
    webhook: await startWebhook(fates()),
    slack: await startSlack(fates()),
    zendesk: await startZendesk(fates()),
    hubspot: await startHubspot(fates()),
    chatwoot: await startChatwoot(fates()),
    smtp: await startSmtp(),
  };
}

/**
 * Targets and keys for the campaign.
 * @param {Ground} ground
 * @param {Awaited<ReturnType<typeof openReceivers>>} receivers
 */
async function prepare({ pool, tenant, environment }, receivers) {
  const endpoint = { url: receivers.webhook.url, events: ['turn.created'] };
  const keyring = parseKeyring(environment.BATON_MASTER_KEYS ?? '');
  const webhook = await addWebhookEndpoint({ pool, keyring }, tenant, endpoint, 'soak');
  const secret = { token: 'secret', signing_secret: 'secret', agents: {} };
  /** @type {[import('../dist/domain/connectors.js').ConnectorKind, object][]} */
  const connectors = [
    ['slack', { base_url: receivers.slack.url, channel: 'C1', ...secret }],
    ['zendesk', { base_url: receivers.zendesk.url, user: 'bot@acme.test', token: 'secret' }],
    ['hubspot', { base_url: receivers.hubspot.url, token: 'secret' }],
    ['chatwoot', { base_url: receivers.chatwoot.url, account: 1, inbox: 1, ...secret }],
  ];
  for (const [kind, config] of connectors)
    await addConnector(pool, tenant, { kind, config }, 'soak');
  await pool.query('update agents set capacity = 1000 where tenant = $1', [tenant]);
  // Without clocks: an agent whose API was killed for minutes keeps the case.
  await pool.query(
    `update policies set document = document || '{"delivery": {"first_retry_seconds": 1}, "sla": []}'::jsonb where tenant = $1`,
    [tenant],
  );
  const base = { tenant, label: 'soak' };
  const backend = await createApiKey(pool, { ...base, role: 'backend' });
  const agent = await createApiKey(pool, { ...base, role: 'agent', agent: 'ana' });
  return { backend: backend.secret, agent: agent.secret, webhook: webhook.secret };
}

/**
 * Waits until everything that was said has arrived and nothing is pending but what waits for the next window. What is
 * lost is waited for until the time is up.
 * @param {Ground} ground
 * @param {Sizes} sizes
 * @param {() => boolean} hasArrived
 */
async function untilSettled({ pool, tenant }, sizes, hasArrived) {
  const until = Date.now() + sizes.settleMs;
  for (;;) {
    // Who was unlucky often waits for hours; the campaign does not.
    await pool.query(
      `update deliveries set next_at = now() where tenant = $1 and state = 'pending' and target <> 'notice'
          and attempts >= 4 and next_at > now() + interval '20 seconds'`,
      [tenant],
    );
    const { rows } = await pool.query(
      `select count(*) filter (where state = 'pending' and target <> 'notice')::int as pending, count(*)::int as planned,
              count(*) filter (where state = 'failed')::int as failed
         from deliveries where tenant = $1`,
      [tenant],
    );
    const [{ pending, planned, failed }] = rows;
    if ((pending === 0 && hasArrived()) || Date.now() > until) return { pending, planned, failed };
    await pause(250);
  }
}

/**
 * Settings of the processes: as they would be, and as talkative as can be.
 * @param {Ground} ground
 * @param {Awaited<ReturnType<typeof openReceivers>>} receivers
 * @param {{ apiPort: number, connectorSecret: string }} own
 */
function environmentOf({ environment, tenant }, receivers, { apiPort, connectorSecret }) {
  return {
    ...environment,
    BATON_API_PORT: String(apiPort),
    BATON_ALLOWED_ADDRESSES: '127.0.0.0/8',
    BATON_CONNECTOR_SECRETS: JSON.stringify({ [tenant]: { secret: connectorSecret } }),
    BATON_LOG_LEVEL: 'trace',
    SMTP_URL: receivers.smtp.url,
    BATON_MAIL_FROM: 'Support <support@example.com>',
  };
}

/**
 * @param {Ground} ground
 * @param {Awaited<ReturnType<typeof prepare>>} keys
 * @param {string} connectorSecret
 */
function secretsOf({ environment }, keys, connectorSecret) {
  const [masterKey = ''] = (environment['BATON_MASTER_KEYS'] ?? '').split(':').slice(-1);
  return {
    'the secret of the connectors': connectorSecret,
    'the secret of the webhook': keys.webhook,
    'the key of the backend': keys.backend,
    'the key of the agent': keys.agent,
    'the master key': masterKey,
  };
}

/**
 * @param {Ground} ground
 * @param {Sizes} sizes
 * @returns {Promise<import('./run.js').Campaign>}
 */
export async function deliveriesRun(ground, sizes) {
  const receivers = await openReceivers(sizes);
  const keys = await prepare(ground, receivers);
  const apiPort = await steadyPort();
  const connectorSecret = `connector-${randomUUID()}`;
  let isOver = false;
  const environment = environmentOf(ground, receivers, { apiPort, connectorSecret });
  /** @type {string[]} */
  const printed = [];
  const killing = killAtRandom(ground, { environment, printed }, sizes, () => isOver);
  const names = Array.from({ length: sizes.conversations }, (_, index) => `soak-${index}`);
  const url = `http://127.0.0.1:${apiPort}`;
  await Promise.all(names.map((name) => talk(url, keys, name, sizes.replies)));
  const hasArrived = () =>
    !judge(receivers, names, sizes).faults.some((fault) => fault.includes(': lost '));
  const { pending, planned, failed } = await untilSettled(ground, sizes, hasArrived);
  isOver = true;
  const kills = await killing;
  const attempts = await attemptsSoFar(ground);
  for (const { close } of Object.values(receivers)) close();
  const { faults, repeats } = judge(receivers, names, sizes);
  const log = printed.join('');
  const secrets = told(log, secretsOf(ground, keys, connectorSecret));
  const repeated = Object.entries(repeats).map(([channel, count]) => `${channel} ${count}`);
  return {
    figures: {
      'deliveries planned': planned,
      'attempts in the ledger': attempts,
      'processes killed': kills,
      'still pending at the end': pending,
      'given up': failed,
      lost: faults.filter((fault) => fault.includes('lost')).length,
      'out of order': faults.filter((fault) => fault.includes('order')).length,
      'repeats, same key': repeated.join(', '),
      'lines of log': log.split('\n').length - 1,
      'secrets in them': secrets.length,
    },
    faults: [
      ...faults,
      ...secrets,
      ...(pending > 0 ? [`${pending} deliveries never ended`] : []),
      ...(failed > 0 ? [`${failed} deliveries were given up`] : []),
    ],
  };
}
