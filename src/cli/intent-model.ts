/** The intent model of this installation, from the file that the configuration names. */
import { ModelFileError, readModelFile, type StoredModel } from '../adapters/files/model-file.ts';
import type { Config } from '../config.ts';
import { intentReader } from '../domain/model/intent-reader.ts';
import type { IntentReader } from '../domain/opening-intent.ts';
import { CommandError } from './command-error.ts';

const fix =
  'Mend BATON_INTENT_MODEL, or make the file: baton train --task intent FILE --out MODEL.';

/** Loads the model; undefined when none is configured. A file that is named and cannot be used ends the start. */
export async function openIntentReader(
  config: Pick<Config, 'intentModel'>,
): Promise<IntentReader | undefined> {
  const { file, leastConfidence } = config.intentModel;
  if (file === undefined) return undefined;
  const { card, model } = await readStored(file);
  if (model.kind !== 'linear') throw new CommandError(`${file} holds no intents.`, fix);
  return intentReader(model, card.version, leastConfidence);
}

async function readStored(file: string): Promise<StoredModel> {
  try {
    return await readModelFile(file, 'intent');
  } catch (error) {
    if (error instanceof ModelFileError) throw new CommandError(error.message, fix, error);
    throw error;
  }
}
