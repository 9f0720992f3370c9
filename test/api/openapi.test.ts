import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { openApiDocument } from '../../src/api/openapi.ts';
import { eventTypes } from '../../src/domain/events.ts';
import { errorCatalogue } from '../../src/errors.ts';
import { answeredCommands } from '../../src/workflows/messages.ts';

const document = openApiDocument() as {
  webhooks: Record<string, object>;
  paths: Record<
    string,
    Record<
      string,
      {
        operationId: string;
        'x-update': string | null;
        'x-roles': string[];
        'x-audience'?: string;
      }
    >
  >;
};
const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));

describe('the OpenAPI document', () => {
  it('is the one that is committed', async () => {
    const committed = await readFile(new URL('../../docs/openapi.json', import.meta.url), 'utf8');
    expect(`${JSON.stringify(document, null, 2)}\n`).toBe(committed);
  });

  it('has each operation id once, and roles on every route that is not a visitor’s', () => {
    const ids = operations.map((operation) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const open = operations.filter((operation) => operation['x-roles'].length === 0);
    const audiences = new Set(open.map((operation) => operation['x-audience']));
    expect(audiences).toEqual(new Set(['visitor', 'public', 'signed']));
    const anybody = open.filter((operation) => operation['x-audience'] === 'public');
    expect(anybody.map((operation) => operation.operationId)).toEqual(['openVisitorSession']);
  });

  it('has the doors that are signed, and every webhook with the test', () => {
    const signed = operations.filter((operation) => operation['x-audience'] === 'signed');
    expect(signed.map(({ operationId }) => operationId)).toEqual([
      'takeInboundMail',
      'takeConnectorRequest',
    ]);
    expect(Object.keys(document.webhooks).sort()).toEqual([...eventTypes, 'webhook.test'].sort());
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
