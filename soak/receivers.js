/**
 * Receivers of every channel, each on a real port in the other side's wire format, that fail one request in three: with
 * 500, by hanging, by closing before they read, or by closing after they took it, which the sender cannot tell from the
 * others. Each answers questions about what it took, as the real ones do.
 */
import { randomInt } from 'node:crypto';
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const smtpEntry = fileURLToPath(new URL('../test/support/smtp-entry.js', import.meta.url));

/** @typedef {{ key: string | undefined, conversation: string, content: string }} Taken One message, as often as it was taken. */
/** @typedef {{ method: string, path: string, headers: import('node:http').IncomingHttpHeaders, body: any }} Call */
/** @typedef {{ url: string, taken: Taken[], close: () => void }} Receiver */

/** @typedef {'take' | 'refuse' | 'close' | 'hang' | 'cut'} Fate `cut`: taken, and the answer is lost. */
/** @typedef {() => Fate} Fates What becomes of the next request. */

/** One request in three fails, in any way. @type {Fates} */
export const byChance = () =>
  /** @type {const} */ (['refuse', 'close', 'hang', 'cut'])[randomInt(12)] ?? 'take';

/** Every third request fails, at once, so that a small run ends soon. @type {() => Fates} */
export const inTurn = () => {
  let count = 0;
  return () => {
    count += 1;
    if (count % 3 !== 0) return 'take';
    return /** @type {const} */ (['refuse', 'close', 'cut'])[(count / 3) % 3] ?? 'take';
  };
};

/**
 * @param {Fates} next
 * @param {(call: Call) => object} answer Takes the call and gives what is answered with 200.
 * @returns {Promise<{ url: string, close: () => void }>}
 */
