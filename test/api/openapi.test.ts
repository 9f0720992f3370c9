import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { openApiDocument } from '../../src/api/openapi.ts';
import { errorCatalogue } from '../../src/errors.ts';
import { answeredCommands } from '../../src/workflows/messages.ts';

const document = openApiDocument() as {
  paths: Record<
    string,
    Record<string, { operationId: string; 'x-update': string | null; 'x-roles': string[] }>
  >;
};
const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));

describe('the OpenAPI document', () => {
  it('is the one that is committed', async () => {
    const committed = await readFile(new URL('../../docs/openapi.json', import.meta.url), 'utf8');
    expect(`${JSON.stringify(document, null, 2)}\n`).toBe(committed);
  });

  it('has each operation id once, and roles on every route', () => {
    const ids = operations.map((operation) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    // A visitor of a web page has no key and so no role: their token opens their own conversation only.
    const withoutRole = Object.entries(document.paths)
      .filter(([, methods]) => Object.values(methods).some((each) => each['x-roles'].length === 0))
      .map(([path]) => path);
    expect(withoutRole.filter((path) => !path.startsWith('/v1/visitor'))).toEqual([]);
  });

  it('has a route for every command that answers', () => {
    const updates = operations.flatMap((operation) => operation['x-update'] ?? []);
    expect([...new Set(updates)].sort()).toEqual([...answeredCommands].sort());
  });
});

describe('docs/errors.md', () => {
  it('has every code of the catalogue, and no other', async () => {
    const text = await readFile(new URL('../../docs/errors.md', import.meta.url), 'utf8');
    const documented = [...text.matchAll(/^### `(.+)`$/gm)].map((match) => match[1]);
    expect([...documented].sort()).toEqual(Object.keys(errorCatalogue).sort());
  });
});
