/** `baton policy list | draft | activate | rollback | diff`: policies on a server, by its HTTP API. */
import path from 'node:path';
import pc from 'picocolors';
import { parseJson, readIfThere, readRuntime } from '../adapters/stack/home.ts';
import type { Config } from '../config.ts';
import { diffPolicies as differences, type PolicyChange } from '../domain/policy-diff.ts';
import { CommandError } from './command-error.ts';
import { say, sayJson } from './output.ts';
import { loadPolicyFile, readText } from './policy-files.ts';
import { at, request, textAt, type Api } from './simulate/http.ts';

/** Where the server is, and who asks. */
export interface ServerFlags {
  json: boolean;
  url?: string;
  key?: string;
  keyFile?: string;
}

interface Version {
  name: string;
  version: number;
}

async function findApi(config: Config, flags: ServerFlags): Promise<Api> {
  const url = flags.url ?? (await runningUrl(config));
  const key = flags.key ?? (await keyFrom(config, flags.keyFile));
  return { url, key };
}

async function runningUrl(config: Config): Promise<string> {
  const runtime = await readRuntime(config.home);
  const url = runtime.kind === 'running' ? runtime.info.addresses['api'] : undefined;
  if (url !== undefined) return url;
  throw new CommandError(
    'No server is given and no stack runs in this folder.',
    'Give --url and --key-file, or run `npx baton start` first.',
  );
}

async function keyFrom(config: Config, file: string | undefined): Promise<string> {
  if (file !== undefined) return (await readText(file)).trim();
  const kept = parseJson(await readIfThere(path.join(config.home, 'demo-keys.json')));
  const key = textAt(kept, 'operator');
  if (key !== '') return key;
  throw new CommandError(
    'No API key is given, and this folder has no demo keys.',
    'Give --key-file with an API key of role operator.',
  );
}

interface Answer {
  ok: boolean;
  body: unknown;
}

/** One request; a refusal of the policy itself is an answer, everything else ends the command. */
async function call(api: Api, method: string, route: string, body?: object): Promise<Answer> {
  const reply = await request(api, method, route, body);
  if (reply.status >= 200 && reply.status < 300) return { ok: true, body: reply.body };
  const code = textAt(reply.body, 'code');
  if (code === 'policy_invalid' || code === 'wrong_state') return { ok: false, body: reply.body };
  if (reply.status === 0)
    throw new CommandError(`${api.url} does not answer.`, 'Start the server, or give --url.');
  const detail = textAt(reply.body, 'detail') || `status ${reply.status}`;
  throw new CommandError(`${method} ${route}: ${detail}`, 'See docs/errors.md for the code.');
}

/** Prints the problem with each of its findings; always 1. */
function sayProblem(body: unknown): number {
  say(`${pc.red('refused')} ${textAt(body, 'detail')}`);
  const errors = at(body, 'errors');
  for (const error of Array.isArray(errors) ? (errors as unknown[]) : []) {
    const place = [textAt(error, 'path'), textAt(error, 'code')].find((text) => text !== '') ?? '';
    say(`  ${pc.bold(place)} ${textAt(error, 'message')} ${textAt(error, 'fix')}`.trimEnd());
  }
  return 1;
}

function sayAnswer(answer: Answer, flags: ServerFlags, done: string): number {
  if (flags.json) sayJson(answer.body);
  else if (answer.ok)
    say(
      `${pc.green('ok')} ${done} ${textAt(answer.body, 'name')} ${String(at(answer.body, 'version'))}`,
    );
  else sayProblem(answer.body);
  return answer.ok ? 0 : 1;
}

/** Prints all versions, the active one marked. */
export async function listVersions(config: Config, flags: ServerFlags): Promise<void> {
  const { body } = await call(await findApi(config, flags), 'GET', '/v1/policies');
  if (flags.json) {
    sayJson(body);
    return;
  }
  const rows = at(body, 'data');
  for (const row of Array.isArray(rows) ? (rows as unknown[]) : []) {
    const status = textAt(row, 'status');
    const mark = status === 'active' ? pc.green(status) : status;
    const by = `${textAt(row, 'created_at')} by ${textAt(row, 'created_by')}`;
    say(`${textAt(row, 'name')} ${String(at(row, 'version'))}  ${mark}  ${by}`);
  }
}

/** Stores a file as the next version; 1 when it has mistakes. */
export async function draftVersion(
  config: Config,
  file: string,
  flags: ServerFlags & { tests?: string },
): Promise<number> {
  const body = {
    source: await readText(file),
    format: file.endsWith('.json') ? 'json' : 'yaml',
    ...(flags.tests === undefined ? {} : { tests: await readText(flags.tests) }),
  };
  const answer = await call(await findApi(config, flags), 'POST', '/v1/policies', body);
  return sayAnswer(answer, flags, 'stored as a draft:');
}

/** Activates a version; 1 when its checks speak against it. */
export async function activateVersion(
  config: Config,
  { name, version }: Version,
  flags: ServerFlags,
): Promise<number> {
  const route = `/v1/policies/${encodeURIComponent(name)}/versions/${version}/activate`;
  const answer = await call(await findApi(config, flags), 'POST', route, {});
  return sayAnswer(answer, flags, 'decides from the next turn on:');
}

/** Goes back to the version before; 1 when there is none. */
export async function rollBack(config: Config, flags: ServerFlags): Promise<number> {
  const answer = await call(await findApi(config, flags), 'POST', '/v1/policies/rollback', {});
  return sayAnswer(answer, flags, 'decides again from the next turn on:');
}

/** Prints what changes; two files need no server. */
export async function diffPolicies(
  config: Config,
  { from, to }: { from: string; to: string },
  flags: ServerFlags,
): Promise<void> {
  const load = async (place: string): Promise<Parameters<typeof differences>[0]> => {
    const [, name, version] = /^([A-Za-z0-9_-]+)@(\d{1,9})$/.exec(place) ?? [];
    if (name === undefined || version === undefined) return loadPolicyFile(place);
    const route = `/v1/policies/${name}/versions/${version}`;
    const { body } = await call(await findApi(config, flags), 'GET', route);
    return at(body, 'document') as Parameters<typeof differences>[0];
  };
  const changes = differences(await load(from), await load(to));
  if (flags.json) sayJson({ from, to, changes });
  else if (changes.length === 0) say('They say the same.');
  else changes.forEach(sayChange);
}

function sayChange({ path: place, change, before, after }: PolicyChange): void {
  const marks = { added: pc.green('+'), removed: pc.red('-'), changed: pc.yellow('~') };
  const values = [before, after].filter((value) => value !== undefined);
  say(`${marks[change]} ${place} ${values.map((value) => JSON.stringify(value)).join(' -> ')}`);
}
