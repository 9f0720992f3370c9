import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseJson, parsePart } from '../../src/api/validate.ts';
import { turnRequest } from '../../src/contract/turns.ts';
import { BatonError } from '../../src/errors.ts';

function refusalOf(work: () => unknown): BatonError {
  try {
    work();
  } catch (error) {
    if (error instanceof BatonError) return error;
  }
  throw new Error('nothing was refused');
}

describe('a body', () => {
  it.each([
    ['is read as JSON', '{"a":1}', { a: 1 }],
    ['may be empty', '', {}],
    [
      'may hold brackets inside strings',
      JSON.stringify({ a: '['.repeat(500) }),
      { a: '['.repeat(500) },
    ],
    [
      'may hold escaped quotes before brackets',
      JSON.stringify({ a: `"${'{'.repeat(99)}` }),
      { a: `"${'{'.repeat(99)}` },
    ],
  ])('%s', (_, text, value) => {
    expect(parseJson(Buffer.from(text))).toEqual(value);
  });

  it.each([
    ['is cut off', Buffer.from('{"a":')],
    ['is not UTF-8', Buffer.from([0x22, 0xff, 0x22])],
    ['is nested too deep', Buffer.from('['.repeat(65) + ']'.repeat(65))],
  ])('that %s is refused as malformed', (_, bytes) => {
    expect(refusalOf(() => parseJson(bytes)).code).toBe('malformed_body');
  });
});

describe('a field', () => {
  it.each([
    [
      'that is unknown is named with its nearest',
      { turns: [{ id: 'a', rol: 'tool', role: 'tool', content: '' }] },
      '/turns/0/rol',
      'did you mean role?',
    ],
    [
      'that is far from any is named alone',
      { zzzzzzzz: 1, turns: [] },
      '/zzzzzzzz',
      'this field is not known',
    ],
    [
      'of the wrong kind is named',
      { turn: { id: 'a b', role: 'tool', content: '' } },
      '/turn/id',
      'use 1 to 64 characters',
    ],
    [
      'given twice in other forms is refused',
      { turn: { id: 'a', role: 'tool', content: '' }, messages: [{ role: 'user' }] },
      '',
      'exactly one of',
    ],
  ])('%s', (_, body, pointer, message) => {
    const refusal = refusalOf(() => parsePart(turnRequest, body, 'body'));
    const field = refusal.fields.find((one) => one.pointer === pointer);
    expect(field?.message).toContain(message);
  });

  it('with odd characters in its name has an escaped pointer', () => {
    const refusal = refusalOf(() => parsePart(z.strictObject({}), { 'a/b~c': 1 }, 'body'));
    expect(refusal.fields[0]?.pointer).toBe('/a~1b~0c');
  });
});
