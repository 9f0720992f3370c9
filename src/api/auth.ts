/** Who calls: an API key in `Authorization`, or a console session in a cookie. */
import { getCookie } from 'hono/cookie';
import {
  findApiKey,
  hashSecret,
  isSecretOf,
  keyIdOf,
  type StoredKey,
} from '../adapters/postgres/api-keys.ts';
import { findVisitor, type Visitor } from '../adapters/postgres/visitors.ts';
import { findSession } from '../adapters/postgres/sign-in.ts';
import type { Pool } from '../adapters/postgres/pool.ts';
import type { Identity } from '../adapters/postgres/api-keys.ts';
import { BatonError } from '../errors.ts';
import type { Caller } from './caller.ts';
import type { ApiContext } from './endpoint.ts';
import { addressOf, createGuessGuard, credentialGuesses, type TakeGuess } from './guesses.ts';

/** A revoked key is refused at most so much later; ms. Sessions are looked up each time: who is out is out at once. */
const cacheMs = 3_000;
const maxCached = 5_000;

/** Values for a few seconds; unknown keys are kept too, so that guesses stay cheap. */
class ShortCache<T> {
  private readonly entries = new Map<string, { value: T; until: number }>();

  async get(key: string, now: number, read: () => Promise<T>): Promise<T> {
    const entry = this.entries.get(key);
    if (entry !== undefined && entry.until > now) return entry.value;
    const value = await read();
    if (this.entries.size >= maxCached) this.entries.clear();
    this.entries.set(key, { value, until: now + cacheMs });
    return value;
  }
}

const sessionCookie = 'baton_session';

/** The cookie's name, of the session unless given: with the `__Host-` prefix where the public address is https. */
export function cookieName(publicUrl: string, name = sessionCookie): string {
  return publicUrl.startsWith('https:') ? `__Host-${name}` : name;
}

/** A `Set-Cookie` that no script reads and no other site sends along; 0 s takes it away. */
export function cookieOf(
  publicUrl: string,
  { name, cookie, maxAgeSeconds }: { name: string; cookie: string; maxAgeSeconds: number },
): string {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : '';
  return `${name}=${cookie}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}${secure}`;
}

const refusal = () =>
  new BatonError('unauthenticated', 'send a valid key: Authorization: Bearer hof_...');

const visitorRefusal = () =>
  new BatonError('unauthenticated', 'open a session first: POST /v1/visitor/session');

function isSameOrigin(context: ApiContext): boolean {
  const { publicUrl } = context.var.deps.config;
  const origin = context.req.header('origin');
  const site = context.req.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin') return false;
  if (origin === undefined) return site === 'same-origin';
  return origin === new URL(publicUrl).origin || origin === new URL(context.req.url).origin;
}

/** Refuses requests that change something and that another site's page may have sent with our cookie (S-16). */
export function checkOrigin(context: ApiContext): void {
  if (['GET', 'HEAD'].includes(context.req.method) || isSameOrigin(context)) return;
  throw new BatonError(
    'forbidden',
    'a request with the session cookie must come from our own pages',
  );
}

/** Whether the request comes from a page of the Temporal UI. */
export function isTemporalUi(context: ApiContext): boolean {
  const { temporalUiUrl } = context.var.deps;
  return temporalUiUrl !== null && context.req.header('origin') === new URL(temporalUiUrl).origin;
}

/** Whether the request comes from the Temporal UI or from our own pages. */
export function isAllowedOrigin(context: ApiContext): boolean {
  return isTemporalUi(context) || isSameOrigin(context);
}

function checkCodecOrigin(context: ApiContext): void {
  if (!isTemporalUi(context)) checkOrigin(context);
}

/** For how long a credential that proved good is looked at without taking a guess; ms. */
const provenMs = 3_600_000;

type Prove = <T>(context: ApiContext, credential: string, look: () => Promise<T>) => Promise<T>;

function isRefusal(error: unknown): boolean {
  return error instanceof BatonError && error.code === 'unauthenticated';
}

/**
 * Looks at credentials, and takes a guess for each that is not known to be good: callers at work go on while their
 * address is full of somebody's guesses. The same credential many times at once, as after a start, is looked at first
 * once.
 */
