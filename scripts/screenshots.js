/**
 * Takes the screenshots of docs/screenshots from real pages over a real Baton: the tests that drive the pages, told to
 * keep what they see. `npm run screenshots -- inbox` takes those of tests whose title has the word.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const words = process.argv.slice(2);
const args = ['run', '--project', 'integration', 'test/e2e/'];
if (words.length > 0) args.push('-t', words.join(' '));
const { status } = spawnSync(path.resolve('node_modules/.bin/vitest'), args, {
  stdio: 'inherit',
  env: { ...process.env, BATON_SCREENSHOTS: path.resolve('docs/screenshots') },
});
process.exitCode = status ?? 1;
