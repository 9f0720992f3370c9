/** The pages behind `/docs`: the operations and the error codes, as plain HTML that needs nothing but itself. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { stringify } from 'yaml';
import { policyJsonSchema } from '../contract/policy.ts';
import { errorCatalogue, type ErrorCode } from '../errors.ts';
import type { Variables } from './endpoint.ts';
import { openApiDocument } from './openapi.ts';

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:75rem;margin:2rem auto;padding:0 1rem;color:#1c2330;background:#fff;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;margin-bottom:2rem}th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid #d9dee7}
code{font:.9em ui-monospace,monospace;background:#f1f4f8;padding:.1em .3em;border-radius:3px}h2{margin-top:2.5rem}section:target{outline:3px solid #2f6fed;outline-offset:.5rem}
@media(prefers-color-scheme:dark){body{color:#e6eaf2;background:#12161d}th,td{border-color:#333b49}code{background:#222935}a{color:#8ab4ff}}`;
const styleHash = createHash('sha256').update(style).digest('base64');
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title><style>${style}</style></head>
<body><main><h1>${escape(title)}</h1>
${body}</main></body></html>
`;
}

/** Markdown as our pages use it: paragraphs with code and bold. */
function paragraphs(markdown: string): string {
  return markdown
    .split(/\n{2,}/)
    .map((part) => part.trim())
    .filter((part) => part !== '' && !part.startsWith('#'))
    .map((part) =>
      escape(part)
        .replaceAll(/`([^`]+)`/g, '<code>$1</code>')
        .replaceAll(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>'),
    )
    .map((part) => `<p>${part}</p>\n`)
    .join('');
}

function errorText(): string {
  try {
    return readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
  } catch {
    // An installation without the documentation folder still names every code.
    return '';
  }
}

/** The page that the `type` of every problem leads to; each code is an anchor. */
export function errorsPage(markdown: string): string {
  const [intro = '', ...sections] = markdown.split(/^### /m);
  const texts = new Map(
    sections.map((section): [string, string] => {
      const end = section.indexOf('\n');
      return [section.slice(0, end).replaceAll('`', '').trim(), section.slice(end)];
    }),
  );
  const codes = Object.entries(errorCatalogue) as [ErrorCode, (typeof errorCatalogue)[ErrorCode]][];
  const entries = codes.map(
    ([code, { status, retryable, title }]) =>
      `<section id="${code}"><h2><a href="#${code}"><code>${code}</code></a></h2>
<p><strong>${status}</strong> ${escape(title)}.${retryable ? ' Try again after <code>Retry-After</code>.' : ''}</p>
${paragraphs(texts.get(code) ?? '')}</section>\n`,
  );
  return page(
    'Errors',
    `<p><a href="/docs">All operations</a></p>\n${paragraphs(intro)}${entries.join('')}`,
  );
}

interface Operation {
  summary: string;
  tags: string[];
  'x-roles': string[];
}

function rowsByTag(document: object): Map<string, string[]> {
  const { paths } = document as { paths: Record<string, Record<string, Operation>> };
  const rows = new Map<string, string[]>();
  for (const [path, methods] of Object.entries(paths))
    for (const [method, operation] of Object.entries(methods)) {
      const tag = operation.tags[0] ?? 'Other';
      const row = `<tr><td><code>${method.toUpperCase()}</code></td><td><code>${escape(path)}</code></td><td>${escape(operation.summary)}</td><td>${operation['x-roles'].join(', ')}</td></tr>`;
      rows.set(tag, [...(rows.get(tag) ?? []), row]);
    }
  return rows;
}

/** Every operation of the OpenAPI document with its roles. */
export function operationsPage(document: object): string {
  const tables = [...rowsByTag(document)].map(
    ([tag, rows]) =>
      `<h2>${escape(tag)}</h2>\n<table><thead><tr><th scope="col">Method</th><th scope="col">Path</th><th scope="col">What it does</th><th scope="col">Roles</th></tr></thead>\n<tbody>${rows.join('\n')}</tbody></table>\n`,
  );
  const links =
    '<p>OpenAPI 3.1: <a href="/openapi.json">openapi.json</a>, <a href="/openapi.yaml">openapi.yaml</a>. <a href="/policy.schema.json">JSON Schema of policies</a>. <a href="/docs/errors">Errors</a>.</p>\n';
  return page('HTTP API', links + tables.join(''));
}

const htmlHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': policy,
  'cache-control': 'no-cache',
};

/** Adds the pages and the OpenAPI document in both forms; the pages are made once, at the start. */
export function mountDocs(app: OpenAPIHono<{ Variables: Variables }>): void {
  const document = openApiDocument();
  const asJson = JSON.stringify(document);
  const pages = { '/docs': operationsPage(document), '/docs/errors': errorsPage(errorText()) };
  let asYaml: string | undefined;
  app.get('/openapi.json', (context) =>
    context.body(asJson, 200, { 'content-type': 'application/json' }),
  );
  app.get('/openapi.yaml', (context) => {
    asYaml ??= stringify(JSON.parse(asJson), { aliasDuplicateObjects: false });
    return context.body(asYaml, 200, { 'content-type': 'application/yaml' });
  });
  const schema = JSON.stringify(policyJsonSchema());
  app.get('/policy.schema.json', (context) =>
    context.body(schema, 200, { 'content-type': 'application/schema+json' }),
  );
  for (const [path, html] of Object.entries(pages))
    app.get(path, (context) => context.body(html, 200, htmlHeaders));
}
