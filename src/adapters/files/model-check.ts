/** Whether what a file holds is a model whose numbers fit together: nothing may index past an array's end. */
import { z } from 'zod';
import type { RiskModel } from '../../domain/risk.ts';
import type { LinearModel } from '../../domain/model/linear-model.ts';
import type { TreesModel } from '../../domain/model/trees-model.ts';
import type { UtteranceModel } from '../../domain/model/utterance-model.ts';

/** Every kind of model that a file may hold. */
export type Model = LinearModel | RiskModel | TreesModel | UtteranceModel;

const range = z.tuple([z.number().int().min(1), z.number().int().max(16)]);
const calibration = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sigmoid'), slope: z.number(), offset: z.number() }),
  z.object({ kind: z.literal('softmax'), temperature: z.number().positive() }),
]);

const linearSchema = z
  .object({
    kind: z.literal('linear'),
    classes: z.array(z.string()).min(2).max(65_535),
    grams: z.object({
      bits: z.number().int().min(8).max(24),
      words: range,
      characters: range.nullable(),
      pairs: z.number().int().min(0).max(64),
    }),
    dense: z.array(z.object({ name: z.string(), mean: z.number(), scale: z.number() })),
    rowOf: z.instanceof(Int32Array),
    rarity: z.instanceof(Float32Array),
    starts: z.instanceof(Int32Array),
    columns: z.instanceof(Uint16Array),
    weights: z.instanceof(Int8Array),
    scales: z.instanceof(Float32Array),
    bias: z.instanceof(Float32Array),
    calibration,
    priors: z.instanceof(Float32Array),
  })
  .superRefine((model, context) => {
    const problem = linearProblem(model);
    if (problem !== null) context.addIssue({ code: 'custom', message: problem });
  });

const treesSchema = z
  .object({
    kind: z.literal('trees'),
    classes: z.array(z.string()).length(2),
    features: z.array(z.string()),
    roots: z.instanceof(Int32Array),
    split: z.instanceof(Uint16Array),
    threshold: z.instanceof(Float32Array),
    missingLeft: z.instanceof(Uint8Array),
    left: z.instanceof(Int32Array),
    value: z.instanceof(Float32Array),
    base: z.number(),
    calibration,
  })
  .superRefine((model, context) => {
    const problem = treesProblem(model);
    if (problem !== null) context.addIssue({ code: 'custom', message: problem });
  });

const utteranceSchema = z.object({
  kind: z.literal('utterance'),
  now: linearSchema,
  near: linearSchema,
  trees: treesSchema,
  threshold: z.number(),
});

const riskSchema = z
  .object({
    kind: z.literal('risk'),
    inputs: z.array(z.string()).max(256),
    means: z.instanceof(Float32Array),
    scales: z.instanceof(Float32Array),
    weights: z.instanceof(Float32Array),
    calibration,
  })
  .refine(
    ({ inputs, means, scales, weights }) =>
      means.length === inputs.length &&
      scales.length === inputs.length &&
      weights.length === inputs.length + 1,
    'the weights are not complete',
  );

const modelSchema = z.discriminatedUnion('kind', [
  linearSchema,
  riskSchema,
  treesSchema,
  utteranceSchema,
]);

/** What is wrong with the model, or null. */
export function modelProblem(model: unknown): string | null {
  const parsed = modelSchema.safeParse(model);
  return parsed.success ? null : z.prettifyError(parsed.error);
}

/** Children stand behind their parent, so that every walk ends. */
function treesProblem(model: TreesModel): string | null {
  const { roots, split, threshold, missingLeft, left, value, features } = model;
  const lengths = new Set([split, threshold, missingLeft, left, value].map(({ length }) => length));
  if (lengths.size !== 1) return 'the nodes are not complete';
  if (roots.some((root) => root < 0 || root >= value.length)) return 'a tree has no root';
  if (left.some((child, node) => child !== 0 && (child <= node || child + 1 >= value.length)))
    return 'a node has no children';
  if (split.some((feature) => feature !== 0 && feature >= features.length))
    return 'a node splits on no feature';
  return null;
}

type Check = readonly [holds: boolean, otherwise: string];

function linearProblem(model: LinearModel): string | null {
  const scores = model.classes.length === 2 ? 1 : model.classes.length;
  const failed = [...rowChecks(model), ...scoreChecks(model, scores)].find(([holds]) => !holds);
  return failed?.[1] ?? null;
}

function rowChecks({ grams, rarity, dense, rowOf, starts, weights }: LinearModel): Check[] {
  const width = rarity.length + dense.length;
  return [
    [rowOf.length === 2 ** grams.bits, 'the buckets are not 2 to the power of bits'],
    [rowOf.every((row) => row >= 0 && row <= rarity.length), 'a bucket has no row'],
    [starts.length === width + 1 && starts[0] === 0, 'the rows are not complete'],
    [starts.every((start, row) => start >= (starts[row - 1] ?? 0)), 'the rows are not in order'],
    [starts[width] === weights.length, 'the weights are not complete'],
  ];
}

function scoreChecks(model: LinearModel, scores: number): Check[] {
  const sigmoid = model.calibration.kind === 'sigmoid';
  return [
    [model.columns.length === model.weights.length, 'the weights are not complete'],
    [model.columns.every((column) => column < scores), 'a weight belongs to no class'],
    [model.scales.length === scores && model.bias.length === scores, 'a score has no scale'],
    [model.priors.length === model.classes.length, 'a class has no share'],
    [sigmoid === (scores === 1), 'the calibration does not fit the classes'],
  ];
}
