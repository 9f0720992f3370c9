/** `baton train`: a model from a company's own labelled data, into one file. One task per file of `train/`. */
import { writeModelFile } from '../adapters/files/model-file.ts';
import { CommandError } from './command-error.ts';
import { fingerprintOf } from './learning/held-out.ts';
import { say, sayJson } from './output.ts';
import type { TaskFlags } from './train/task.ts';
import { trainHandoffTask } from './train/handoff.ts';
import { trainIntentTask } from './train/intent.ts';
import { trainUtteranceTask } from './train/utterance.ts';

export interface TrainFlags extends TaskFlags {
  task: keyof typeof tasks;
}

/** Every task by its name. */
const tasks = {
  handoff: trainHandoffTask,
  intent: trainIntentTask,
  utterance: trainUtteranceTask,
};

/** Trains, writes the file and prints the summary. */
export async function runTrain(files: string[], flags: TrainFlags): Promise<number> {
  const startedAt = performance.now();
  const fingerprints = await Promise.all(files.map(readable));
  const { model, training, measured } = await tasks[flags.task](files, flags);
  const card = {
    task: flags.task,
    trainedAt: new Date().toISOString(),
    training: { ...training, seed: flags.seed, files: fingerprints },
    measured,
    licence: flags.licence,
  };
  const { size, version } = await writeModelFile(flags.out, { card, model });
  const seconds = (performance.now() - startedAt) / 1000;
  if (flags.json)
    sayJson({
      task: flags.task,
      version,
      file: flags.out,
      bytes: size,
      training,
      measured,
      seconds,
    });
  else sayTrained({ version, file: flags.out, size, measured, seconds });
  return 0;
}

async function readable(file: string): Promise<string> {
  try {
    return await fingerprintOf(file);
  } catch (error) {
    throw new CommandError(`${file} cannot be read.`, 'Give the path of a JSONL file.', error);
  }
}

interface Summary {
  version: string;
  file: string;
  size: number;
  measured: Record<string, number>;
  seconds: number;
}

function sayTrained({ version, file, size, measured, seconds }: Summary): void {
  say(`${version} in ${file}, ${(size / 1024).toFixed(0)} KB, ${seconds.toFixed(1)} s`);
  say('cross-validated, on data that the model had not seen:');
  for (const [name, value] of Object.entries(measured))
    say(`  ${name.padEnd(12)} ${value.toFixed(3)}`);
}
