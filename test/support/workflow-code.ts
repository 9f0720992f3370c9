/** The workflow code of the source as workers load it. */
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';

const silent = (): void => undefined;
const logger = {
  log: silent,
  trace: silent,
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
};

const sourceFile = (name: string): string =>
  fileURLToPath(new URL(`../../src/${name}`, import.meta.url));

/** Bundles it; `encrypting`, as workers need it whose payloads are encrypted. */
export async function bundleSource({ encrypting = false } = {}): Promise<string> {
  const { code } = await bundleWorkflowCode({
    workflowsPath: sourceFile('workflows/index.ts'),
    ...(encrypting && {
      failureConverterPath: sourceFile('adapters/crypto/failure-converter.cjs'),
    }),
    logger,
  });
  return code;
}