function createProof(takeGuess: TakeGuess, now: () => number): Prove {
  const proven = new Map<string, number>();
  const first = new Map<string, Promise<unknown>>();

  const remember = (mark: string): void => {
    if (proven.size >= maxCached) proven.clear();
    proven.set(mark, now() + provenMs);
  };
  const guess: Prove = async (context, mark, look) => {
    const giveBack = takeGuess(addressOf(context));
    try {
      const value = await look();
      remember(mark);
      giveBack();
      return value;
    } catch (error) {
      if (!isRefusal(error)) giveBack();
      throw error;
    }
  };
  return async (context, credential, look) => {
    const mark = hashSecret(credential).toString('base64');
    const running = first.get(mark);
    // No wait where nothing runs: all that come at once would pass here before the first is noted.
    if (running !== undefined) await running.catch(() => undefined);
    if ((proven.get(mark) ?? 0) > now()) {
      try {
        return await look();
      } catch (error) {
        if (isRefusal(error)) proven.delete(mark);
        throw error;
      }
    }
    const result = guess(context, mark, look);
    if (first.has(mark)) return result;
    first.set(mark, result);
    return result.finally(() => first.delete(mark));
  };
}

export interface Authentication {
  /** The caller; throws `unauthenticated` or, for a foreign page, `forbidden`. */
  callerOf: (context: ApiContext) => Promise<Caller>;
  /** The same for the codec route, whose pages are those of the Temporal UI. */
  codecCallerOf: (context: ApiContext) => Promise<Caller>;
  /** The visitor of a widget. Their token opens no other route, and no key opens theirs. */
  visitorCallerOf: (context: ApiContext) => Promise<Caller>;
}

/** Authentication over one pool, with its few seconds of memory. */
export function createAuthentication(pool: Pool, now: () => number): Authentication {
  const keys = new ShortCache<StoredKey | undefined>();
  const visitors = new ShortCache<Visitor | undefined>();
  const prove = createProof(createGuessGuard(credentialGuesses, now), now);

  const byKey = async (header: string): Promise<Caller> => {
    const secret = /^Bearer ([!-~]{1,256})$/i.exec(header)?.[1] ?? '';
    const id = keyIdOf(secret);
    if (id === undefined) throw refusal();
    const key = await keys.get(id, now(), () => findApiKey(pool, id));
    if (key === undefined || !isSecretOf(key, secret)) throw refusal();
    return { kind: 'key', id, tenant: key.tenant, role: key.role, agent: key.agent };
  };

  const bySession = async (cookie: string): Promise<Identity> => {
    if (cookie.length > 128) throw refusal();
    const session = await findSession(pool, cookie);
    if (session === undefined) throw refusal();
    return session;
  };

  const byToken = async (header: string): Promise<Visitor> => {
    const token = /^Bearer (hv_[A-Za-z0-9_-]{43})$/.exec(header)?.[1];
    if (token === undefined) throw visitorRefusal();
    const visitor = await visitors.get(token, now(), () => findVisitor(pool, token));
    if (visitor === undefined) throw visitorRefusal();
    return visitor;
  };

  const callerBy = async (
    context: ApiContext,
    check: (context: ApiContext) => void,
  ): Promise<Caller> => {
    const header = context.req.header('authorization');
    if (header !== undefined) return prove(context, header, () => byKey(header));
    const cookie = getCookie(context, cookieName(context.var.deps.config.publicUrl));
    if (cookie === undefined) throw refusal();
    const session = await prove(context, cookie, () => bySession(cookie));
    check(context);
    return { ...session, kind: 'session' };
  };

  return {
    callerOf: (context) => callerBy(context, checkOrigin),
    codecCallerOf: (context) => callerBy(context, checkCodecOrigin),
    visitorCallerOf: async (context) => {
      const header = context.req.header('authorization') ?? '';
      const visitor = await prove(context, header, () => byToken(header));
      const { id, tenant } = visitor;
      return { kind: 'visitor', id, tenant, role: 'backend', agent: null, visitor };
    },
  };
}
