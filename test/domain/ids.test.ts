import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conversationOf, conversationWorkflowId, isId } from '../../src/domain/ids.ts';

const someId = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/);

describe('ids', () => {
  it('a conversation and the id of its workflow are two ways to say one thing', () =>
    fc.assert(
      fc.property(someId, someId, (tenant, conversation) => {
        const ref = { tenant, conversation };
        expect(conversationOf(conversationWorkflowId(ref))).toEqual(ref);
      }),
    ));

  it.each([
    '',
    'conversation',
    'conversation/a',
    'conversation/a/b/c',
    'order/a/b',
    'conversation//b',
    'conversation/a/b@c',
  ])('another workflow is no conversation: %s', (id) => {
    expect(conversationOf(id)).toBeUndefined();
  });

  it.each(['a@b.example', '+49 151', '', 'x'.repeat(65), 'a/b', 'a\n', 7, null])(
    'no id: %s',
    (text) => {
      expect(isId(text)).toBe(false);
    },
  );
});
