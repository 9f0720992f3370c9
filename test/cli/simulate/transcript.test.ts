import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseTranscripts, readTranscripts } from '../../../src/cli/simulate/transcript.ts';
import { BatonError } from '../../../src/errors.ts';

const line = (value: unknown): string => JSON.stringify(value);

describe('transcript files', () => {
  test('the bundled examples are read whole', () => {
    const text = readFileSync(
      new URL('../../../examples/conversations.jsonl', import.meta.url),
      'utf8',
    );
    const transcripts = readTranscripts(text, 'conversations.jsonl');
    expect(transcripts).toHaveLength(7);
    expect(transcripts.flatMap(({ turns }) => turns).some(({ error }) => error === true)).toBe(
      true,
    );
  });

  test('an assistant may call tools without a word', () => {
    const call = { name: 'find_order', arguments: { id: 7 } };
    const turns = [{ role: 'assistant', content: '', tool_calls: [call] }];
    expect(parseTranscripts(line({ id: 'a', turns })).transcripts[0]?.turns).toEqual(turns);
  });

  test('arguments that a model wrote as text are kept, as an object where they are one', () => {
    const written = (text: string): unknown => {
      const calls = [{ name: 'f', arguments: text }];
      const turns = [{ role: 'assistant', content: '', tool_calls: calls }];
      const [transcript] = parseTranscripts(line({ id: 'a', turns })).transcripts;
      return transcript?.turns[0]?.tool_calls?.[0]?.arguments;
    };
    expect(written('{"a":1}')).toEqual({ a: 1 });
    expect(written('[1]')).toEqual({ text: '[1]' });
    expect(written('a, b')).toEqual({ text: 'a, b' });
  });

  test('OpenAI-style messages become turns; system messages are left out', () => {
    const messages = [
      { role: 'system', content: 'Be kind.' },
      { role: 'user', content: [{ type: 'text', text: 'Hi' }] },
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: '1', type: 'function', function: { name: 'f', arguments: '{"a":1}' } }],
      },
      { role: 'tool', tool_call_id: '1', content: 'done' },
    ];
    expect(parseTranscripts(line({ id: 'a', messages })).transcripts[0]?.turns).toEqual([
      { role: 'customer', content: 'Hi' },
      { role: 'assistant', content: '', tool_calls: [{ name: 'f', arguments: { a: 1 } }] },
      { role: 'tool', content: 'done' },
    ]);
  });

  test.each([
    [
      'a role that does not exist',
      { id: 'a', turns: [{ role: 'robot', content: '' }] },
      'turns[0].role',
    ],
    ['a turn without content', { id: 'a', turns: [{ role: 'tool' }] }, 'turns[0].content'],
    ['a message of an unknown role', { id: 'a', messages: [{ role: 'me' }] }, 'messages[0].role'],
    [
      'an id that could be an e-mail address',
      { id: 'a@b.c', turns: [{ role: 'tool', content: '' }] },
      'id',
    ],
    ['a conversation without turns', { id: 'a' }, 'turns'],
  ])('%s is named by line and field', (_what, value, field) => {
    const good = line({ id: 'good', turns: [{ role: 'customer', content: 'Hi' }] });
    const { transcripts, problems } = parseTranscripts(`${good}\n\n${line(value)}\n`);
    expect(transcripts).toHaveLength(1);
    expect(problems).toMatchObject([{ line: 3, field }]);
  });

  test('a line that is no JSON and an id that comes twice are problems', () => {
    const good = line({ id: 'a', turns: [{ role: 'customer', content: 'Hi' }] });
    const { problems } = parseTranscripts(`${good}\n{"id":\n${good}`);
    expect(problems.map(({ line: at }) => at)).toEqual([2, 3]);
  });

  test('a caller that wants all or nothing is told every place at once', () => {
    const bad = line({ id: 'a', turns: [{ role: 'robot', content: 1 }] });
    expect(() => readTranscripts(bad, 'x.jsonl')).toThrow(BatonError);
    expect(() => readTranscripts(bad, 'x.jsonl')).toThrow(
      /line 1, turns\[0\]\.role.*line 1, turns\[0\]\.content/s,
    );
    expect(() => readTranscripts('', 'x.jsonl')).toThrow('holds no conversation');
  });
});
