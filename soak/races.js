/**
 * The races of `test/api/races.it.test.ts` at full size: a hundred agents claim one waiting case at once, one agent with
 * one free slot claims a hundred at once, and a hundred offers are accepted of which lowered capacity leaves room for one;
 * a thousand rounds each (`BATON_RACE_ROUNDS` for fewer).
 */
import { spawn } from 'node:child_process';
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

export async function races() {
  const rounds = process.env['BATON_RACE_ROUNDS'] ?? '1000';
  const atOnce = process.env['BATON_RACE_AT_ONCE'] ?? '100';
  const { code, output } = await play({ BATON_RACE_ROUNDS: rounds, BATON_RACE_AT_ONCE: atOnce });
  const faults = output.split('\n').filter((line) => /AssertionError|Error:/.test(line));
  return {
    figures: { 'rounds of each race': Number(rounds), 'at once': Number(atOnce), races: 3 },
    faults: code === 0 ? [] : [...faults, `the races ended with code ${code}`],
  };
}
