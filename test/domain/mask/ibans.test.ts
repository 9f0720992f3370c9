import { describe, expect, test } from 'vitest';
import { maskText } from '../../../src/domain/mask.ts';
import { hasIbanCheck } from '../../../src/domain/mask/ibans.ts';
import { iban, ibanSpellings, recall } from './samples.ts';

describe('bank accounts', () => {
  test.each(ibanSpellings)(
    'at least 99 of 100 valid IBANs written %s are hidden',
    (_name, spell) => {
      expect(recall(iban, spell)).toBeGreaterThanOrEqual(0.99);
    },
  );

  test('the last four characters stay readable', () => {
    expect(maskText('DE89 3704 0044 0532 0130 00 is mine').text).toBe('[iban ending 3000] is mine');
  });

  test('an account whose digits hold a valid card number is one account', () => {
    expect(maskText('FR60 5812 5682 9701 2703 7236 251').text).toBe('[iban ending 6251]');
  });

  test('a wrong checksum stays', () => {
    expect(maskText('DE88 3704 0044 0532 0130 00').masked).toEqual([]);
  });

  test('the checksum notices two characters in the wrong order', () => {
    expect(hasIbanCheck('DE89370400440532013000')).toBe(true);
    expect(hasIbanCheck('DE89370400440532010300')).toBe(false);
  });
});
