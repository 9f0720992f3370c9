import type { Context } from 'hono';
import { describe, expect, it } from 'vitest';
import type { ApiContext } from '../../src/api/endpoint.ts';
import { addressOf, createGuessGuard } from '../../src/api/guesses.ts';

function contextOf(remoteAddress: string, trustedProxies = 0, forwarded?: string): ApiContext {
  return {
    env: { incoming: { socket: { remoteAddress } } },
    req: { header: () => forwarded },
    var: { deps: { config: { trustedProxies } } },
  } as unknown as Context;
}

describe('guesses', () => {
  const limit = {
    perAddress: { burst: 3, perSecond: 1 },
    overall: { burst: 5, perSecond: 1 },
  };

  it('are bounded per address and for all addresses together', () => {
    const take = createGuessGuard(limit, () => 0);
    for (let index = 0; index < 3; index += 1) take('a');
    expect(() => take('a')).toThrow('too many failed attempts');
    take('b');
    take('b');
    expect(() => take('c')).toThrow('too many failed attempts');
  });

  it('cost nothing when they were right, and come back with time', () => {
    const clock = { now: 0 };
    const take = createGuessGuard(limit, () => clock.now);
    for (let index = 0; index < 20; index += 1) take('a')();
    for (let index = 0; index < 3; index += 1) take('a');
    clock.now += 1_000;
    take('a');
    expect(() => take('a')).toThrow('too many failed attempts');
  });

  it('do not use up the share of an address when all together are too many', () => {
    const clock = { now: 0 };
    const take = createGuessGuard(
      { perAddress: { burst: 1, perSecond: 0.001 }, overall: { burst: 1, perSecond: 1 } },
      () => clock.now,
    );
    take('a');
    expect(() => take('b')).toThrow('too many failed attempts');
    clock.now += 1_000;
    expect(() => take('b')).not.toThrow();
  });
});

describe('the address of a client', () => {
  it('is its IPv4 address, also when it came by IPv6, and the network of an IPv6 address', () => {
    expect(addressOf(contextOf('203.0.113.9'))).toBe('203.0.113.9');
    expect(addressOf(contextOf('::ffff:203.0.113.9'))).toBe('203.0.113.9');
    expect(addressOf(contextOf('2001:db8:1:2:3:4:5:6'))).toBe('2001:db8:1:2');
    expect(addressOf(contextOf('2001:db8:1:2::6'))).toBe('2001:db8:1:2');
    expect(addressOf(contextOf('2001:db8::6'))).toBe('2001:db8:0:0');
    expect(addressOf(contextOf('::1'))).toBe('0:0:0:0');
    expect(addressOf(contextOf('fe80::1%eth0'))).toBe('fe80:0:0:0');
  });

  it.each([
    ['nobody is trusted, whatever the header says', 0, '198.51.100.7', '10.0.0.1'],
    [
      'one proxy is trusted: what it saw, not what it was told',
      1,
      '1.2.3.4, 198.51.100.7',
      '198.51.100.7',
    ],
    [
      'two proxies are trusted: what the outer one saw',
      2,
      '1.2.3.4, 198.51.100.7, 10.0.0.2',
      '198.51.100.7',
    ],
    ['a trusted proxy that says nothing is itself the client', 1, undefined, '10.0.0.1'],
    ['what is no address is none', 1, 'unknown', '10.0.0.1'],
    [
      'what is no address does not lend its place to what callers wrote',
      1,
      '1.2.3.4, unknown',
      '10.0.0.1',
    ],
    ['a port beside the address is left out', 1, '1.2.3.4, 198.51.100.7:4711', '198.51.100.7'],
    ['so it is beside an IPv6 address', 1, '1.2.3.4, [2001:db8:1:2::6]:4711', '2001:db8:1:2'],
  ])('behind a proxy: %s', (_case, trusted, forwarded, address) => {
    expect(addressOf(contextOf('10.0.0.1', trusted, forwarded))).toBe(address);
  });
});
