import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { turnsOf } from '../../src/api/messages.ts';

const message = fc.record({
  role: fc.constantFrom('system' as const, 'user' as const, 'assistant' as const, 'tool' as const),
  content: fc.string({ maxLength: 40 }),
});
const idsOf = (messages: Parameters<typeof turnsOf>[0]) => turnsOf(messages).map((turn) => turn.id);

describe('a message list', () => {
  it('gives the same ids for the same beginning, whatever follows', () => {
    fc.assert(
      fc.property(fc.array(message), fc.array(message), (begin, more) => {
        const before = idsOf(begin);
        expect(idsOf([...begin, ...more]).slice(0, before.length)).toEqual(before);
      }),
    );
  });

  it('has other ids from a changed message on', () => {
    fc.assert(
      fc.property(fc.array(message, { minLength: 1 }), fc.nat(), (messages, place) => {
        const at = place % messages.length;
        const changed = messages.map((one, index) =>
          index === at ? { ...one, content: `${one.content}!` } : one,
        );
        const skipped = messages.slice(0, at).filter((one) => one.role !== 'system').length;
        const [left, right] = [idsOf(messages), idsOf(changed)];
        expect(right.slice(0, skipped)).toEqual(left.slice(0, skipped));
        if (messages[at]?.role !== 'system')
          for (const [index, id] of left.entries())
            if (index >= skipped) expect(right[index]).not.toBe(id);
      }),
    );
  });

  it('tells two equal messages apart by their place', () => {
    const ids = idsOf([
      { role: 'user', content: 'yes' },
      { role: 'user', content: 'yes' },
    ]);
    expect(new Set(ids).size).toBe(2);
  });

  it('leaves out instructions, reads parts as text, and keeps arguments that are no JSON', () => {
    const turns = turnsOf([
      { role: 'developer', content: 'x' },
      { role: 'user', content: [{ type: 'text', text: 'see' }, { type: 'image_url' }] },
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ function: { name: 'f', arguments: 'not json' } }],
      },
    ]);
    expect(turns.map((turn) => [turn.role, turn.content])).toEqual([
      ['customer', 'see\n[image_url]'],
      ['assistant', ''],
    ]);
    expect(turns[1]?.tool_calls).toEqual([{ name: 'f', arguments: { text: 'not json' } }]);
  });

  it('has ids that do not give a masked number away', () => {
    const one = idsOf([{ role: 'user', content: 'card 4111 1111 1111 1111' }]);
    const other = idsOf([{ role: 'user', content: 'card [card ending 1111]' }]);
    expect(one).toEqual(other);
  });
});
