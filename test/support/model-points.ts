/** Points that no line can part: class 1 where exactly one of two features is positive. */
import type { BoostExamples } from '../../src/learn/boost.ts';
import { seededRandom } from '../../src/learn/random.ts';

export function crossedPoints(count: number, seed = 1): BoostExamples {
  const random = seededRandom(seed);
  const [x, y, noise] = [0, 1, 2].map(() =>
    Float32Array.from({ length: count }, () => random() * 2 - 1),
  );
  if (x === undefined || y === undefined || noise === undefined) throw new Error('no columns');
  const labels = Uint8Array.from(x, (value, at) => Number(value > 0 !== (y[at] ?? 0) > 0));
  return { features: ['x', 'y', 'noise'], columns: [x, y, noise], labels };
}
