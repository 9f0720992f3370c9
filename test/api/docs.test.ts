import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { OpenAPIHono } from '@hono/zod-openapi';
import { errorsPage, mountDocs } from '../../src/api/docs.ts';
import type { Variables } from '../../src/api/endpoint.ts';
import { openApiDocument } from '../../src/api/openapi.ts';
import { problemOf } from '../../src/api/problem.ts';
import { BatonError, errorCatalogue, type ErrorCode } from '../../src/errors.ts';

const app = new OpenAPIHono<{ Variables: Variables }>();
mountDocs(app);

async function read(path: string): Promise<{ text: string; headers: Headers; status: number }> {
  const response = await app.request(path);
  return { text: await response.text(), headers: response.headers, status: response.status };
}

describe('the page of errors', () => {
  it('has the place that the type of every problem names', async () => {
    const { text } = await read('/docs/errors');
    for (const code of Object.keys(errorCatalogue) as ErrorCode[]) {
      const { type } = problemOf(new BatonError(code, 'x'), { path: '/', requestId: 'r' });
      const [path, anchor] = type.split('#');
      expect(path).toBe('/docs/errors');
      expect(text).toContain(`<section id="${anchor ?? ''}">`);
      expect(text.split(`<section id="${code}">`)[1]?.split('</section>')[0]).toContain(
        'How to mend it.',
      );
    }
  });

  it('shows text as text', () => {
    const html = errorsPage('# E\n\nSee <script>.\n\n### `internal`\n\n`<b>` **bold** & more\n');
    expect(html).toContain('<p>See &lt;script&gt;.</p>');
    expect(html).toContain('<code>&lt;b&gt;</code> <strong>bold</strong> &amp; more');
    expect(html).not.toMatch(/<script|<b>/);
  });
});

describe('the index', () => {
  it('lists every operation with method, path and roles', async () => {
    const { text } = await read('/docs');
    const { paths } = openApiDocument() as {
      paths: Record<string, Record<string, { summary: string; 'x-roles': string[] }>>;
    };
    for (const [path, methods] of Object.entries(paths))
      for (const [method, { 'x-roles': roles }] of Object.entries(methods))
        expect(text).toMatch(
          new RegExp(
            `<code>${method.toUpperCase()}</code></td><td><code>${path.replaceAll(/[{}/]/g, '\\$&')}</code></td>.*<td>${roles.join(', ')}</td>`,
          ),
        );
    for (const link of ['/openapi.json', '/openapi.yaml', '/docs/errors'])
      expect(text).toContain(`href="${link}"`);
  });
});

describe('every page', () => {
  it.each(['/docs', '/docs/errors'])('%s runs no script and loads nothing', async (path) => {
    const { text, headers } = await read(path);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+='; /,
    );
    expect(text).not.toMatch(/<script|<link|<img|src=| on\w+=|style="/);
  });
});

describe('the OpenAPI document', () => {
  it('is the same as JSON and as YAML', async () => {
    const json: unknown = JSON.parse((await read('/openapi.json')).text);
    const yaml = await read('/openapi.yaml');
    expect(yaml.headers.get('content-type')).toBe('application/yaml');
    expect(parse(yaml.text)).toEqual(json);
  });
});
