/**
 * Writes docs/openapi.json from the routes, docs/brief.schema.json and policies/policy.schema.json from their schemas,
 * and the console's types from docs/openapi.json;
 * with `--check` only compares, and fails on a difference.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import openapiTypes, { astToString } from 'openapi-typescript';
import { runnerImport } from 'vite';

/** @typedef {{ openApiDocument: () => unknown }} OpenApiModule */
/** @typedef {{ briefJsonSchema: unknown }} BriefModule */
/** @typedef {{ policyJsonSchema: () => unknown }} PolicyModule */

/**
 * The document with one `default` refusal per route: all refusals have the same shape, and the types stay a third as long.
 * @type {(text: string) => string}
 */
function withOneRefusal(text) {
  const document = JSON.parse(text);
  const content = {
    'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
  };
  /** @type {{ responses: object }[]} */
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
  for (const operation of operations) {
    const good = Object.entries(operation.responses).filter(([status]) => status < '4');
    operation.responses = { ...Object.fromEntries(good), default: { description: '', content } };
  }
  return JSON.stringify(document);
}

/** @type {(source: string) => Promise<unknown>} */
const load = async (source) => (await runnerImport(source, { logLevel: 'error' })).module;
const routes = /** @type {OpenApiModule} */ (await load('./src/api/openapi.ts'));
const brief = /** @type {BriefModule} */ (await load('./src/contract/brief.ts'));
const policy = /** @type {PolicyModule} */ (await load('./src/contract/policy.ts'));

/** @type {(document: unknown) => string} */
const asJson = (document) => `${JSON.stringify(document, null, 2)}\n`;
const openApi = asJson(await routes.openApiDocument());
const consoleTypes = astToString(await openapiTypes(withOneRefusal(openApi)));

/** @type {Record<string, string>} */
const documents = {
  'docs/openapi.json': openApi,
  'docs/brief.schema.json': asJson(brief.briefJsonSchema),
  'policies/policy.schema.json': asJson(policy.policyJsonSchema()),
  'web/console/src/api/schema.d.ts': `/** Generated from docs/openapi.json by "npm run openapi". */\n${consoleTypes}`,
};

for (const [target, current] of Object.entries(documents)) {
  const stored = existsSync(target) ? readFileSync(target, 'utf8') : '';
  if (!process.argv.includes('--check')) {
    writeFileSync(target, current);
    console.log(`wrote ${target}`);
  } else if (current === stored) {
    console.log(`${target} is current`);
  } else {
    console.error(`${target} is not current: run "npm run openapi" and commit the result.`);
    process.exitCode = 1;
  }
}
process.exit();
