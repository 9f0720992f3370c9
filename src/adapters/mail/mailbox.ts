/**
 * One mailbox read by IMAP. A mail is marked seen only after it was taken, so a process that dies reads it again; taking
 * it twice is once. Several processes may read the same mailbox.
 */
import { ImapFlow } from 'imapflow';
import type { Logger } from 'pino';
import { maxMailBytes } from './parse.ts';
import type { ReceiveMail } from './receive.ts';

export interface MailboxParts {
  /** `imap://` or `imaps://` with user and password; the path names the mailbox, INBOX unless given. */
  url: string;
  receive: ReceiveMail;
  log: Logger;
  /** Looks so often beside what the server announces; ms. */
  pollMs?: number;
}

const defaultPollMs = 30_000;
const reconnectMs = 5_000;
const socketMs = 5 * 60_000;

function clientFor(url: string): { client: ImapFlow; mailbox: string } {
  const target = new URL(url);
  const secure = target.protocol === 'imaps:';
  const client = new ImapFlow({
    host: target.hostname,
    port: Number(target.port) || (secure ? 993 : 143),
    secure,
    auth: {
      user: decodeURIComponent(target.username),
      pass: decodeURIComponent(target.password),
    },
    logger: false,
    socketTimeout: socketMs,
    ...(target.searchParams.get('tls') === 'none' && { doSTARTTLS: false }),
  });
  client.on('error', () => undefined);
  return { client, mailbox: decodeURIComponent(target.pathname.slice(1)) || 'INBOX' };
}

/** Takes every mail that is not seen yet, oldest first. One that can't be taken now stays, and the rest is tried. */
async function takeUnseen(client: ImapFlow, parts: MailboxParts): Promise<void> {
  const found = await client.search({ seen: false }, { uid: true });
  for (const uid of (found || []).sort((left, right) => left - right)) {
    const sized = await client.fetchOne(
      String(uid),
      { size: true, source: { maxLength: maxMailBytes + 1 } },
      { uid: true },
    );
    if (sized === false || sized.source === undefined) continue;
    try {
      const { disposition } = await parts.receive(sized.source);
      parts.log.info({ disposition }, 'a mail was taken');
      await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
    } catch (error) {
      const cause = error instanceof Error ? error.message : String(error);
      parts.log.warn({ cause }, 'a mail could not be taken now');
    }
  }
}

/** Reads until `stop` aborts or the connection ends. */
async function readOnce(parts: MailboxParts, stop: AbortSignal): Promise<void> {
  const { client, mailbox } = clientFor(parts.url);
  const close = () => {
    client.close();
  };
  stop.addEventListener('abort', close, { once: true });
  try {
    await client.connect();
    await client.mailboxOpen(mailbox);
    while (!stop.aborted && client.usable) {
      await takeUnseen(client, parts);
      await news(client, stop, parts.pollMs ?? defaultPollMs);
    }
  } finally {
    stop.removeEventListener('abort', close);
    client.close();
  }
}

/** Waits until the server announces a mail, at most `pollMs`. The client idles by itself meanwhile. */
function news(client: ImapFlow, stop: AbortSignal, pollMs: number): Promise<void> {
  if (stop.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      client.off('exists', done);
      client.off('close', done);
      stop.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, pollMs);
    client.once('exists', done);
    client.once('close', done);
    stop.addEventListener('abort', done, { once: true });
  });
}

function pause(stop: AbortSignal, ms: number): Promise<void> {
  if (stop.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    stop.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}

/** Reads the mailbox until closed, and connects again whenever the connection is lost. */
export function watchMailbox(parts: MailboxParts): { close(): Promise<void> } {
  const stop = new AbortController();
  const run = async () => {
    while (!stop.signal.aborted) {
      await readOnce(parts, stop.signal).catch((error: unknown) => {
        if (stop.signal.aborted) return;
        const cause = error instanceof Error ? error.message : String(error);
        parts.log.warn({ cause }, 'the mailbox does not answer');
      });
      await pause(stop.signal, reconnectMs);
    }
  };
  const running = run();
  return {
    close: async () => {
      stop.abort();
      await running;
    },
  };
}
