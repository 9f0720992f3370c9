import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffLines, foldDiff } from '../../web/console/src/pages/policies/line-diff.ts';

const text = fc
  .array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 })
  .map((lines) => lines.join('\n'));

describe('the difference of two texts', () => {
  it('gives back both: what is not added is the earlier, what is not removed the later', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = diffLines(before, after);
        const without = (kind: string) =>
          lines
            .filter((line) => line.kind !== kind)
            .map((line) => line.text)
            .join('\n');
        expect(without('added')).toBe(before);
        expect(without('removed')).toBe(after);
      }),
    );
  });

  it('changes no more lines than there are, and none between equal texts', () => {
    fc.assert(
      fc.property(text, (same) => {
        expect(diffLines(same, same).every(({ kind }) => kind === 'same')).toBe(true);
      }),
    );
    expect(diffLines('a\nb\nc', 'a\nx\nc').map(({ kind, number }) => `${kind} ${number}`)).toEqual([
      'same 1',
      'removed 2',
      'added 2',
      'same 3',
    ]);
  });

  it('is shown with a few lines around each change; the rest is counted', () => {
    const before = Array.from({ length: 20 }, (_, index) => String(index)).join('\n');
    const parts = foldDiff(diffLines(before, before.replace('\n10\n', '\nten\n')));
    expect(parts.map((part) => (part.kind === 'skipped' ? part.count : part.lines.length))).toEqual(
      [7, 8, 6],
    );
  });
});
