import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';
import { beforeAll, describe, expect, it } from 'vitest';

let code = '';

beforeAll(async () => {
  const silent = (): void => undefined;
  const logger = {
    log: silent,
    trace: silent,
    debug: silent,
    info: silent,
    warn: silent,
    error: silent,
  };
  const workflowsPath = fileURLToPath(new URL('../../src/workflows/index.ts', import.meta.url));
  ({ code } = await bundleWorkflowCode({ workflowsPath, logger }));
}, 30_000);

describe('the workflow bundle', () => {
  it.each([
    'zod',
    'pg',
    'openai',
    'hono',
    'kysely',
    'luxon',
    '@temporalio/client',
    '@temporalio/worker',
  ])('holds nothing of %s', (name) => {
    expect(code).not.toContain(`./node_modules/${name}/`);
  });

  it('holds the conversation and no activity, adapter or Node built-in', () => {
    expect(code).toContain('./src/workflows/conversation.ts');
    for (const folder of ['activities', 'adapters', 'contract', 'client', 'api'])
      expect(code).not.toContain(`"./src/${folder}/`);
    expect(code).not.toMatch(/require\("node:/);
  });
});
