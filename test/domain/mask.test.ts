import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskJson, maskText } from '../../src/domain/mask.ts';
import { card, cardSpellings, digits, iban, ibanSpellings } from './mask/samples.ts';

const b64 = (length: number): string => 'aB3xY9'.repeat(20).slice(0, length);

describe('secrets', () => {
  const secrets: readonly [string, string][] = [
    ['an OpenAI key', `sk-${b64(40)}`],
    ['an OpenAI project key', `sk-proj-${b64(40)}`],
    ['a GitHub token', `ghp_${b64(36)}`],
    ['a Slack bot token', `xoxb-123456789012-${b64(24)}`],
    ['a Slack user token', `xoxp-123456789012-${b64(24)}`],
    ['an AWS key id', ['AKIA', 'IOSFODNN7EXAMPLE'].join('')],
    ['a Google key', `AIza${b64(35)}`],
    ['a Baton key', `hof_live_k1a2b3_${b64(32)}_9f3a11`],
    ['a webhook secret', `whsec_${b64(30)}+/==`],
    ['a JWT', ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0In0', 's5Q_dQk-Zz1'].join('.')],
    ['a private key', `-----BEGIN RSA PRIVATE KEY-----\n${b64(64)}\n-----END RSA PRIVATE KEY-----`],
    ['a private key without its end', `-----BEGIN PRIVATE KEY-----\n${b64(64)}`],
  ];
  test.each(secrets)('%s is hidden whole', (_name, secret) => {
    expect(maskText(`it is ${secret}`).text).toBe('it is [secret hidden]');
    expect(maskText(`key="${secret}`).text).toBe('key="[secret hidden]');
  });

  const told: readonly [string, string][] = [
    ['password: hunter2', 'password: [password hidden]'],
    ['Password = "correct horse battery"', 'Password = "[password hidden]"'],
    ['my password is Hunter2!', 'my password is [password hidden]!'],
    ['{"password":"abc def","user":"x"}', '{"password":"[password hidden]","user":"x"}'],
    ['api_key=abcdef12345&x=1', 'api_key=[password hidden]&x=1'],
    ['mein Passwort ist geheim123', 'mein Passwort ist [password hidden]'],
    ['Authorization: Bearer abcdef0123456789abcdef', 'Authorization: Bearer [secret hidden]'],
    ['SSN 123-45-6789', 'SSN [ssn hidden]'],
    ['my social security number is 123456789', 'my social security number is [ssn hidden]'],
  ];
  test.each(told)('%s becomes %s', (text, expected) => {
    expect(maskText(text).text).toBe(expected);
  });
});

describe('what stays', () => {
  const decoys: readonly string[] = [
    'my password is wrong',
    'the password is not working, password reset required',
    'Password: required',
    'I forgot my password. It was fine yesterday',
    'please send the security code to my phone',
    'call +49 151 12345678 or (212) 555-0123',
    '+4915112345678',
    'tracking 9400 1118 9922 3397 5622 50 and 1Z999AA10123456784',
    'order #W5744371, reservation 4WQ150, flight HAT276 on 2024-05-15T10:00:00Z',
    'user aarav_garcia_1177 paid with credit_card_7815826 and gift_card_8887175',
    'it costs 1053.4200000000001 dollars, 3.4111111111111111',
    '1716000000000 1716000000000000',
    'a 123e4567-e89b-42d3-a456-426614174000 uuid',
    '000-12-3456 666-12-3456 900-12-3456 123-00-4567 123-45-0000',
    'at 12 pm we met 3 people and no 15 of them said be12 some text here',
    'sk-learn-is-a-long-library-name-without-any-numbers',
    'IMEI 352099001761481, ISBN 978-3-16-148410-0, zip 80211-1234',
    'items 4068 1010 9987 2231 5544',
  ];
  test.each(decoys)('%s', (text) => {
    expect(maskText(text)).toEqual({ text, masked: [] });
  });

  test('a random 16-digit number is hidden only as often as chance gives it issuer and check digit', () => {
    const samples = fc.sample(digits(16), { numRuns: 4000, seed: 11 });
    const hidden = samples.filter((text) => maskText(text).masked.length > 0);
    expect(hidden.length / samples.length).toBeLessThan(0.04);
  });

  test('ids of 6 to 12 digits, dates and amounts never are', () => {
    const decoy = fc.oneof(
      fc.integer({ min: 6, max: 12 }).chain(digits),
      fc
        .date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true })
        .map((date) => date.toISOString()),
      fc.double({ min: -1e9, max: 1e9, noNaN: true }).map(String),
    );
    fc.assert(
      fc.property(decoy, (text) => maskText(`ref ${text} ok`).masked.length === 0),
      { numRuns: 2000 },
    );
  });
});

