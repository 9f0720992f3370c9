/**
 * Gradient-boosted trees for two classes, over binned features (histograms): logistic loss, Newton leaves, L2 penalty,
 * rows and features drawn by seed. The same examples and settings give the same trees.
 */
import { sigmoid } from '../domain/model/linear-model.ts';
import type { TreesModel } from '../domain/model/trees-model.ts';
import { binFeatures, type Binned } from './bins.ts';
import type { BoostSettings, Pull } from './boost-settings.ts';
import { goesLeft, growTree, type GrownTree } from './grow-tree.ts';
import { seededRandom, shuffle, type Random } from './random.ts';

/** Examples as columns: `columns[f][i]` is feature `f` of example `i`, NaN when not measured. */
export interface BoostExamples {
  features: readonly string[];
  columns: readonly Float32Array[];
  /** 1 for the second class. */
  labels: Uint8Array;
}

export type Trees = Omit<TreesModel, 'classes' | 'calibration'>;

/** Trains the trees. */
export function boost(examples: BoostExamples, settings: BoostSettings): Trees {
  const { labels, features } = examples;
  const binned = binFeatures(examples.columns);
  const random = seededRandom(settings.seed);
  const positives = labels.reduce((sum, label) => sum + label, 0);
  const base = Math.log((positives + 0.5) / (labels.length - positives + 0.5));
  const scores = new Float64Array(labels.length).fill(base);
  const pull = {
    gradient: new Float64Array(labels.length),
    curve: new Float64Array(labels.length),
  };
  const trees: GrownTree[] = [];
  for (let round = 0; round < settings.rounds; round += 1) {
    refresh(pull, scores, labels);
    const rows = draw(labels.length, settings.rowShare, random);
    const columns = draw(features.length, settings.featureShare, random);
    const tree = growTree({ binned, pull, rows, columns }, settings);
    addTree(scores, tree, binned);
    trees.push(tree);
  }
  return { kind: 'trees', features, base, ...flatten(trees) };
}

function refresh(pull: Pull, scores: Float64Array, labels: Uint8Array): void {
  scores.forEach((score, row) => {
    const probability = sigmoid(score);
    pull.gradient[row] = probability - (labels[row] ?? 0);
    pull.curve[row] = Math.max(1e-6, probability * (1 - probability));
  });
}

function draw(size: number, share: number, random: Random): Int32Array {
  const all = Int32Array.from({ length: size }, (_, index) => index);
  shuffle(all, random);
  return all.slice(0, Math.max(1, Math.round(size * share))).sort();
}

function addTree(scores: Float64Array, tree: GrownTree, binned: Binned): void {
  for (let row = 0; row < scores.length; row += 1)
    scores[row] = (scores[row] ?? 0) + valueAt(tree, binned, row);
}

function valueAt({ nodes }: GrownTree, binned: Binned, row: number): number {
  let node = nodes[0];
  while (node !== undefined && node.split !== null) {
    const bin = binned.bins[node.split.feature]?.[row] ?? 0;
    node = nodes[node.left + (goesLeft(node.split, bin) ? 0 : 1)];
  }
  return node?.value ?? 0;
}

function flatten(
  trees: readonly GrownTree[],
): Pick<TreesModel, 'roots' | 'split' | 'threshold' | 'missingLeft' | 'left' | 'value'> {
  const roots: number[] = [];
  const nodes: (GrownTree['nodes'][number] & { at: number })[] = [];
  for (const tree of trees) {
    const root = nodes.length;
    roots.push(root);
    for (const node of tree.nodes) nodes.push({ ...node, at: root + node.left });
  }
  return {
    roots: Int32Array.from(roots),
    split: Uint16Array.from(nodes, ({ split }) => split?.feature ?? 0),
    threshold: Float32Array.from(nodes, ({ split }) => split?.threshold ?? 0),
    missingLeft: Uint8Array.from(nodes, ({ split }) => Number(split?.missingLeft ?? false)),
    left: Int32Array.from(nodes, ({ split, at }) => (split === null ? 0 : at)),
    value: Float32Array.from(nodes, ({ value }) => value),
  };
}
