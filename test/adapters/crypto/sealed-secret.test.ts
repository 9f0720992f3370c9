import { describe, expect, test } from 'vitest';
import { makeMasterKey, parseKeyring } from '../../../src/adapters/crypto/envelope.ts';
import {
  isSealedNow,
  openSecret,
  sealSecret,
  type SecretPlace,
} from '../../../src/adapters/crypto/sealed-secret.ts';

const [older, newer] = [makeMasterKey('m1'), makeMasterKey('m2')];
const keyring = parseKeyring(older);
const place: SecretPlace = { tenant: 'acme', kind: 'webhook_endpoint', id: 'we_1' };

describe('a sealed secret', () => {
  const stored = sealSecret(keyring, place, 'whsec_canary');

  test('shows nothing of itself and opens for its own row', () => {
    expect(stored).toMatch(/^sealed:1:m1:/);
    expect(Buffer.from(stored.slice('sealed:1:m1:'.length), 'base64url').toString()).not.toContain(
      'canary',
    );
    expect(openSecret(keyring, place, stored)).toBe('whsec_canary');
  });

  test.each([
    ['another tenant', { ...place, tenant: 'other' }],
    ['another row', { ...place, id: 'we_2' }],
    ['another kind', { ...place, kind: 'widget_site' as const }],
  ])('does not open for %s', (_whose, moved) => {
    expect(() => openSecret(keyring, moved, stored)).toThrow(/payload_damaged/);
  });

  test('opens while its master key is in the keyring, also behind a newer one', () => {
    const rotating = parseKeyring(`${newer},${older}`);
    expect(openSecret(rotating, place, stored)).toBe('whsec_canary');
    expect(isSealedNow(rotating, stored)).toBe(false);
    const again = sealSecret(rotating, place, 'whsec_canary');
    expect(isSealedNow(rotating, again)).toBe(true);
    expect(openSecret(parseKeyring(newer), place, again)).toBe('whsec_canary');
    expect(() => openSecret(parseKeyring(newer), place, stored)).toThrow(/master_key_unknown/);
  });

  test('from before there was sealing is read as it is, and waits to be sealed', () => {
    expect(openSecret(keyring, place, 'whsec_old')).toBe('whsec_old');
    expect(isSealedNow(keyring, 'whsec_old')).toBe(false);
  });
});
