/** What every training task takes and hands back. */
import type { Model } from '../../adapters/files/model-check.ts';
import type { LabelField } from '../learning/openings.ts';

export interface TaskFlags {
  out: string;
  json: boolean;
  seed: number;
  /** Where and under which terms the data may be used; goes into the model's card. */
  licence: string;
  /** Which field of an opening is its label. */
  label?: LabelField;
}

/** What a task hands back: the model, what went into it, and figures on data it had not seen. */
export interface Trained {
  model: Model;
  training: Record<string, unknown>;
  measured: Record<string, number>;
}