const piece = fc.oneof(
  fc.string({ maxLength: 12 }),
  card.chain((text) => fc.constantFrom(...cardSpellings).map(([, spell]) => spell(text))),
  iban.chain((text) => fc.constantFrom(...ibanSpellings).map(([, spell]) => spell(text))),
  fc.constantFrom(
    ' ',
    '-',
    'password: ',
    'password is ',
    'cvv ',
    '12/27 ',
    'ssn ',
    '123',
    '"',
    '[card ending 1111]',
  ),
  fc.constantFrom(
    '123-45-6789',
    'Bearer ',
    `sk-${b64(30)}`,
    '-----BEGIN PRIVATE KEY-----',
    'eyJhbGciOiJ9.eyJ',
    'api_key=',
  ),
);
const mixture = fc.array(piece, { maxLength: 10 }).map((list) => list.join(''));

describe('the masker', () => {
  test('a number split over two texts is not seen in either', () => {
    expect(maskText('4111 1111').masked).toEqual([]);
    expect(maskText('1111 1111').masked).toEqual([]);
  });

  test('masking masked text changes nothing', () => {
    fc.assert(
      fc.property(mixture, (text) => {
        const once = maskText(text);
        expect(maskText(once.text)).toEqual(once);
      }),
      { numRuns: 3000 },
    );
  });

  test('every offset names a placeholder of its kind, and text without one is untouched', () => {
    fc.assert(
      fc.property(mixture, (text) => {
        const { text: out, masked } = maskText(text);
        for (const { kind, start, end } of masked) {
          expect(out.slice(start, end)).toMatch(
            new RegExp(`^\\[${kind} (?:hidden|ending [0-9A-Z]{4})\\]$`),
          );
        }
        if (masked.length === 0) expect(out).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  const hostile: readonly string[] = [
    '4',
    '4 ',
    '4-4.',
    '41 ',
    '4111 ',
    'DE',
    'DE89 ',
    'de12',
    'eyJ-',
    'eyJa.eyJa.',
    'sk-',
    'password ',
    'password:',
    'password is ',
    '-----BEGIN PRIVATE KEY-----',
    '-----BEGIN ',
    '<',
    '4<',
    '4<b',
    '&nbsp;4',
    'cvv ',
    'bearer ',
    'bearer aaaaaaaaaaaaaaaaaaaa ',
    '123-45-',
    '\\n4',
    'ssn:',
    '[card ending 1111]',
    'a'.repeat(49) + '.',
    '\u00a0',
    '"',
  ];
  test.each(hostile)(
    '50,000 hostile characters of %j take time in proportion to their length',
    (unit) => {
      const small = unit.repeat(Math.ceil(5_000 / unit.length));
      const large = unit.repeat(Math.ceil(50_000 / unit.length));
      maskText(small);
      const started = performance.now();
      maskText(large);
      expect(performance.now() - started).toBeLessThan(1_000);
    },
  );
});

describe('JSON values', () => {
  test('strings, keys, card-sized numbers and values of secret keys are masked, all else is equal', () => {
    const masked = maskJson({
      name: 'charge',
      arguments: {
        card: 4111111111111111,
        password: 'swordfish',
        note: ['x', 'DE89370400440532013000'],
        n: 3,
        ok: true,
        none: null,
      },
    });
    expect(masked).toEqual({
      kind: 'masked',
      value: {
        name: 'charge',
        arguments: {
          card: '[card ending 1111]',
          password: '[password hidden]',
          note: ['x', '[iban ending 3000]'],
          n: 3,
          ok: true,
          none: null,
        },
      },
      hidden: ['card', 'password', 'iban'],
    });
  });

  test('a masked value masks to itself', () => {
    const once = maskJson({ password: 'a', token: { cvv: 123, text: '4111111111111111' } });
    expect(once.kind === 'masked' ? maskJson(once.value) : undefined).toEqual(once);
  });

  test('a value deeper or larger than the limits is refused', () => {
    let deep: unknown = 'x';
    for (let level = 0; level < 5_000; level += 1) deep = [deep];
    expect(maskJson(deep)).toEqual({ kind: 'refused', reason: 'too_deep' });
    expect(maskJson(new Array(30_000).fill(1))).toEqual({
      kind: 'refused',
      reason: 'too_many_values',
    });
  });

  test('a key named __proto__ stays a plain key', () => {
    const masked = maskJson(JSON.parse('{"__proto__":{"a":1}}'));
    expect(JSON.stringify(masked.kind === 'masked' ? masked.value : null)).toBe(
      '{"__proto__":{"a":1}}',
    );
  });
});
