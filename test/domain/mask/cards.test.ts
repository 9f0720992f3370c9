import { describe, expect, test } from 'vitest';
import { maskText } from '../../../src/domain/mask.ts';
import { isCardNumber } from '../../../src/domain/mask/cards.ts';
import { card, cardSpellings, recall } from './samples.ts';

describe('card numbers', () => {
  test.each(cardSpellings)(
    'at least 99 of 100 valid cards written %s are hidden',
    (_name, spell) => {
      expect(recall(card, spell)).toBeGreaterThanOrEqual(0.99);
    },
  );

  test('the last four digits stay readable and nothing else does', () => {
    expect(maskText('Pay with 4111 1111 1111 1111 please').text).toBe(
      'Pay with [card ending 1111] please',
    );
  });

  test('a number whose check digit is wrong stays', () => {
    expect(maskText('4111 1111 1111 1112').masked).toEqual([]);
  });

  test('two cards side by side are two placeholders', () => {
    expect(maskText('4111 1111 1111 1111 5500 0000 0000 0004').text).toBe(
      '[card ending 1111] [card ending 0004]',
    );
  });

  test('the security code after card and expiry is hidden, named or not', () => {
    expect(maskText('4111111111111111 12/27 123').text).toBe(
      '[card ending 1111] 12/27 [cvv hidden]',
    );
    expect(maskText('cvv: 123').text).toBe('cvv: [cvv hidden]');
    expect(maskText('My CVC is 4321.').text).toBe('My CVC is [cvv hidden].');
  });

  test('a card inside JSON text is hidden', () => {
    expect(maskText('{"note":"\\n4111111111111111"}').text).toBe(
      '{"note":"\\n[card ending 1111]"}',
    );
  });

  test('length and issuer must fit as well as the check digit', () => {
    expect(isCardNumber('4111111111111111')).toBe(true);
    expect(isCardNumber('9111111111111116')).toBe(false);
    expect(isCardNumber('411111111111116')).toBe(false);
  });
});
