/** The risk model of a file that may be replaced while the process runs: what `baton retrain` promotes decides a moment later. */
import { unwatchFile, watchFile } from 'node:fs';
import type { RiskReader } from '../domain/risk.ts';
import { readRiskModel } from './shipped-model.ts';

/** How often the file is looked at; ms. */
const everyMs = 2_000;

/** What became of a replaced file. */
export type ModelChange = { version: string } | { fault: string };

/**
 * A reader that always holds the newest whole model. A file that cannot be read, or is no model, leaves the present one.
 * Throws where there is none to begin with. `stop` ends the looking.
 */
export async function followRiskModel(
  file: string | undefined,
  tell: (change: ModelChange) => void,
): Promise<RiskReader & { stop: () => void }> {
  const held = { reader: await readRiskModel(file) };
  const readAgain = (): void => {
    readRiskModel(file).then(
      (reader) => {
        held.reader = reader;
        tell({ version: reader.version });
      },
      (error: unknown) => tell({ fault: error instanceof Error ? error.message : String(error) }),
    );
  };
  if (file !== undefined) watchFile(file, { interval: everyMs, persistent: false }, readAgain);
  return {
    get version() {
      return held.reader.version;
    },
    get model() {
      return held.reader.model;
    },
    stop: () => {
      if (file !== undefined) unwatchFile(file, readAgain);
    },
  };
}
