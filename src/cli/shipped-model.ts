import { fileURLToPath } from 'node:url';
import { ModelFileError, readModelFile } from '../adapters/files/model-file.ts';
import type { RiskReader } from '../domain/risk.ts';

const shipped = fileURLToPath(new URL('../../models/handoff-risk.model', import.meta.url));

/** The risk model of a file made by `baton train --task handoff`; the shipped one without a file. */
export async function readRiskModel(file?: string): Promise<RiskReader> {
  const { card, model } = await readModelFile(file ?? shipped, 'handoff');
  if (model.kind !== 'risk') throw new ModelFileError(`${file ?? shipped} holds no risk model.`);
  return { version: card.version, model };
}
