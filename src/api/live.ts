/**
 * Live readers of this process. A reader pulls its own pages, so nothing is buffered for it; here it only learns that
 * there may be more. Hints come from one listening connection, the net is a look at the heads once per second (L1).
 * A reader whose key was revoked, or whose conversation or its texts are no longer its to read, ends within 5 seconds (L2).
 */
import { validApiKeys } from '../adapters/postgres/api-keys.ts';
import { lastSequences, listenForEvents, type Ears } from '../adapters/postgres/events-read.ts';
import type { Pool } from '../adapters/postgres/pool.ts';
import { validVisitors } from '../adapters/postgres/visitors.ts';
import { validSessions } from '../adapters/postgres/sign-in.ts';
import { canSee, visibleConversations } from '../adapters/postgres/conversations-read.ts';
import type { TypingSign } from '../adapters/postgres/typing.ts';
import type { Caller } from './caller.ts';
import { createRateLimiter } from './rate-limit.ts';
import { mayReadTranscripts } from './transcript-right.ts';

const sweepMs = 1_000;
/** Sweeps between two looks at rights. */
const rightsEvery = 3;

/** One reader; `position` is the last sequence it has, for readers of one conversation. */
export interface Reader {
  caller: Caller;
  /** Null reads the tenant's feed. */
  conversation: string | null;
  position: number;
  wake: () => void;
  /** Hears who types; absent: does not want to. */
  onTyping: ((sign: TypingSign) => void) | undefined;
  end: () => void;
}

export interface Live {
  /** Adds a reader; the function takes it away again. */
  add: (reader: Reader) => () => void;
  /** Takes one of the few signs that one side of a conversation may give, or throws `too_many_requests`. */
  takeTyping: (side: string) => void;
  /** How many readers there are. */
  count: () => number;
  /** Ends all readers and the listening connection. */
  close: () => Promise<void>;
}

function byTenant(readers: Iterable<Reader>): Map<string, Reader[]> {
  const groups = new Map<string, Reader[]>();
  for (const reader of readers) {
    const group = groups.get(reader.caller.tenant) ?? [];
    group.push(reader);
    groups.set(reader.caller.tenant, group);
  }
  return groups;
}

async function wakeLaggards(pool: Pool, tenant: string, readers: Reader[]): Promise<void> {
  const conversations = new Set(readers.flatMap((reader) => reader.conversation ?? []));
  const last =
    conversations.size === 0
      ? new Map<string, number>()
      : await lastSequences(pool, tenant, [...conversations]);
  for (const reader of readers)
    if (reader.conversation === null || (last.get(reader.conversation) ?? 0) > reader.position)
      reader.wake();
}

async function endRevoked(pool: Pool, readers: Reader[]): Promise<void> {
  const idsOf = (kind: Caller['kind']) =>
    readers.filter(({ caller }) => caller.kind === kind).map(({ caller }) => caller.id);
  const keys = await validApiKeys(pool, idsOf('key'));
  const sessions = await validSessions(pool, idsOf('session'));
  const visitors = await validVisitors(pool, idsOf('visitor'));
  const valid = { key: keys, session: sessions, visitor: visitors };
  for (const reader of readers) if (!valid[reader.caller.kind].has(reader.caller.id)) reader.end();
}

/** Agents lose sight of a conversation, for instance when it goes to another queue. */
async function endBlinded(pool: Pool, tenant: string, readers: Reader[]): Promise<void> {
  const agents = new Set(readers.flatMap(({ caller }) => caller.agent ?? []));
  for (const agent of agents) {
    const own = readers.filter(({ caller }) => caller.agent === agent);
    const conversations = own.flatMap(({ conversation }) => conversation ?? []);
    const visible = await visibleConversations(pool, { tenant, agent }, conversations);
    for (const reader of own)
      if (reader.conversation !== null && !visible.has(reader.conversation)) reader.end();
  }
}

/** The tenant no longer lets their role read what was said: a conversation's stream holds texts, the feed none. */
async function endSilenced(pool: Pool, readers: Reader[]): Promise<void> {
  for (const reader of readers)
    if (reader.conversation !== null && !(await mayReadTranscripts({ pool }, reader.caller)))
      reader.end();
}

async function checkRights(pool: Pool, readers: Set<Reader>): Promise<void> {
  await endRevoked(pool, [...readers]);
  for (const [tenant, group] of byTenant(readers)) {
    await endBlinded(pool, tenant, group);
    await endSilenced(pool, group);
  }
}

/** Tells the readers of the conversation, and those of the feed who may see it. */
async function tellOfTyping(pool: Pool, readers: ReadonlySet<Reader>, sign: TypingSign) {
  const { tenant, conversation } = sign;
  for (const reader of [...readers]) {
    const { caller, onTyping } = reader;
    if (onTyping === undefined || caller.tenant !== tenant) continue;
    if (reader.conversation === conversation) onTyping(sign);
    else if (reader.conversation === null && (await canSee(pool, caller, conversation)))
      onTyping(sign);
  }
}

function earsOf(pool: Pool, readers: ReadonlySet<Reader>): Ears {
  return {
    onHint: (hint) => {
      for (const reader of readers) {
        if (reader.caller.tenant !== hint.tenant) continue;
        if (reader.conversation === null || reader.conversation === hint.conversation)
          reader.wake();
      }
    },
    onTyping: (sign) => {
      void tellOfTyping(pool, readers, sign).catch(() => undefined);
    },
  };
}

/** One sign holds for six seconds; more than one in two is no typing. */
const typingRate = { burst: 3, perSecond: 0.5 };

/** The live readers over one pool. The connection is opened with the first reader. */
export function createLive(pool: Pool, now: () => number = () => Date.now()): Live {
  const readers = new Set<Reader>();
  const run: {
    listener?: ReturnType<typeof listenForEvents>;
    timer?: NodeJS.Timeout;
    sweeps: number;
  } = {
    sweeps: 0,
  };

  const sweep = async () => {
    if (readers.size === 0) return;
    run.sweeps += 1;
    for (const [tenant, group] of byTenant(readers)) await wakeLaggards(pool, tenant, group);
    if (run.sweeps % rightsEvery === 0) await checkRights(pool, readers);
  };
  const start = () => {
    run.listener ??= listenForEvents(pool, earsOf(pool, readers));
    let busy = false;
    run.timer ??= setInterval(() => {
      if (busy) return;
      busy = true;
      void sweep()
        .catch(() => undefined)
        .finally(() => {
          busy = false;
        });
    }, sweepMs);
  };

  return {
    add: (reader) => {
      start();
      readers.add(reader);
      return () => readers.delete(reader);
    },
    takeTyping: createRateLimiter(typingRate, now),
    count: () => readers.size,
    close: async () => {
      clearInterval(run.timer);
      for (const reader of readers) reader.end();
      await run.listener?.close();
    },
  };
}
