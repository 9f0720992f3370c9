/** Weights of a linear model in one byte each, without the small ones. */
import type { LinearModel } from '../domain/model/linear-model.ts';

type Packed = Pick<LinearModel, 'starts' | 'columns' | 'weights' | 'scales' | 'bias'>;

const largest = 127;

/** Packs the weights of each score (the bias at last); those below `prune` times the score's largest are dropped. */
export function packWeights(scores: readonly Float64Array[], prune: number): Packed {
  const width = (scores[0]?.length ?? 1) - 1;
  const scales = Float32Array.from(scores, (weights) => strongest(weights, width) / largest);
  const starts = new Int32Array(width + 1);
  const columns: number[] = [];
  const packed: number[] = [];
  for (let row = 0; row < width; row += 1) {
    scores.forEach((weights, column) => {
      const scale = scales[column] ?? 0;
      const level = scale === 0 ? 0 : Math.round((weights[row] ?? 0) / scale);
      if (level === 0 || Math.abs(level) < prune * largest) return;
      columns.push(column);
      packed.push(level);
    });
    starts[row + 1] = packed.length;
  }
  return {
    starts,
    columns: Uint16Array.from(columns),
    weights: Int8Array.from(packed),
    scales,
    bias: Float32Array.from(scores, (weights) => weights[width] ?? 0),
  };
}

function strongest(weights: Float64Array, width: number): number {
  let most = 0;
  for (let at = 0; at < width; at += 1) most = Math.max(most, Math.abs(weights[at] ?? 0));
  return most;
}
