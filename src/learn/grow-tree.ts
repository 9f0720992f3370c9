/** One regression tree on the derivatives of the loss, grown level by level from histograms. */
import type { Binned } from './bins.ts';
import type { BoostSettings, Pull } from './boost-settings.ts';

export interface Split {
  feature: number;
  /** Bins up to this one go left. */
  bin: number;
  threshold: number;
  missingLeft: boolean;
}

export interface GrownTree {
  /** The root first; the children of a node stand side by side from `left` on. */
  nodes: { split: Split | null; left: number; value: number }[];
}

interface Ground {
  binned: Binned;
  pull: Pull;
  /** Examples that this tree sees. */
  rows: Int32Array;
  /** Features that it may use. */
  columns: Int32Array;
}

interface Sums {
  gradient: number;
  curve: number;
}

interface Leaf {
  node: number;
  depth: number;
  rows: Int32Array;
  sums: Sums;
}

/** Grows a tree; values are already multiplied by the rate. */
export function growTree(ground: Ground, settings: BoostSettings): GrownTree {
  const sums = sumsOf(ground.pull, ground.rows);
  const tree: GrownTree = { nodes: [leafOf(sums, settings)] };
  const open: Leaf[] = [{ node: 0, depth: 0, rows: ground.rows, sums }];
  for (let leaf = open.shift(); leaf !== undefined; leaf = open.shift()) {
    if (leaf.depth >= settings.depth) continue;
    const split = bestSplit(ground, leaf, settings);
    const node = tree.nodes[leaf.node];
    if (split === null || node === undefined) continue;
    node.split = split;
    node.left = tree.nodes.length;
    for (const rows of partition(ground.binned, leaf.rows, split)) {
      const own = sumsOf(ground.pull, rows);
      open.push({ node: tree.nodes.length, depth: leaf.depth + 1, rows, sums: own });
      tree.nodes.push(leafOf(own, settings));
    }
  }
  return tree;
}

function leafOf({ gradient, curve }: Sums, settings: BoostSettings): GrownTree['nodes'][number] {
  return { split: null, left: 0, value: (-gradient / (curve + settings.penalty)) * settings.rate };
}

function sumsOf(pull: Pull, rows: Int32Array): Sums {
  const sums = { gradient: 0, curve: 0 };
  for (const row of rows) {
    sums.gradient += pull.gradient[row] ?? 0;
    sums.curve += pull.curve[row] ?? 0;
  }
  return sums;
}

/** Which child an example of this bin belongs to; bin 0 is "not measured". */
export function goesLeft(split: Split, bin: number): boolean {
  return bin === 0 ? split.missingLeft : bin <= split.bin;
}

function partition(binned: Binned, rows: Int32Array, split: Split): [Int32Array, Int32Array] {
  const bins = binned.bins[split.feature] ?? new Uint8Array();
  const left = (row: number): boolean => goesLeft(split, bins[row] ?? 0);
  return [rows.filter(left), rows.filter((row) => !left(row))];
}

interface Candidate {
  gain: number;
  bin: number;
  missingLeft: boolean;
}

function bestSplit(ground: Ground, leaf: Leaf, settings: BoostSettings): Split | null {
  let best: Split | null = null;
  // Splits that gain next to nothing only cost space.
  let most = 1e-3;
  for (const feature of ground.columns) {
    const edges = ground.binned.edges[feature] ?? new Float32Array();
    if (edges.length === 0) continue;
    const candidate = bestBin(histogramOf(ground, leaf, feature), leaf.sums, settings);
    if (candidate === null || candidate.gain <= most) continue;
    most = candidate.gain;
    const threshold = edges[candidate.bin - 1] ?? 0;
    best = { feature, bin: candidate.bin, threshold, missingLeft: candidate.missingLeft };
  }
  return best;
}

/** Gradient and curve per bin, side by side. */
function histogramOf({ binned, pull }: Ground, { rows }: Leaf, feature: number): Float64Array {
  const bins = binned.bins[feature] ?? new Uint8Array();
  const histogram = new Float64Array(2 * ((binned.edges[feature]?.length ?? 0) + 2));
  for (const row of rows) {
    const at = 2 * (bins[row] ?? 0);
    histogram[at] = (histogram[at] ?? 0) + (pull.gradient[row] ?? 0);
    histogram[at + 1] = (histogram[at + 1] ?? 0) + (pull.curve[row] ?? 0);
  }
  return histogram;
}

function bestBin(histogram: Float64Array, all: Sums, settings: BoostSettings): Candidate | null {
  const missing = sumsAt(histogram, 0);
  const sides = missing.curve > 0 ? [true, false] : [true];
  let left = { gradient: 0, curve: 0 };
  let best: Candidate = { gain: 0, bin: 0, missingLeft: true };
  for (let bin = 1; bin < histogram.length / 2 - 1; bin += 1) {
    left = plus(left, sumsAt(histogram, bin));
    for (const missingLeft of sides) {
      const gain = gainOf(missingLeft ? plus(left, missing) : left, all, settings);
      if (gain > best.gain) best = { gain, bin, missingLeft };
    }
  }
  return best.bin === 0 ? null : best;
}

function sumsAt(histogram: Float64Array, bin: number): Sums {
  return { gradient: histogram[2 * bin] ?? 0, curve: histogram[2 * bin + 1] ?? 0 };
}

function plus(a: Sums, b: Sums): Sums {
  return { gradient: a.gradient + b.gradient, curve: a.curve + b.curve };
}

/** What the loss falls by when `left` is parted from the rest; 0 when a side would be too light. */
function gainOf(left: Sums, all: Sums, { penalty, leastWeight }: BoostSettings): number {
  const right = { gradient: all.gradient - left.gradient, curve: all.curve - left.curve };
  if (left.curve < leastWeight || right.curve < leastWeight) return 0;
  const worth = ({ gradient, curve }: Sums): number => (gradient * gradient) / (curve + penalty);
  return worth(left) + worth(right) - worth(all);
}