async function startServer(next, answer) {
  const server = createServer((request, response) => {
    /** @type {Buffer[]} */
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      const fate = request.method === 'GET' ? 'take' : next();
      if (fate === 'refuse') return response.writeHead(500).end();
      if (fate === 'close') return request.socket.destroy();
      if (fate === 'hang') return undefined;
      const text = Buffer.concat(parts).toString('utf8');
      const body = text === '' ? {} : JSON.parse(text);
      const { method = '', url = '', headers } = request;
      const answered = JSON.stringify(answer({ method, path: url, headers, body }));
      if (fate === 'cut') return request.socket.destroy();
      return response.writeHead(200, { 'content-type': 'application/json' }).end(answered);
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : address;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}`, close };
}

/** @type {(next: Fates) => Promise<Receiver>} */
export async function startWebhook(next) {
  /** @type {Taken[]} */
  const taken = [];
  const server = await startServer(next, ({ headers, body }) => {
    const { conversation_id: conversation, turn } = body;
    taken.push({ key: String(headers['webhook-id']), conversation, content: turn.content });
    return {};
  });
  return { ...server, taken };
}

/** @type {(next: Fates) => Promise<Receiver>} */
export async function startSlack(next) {
  /** @type {(Taken & { ts: string, thread: string | undefined })[]} */
  const taken = [];
  const server = await startServer(next, ({ path, body }) => {
    const { searchParams: asked } = new URL(path, 'http://slack');
    if (path.startsWith('/api/conversations.')) {
      const thread = asked.get('ts') ?? undefined;
      const found = taken.filter((message) => message.thread === thread);
      const messages = found.map(({ key, ts }) => ({ ts, metadata: { event_payload: { key } } }));
      return { ok: true, messages };
    }
    // What is told back about a refusal carries no key.
    const key = body.metadata?.event_payload.key;
    const ts = `17.${taken.length}`;
    const parent = taken.find((message) => message.ts === body.thread_ts);
    const conversation = parent?.conversation ?? body.blocks[1].elements[0].value;
    taken.push({ key, ts, conversation, content: body.text, thread: body.thread_ts });
    return { ok: true, ts };
  });
  return { ...server, taken };
}

/** @type {(next: Fates) => Promise<Receiver>} */
export async function startZendesk(next) {
  /** @type {(Taken & { ticket: number })[]} */
  const taken = [];
  /** @type {Map<string, { ticket: number, conversation: string }>} */
  const tickets = new Map();
  const server = await startServer(next, ({ method, path, headers, body }) => {
    if (method === 'POST') {
      const key = String(headers['idempotency-key']);
      const known = tickets.get(key);
      const ticket = known?.ticket ?? tickets.size + 1;
      const conversation = body.ticket.external_id;
      tickets.set(key, { ticket, conversation });
      if (known === undefined) taken.push({ key, ticket, conversation, content: 'ticket' });
      return { ticket: { id: ticket } };
    }
    const ticket = Number(/\/tickets\/(\d+)/.exec(path)?.[1]);
    const own = taken.filter((change) => change.ticket === ticket);
    if (method === 'GET')
      return { audits: own.map(({ key }) => ({ metadata: { custom: { baton_key: key } } })) };
    const { comment, metadata } = body.ticket;
    const conversation = own[0]?.conversation ?? '';
    taken.push({ key: metadata.baton_key, ticket, conversation, content: comment.body });
    return {};
  });
  return { ...server, taken };
}

/** @type {(next: Fates) => Promise<Receiver>} */
export async function startHubspot(next) {
  /** @type {Taken[]} */
  const taken = [];
  /** @type {string[]} */
  const subjects = [];
  const server = await startServer(next, ({ method, path, body }) => {
    if (path.endsWith('/search')) {
      const { value } = body.filterGroups[0].filters[0];
      const at = subjects.indexOf(value);
      return { results: at < 0 ? [] : [{ id: String(at) }] };
    }
    const subject =
      method === 'POST' ? body.properties.subject : subjects[Number(path.split('/').at(-1))];
    if (method === 'POST') subjects.push(subject);
    const conversation = /^Handoff ([\w-]+):/.exec(subject)?.[1] ?? '';
    const content = method === 'POST' ? 'ticket' : 'change';
    // A change sets what it sets, however often: only tickets are counted.
    if (method === 'POST') taken.push({ key: subject, conversation, content });
    return { id: String(subjects.length - 1) };
  });
  return { ...server, taken };
}

/** @type {(next: Fates) => Promise<Receiver>} */
export async function startChatwoot(next) {
  /** @type {(Taken & { at: number })[]} */
  const taken = [];
  /** @type {string[]} */
  const contacts = [];
  /** @type {{ contact: number, conversation: string }[]} */
  const conversations = [];
  /** @type {(path: string) => number} */
  const numberIn = (path) => Number(/\/(?:conversations|contacts)\/(\d+)/.exec(path)?.[1]);
  /** @type {(call: Call) => object} */
  const asked = ({ path }) => {
    if (path.includes('/contacts/search')) {
      const wanted = new URL(path, 'http://chatwoot').searchParams.get('q') ?? '';
      const at = contacts.indexOf(wanted);
      return { payload: at < 0 ? [] : [{ id: at, identifier: wanted }] };
    }
    if (path.includes('/contacts/')) {
      const own = conversations.flatMap(({ contact, conversation }, id) =>
        contact === numberIn(path)
          ? [{ id, custom_attributes: { baton_conversation: conversation } }]
          : [],
      );
      return { payload: own };
    }
    const own = taken.filter(({ at }) => at === numberIn(path));
    return {
      payload: own.slice(-20).map(({ key }) => ({ content_attributes: { baton_key: key } })),
    };
  };
  const server = await startServer(next, (call) => {
    const { method, path, body } = call;
    if (method === 'GET') return asked(call);
    if (path.endsWith('/contacts')) {
      contacts.push(body.identifier);
      return { payload: { contact: { id: contacts.length - 1 } } };
    }
    if (path.endsWith('/conversations')) {
      const conversation = body.custom_attributes.baton_conversation;
      conversations.push({ contact: body.contact_id, conversation });
      return { id: conversations.length - 1 };
    }
    if (!path.endsWith('/messages')) return {};
    const at = numberIn(path);
    const conversation = conversations[at]?.conversation ?? '';
    taken.push({
      key: body.content_attributes?.baton_key,
      at,
      conversation,
      content: body.content,
    });
    return {};
  });
  return { ...server, taken };
}

/** @typedef {{ id: string, raw: string, to: string[] }} Mail */

/** @type {() => Promise<{ url: string, mails: Mail[], close: () => void }>} */
export async function startSmtp() {
  const child = spawn(process.execPath, [smtpEntry], { stdio: ['pipe', 'pipe', 'inherit'] });
  /** @type {Mail[]} */
  const mails = [];
  const port = await new Promise((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const ready = /^ready (\d+)$/.exec(line);
      if (ready) resolve(ready[1]);
      else mails.push(JSON.parse(line));
    });
  });
  return {
    url: `smtp://127.0.0.1:${port}?tls=none`,
    mails,
    close: () => {
      child.stdin.end();
    },
  };
}
