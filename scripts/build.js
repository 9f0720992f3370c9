/**
 * Builds `dist/` from `src/` and `web/`: TypeScript, the workflow bundle, the web pages.
 * B1 `dist/.build-hash` holds the hash of every input, and is there only after a whole build.
 * B2 One build at a time: a second one waits, and finds the work done.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const here = path.dirname(fileURLToPath(import.meta.url));
const defaultRoot = path.resolve(here, '..');
const inputs = [
  'src',
  'web',
  'scripts/build.js',
  'tsconfig.json',
  'tsconfig.build.json',
  'package-lock.json',
];
/** @typedef {(step: string) => void} Say */

const webApps = ['console', 'widget'];
/** The widget is in other companies' pages: past this, compressed, the build fails. */
const widgetLimit = 20 * 1024;
/** What a browser fetches before the console's first page, compressed. */
const consoleLimit = 350 * 1024;

/**
 * The hash over names and contents of every input of the build.
 * @type {(root: string) => string}
 */
function hashInputs(root) {
  const hash = createHash('sha256');
  for (const input of inputs) addToHash(hash, root, input);
  return hash.digest('hex');
}

/** @type {(hash: import('node:crypto').Hash, root: string, name: string) => void} */
function addToHash(hash, root, name) {
  const entry = path.join(root, name);
  if (!existsSync(entry)) return;
  const isFolder = path.extname(name) === '' && isDirectory(entry);
  if (!isFolder) {
    hash.update(`${name}\0`).update(readFileSync(entry)).update('\0');
    return;
  }
  for (const inner of readdirSync(entry).sort()) {
    if (inner !== 'node_modules') addToHash(hash, root, path.posix.join(name, inner));
  }
}

