import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readIdentity, signIdentity } from '../../../src/adapters/crypto/identity-token.ts';

const now = Date.parse('2026-11-25T09:00:00Z');
const secret = 'wsk_one';
const kim = { subject: 'kim@example.com', name: 'Kim', email: 'kim@example.com', tier: 'gold' };
const expected = { site: 'ws_1', secrets: [secret, 'wsk_two'], now };
const sign = (more: Partial<Parameters<typeof signIdentity>[1]> = {}) =>
  signIdentity(kim, { site: 'ws_1', secret, now, ...more });

function forged(head: object, claims: object, key = secret): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part(head)}.${part(claims)}`;
  return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
}

const exp = now / 1000 + 600;

describe('a signed identity', () => {
  it('is read as it was signed, by either of two secrets', () => {
    expect(readIdentity(sign(), expected)).toEqual(kim);
    expect(readIdentity(sign({ secret: 'wsk_two' }), expected)).toEqual(kim);
  });

  it.each([
    ['is signed by another secret', sign({ secret: 'wsk_three' })],
    ['is for another site', sign({ site: 'ws_2' })],
    ['has ended', sign({ lifeSeconds: -120 })],
    ['lives for more than a day', sign({ lifeSeconds: 200_000 })],
    [
      'was changed',
      sign().replace(/\.(.)/, (_all, first: string) => (first === 'a' ? '.b' : '.a')),
    ],
    ['has no signature', sign().split('.').slice(0, 2).join('.')],
    ['says that it needs none', forged({ alg: 'none' }, { sub: 'x', aud: 'ws_1', exp })],
    ['names another algorithm', forged({ alg: 'HS512' }, { sub: 'x', aud: 'ws_1', exp })],
    ['has no end', forged({ alg: 'HS256' }, { sub: 'x', aud: 'ws_1' })],
    ['has no subject', forged({ alg: 'HS256' }, { aud: 'ws_1', exp })],
    ['has a fourth part', `${sign()}.x`],
    ['is no token', 'hello'],
    ['is empty', ''],
  ])('that %s is none', (_what, token) => {
    expect(readIdentity(token, expected)).toBeNull();
  });
});
