/**
 * Runs the tests (arguments go to vitest) and ends with one plain line over all projects:
 * `N passed, N failed, N skipped`. The same line is left in the file BATON_TEST_SUMMARY names.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * @typedef {object} Report What vitest's json reporter writes, as far as it is read here.
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {{ status: string, assertionResults: { status: string }[] }[]} testResults
 */

/**
 * @param {Report} report
 * @param {boolean} exitedWell
 */
function count(report, exitedWell) {
  // A file that breaks before its first test has no failed test of its own, yet it failed.
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((result) => result.status === 'failed'),
  ).length;
  const failed = report.numFailedTests + brokenFiles;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && !exitedWell ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

const folder = mkdtempSync(path.join(tmpdir(), 'baton-test-'));
const reportFile = path.join(folder, 'report.json');
const { status } = spawnSync(
  process.execPath,
  [
    path.resolve('node_modules/vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportFile}`,
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit' },
);
const totals = existsSync(reportFile)
  ? count(JSON.parse(readFileSync(reportFile, 'utf8')), status === 0)
  : { passed: 0, failed: 1, skipped: 0 };
rmSync(folder, { recursive: true, force: true });

const line = `${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`;
const summaryFile = process.env.BATON_TEST_SUMMARY;
if (summaryFile) writeFileSync(summaryFile, `${line}\n`);
console.log(line);
process.exitCode = status === 0 && totals.failed === 0 ? 0 : 1;
