import { createServer, type Server } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { lookup } from 'node:dns';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mayConnect, parseAllowedRanges } from '../../../src/adapters/http/addresses.ts';
import {
  createSafeHttp,
  UnreachableError,
  type SafeHttp,
} from '../../../src/adapters/http/safe-fetch.ts';

let sink: Server;
let port = 0;
let hits = 0;

beforeAll(async () => {
  sink = createServer((request, response) => {
    hits += 1;
    if (request.url === '/redirect') response.writeHead(302, { location: '/secret' }).end();
    else if (request.url === '/huge') response.end('x'.repeat(2_000_000));
    else response.end('secret');
  });
  await new Promise<void>((resolve) => sink.listen(0, '::', resolve));
  port = (sink.address() as AddressInfo).port;
});

afterAll(() => {
  sink.closeAllConnections();
  sink.close();
});

const call = { method: 'GET', timeoutMs: 2_000 } as const;

/** A resolver that gives each answer once, then the last for ever. */
function resolver(...answers: string[]): typeof lookup {
  let index = 0;
  const resolve = (_host: string, _options: unknown, callback: (...given: unknown[]) => void) => {
    const address = answers[Math.min(index, answers.length - 1)] ?? '';
    index += 1;
    callback(null, [{ address, family: address.includes(':') ? 6 : 4 }]);
  };
  return resolve as unknown as typeof lookup;
}

async function reasonOf(http: SafeHttp, url: string): Promise<string> {
  return http.fetch(url, call).then(
    (answer) => `answered ${answer.status}`,
    (error: unknown) => (error instanceof UnreachableError ? error.reason : String(error)),
  );
}

describe('private addresses', () => {
  it.each([
    'http://127.0.0.1:PORT/',
    'http://[::1]:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://[::ffff:7f00:1]:PORT/',
    'http://[64:ff9b::7f00:1]:PORT/',
    'http://[2002:7f00:1::]:PORT/',
    'http://0x7f.1:PORT/',
    'http://2130706433:PORT/',
    'http://0177.0.0.1:PORT/',
    'http://0:PORT/',
    'http://127.1:PORT/',
    'http://localhost:PORT/',
    'http://169.254.169.254/latest/meta-data',
    'http://10.0.0.1/',
    'http://192.168.1.1/',
    'http://[fd00::1]/',
    'http://[fe80::1]/',
    'http://100.64.0.1/',
  ])('are refused at connect in the form %s', async (url) => {
    const http = createSafeHttp();
    const before = hits;
    expect(await reasonOf(http, url.replace('PORT', String(port)))).toBe('address_refused');
    expect(hits).toBe(before);
    await http.close();
  });

  it('are refused behind a public name, also when only one of its addresses is private', async () => {
    const http = createSafeHttp({ lookup: resolver('127.0.0.1') });
    for (const name of ['example.com', 'localhost.'])
      expect(await reasonOf(http, `http://${name}:${port}/`)).toBe('address_refused');
    const both = ((_host: string, _options: unknown, callback: (...given: unknown[]) => void) => {
      callback(null, [
        { address: '93.184.216.34', family: 4 },
        { address: '10.0.0.1', family: 4 },
      ]);
    }) as unknown as typeof lookup;
    expect(await reasonOf(createSafeHttp({ lookup: both }), 'http://example.com/')).toBe(
      'address_refused',
    );
  });

  it('cannot be reached by a name that changes between two resolutions', async () => {
    const before = hits;
    const http = createSafeHttp({
      lookup: resolver('192.0.2.1', '127.0.0.1'),
      allowed: parseAllowedRanges('192.0.2.1') ?? [],
    });
    expect(await reasonOf(http, `http://rebind.test:${port}/`)).not.toMatch(/answered/);
    expect(await reasonOf(http, `http://rebind.test:${port}/`)).toBe('address_refused');
    expect(hits).toBe(before);
    await http.close();
  });

  it('are reached where range and port are allowed, and only there', async () => {
    const http = createSafeHttp({ allowed: parseAllowedRanges(`127.0.0.0/8:${port}`) ?? [] });
    expect(await reasonOf(http, `http://127.0.0.1:${port}/`)).toBe('answered 200');
    expect(await reasonOf(http, `http://[::ffff:127.0.0.1]:${port}/`)).toBe('answered 200');
    expect(await reasonOf(http, `http://127.0.0.1:${port + 1}/`)).toBe('address_refused');
    expect(await reasonOf(http, `http://[::1]:${port}/`)).toBe('address_refused');
    await http.close();
  });
});

describe('an answer', () => {
  const allowAll = () => createSafeHttp({ allowed: parseAllowedRanges('127.0.0.0/8') ?? [] });

  it('that redirects is given as it is, and nothing is followed', async () => {
    const http = allowAll();
    const answer = await http.fetch(`http://127.0.0.1:${port}/redirect`, call);
    expect(answer.status).toBe(302);
    expect(answer.body).not.toContain('secret');
    await http.close();
  });

  it('is read up to its bound only', async () => {
    const http = allowAll();
    const answer = await http.fetch(`http://127.0.0.1:${port}/huge`, call);
    expect(answer.body).toHaveLength(256 * 1024);
    await http.close();
  });

  it.each([
    { what: 'that never comes', write: null, reason: 'timeout' },
    {
      what: 'that drips',
      write: 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nab',
      reason: 'timeout',
    },
    { what: 'that is no HTTP', write: 'garbage\r\n\r\n', reason: 'bad_answer' },
  ])('$what ends as $reason', async ({ write, reason }) => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => write !== null && socket.write(write));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const http = allowAll();
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    await expect(http.fetch(url, { method: 'GET', timeoutMs: 300 })).rejects.toMatchObject({
      reason,
    });
    await http.close();
    server.close();
  });

  it.each(['file:///etc/passwd', 'gopher://127.0.0.1/', 'ftp://example.com/', 'nonsense'])(
    'never comes for %s',
    async (url) => {
      expect(await reasonOf(createSafeHttp(), url)).toBe('bad_url');
    },
  );
});

describe('the allow list', () => {
  it('takes ranges with and without port in both families', () => {
    const ranges = parseAllowedRanges('10.1.0.0/16:443, 127.0.0.1,[fd00::]/8:8080') ?? [];
    expect(mayConnect('10.1.2.3', 443, ranges)).toBe(true);
    expect(mayConnect('10.1.2.3', 80, ranges)).toBe(false);
    expect(mayConnect('10.2.2.3', 443, ranges)).toBe(false);
    expect(mayConnect('127.0.0.1', 1, ranges)).toBe(true);
    expect(mayConnect('fd12::1', 8080, ranges)).toBe(true);
  });

  it.each(['localhost', '10.0.0.0/33', '10.0.0.1:70000', 'fd00::1', ''])('refuses %s', (text) => {
    expect(parseAllowedRanges(text)).toBeUndefined();
  });
});
