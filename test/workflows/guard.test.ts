import { describe, expect, it } from 'vitest';
import { argumentFault, commandOf } from '../../src/workflows/guard.ts';

describe('argumentFault', () => {
  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'turn'],
    ['a list', [{}]],
    ['an id that is a number', { id: 7 }],
    ['an empty id', { id: '' }],
    ['an id too long to keep', { id: 'x'.repeat(129) }],
    ['an actor in one word', { actor: 'ann' }],
    ['an actor of nothing', { actor: null }],
  ])('%s is refused in words', (_, argument) => {
    expect(argumentFault(argument)).toMatch(/^(give|id|actor)/);
  });

  it.each([[{}], [{ id: 'x'.repeat(128) }], [{ actor: { kind: 'agent', id: 'ann' }, more: 1 }]])(
    'an object of the right shape passes: %j',
    (argument) => {
      expect(argumentFault(argument)).toBeNull();
    },
  );
});

describe('commandOf', () => {
  const operator = { kind: 'operator', id: 'temporal' };

  it('the message says the type, whatever the argument claims', () => {
    const made = commandOf('note', { type: 'resolve', id: 'n1', content: 'x' }, 'fallback');
    expect(made).toEqual({ type: 'note', id: 'n1', content: 'x', actor: operator });
  });

  it.each([
    ['a single turn lends its id', { turns: [{ id: 't1' }] }, 't1'],
    ['several turns have none to lend', { turns: [{ id: 't1' }, { id: 't2' }] }, 'fallback'],
    ['a turn without an id neither', { turns: [{}] }, 'fallback'],
    ['no turns neither', {}, 'fallback'],
    ['an id of its own wins', { id: 'own', turns: [{ id: 't1' }] }, 'own'],
  ])('%s', (_, argument, id) => {
    expect(commandOf('turn', argument, 'fallback').id).toBe(id);
  });

  it('an actor that is given is kept', () => {
    const actor = { kind: 'agent', id: 'ann' };
    expect(commandOf('note', { actor }, 'f')['actor']).toEqual(actor);
  });
});
