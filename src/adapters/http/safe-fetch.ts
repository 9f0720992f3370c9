/**
 * HTTP to addresses that tenants chose, which must not reach our own network (S-12). It owns: which address a
 * connection is made to, bounds on time and size. It leaves to callers: what an answer means.
 * F1 the address is judged at connect: one resolution, and the connection goes to what was judged (no rebinding).
 * F2 redirects are answers like any other; nothing is followed.
 * F3 no request outlives its time, whatever the other side does, and no answer is read past its bound.
 */
import { lookup as systemLookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector, request } from 'undici';
import { mayConnect, type AllowedRange } from './addresses.ts';

export interface SafeRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  headers?: Record<string, string>;
  body?: string | Buffer;
  timeoutMs: number;
}

export interface SafeAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  /** At most `maxAnswerBytes`; the rest is not read. */
  body: string;
}

/** Why no answer came. The words say nothing about what lies behind a refused address. */
export class UnreachableError extends Error {
  readonly reason: 'address_refused' | 'timeout' | 'no_connection' | 'bad_answer' | 'bad_url';

  constructor(reason: UnreachableError['reason'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UnreachableError';
    this.reason = reason;
  }
}

/** @throws UnreachableError */
export type SafeFetch = (url: string, call: SafeRequest) => Promise<SafeAnswer>;

export interface SafeFetchOptions {
  /** Private addresses an operator allows. */
  allowed?: readonly AllowedRange[];
  /** Resolves names; the system's resolver unless given. */
  lookup?: typeof systemLookup;
  maxAnswerBytes?: number;
}

const defaultMaxAnswerBytes = 256 * 1024;
const connectMs = 10_000;
const refusedCode = 'ADDRESS_REFUSED';

function refusal(host: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`the address of ${host} is not allowed`), { code: refusedCode });
}

type Resolved = LookupAddress[] | string;

/** A lookup for one connection: what it gives was judged, all of it. */
function judgedLookup(options: SafeFetchOptions, port: number): LookupFunction {
  const resolve = options.lookup ?? systemLookup;
  return (host, given, callback) => {
    const wanted: LookupOptions = { ...given, all: true };
    resolve(host, wanted, (error: NodeJS.ErrnoException | null, found: Resolved) => {
      if (error !== null) {
        callback(error, '');
        return;
      }
      const addresses =
        typeof found === 'string' ? [{ address: found, family: isIP(found) }] : found;
      const bad = addresses.some(({ address }) => !mayConnect(address, port, options.allowed));
      const [first] = addresses;
      if (bad || first === undefined) callback(refusal(host), '');
      else if (given.all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

/** Names are judged when they are resolved; an address in the URL is never resolved, so it is judged here. */
function judgingConnector(options: SafeFetchOptions): buildConnector.connector {
  return (target, callback) => {
    const port = Number(target.port) || (target.protocol === 'https:' ? 443 : 80);
    const host = target.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) !== 0 && !mayConnect(host, port, options.allowed)) {
      callback(refusal(host), null);
      return;
    }
    const connect = buildConnector({ timeout: connectMs, lookup: judgedLookup(options, port) });
    connect(target, callback);
  };
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const code = 'code' in error ? String(error.code) : '';
  return code === '' && error.cause !== undefined ? codeOf(error.cause) : code;
}

const badAnswerCodes = [
  'UND_ERR_HEADERS_OVERFLOW',
  'UND_ERR_RESPONSE',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
];

/** Undici names what its parser refuses by class only. */
function isBadAnswer(error: unknown, code: string): boolean {
  const isParser = error instanceof Error && error.name === 'HTTPParserError';
  return isParser || code.startsWith('HPE_') || badAnswerCodes.includes(code);
}

function unreachable(error: unknown, signal: AbortSignal): UnreachableError {
  const code = codeOf(error);
  const cause = { cause: error };
  if (code === refusedCode)
    return new UnreachableError('address_refused', 'the address is not allowed', cause);
  if (signal.aborted || code.includes('TIMEOUT') || code === 'ETIMEDOUT')
    return new UnreachableError('timeout', 'no whole answer came in time', cause);
  if (isBadAnswer(error, code))
    return new UnreachableError('bad_answer', 'the answer is not HTTP', cause);
  return new UnreachableError('no_connection', `no connection: ${code || 'unknown'}`, cause);
}

function checkedUrl(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !['http:', 'https:'].includes(parsed.protocol))
    throw new UnreachableError('bad_url', 'the URL must begin with http:// or https://');
  if (parsed.username !== '' || parsed.password !== '')
    throw new UnreachableError('bad_url', 'the URL must not hold a user or a password');
  return parsed;
}

type Body = AsyncIterable<unknown> & { destroy: () => unknown };

async function readBounded(body: Body, maxBytes: number): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of body) {
    const bytes = part as Buffer;
    parts.push(bytes.subarray(0, maxBytes - size));
    size += bytes.byteLength;
    if (size >= maxBytes) break; // leaving the loop destroys the stream
  }
  return Buffer.concat(parts).toString('utf8');
}

export interface SafeHttp {
  fetch: SafeFetch;
  close: () => Promise<void>;
}

/** Makes a client that connects to public addresses, and to others only where `allowed` says so. */
export function createSafeHttp(options: SafeFetchOptions = {}): SafeHttp {
  const maxBytes = options.maxAnswerBytes ?? defaultMaxAnswerBytes;
  const agent = new Agent({
    connect: judgingConnector(options),
    // A connection is not kept: the next request judges the address again.
    pipelining: 0,
    maxHeaderSize: 32 * 1024,
  });
  const fetch: SafeFetch = async (url, call) => {
    const target = checkedUrl(url);
    const signal = AbortSignal.timeout(call.timeoutMs);
    try {
      const answer = await request(target, {
        method: call.method,
        headers: call.headers ?? {},
        body: call.body ?? null,
        dispatcher: agent,
        signal,
        headersTimeout: call.timeoutMs,
        bodyTimeout: call.timeoutMs,
      });
      const body = await readBounded(answer.body, maxBytes);
      return { status: answer.statusCode, headers: answer.headers, body };
    } catch (error) {
      throw unreachable(error, signal);
    }
  };
  return { fetch, close: () => agent.destroy() };
}
