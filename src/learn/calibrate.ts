/** Fits what turns scores of examples that were held out into probabilities. */
import { sigmoid, type Calibration } from '../domain/model/linear-model.ts';

/** Platt's sigmoid by Newton's method with a line search (Lin, Lin and Weng, 2007). `truths` says whether the score's class was right. */
export function fitSigmoid(scores: readonly number[], truths: readonly boolean[]): Calibration {
  const yes = truths.filter(Boolean).length;
  const high = (yes + 1) / (yes + 2);
  const low = 1 / (truths.length - yes + 2);
  const targets = truths.map((truth) => (truth ? high : low));
  let at: Point = { slope: 1, offset: Math.log((yes + 1) / (truths.length - yes + 1)) };
  let loss = lossAt(at, scores, targets);
  for (let round = 0; round < 100; round += 1) {
    const move = newton(at, scores, targets);
    let size = 1;
    let next = at;
    let nextLoss = loss;
    for (; size > 1e-10; size /= 2) {
      next = { slope: at.slope + size * move.slope, offset: at.offset + size * move.offset };
      nextLoss = lossAt(next, scores, targets);
      if (nextLoss < loss) break;
    }
    if (loss - nextLoss < 1e-10 * (1 + loss)) break;
    at = next;
    loss = nextLoss;
  }
  return { kind: 'sigmoid', slope: at.slope, offset: at.offset };
}

interface Point {
  slope: number;
  offset: number;
}

function lossAt(at: Point, scores: readonly number[], targets: readonly number[]): number {
  let loss = 0;
  scores.forEach((score, index) => {
    const power = at.slope * score + at.offset;
    const target = targets[index] ?? 0;
    loss += Math.max(power, 0) - power * target + Math.log1p(Math.exp(-Math.abs(power)));
  });
  return loss;
}

function newton(at: Point, scores: readonly number[], targets: readonly number[]): Point {
  let [ss, so, oo, gs, go] = [1e-12, 0, 1e-12, 0, 0];
  scores.forEach((score, index) => {
    const value = sigmoid(at.slope * score + at.offset);
    const curve = value * (1 - value);
    const error = value - (targets[index] ?? 0);
    ss += score * score * curve;
    so += score * curve;
    oo += curve;
    gs += score * error;
    go += error;
  });
  const determinant = ss * oo - so * so;
  return {
    slope: -(oo * gs - so * go) / determinant,
    offset: -(-so * gs + ss * go) / determinant,
  };
}

/** The softmax temperature under which the true classes are likeliest, by golden section over its logarithm. */
export function fitSoftmax(
  scores: readonly Float64Array[],
  truths: readonly number[],
): Calibration {
  const surprise = (power: number): number => {
    const temperature = Math.exp(power);
    return scores.reduce((sum, row, at) => sum + surpriseOf(row, truths[at] ?? 0, temperature), 0);
  };
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [from, to] = [Math.log(0.01), Math.log(10)];
  let [left, right] = [to - ratio * (to - from), from + ratio * (to - from)];
  let [atLeft, atRight] = [surprise(left), surprise(right)];
  while (to - from > 0.01) {
    if (atLeft < atRight) {
      [to, right, atRight] = [right, left, atLeft];
      left = to - ratio * (to - from);
      atLeft = surprise(left);
    } else {
      [from, left, atLeft] = [left, right, atRight];
      right = from + ratio * (to - from);
      atRight = surprise(right);
    }
  }
  return { kind: 'softmax', temperature: Math.exp((from + to) / 2) };
}

/** Minus the logarithm of the true class's probability. */
function surpriseOf(scores: Float64Array, truth: number, temperature: number): number {
  let most = -Infinity;
  for (const score of scores) most = Math.max(most, score);
  let sum = 0;
  for (const score of scores) sum += Math.exp((score - most) / temperature);
  return Math.log(sum) - ((scores[truth] ?? 0) - most) / temperature;
}
