import { describe, expect, it } from 'vitest';
import { parseBriefTranscripts } from '../../../src/cli/briefs/transcripts.ts';
import { CommandError } from '../../../src/cli/command-error.ts';

const one = (value: unknown) => parseBriefTranscripts(JSON.stringify(value), 'file.jsonl')[0]!;

describe('a transcript file', () => {
  it('is read with turns, and a turn keeps its place in the file', () => {
    const { turns, customer } = one({
      id: 'c-1',
      customer: { id: 'u-1', tier: 'gold', other: 1 },
      turns: [
        { role: 'customer', content: 'Hi' },
        { role: 'assistant', content: null, tool_calls: [{ name: 'find', arguments: { id: 7 } }] },
        { role: 'tool', content: 'Error: none', error: true },
      ],
    });
    expect(customer).toEqual({ id: 'u-1', tier: 'gold' });
    expect(turns).toEqual([
      { sequence: 0, role: 'customer', content: 'Hi' },
      {
        sequence: 1,
        role: 'assistant',
        content: '',
        tool_calls: [{ name: 'find', arguments: { id: 7 } }],
      },
      { sequence: 2, role: 'tool', content: 'Error: none', error: true },
    ]);
  });

  it('is read with OpenAI-style messages; the system prompt is left out but counts as a place', () => {
    const { turns } = one({
      id: 12,
      messages: [
        { role: 'system', content: 'You are helpful' },
        { role: 'user', content: [{ type: 'text', text: 'Hi' }] },
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: 'x', function: { name: 'find', arguments: '{"id":7}' } }],
        },
      ],
    });
    expect(turns.map(({ sequence, role }) => [sequence, role])).toEqual([
      [1, 'customer'],
      [2, 'assistant'],
    ]);
    expect(turns[1]?.tool_calls).toEqual([{ name: 'find', arguments: { id: 7 } }]);
  });

  it('may name the roles as public data sets do', () => {
    const { turns } = one({
      id: 't',
      turns: [
        { role: 'user', content: '@shop it broke' },
        { role: 'Agent', content: 'Sorry' },
        { role: 'bot', content: 'Hi' },
      ],
    });
    expect(turns.map(({ role }) => role)).toEqual(['customer', 'agent', 'assistant']);
  });

  it.each([
    [
      'a role nobody knows',
      { id: 'a', turns: [{ role: 'narrator', content: '' }] },
      /line 1.*role/,
    ],
    ['no turns', { id: 'a' }, /line 1/],
  ])('with %s is refused with the place', (_, value, message) => {
    expect(() => one(value)).toThrow(CommandError);
    expect(() => one(value)).toThrow(message);
  });

  it('that is empty is refused', () => {
    expect(() => parseBriefTranscripts('\n', 'none.jsonl')).toThrow(/none.jsonl/);
  });
});
