import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ConfigError, configVariables, loadConfig } from '../src/config.ts';

function mistakesOf(env: Record<string, string>): string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ variable }) => variable).sort();
    throw error;
  }
  return [];
}

const key = Buffer.alloc(32, 7).toString('base64');

test('an empty environment is a working configuration', () => {
  const config = loadConfig({});
  expect(config).toMatchObject({
    home: path.resolve('.baton'),
    taskQueue: 'baton',
    apiPort: 8787,
    publicUrl: 'http://127.0.0.1:8787',
    postgresPort: 5499,
    logLevel: 'info',
    temporal: { external: false, port: 7233, uiPort: 8233, uiUrl: 'http://127.0.0.1:8233' },
  });
  expect(config.masterKeys).toBeUndefined();
});

test('the configuration cannot be changed after it was read', () => {
  const config = loadConfig({ BATON_MASTER_KEYS: `k1:${key}` });
  for (const part of [config, config.temporal, config.llm, config.masterKeys]) {
    expect(Object.isFrozen(part)).toBe(true);
  }
});

test('all mistakes are named at once, without repeating the values', () => {
  const env = {
    BATON_API_PORT: '99999',
    DATABASE_URL: 'mysql://user:hunter2@host/db',
    BATON_LOG_LEVEL: 'loud',
    BATON_MASTER_KEYS: 'k1:short',
    LLM_TIMEOUT_MS: '-1',
  };
  expect(mistakesOf(env)).toEqual(Object.keys(env).sort());
  expect(() => loadConfig(env)).toThrow(/DATABASE_URL must be a URL that begins with postgres:/);
  expect(() => loadConfig(env)).not.toThrow(/hunter2/);
});

test('an empty variable counts as absent', () => {
  expect(loadConfig({ DATABASE_URL: '', BATON_API_PORT: ' ' }).apiPort).toBe(8787);
});

test('master keys are read in their order, and an id may come only once', () => {
  const keys = loadConfig({ BATON_MASTER_KEYS: `new:${key}, old:${key}` }).masterKeys;
  expect(keys?.map(({ id }) => id)).toEqual(['new', 'old']);
  expect(keys?.[0]?.key).toHaveLength(32);
  expect(mistakesOf({ BATON_MASTER_KEYS: `k:${key},k:${key}` })).toEqual(['BATON_MASTER_KEYS']);
});

test('a secret comes from a file, but not from both places', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'baton-config-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'key');
  writeFileSync(file, 'sk-from-file\n');
  expect(loadConfig({ LLM_API_KEY_FILE: file }).llm.apiKey).toBe('sk-from-file');
  expect(mistakesOf({ LLM_API_KEY_FILE: file, LLM_API_KEY: 'x' })).toEqual(['LLM_API_KEY_FILE']);
  expect(mistakesOf({ DATABASE_URL_FILE: '/does/not/exist' })).toEqual(['DATABASE_URL_FILE']);
});

test('a model server without a model name is a mistake', () => {
  expect(mistakesOf({ LLM_BASE_URL: 'http://localhost:1/v1' })).toEqual(['LLM_MODEL']);
});

test.each([['TEMPORAL_ADDRESS'], ['TEMPORAL_PROFILE'], ['TEMPORAL_CONFIG_FILE']])(
  '%s means that an outside Temporal is used',
  (variable) => {
    const { temporal } = loadConfig({ [variable]: 'x' });
    expect(temporal).toMatchObject({ external: true, uiUrl: undefined });
  },
);

test('.env.example names every variable once, and no other', () => {
  const text = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
  const named = [...text.matchAll(/^#?([A-Z][A-Z0-9_]+)=/gm)].map((match) => match[1]);
  expect(named.sort()).toEqual([...configVariables]);
});

test('.env.example with every line switched on is a configuration without mistakes', () => {
  const text = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
  const pairs = [...text.matchAll(/^#?([A-Z][A-Z0-9_]+)=(.*)$/gm)].map(([, name, value]) => [
    name ?? '',
    value ?? '',
  ]);
  const env = Object.fromEntries(pairs.filter(([name]) => !name?.endsWith('_FILE')));
  expect(mistakesOf({ ...env, LLM_MODEL: 'any' })).toEqual([]);
});

test('the second opinion is off unless switched on, and needs a model', () => {
  const model = { LLM_BASE_URL: 'http://127.0.0.1:1/v1', LLM_MODEL: 'm' };
  expect(loadConfig(model).llm.secondOpinion).toBe(false);
  expect(loadConfig({ ...model, BATON_SECOND_OPINION: 'true' }).llm.secondOpinion).toBe(true);
  expect(() => loadConfig({ BATON_SECOND_OPINION: 'true' })).toThrow(/BATON_SECOND_OPINION/);
  expect(() => loadConfig({ ...model, BATON_SECOND_OPINION: 'yes' })).toThrow(/true or false/);
});
