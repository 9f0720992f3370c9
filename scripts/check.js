/**
 * The gate without servers: format, lint, types, layers, unused code, docs in step, fast tests.
 * Two steps run at a time; each is printed with its time, the output only of those that fail.
 * `npm run check -- lint types` runs the named steps only, `npm run check -- without lint` all others.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

const bin = path.resolve('node_modules/.bin');

/** @typedef {{ name: string, command: string, args: string[] }} Step */

/** @type {(name: string, tool: string, ...args: string[]) => Step} */
const tool = (name, command, ...args) => ({ name, command: path.join(bin, command), args });
/** @type {(name: string, ...args: string[]) => Step} */
const script = (name, ...args) => ({ name, command: process.execPath, args });

/** Each page below web/ has its own TypeScript project, with DOM types. */
const webProjects = (existsSync('web') ? readdirSync('web') : [])
  .map((page) => `web/${page}/tsconfig.json`)
  .filter((file) => existsSync(file));

/** The long ones first, so that two lanes end at about the same time. */
const steps = [
  tool('lint', 'eslint', '--max-warnings=0', '.'),
  tool('test:fast', 'vitest', 'run', '--project', 'fast', '--reporter=dot'),
  tool('types', 'tsc', '--noEmit', '-p', 'tsconfig.json'),
  ...webProjects.map((file) => tool(`types ${file}`, 'tsc', '--noEmit', '-p', file)),
  script('types:pure', 'scripts/pure-types.js'),
  tool('format', 'prettier', '--check', '--cache', '--log-level=warn', '.'),
  tool('unused', 'knip', '--no-progress'),
  script('layers', 'scripts/layers.js'),
  script('docs', 'scripts/openapi.js', '--check'),
];

/**
 * @param {Step} step
 * @returns {Promise<{ name: string, ok: boolean }>}
 */
function run(step) {
  const startedAt = Date.now();
  return new Promise((resolve) => {
    /** @type {Buffer[]} */
    const output = [];
    const child = spawn(step.command, step.args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1' },
    });
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.on('error', (error) => output.push(Buffer.from(`${error.message}\n`)));
    child.on('close', (code) => {
      const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
      console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${step.name.padEnd(12)} ${seconds} s`);
      if (code !== 0) process.stdout.write(Buffer.concat(output));
      resolve({ name: step.name, ok: code === 0 });
    });
  });
}

/** @param {Step[]} chosen */
async function runAll(chosen) {
  const waiting = [...chosen];
  /** @type {{ name: string, ok: boolean }[]} */
  const results = [];
  const lane = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) results.push(await run(step));
  };
  await Promise.all([lane(), lane()]);
  return results;
}

const given = process.argv.slice(2);
const isWithout = given[0] === 'without';
const names = given.filter(() => !isWithout);
const left = isWithout ? given.slice(1) : [];
const unknown = [...names, ...left].filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(
    `No such step: ${unknown.join(', ')}. Steps: ${steps.map((s) => s.name).join(', ')}`,
  );
  process.exit(2);
}
const startedAt = Date.now();
const results = await runAll(
  steps.filter((s) => (names.length === 0 || names.includes(s.name)) && !left.includes(s.name)),
);
const failed = results.filter(({ ok }) => !ok).map(({ name }) => name);
const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
console.log(
  failed.length === 0
    ? `check: all ${results.length} steps passed in ${seconds} s`
    : `check: ${failed.length} of ${results.length} steps failed in ${seconds} s: ${failed.join(', ')}`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
