/**
 * The races of `test/api/races.it.test.ts` at full size: a hundred agents claim one waiting case at once, one agent with
 * one free slot claims a hundred at once, and a hundred offers are accepted of which lowered capacity leaves room for one;
 * a thousand rounds each. `BATON_RACE_ROUNDS` and `BATON_RACE_AT_ONCE` for fewer, `BATON_RACE_SECONDS` for as many rounds
 * of each race as fit into that time.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
const test = 'test/api/races.it.test.ts';

/** @type {(environment: Record<string, string>) => Promise<{ code: number, output: string }>} */
function play(environment) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [vitest, 'run', '--project', 'integration', test], {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      env: { ...process.env, ...environment },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        output += String(chunk);
      });
    child.on('close', (code) => {
      resolve({ code: code ?? 1, output });
    });
  });
}

/** @type {(report: string) => Promise<Record<string, string>>} */
async function figuresOf(report) {
  const lines = (await readFile(report, 'utf8').catch(() => '')).split('\n').filter(Boolean);
  const played = lines.map((line) => JSON.parse(line));
  return Object.fromEntries(
    played.map(({ race, rounds, askedAgain, seconds }) => [
      race,
      `${rounds} rounds, ${(seconds / rounds).toFixed(2)} s each, ${askedAgain} times told to ask again`,
    ]),
  );
}

export async function races() {
  const rounds = process.env['BATON_RACE_ROUNDS'] ?? '1000';
  const atOnce = process.env['BATON_RACE_AT_ONCE'] ?? '100';
  const folder = await mkdtemp(path.join(tmpdir(), 'baton-races-'));
  const report = path.join(folder, 'report.jsonl');
  const { code, output } = await play({
    BATON_RACE_ROUNDS: rounds,
    BATON_RACE_AT_ONCE: atOnce,
    BATON_RACE_REPORT: report,
  });
  const figures = { 'at once': Number(atOnce), ...(await figuresOf(report)) };
  await rm(folder, { recursive: true, force: true });
  const faults = output.split('\n').filter((line) => /AssertionError|Error:/.test(line));
  return { figures, faults: code === 0 ? [] : [...faults, `the races ended with code ${code}`] };
}
