import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonPointer, pointerParts, pointerTo } from '../../src/domain/json-pointer.ts';

describe('a JSON pointer', () => {
  it('is read as RFC 6901 says', () => {
    const read: [string, string[]][] = [
      ['', []],
      ['/', ['']],
      ['/rules/3/when', ['rules', '3', 'when']],
      ['/a~1b', ['a/b']],
      ['/m~0n', ['m~n']],
      ['/~01', ['~1']],
    ];
    for (const [pointer, parts] of read) expect(pointerParts(pointer), pointer).toEqual(parts);
    for (const wrong of ['rules', '/a~2', '/a~']) expect(wrong).not.toMatch(jsonPointer);
  });

  it('leads back to the way it was made of', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (parts) => {
        expect(pointerTo(parts)).toMatch(jsonPointer);
        expect(pointerParts(pointerTo(parts))).toEqual(parts);
      }),
    );
  });
});
