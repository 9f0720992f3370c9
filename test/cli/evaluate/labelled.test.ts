import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseLabelled, readLabelled } from '../../../src/cli/evaluate/labelled.ts';

const say = (role: string, content: string) => ({ role, content });
const line = (value: object) => JSON.stringify(value);

describe('a labelled line', () => {
  it('keeps label, group and the index of every turn', () => {
    const parsed = parseLabelled(
      line({
        id: 'a',
        meta: { group: 'g' },
        turns: [say('system', 'be kind'), say('user', 'hi'), say('assistant', 'hello')],
        expected: { handoff: true, reason: 'explicit_request', turn: 2 },
      }),
      1,
    );
    expect(parsed).toMatchObject({
      id: 'a',
      group: 'g',
      expected: { handoff: true, turn: 2, acceptableFrom: 2 },
      aiResolved: null,
    });
    const turns = typeof parsed === 'string' ? [] : parsed.turns;
    expect(turns.map(({ index, turn }) => [index, turn.role])).toEqual([
      [1, 'customer'],
      [2, 'assistant'],
    ]);
  });

  it('may hold OpenAI-style messages, with calls and without content', () => {
    const parsed = parseLabelled(
      line({
        messages: [
          say('system', 'be kind'),
          say('user', 'cancel it'),
          {
            role: 'assistant',
            content: null,
            tool_calls: [{ function: { name: 'cancel', arguments: '{"id":7}' } }],
          },
          say('tool', 'done'),
        ],
      }),
      4,
    );
    expect(parsed).toMatchObject({
      id: 'line-4',
      expected: null,
      turns: [
        { index: 1, turn: { role: 'customer' } },
        { index: 2, turn: { tool_calls: [{ name: 'cancel', arguments: { id: 7 } }] } },
        { index: 3, turn: { role: 'tool' } },
      ],
    });
  });

  it.each([
    ['{"turns":', 'not JSON'],
    [line({ id: 'a' }), 'turns'],
    [line({ turns: [say('customer', 'a'), say('parrot', 'b')] }), 'turns[1].role'],
    [line({ turns: [{ role: 'customer', tokens: [1, 2] }] }), 'turns[0].content'],
    [line({ turns: [say('customer', 'a')], expected: { handoff: 'yes' } }), 'expected.handoff'],
    ['[]', 'expected object'],
  ])('%s is refused and says what is wrong', (text, words) => {
    expect(parseLabelled(text, 1)).toContain(words);
  });
});

describe('a labelled file', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'baton-labelled-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const readAll = async (text: string): Promise<string[]> => {
    const file = path.join(folder, 'file.jsonl');
    await writeFile(file, text);
    const ids: string[] = [];
    for await (const { id } of readLabelled(file)) ids.push(id);
    return ids;
  };

  it('is read line by line; empty lines and a byte order mark do no harm', async () => {
    const one = line({ id: 'one', turns: [say('customer', 'a')] });
    const two = line({ id: 'two', turns: [say('customer', 'b')] });
    expect(await readAll(`\uFEFF${one}\r\n\n${two}`)).toEqual(['one', 'two']);
  });

  it('with a malformed line fails and names the line', async () => {
    const good = line({ turns: [say('customer', 'a')] });
    await expect(readAll(`${good}\n\n{oops}`)).rejects.toThrow(/line 3: not JSON/);
  });

  it('that is not there fails with what to do', async () => {
    await expect(readLabelled(path.join(folder, 'none.jsonl')).next()).rejects.toThrow(
      /cannot be read/,
    );
  });
});
