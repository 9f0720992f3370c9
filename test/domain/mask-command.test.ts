import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/domain/commands.ts';
import { maskCommand } from '../../src/domain/mask-command.ts';
import { command, turn } from '../support/domain.ts';

const card = '4111 1111 1111 1111';
const said = `it is ${card} ok`;

const rows: [string, Command][] = [
  ['a turn', command('turn', { turns: [turn('t', { content: said })] })],
  [
    'a tool call',
    command('turn', {
      turns: [turn('t', { tool_calls: [{ name: 'pay', arguments: { a: [{ b: said }] } }] })],
    }),
  ],
  [
    'a customer of a turn',
    command('turn', { turns: [turn('t')], customer: { attributes: { note: said } } }),
  ],
  ['a customer of a request', command('requestHuman', { customer: { attributes: { a: said } } })],
  ['a reply', command('reply', { id: 'r', agent: 'ann', content: said })],
  ['a note', command('note', { agent: 'ann', content: said })],
  ['a note of a transfer', command('transfer', { agent: 'ann', note: said })],
  ['a summary of a return', command('returnToAi', { agent: 'ann', summary: said })],
  ['a summary of an end', command('resolve', { agent: 'ann', outcome: 'resolved', summary: said })],
  [
    'codes of an end',
    command('resolve', {
      agent: 'a',
      outcome: 'resolved',
      reason_code: said,
      resolution_code: said,
    }),
  ],
  ['a reason to reject', command('rejectOffer', { offer_id: 'o', agent: 'ann', reason: said })],
];

describe('maskCommand', () => {
  it.each(rows)('leaves no card number in %s, and twice is once', (_, given) => {
    const masked = maskCommand(given);
    expect(JSON.stringify(masked)).not.toContain('1111 1111');
    expect(JSON.stringify(masked)).toContain('it is');
    expect(maskCommand(masked)).toEqual(masked);
    expect(Object.keys(masked).sort()).toEqual(Object.keys(given).sort());
  });

  it.each([
    [command('cancelHandoff', {})],
    [command('requestHuman', {})],
    [command('transfer', { agent: 'ann' })],
    [command('returnToAi', { agent: 'ann' })],
    [command('rejectOffer', { offer_id: 'o', agent: 'ann' })],
    [command('resolve', { agent: 'ann', outcome: 'resolved' })],
  ])('adds nothing where there is no text: %j', (given) => {
    expect(maskCommand(given)).toEqual(given);
  });
});