/** @type {(entry: string) => boolean} */
function isDirectory(entry) {
  try {
    readdirSync(entry);
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether `dist/` is the result of a whole build of the present inputs.
 * @type {(root: string) => boolean}
 */
function isBuilt(root) {
  const file = path.join(root, 'dist', '.build-hash');
  return existsSync(file) && readFileSync(file, 'utf8') === hashInputs(root);
}

/**
 * Builds what is not built. Throws with the tool's output if a step fails.
 * @param {string} root
 * @param {Say} say
 */
async function build(root, say) {
  const release = await lock(root, say);
  try {
    if (!isBuilt(root)) await buildAll(root, say);
  } finally {
    release();
  }
}

/** @type {(root: string, say: Say) => Promise<void>} */
async function buildAll(root, say) {
  const dist = path.join(root, 'dist');
  const hash = hashInputs(root);
  rmSync(path.join(dist, '.build-hash'), { force: true });
  say('compiling TypeScript');
  compile(root);
  copyPlain(path.join(root, 'src'), dist);
  removeOrphans(path.join(root, 'src'), dist);
  await bundleWorkflows(dist, say);
  for (const app of webApps) await buildWeb(root, app, say);
  checkSizes(dist, say);
  writeFileSync(path.join(dist, '.build-hash'), hash);
}

/** @type {(root: string) => void} */
function compile(root) {
  const compiler = findCompiler(root);
  const args = [compiler, '-p', path.join(root, 'tsconfig.build.json')];
  const result = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (result.status !== 0) throw new Error(`TypeScript does not compile:\n${result.stdout}`);
}

/** @type {(root: string) => string} */
function findCompiler(root) {
  try {
    return createRequire(path.join(root, 'package.json')).resolve('typescript/bin/tsc');
  } catch (error) {
    const fix = 'Run npm ci (without --omit=dev) in the checkout first.';
    throw new Error(`dist/ must be built, and TypeScript is not installed. ${fix}`, {
      cause: error,
    });
  }
}

/**
 * Takes out what an earlier build made of a source that is gone.
 * @type {(src: string, dist: string, folder?: string) => void}
 */
function removeOrphans(src, dist, folder = '') {
  for (const entry of readdirSync(path.join(dist, folder), { withFileTypes: true })) {
    const name = path.join(folder, entry.name);
    if (webApps.includes(name) || name.startsWith('workflow-bundle.')) continue;
    if (!entry.isDirectory()) removeIfOrphan(src, dist, name);
    else if (existsSync(path.join(src, name))) removeOrphans(src, dist, name);
    else rmSync(path.join(dist, name), { recursive: true });
  }
}

/** @type {(src: string, dist: string, name: string) => void} */
function removeIfOrphan(src, dist, name) {
  const source = /^(.*?)(\.d\.ts|\.js)(\.map)?$/.exec(name)?.[1];
  if (source === undefined || existsSync(path.join(src, `${source}.ts`))) return;
  rmSync(path.join(dist, name));
}

/** Plain CommonJS files that the SDK loads by path. */
const plainFiles = ['adapters/crypto/failure-converter.cjs'];

/** @type {(src: string, dist: string) => void} */
function copyPlain(src, dist) {
  for (const file of plainFiles) {
    if (!existsSync(path.join(src, file))) continue;
    copyFileSync(path.join(src, file), path.join(dist, file));
  }
}

/**
 * Bundles `workflows/index.js`, with its payload converter and interceptors where there are any.
 * @type {(dist: string, say: Say) => Promise<void>}
 */
async function bundleWorkflows(dist, say) {
  const workflowsPath = path.join(dist, 'workflows', 'index.js');
  if (!existsSync(workflowsPath)) return;
  say('bundling workflows');
  const { bundleWorkflowCode } = await import('@temporalio/worker');
  const ignore = () => {};
  const logger = { log: ignore, trace: ignore, debug: ignore, info: ignore };
  const interceptors = path.join(dist, 'workflows', 'interceptors.js');
  const converter = path.join(dist, 'workflows', 'payload-converter.js');
  const { code } = await bundleWorkflowCode({
    workflowsPath,
    ...(existsSync(interceptors) ? { workflowInterceptorModules: [interceptors] } : {}),
    ...(existsSync(converter) ? { payloadConverterPath: converter } : {}),
    failureConverterPath: path.join(dist, 'adapters', 'crypto', 'failure-converter.cjs'),
    logger: { ...logger, warn: console.warn, error: console.error },
  });
  writeFileSync(path.join(dist, 'workflow-bundle.js'), code);
}

/** @type {(root: string, app: string, say: Say) => Promise<void>} */
async function buildWeb(root, app, say) {
  const folder = path.join(root, 'web', app);
  const configFile = path.join(folder, 'vite.config.ts');
  if (!existsSync(configFile)) return;
  say(`building web/${app}`);
  const vite = await import('vite');
  await vite.build({
    root: folder,
    configFile,
    logLevel: 'warn',
    build: { outDir: path.join(root, 'dist', app), emptyOutDir: true },
  });
}

/** @type {(file: string) => number} */
const compressedSize = (file) => gzipSync(readFileSync(file)).length;

/**
 * What is fetched before the first page: the document and what it names.
 * @type {(folder: string) => number}
 */
function firstLoad(folder) {
  const document = readFileSync(path.join(folder, 'index.html'), 'utf8');
  const named = [...document.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map((match) => match[1] ?? '');
  return ['index.html', ...named].reduce((sum, name) => {
    return sum + compressedSize(path.join(folder, name));
  }, 0);
}

/**
 * Says what browsers have to fetch; past a limit the build fails.
 * @type {(dist: string, say: Say) => void}
 */
function checkSizes(dist, say) {
  const measured = [
    {
      name: 'console, first load',
      limit: consoleLimit,
      size: firstLoad(path.join(dist, 'console')),
    },
    {
      name: 'widget',
      limit: widgetLimit,
      size: compressedSize(path.join(dist, 'widget/widget.js')),
    },
  ];
  const kb = (/** @type {number} */ bytes) => `${(bytes / 1024).toFixed(1)} KB`;
  for (const { name, limit, size } of measured) {
    if (size > limit) throw new Error(`${name}: ${kb(size)} compressed, the limit is ${kb(limit)}`);
    say(`${name}: ${kb(size)} compressed of ${kb(limit)} allowed`);
  }
}

/**
 * Waits its turn; gives the function that lets the next one in. A dead builder does not block.
 * @type {(root: string, say: Say) => Promise<() => void>}
 */
async function lock(root, say) {
  mkdirSync(path.join(root, 'dist'), { recursive: true });
  const file = path.join(root, 'dist', '.build-lock');
  for (let waited = false; ; waited = true) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
    const holder = holderOf(file);
    if (holder !== undefined && !isAlive(holder)) {
      rmSync(file, { force: true });
      continue;
    }
    if (!waited) say('waiting for another build');
    await sleep(100);
  }
}

/** @type {(file: string) => number | undefined} */
function holderOf(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** @type {(pid: number) => boolean} */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** @type {(error: unknown) => unknown} */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/**
 * One line on a terminal, rewritten; plain lines elsewhere. Standard output stays clean.
 * @type {Say}
 */
function showStep(step) {
  const text = `build: ${step} (${(performance.now() / 1000).toFixed(1)} s)`;
  process.stderr.write(process.stderr.isTTY ? `\r\x1b[2K${text}` : `${text}\n`);
}

if (!isBuilt(defaultRoot)) {
  try {
    await build(defaultRoot, showStep);
    showStep('done');
    if (process.stderr.isTTY) process.stderr.write('\n');
  } catch (error) {
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
