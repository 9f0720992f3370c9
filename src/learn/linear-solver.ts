/**
 * A linear classifier for two classes by dual coordinate descent (Hsieh et al., 2008): the squared hinge loss with an L2
 * penalty. Exact, deterministic by seed, and linear in the number of values.
 */
import type { Matrix } from './vocabulary.ts';
import { seededRandom, shuffle } from './random.ts';

export interface SolverSettings {
  /** How much an error costs against large weights. Too high learns the noise, too low learns nothing. */
  cost: number;
  maxRounds: number;
  /** Stops when no example pulls harder than this. */
  tolerance: number;
  seed: number;
}

export interface Problem {
  matrix: Matrix;
  /** 1 or -1 per example; 0 leaves an example out. */
  signs: Int8Array;
  /** Multiplies the cost of an example. */
  importance: Float32Array;
}

/** Weights per column, the bias at last. */
export function solve(problem: Problem, settings: SolverSettings): Float64Array {
  const { matrix, signs } = problem;
  const weights = new Float64Array(matrix.width + 1);
  const state: State = {
    weights,
    alphas: new Float64Array(matrix.size),
    squares: squaresOf(matrix),
    problem,
    cost: settings.cost,
  };
  let active = Int32Array.from(signs.keys()).filter((index) => signs[index] !== 0);
  const all = active.slice();
  const random = seededRandom(settings.seed);
  for (let round = 0; round < settings.maxRounds; round += 1) {
    const { hardest, kept } = sweep(state, active, random);
    active = kept;
    if (hardest > settings.tolerance && active.length > 0) continue;
    if (active.length === all.length) break;
    // What was set aside as settled is looked at once more before the end.
    active = all.slice();
    const last = sweep(state, active, random);
    if (last.hardest <= settings.tolerance) break;
    active = last.kept;
  }
  return weights;
}

interface State {
  problem: Problem;
  weights: Float64Array;
  alphas: Float64Array;
  squares: Float64Array;
  cost: number;
}

/** The bias is the weight of a value that every example has. */
const biasValue = 1;

function squaresOf({ size, starts, values }: Matrix): Float64Array {
  const squares = new Float64Array(size);
  for (let row = 0; row < size; row += 1) {
    let sum = biasValue * biasValue;
    const end = starts[row + 1] ?? 0;
    for (let at = starts[row] ?? 0; at < end; at += 1) sum += (values[at] ?? 0) ** 2;
    squares[row] = sum;
  }
  return squares;
}

interface Sweep {
  hardest: number;
  kept: Int32Array<ArrayBuffer>;
}

function sweep(state: State, active: Int32Array<ArrayBuffer>, random: () => number): Sweep {
  shuffle(active, random);
  let hardest = 0;
  let count = 0;
  const kept = new Int32Array(active.length);
  for (const row of active) {
    const pull = improve(state, row);
    if (pull === settled) continue;
    kept[count] = row;
    count += 1;
    hardest = Math.max(hardest, pull);
  }
  return { hardest, kept: kept.slice(0, count) };
}

/** Says that an example lies well beyond the margin and needs no further look for now. */
const settled = -1;

/** Minimises over one example's coefficient; answers how far from its best it was. */
function improve(state: State, row: number): number {
  const { matrix, signs, importance } = state.problem;
  const sign = signs[row] ?? 0;
  const alpha = state.alphas[row] ?? 0;
  const damping = 0.5 / (state.cost * (importance[row] ?? 1));
  const gradient = sign * scoreRow(matrix, row, state.weights) - 1 + alpha * damping;
  if (alpha === 0 && gradient >= 0) return gradient > 0.5 ? settled : 0;
  const next = Math.max(0, alpha - gradient / ((state.squares[row] ?? 0) + damping));
  state.alphas[row] = next;
  addRow(matrix, row, (next - alpha) * sign, state.weights);
  return Math.abs(gradient);
}

/** The score of a row under weights with the bias at last. */
export function scoreRow(matrix: Matrix, row: number, weights: Float64Array): number {
  const { starts, columns, values } = matrix;
  const end = starts[row + 1] ?? 0;
  let score = (weights[matrix.width] ?? 0) * biasValue;
  for (let at = starts[row] ?? 0; at < end; at += 1)
    score += (values[at] ?? 0) * (weights[columns[at] ?? 0] ?? 0);
  return score;
}

function addRow(matrix: Matrix, row: number, factor: number, weights: Float64Array): void {
  const { starts, columns, values } = matrix;
  const end = starts[row + 1] ?? 0;
  for (let at = starts[row] ?? 0; at < end; at += 1) {
    const column = columns[at] ?? 0;
    weights[column] = (weights[column] ?? 0) + factor * (values[at] ?? 0);
  }
  weights[matrix.width] = (weights[matrix.width] ?? 0) + factor * biasValue;
}
