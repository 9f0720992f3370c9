#!/usr/bin/env node
// The command line. In a checkout it first builds what is missing or older than the sources; in an
// installed package there are no sources, and the built code is used as it is.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 20)) {
  console.error(`Baton needs Node.js 20.20 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

const at = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));

if (existsSync(at('src')) && existsSync(at('scripts/build.js'))) {
  // A process of its own: the tools of the build are large, and not wanted in this one.
  const stdio = ['ignore', process.stderr, process.stderr];
  const { status } = spawnSync(process.execPath, [at('scripts/build.js')], { stdio });
  if (status !== 0) process.exit(status ?? 1);
}
if (existsSync('.env')) process.loadEnvFile('.env');
await import('../dist/cli/main.js');
