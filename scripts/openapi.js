/**
 * Writes docs/openapi.json from the routes; with `--check` only compares, and fails on a difference.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { runnerImport } from 'vite';

const source = './src/api/openapi.ts';
const target = 'docs/openapi.json';

/** @typedef {{ openApiDocument: () => unknown }} OpenApiModule */
const { module } = await runnerImport(source, { logLevel: 'error' });
const { openApiDocument } = /** @type {OpenApiModule} */ (module);
const current = `${JSON.stringify(await openApiDocument(), null, 2)}\n`;
const stored = existsSync(target) ? readFileSync(target, 'utf8') : '';

if (!process.argv.includes('--check')) {
  writeFileSync(target, current);
  console.log(`wrote ${target}`);
} else if (current === stored) {
  console.log(`${target} is current`);
} else {
  console.error(`${target} differs from the routes: run "npm run openapi" and commit the result.`);
  process.exitCode = 1;
}
process.exit();
