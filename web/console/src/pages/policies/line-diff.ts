/** What differs between two texts, line by line. */

export interface DiffLine {
  kind: 'same' | 'added' | 'removed';
  text: string;
  /** In the later text; in the earlier one for a line that was removed. From 1. */
  number: number;
}

/** Past so many cells of the table the middle is shown as replaced whole: nobody reads such a difference line by line. */
const mostCells = 4_000_000;

function commonPrefix(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
}

function commonSuffix(a: readonly string[], b: readonly string[], least: number): number {
  let length = 0;
  while (
    length < Math.min(a.length, b.length) - least &&
    a[a.length - 1 - length] === b[b.length - 1 - length]
  )
    length += 1;
  return length;
}

/** Lengths of the longest common subsequences of all tails. */
function tailLengths(a: readonly string[], b: readonly string[]): Uint32Array {
  const width = b.length + 1;
  const table = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const below = table[(i + 1) * width + j] ?? 0;
      const right = table[i * width + j + 1] ?? 0;
      const both = (table[(i + 1) * width + j + 1] ?? 0) + 1;
      table[i * width + j] = a[i] === b[j] ? both : Math.max(below, right);
    }
  return table;
}

function middle(a: readonly string[], b: readonly string[], offset: number): DiffLine[] {
  const removed = (i: number): DiffLine => ({
    kind: 'removed',
    text: a[i] ?? '',
    number: offset + i + 1,
  });
  const added = (j: number): DiffLine => ({
    kind: 'added',
    text: b[j] ?? '',
    number: offset + j + 1,
  });
  if (a.length * b.length > mostCells)
    return [...a.map((_, i) => removed(i)), ...b.map((_, j) => added(j))];
  const table = tailLengths(a, b);
  const at = (i: number, j: number) => table[i * (b.length + 1) + j] ?? 0;
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length)
    if (a[i] === b[j]) {
      lines.push({ kind: 'same', text: b[j] ?? '', number: offset + j + 1 });
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) lines.push(removed(i++));
    else lines.push(added(j++));
  const restOf = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, k) => from + k);
  return [...lines, ...restOf(i, a.length).map(removed), ...restOf(j, b.length).map(added)];
}

/** Every line of both texts once, in the order in which one reads the change. */
export function diffLines(before: string, after: string): DiffLine[] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  const head = commonPrefix(a, b);
  const tail = commonSuffix(a, b, head);
  const same = (index: number): DiffLine => ({
    kind: 'same',
    text: b[index] ?? '',
    number: index + 1,
  });
  return [
    ...Array.from({ length: head }, (_, index) => same(index)),
    ...middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail), head),
    ...Array.from({ length: tail }, (_, index) => same(b.length - tail + index)),
  ];
}

export type DiffPart = { kind: 'lines'; lines: DiffLine[] } | { kind: 'skipped'; count: number };

/** Lines around a change are kept; long stretches without one become a count. */
export function foldDiff(lines: readonly DiffLine[], around = 3): DiffPart[] {
  const near = lines.map((_, index) =>
    lines
      .slice(Math.max(0, index - around), index + around + 1)
      .some(({ kind }) => kind !== 'same'),
  );
  const parts: DiffPart[] = [];
  for (const [index, line] of lines.entries()) {
    const last = parts.at(-1);
    if (near[index] === true) {
      if (last?.kind === 'lines') last.lines.push(line);
      else parts.push({ kind: 'lines', lines: [line] });
    } else if (last?.kind === 'skipped') last.count += 1;
    else parts.push({ kind: 'skipped', count: 1 });
  }
  return parts;
}
