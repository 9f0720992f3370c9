import { describe, expect, it } from 'vitest';
import { checkCommand, maxInlineText, maxTurnsPerCommand } from '../../src/contract/command.ts';

const actor = { kind: 'backend', id: 'bot' };
const turnOf = (more: object = {}) => ({ id: 't1', role: 'customer', content: 'hi', ...more });
const turns = (...each: unknown[]) => ({ id: 'c1', type: 'turn', actor, turns: each });
const nul = String.fromCharCode(0);
const half = String.fromCharCode(0xd800);
const deep = JSON.parse('['.repeat(20_000) + ']'.repeat(20_000)) as unknown;

describe('checkCommand', () => {
  it.each([
    ['a turn', turns(turnOf())],
    ['the longest text', turns(turnOf({ content: 'x'.repeat(maxInlineText) }))],
    [
      'a backslash before u0000, which is text',
      turns(turnOf({ tool_calls: [{ name: 'a', arguments: { q: '\\u0000' } }] })),
    ],
    [
      'whole characters outside the first plane',
      turns(turnOf({ tool_calls: [{ name: 'a', arguments: { q: '😀' } }] })),
    ],
    ['a command id with a colon', { ...turns(turnOf()), id: 'turn:abc:1' }],
    ['a reason of the tenant', { id: 'c', type: 'requestHuman', actor, reason: 'x_vip' }],
  ])('takes %s', (_, given) => {
    expect(checkCommand(given)).toMatchObject({ ok: true });
  });

  it.each([
    ['no command', null, /command/],
    ['an unknown type', { id: 'c', type: 'dance', actor }, /type/],
    ['no actor', { id: 'c', type: 'cancelHandoff' }, /actor/],
    ['no turns', turns(), /turns/],
    [
      'too many turns',
      turns(...Array.from({ length: maxTurnsPerCommand + 1 }, (_, n) => turnOf({ id: `t${n}` }))),
      /turns/,
    ],
    [
      'one id for two turns',
      turns(turnOf(), turnOf({ content: 'other' })),
      /turns: each turn needs an id/,
    ],
    ['a turn by an agent', turns(turnOf({ role: 'agent' })), /role/],
    ['a text too long', turns(turnOf({ content: 'x'.repeat(maxInlineText + 1) })), /content/],
    ['NUL in a text', turns(turnOf({ content: nul })), /content/],
    ['half a character in a text', turns(turnOf({ content: half })), /content/],
    [
      'NUL deep in an argument of a tool',
      turns(turnOf({ tool_calls: [{ name: 'a', arguments: { b: [{ c: nul }] } }] })),
      /arguments/,
    ],
    [
      'NUL in a key',
      turns(turnOf({ tool_calls: [{ name: 'a', arguments: { [nul]: 1 } }] })),
      /arguments/,
    ],
    [
      'half a character in an attribute',
      { ...turns(turnOf()), customer: { attributes: { x: half } } },
      /attributes/,
    ],
    [
      'an object nested without end',
      turns(turnOf({ tool_calls: [{ name: 'a', arguments: { deep } }] })),
      /arguments/,
    ],
    ['NUL in a language', { ...turns(turnOf()), customer: { language: nul } }, /language/],
    ['NUL in a tier', { ...turns(turnOf()), customer: { tier: nul } }, /tier/],
    ['an e-mail address as an id', turns(turnOf({ id: 'a@b.example' })), /id/],
    ['a sequence of 0', turns(turnOf({ sequence: 0 })), /sequence/],
    ['a confidence above 1', turns(turnOf({ signals: { confidence: 1.1 } })), /confidence/],
    [
      'an offer for ever',
      {
        id: 'c',
        type: 'offerMade',
        actor,
        offer_id: 'o',
        handoff_id: 'h',
        agent: 'a',
        timeout_seconds: 1e6,
      },
      /timeout/,
    ],
    ['an empty note', { id: 'c', type: 'note', actor, agent: 'a', content: '' }, /content/],
  ])('refuses %s and names the field', (_, given, field) => {
    const checked = checkCommand(given);
    expect(checked.ok ? '' : checked.detail).toMatch(field);
  });

  it('drops fields nobody knows, so that none reaches the store', () => {
    const checked = checkCommand({ ...turns(turnOf({ secret: 1 })), more: 1 });
    expect(checked.ok && checked.command).toEqual(turns(turnOf()));
  });
});
