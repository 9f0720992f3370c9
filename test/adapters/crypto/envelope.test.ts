import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CryptoError } from '../../../src/adapters/crypto/crypto-error.ts';
import {
  decryptFor,
  encryptFor,
  keyFingerprints,
  makeDataKey,
  makeMasterKey,
  parseKeyring,
  rewrapDataKey,
  unwrapDataKey,
} from '../../../src/adapters/crypto/envelope.ts';

const oldKey = makeMasterKey('m1');
const newKey = makeMasterKey('m2');
const scope = { tenant: 'acme', conversation: 'c1' };

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return error instanceof CryptoError ? error.code : String(error);
  }
  return 'no error';
}

describe('the keyring', () => {
  test('the first key wraps, all keys unwrap', () => {
    const before = makeDataKey(parseKeyring(oldKey), scope);
    const rotated = parseKeyring(`${newKey}, ${oldKey}`);
    expect(unwrapDataKey(rotated, before).keyId).toBe(before.keyId);
    expect(makeDataKey(rotated, scope).masterKeyId).toBe('m2');
  });

  test.each([
    ['an empty text', ''],
    ['a short key', 'm1:AAAA'],
    ['a key without an id', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='],
    ['one id twice', `${oldKey},${makeMasterKey('m1')}`],
  ])('%s is refused and not repeated in the message', (_name, text) => {
    expect(codeOf(() => parseKeyring(text))).toBe('keyring_invalid');
    const secret = text.split(':')[1] ?? 'AAAA';
    expect(() => parseKeyring(text)).not.toThrow(secret === '' ? 'AAAA' : secret);
  });

  test('printing keyring or data key shows no key material', () => {
    const keyring = parseKeyring(oldKey);
    const dataKey = unwrapDataKey(keyring, makeDataKey(keyring, scope));
    const shown =
      inspect([keyring, dataKey], { depth: 9 }) + JSON.stringify([keyring.current, dataKey]);
    for (const key of [keyring.current.key, dataKey.key]) {
      expect(shown).not.toContain(key.export().toString('base64'));
      expect(shown).not.toContain(key.export().toString('hex'));
    }
    expect(keyFingerprints(keyring)).toEqual([
      { id: 'm1', fingerprint: expect.stringMatching(/^[0-9a-f]{12}$/) as unknown },
    ]);
  });
});

describe('data keys', () => {
  const keyring = parseKeyring(oldKey);

  test('a rewrapped key still opens what it closed before, and the old master key is no longer needed', () => {
    const row = makeDataKey(keyring, scope);
    const sealed = encryptFor(unwrapDataKey(keyring, row), Buffer.from('hello'));
    const moved = rewrapDataKey(parseKeyring(`${newKey},${oldKey}`), row);
    const opened = decryptFor(unwrapDataKey(parseKeyring(newKey), moved), sealed);
    expect(opened.toString()).toBe('hello');
    expect(codeOf(() => unwrapDataKey(parseKeyring(newKey), row))).toBe('master_key_unknown');
  });

  test.each([
    ['another tenant', { scope: { tenant: 'other', conversation: 'c1' } }],
    ['another conversation', { scope: { tenant: 'acme', conversation: 'c2' } }],
    ['another id', { keyId: 'dk_other' }],
  ])('a row moved to %s does not unwrap', (_name, change) => {
    const row = makeDataKey(keyring, scope);
    expect(codeOf(() => unwrapDataKey(keyring, { ...row, ...change }))).toBe('payload_damaged');
  });

  test('content does not open under another scope, even with the same key bytes', () => {
    const dataKey = unwrapDataKey(keyring, makeDataKey(keyring, scope));
    const sealed = encryptFor(dataKey, Buffer.from('hello'));
    const forged = { ...dataKey, scope: { tenant: 'acme', conversation: 'c2' } };
    expect(codeOf(() => decryptFor(forged, sealed))).toBe('payload_damaged');
  });

  test('any changed or missing byte is noticed', () => {
    const dataKey = unwrapDataKey(keyring, makeDataKey(keyring, scope));
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 64 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (plain, at, flip) => {
          const sealed = encryptFor(dataKey, plain);
          expect(Buffer.compare(decryptFor(dataKey, sealed), plain)).toBe(0);
          const changed = Buffer.from(sealed);
          changed[at % changed.length] = (changed[at % changed.length] ?? 0) ^ flip;
          expect(codeOf(() => decryptFor(dataKey, changed))).toBe('payload_damaged');
          expect(codeOf(() => decryptFor(dataKey, sealed.subarray(0, at % sealed.length)))).toBe(
            'payload_damaged',
          );
        },
      ),
    );
  });

  test('the same content never encrypts to the same bytes', () => {
    const dataKey = unwrapDataKey(keyring, makeDataKey(keyring, scope));
    const all = Array.from({ length: 200 }, () =>
      encryptFor(dataKey, Buffer.from('x')).toString('hex'),
    );
    expect(new Set(all).size).toBe(200);
  });
});
