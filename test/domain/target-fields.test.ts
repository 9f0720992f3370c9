import { describe, expect, it } from 'vitest';
import { writeExtractiveBrief } from '../../src/domain/prepare.ts';
import { fieldSources, fillFields, isComplete } from '../../src/domain/target-fields.ts';
import type { TargetField } from '../../src/domain/target-fields.ts';
import { refundCase } from '../support/transcripts.ts';

const brief = writeExtractiveBrief(refundCase());
const context = {
  conversationId: 'c-1',
  reason: 'customer_request',
  queue: 'billing',
  customer: { email: 'known@example.com' },
};
const fill = (field: Partial<TargetField>) =>
  fillFields(
    { target: 't', fields: [{ name: 'f', from: 'summary', type: 'text', ...field }] },
    brief,
    context,
  )[0]!;

describe('a field of a target', () => {
  it.each<[string, Partial<TargetField>, string | number | null, string | null]>([
    ['a reference', { from: 'order' }, '#A-20417', null],
    [
      'what the record knows before what was said',
      { from: 'customer_email', type: 'email' },
      'known@example.com',
      null,
    ],
    ['what was said when the record does not know', { from: 'customer_name' }, 'Nora Lind', null],
    ['an amount as a number', { from: 'amount', type: 'number' }, 12.5, null],
    ['a date in its normal form', { from: 'date', type: 'date' }, '2024-03-01', null],
    [
      'a phone number without spaces',
      { from: 'customer_phone', type: 'phone' },
      '+46701234567',
      null,
    ],
    [
      'their word for ours',
      { from: 'sentiment', type: 'choice', choices: { tense: 'annoyed' } },
      'annoyed',
      null,
    ],
    ['no word of theirs', { from: 'sentiment', type: 'choice', choices: {} }, null, 'not_choice'],
    ['a text as a number', { from: 'reason', type: 'number' }, null, 'not_number'],
    ['nothing where nothing is known', { from: 'customer_tier' }, null, 'missing'],
    ['a text cut to its length', { from: 'intent', max_length: 6 }, 'I want', null],
    ['the queue', { from: 'queue' }, 'billing', null],
  ])('takes %s', (_, field, value, problem) => {
    expect(fill(field)).toMatchObject({ value, problem });
  });

  it('cites the turns that hold what was said', () => {
    expect(fill({ from: 'order' }).turns.length).toBeGreaterThan(0);
    expect(fill({ from: 'queue' }).turns).toEqual([]);
  });

  it.each([...fieldSources])('may come from %s', (from) => {
    expect(fill({ from }).name).toBe('f');
  });

  it('that is required and empty makes the target incomplete', () => {
    expect(isComplete([fill({ from: 'order', required: true })])).toBe(true);
    expect(isComplete([fill({ from: 'customer_tier', required: true })])).toBe(false);
    expect(isComplete([fill({ from: 'customer_tier' })])).toBe(true);
  });
});
