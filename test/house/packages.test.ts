import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Manifest {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}
interface Lock {
  packages: Record<string, { version?: string }>;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;
const declared = {
  ...manifest.dependencies,
  ...manifest.devDependencies,
  ...manifest.optionalDependencies,
};
const installed = Object.entries(lock.packages);

test('all Temporal packages have exactly one and the same version', () => {
  const versions = Object.entries(declared)
    .filter(([name]) => name.startsWith('@temporalio/'))
    .map(([, version]) => version);
  expect(versions.length).toBeGreaterThan(5);
  expect(new Set(versions).size).toBe(1);
  const locked = installed.filter(([path]) => /node_modules\/@temporalio\/[^/]+$/.test(path));
  expect(new Set(locked.map(([, { version }]) => version))).toEqual(new Set(versions));
});

test('protobufjs is installed once for Temporal, or stored histories cannot be read', () => {
  const copies = installed.filter(([path]) => path.endsWith('node_modules/protobufjs'));
  expect(copies.map(([path]) => path)).not.toContain(
    'node_modules/@temporalio/proto/node_modules/protobufjs',
  );
  expect(lock.packages['node_modules/protobufjs']?.version).toBe(declared.protobufjs);
});

test('every dependency is pinned to one version', () => {
  const loose = Object.entries(declared).filter(([, version]) => !/^\d+\.\d+\.\d+/.test(version));
  expect(loose).toEqual([]);
});
