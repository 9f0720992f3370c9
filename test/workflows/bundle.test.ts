import { beforeAll, describe, expect, it } from 'vitest';
import { bundleSource } from '../support/workflow-code.ts';

let code = '';

beforeAll(async () => {
  code = await bundleSource();
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
