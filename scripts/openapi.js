/**
 * Writes docs/openapi.json from the routes, docs/brief.schema.json and policies/policy.schema.json from their schemas;
 * with `--check` only compares, and fails on a difference.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { runnerImport } from 'vite';

/** @typedef {{ openApiDocument: () => unknown }} OpenApiModule */
/** @typedef {{ briefJsonSchema: unknown }} BriefModule */
/** @typedef {{ policyJsonSchema: () => unknown }} PolicyModule */

/** @type {(source: string) => Promise<unknown>} */
const load = async (source) => (await runnerImport(source, { logLevel: 'error' })).module;
const routes = /** @type {OpenApiModule} */ (await load('./src/api/openapi.ts'));
const brief = /** @type {BriefModule} */ (await load('./src/contract/brief.ts'));
const policy = /** @type {PolicyModule} */ (await load('./src/contract/policy.ts'));

/** @type {Record<string, unknown>} */
const documents = {
  'docs/openapi.json': await routes.openApiDocument(),
  'docs/brief.schema.json': brief.briefJsonSchema,
  'policies/policy.schema.json': policy.policyJsonSchema(),
};

for (const [target, document] of Object.entries(documents)) {
  const current = `${JSON.stringify(document, null, 2)}\n`;
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
