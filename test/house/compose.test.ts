import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { configVariables } from '../../src/config.ts';

interface Service {
  image?: string;
  build?: string;
  command?: string[];
  environment?: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
  volumes?: string[];
  healthcheck?: { test?: string[]; disable?: boolean };
}

const text = readFileSync('docker-compose.yml', 'utf8');
const file = parse(text, { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
};
const services = Object.entries(file.services);
const dockerfile = readFileSync('Dockerfile', 'utf8');
/** The image brings this one; it belongs to the API and is switched off for the others. */
const imageHasHealthcheck = dockerfile.includes('HEALTHCHECK');

function hasHealthcheck({ healthcheck, build }: Service): boolean {
  if (healthcheck !== undefined) return healthcheck.disable !== true;
  return build !== undefined && imageHasHealthcheck;
}

describe('docker-compose.yml', () => {
  test('a service that waits for another one names a service that can fulfil the condition', () => {
    for (const [name, { depends_on = {} }] of services) {
      for (const [other, { condition }] of Object.entries(depends_on)) {
        const target = file.services[other];
        expect(target, `${name} waits for ${other}`).toBeDefined();
        if (condition === 'service_healthy') expect(hasHealthcheck(target!), other).toBe(true);
      }
    }
  });

  test('every mounted volume is declared and every mounted file exists', () => {
    for (const [name, { volumes = [] }] of services) {
      for (const source of volumes.map((volume) => volume.split(':')[0]!)) {
        const there = source.startsWith('./') ? existsSync(source) : source in file.volumes;
        expect(there, `${name}: ${source}`).toBe(true);
      }
    }
  });

  test('no secret has a default', () => {
    const secrets = text.matchAll(/\$\{(\w*(?:PASSWORD|MASTER_KEYS)\w*)([^}]*)\}/g);
    const given = [...secrets].map(([, name, rest]) => [name, rest!.slice(0, 2)]);
    expect(given.length).toBeGreaterThan(5);
    expect(given.filter(([, operator]) => operator !== ':?')).toEqual([]);
  });

  test('Baton is given only variables it reads', () => {
    const own = services.filter(([, { build }]) => build !== undefined);
    expect(own.map(([name]) => name)).toEqual(['migrate', 'api', 'worker']);
    for (const [name, { environment = {} }] of own) {
      const unknown = Object.keys(environment).filter((key) => !configVariables.includes(key));
      expect(unknown, name).toEqual([]);
    }
  });

  test('each Baton service runs the sub-command of its name', () => {
    for (const name of ['migrate', 'api', 'worker']) {
      expect(file.services[name]?.command).toEqual([name]);
    }
  });
});

describe('Dockerfile', () => {
  test('every stage is on a glibc image', () => {
    const images = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
    expect(new Set(images)).toEqual(new Set(['node:24-bookworm-slim']));
  });

  test('node is process 1 and not root', () => {
    expect(dockerfile).toMatch(/^ENTRYPOINT \["node", "bin\/baton\.js"\]$/m);
    expect(dockerfile).toMatch(/^USER node$/m);
  });

  test('sets only variables Baton reads', () => {
    const set = [...dockerfile.matchAll(/\b(BATON_\w+)=/g)].map(([, name]) => name!);
    expect(set.length).toBeGreaterThan(0);
    expect(set.filter((name) => !configVariables.includes(name))).toEqual([]);
  });
});
