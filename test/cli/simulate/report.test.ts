import { describe, expect, test } from 'vitest';
import { checkObservations } from '../../../src/cli/simulate/checker.ts';
import { formatReport, isClean, percentile, reportOf } from '../../../src/cli/simulate/report.ts';
import type { SimulateReport } from '../../../src/cli/simulate/report.ts';
import { smallRun } from './small-run.ts';

function report(): SimulateReport {
  const observations = smallRun();
  return reportOf({
    observations,
    ledger: checkObservations(observations),
    latencies: [10, 20, 30],
    skipped: [],
  });
}

describe('the report of a simulation', () => {
  test('it counts what was stored', () => {
    expect(report()).toMatchObject({
      conversations: 2,
      turns: 5,
      handoffs: 1,
      decisions: { 'asks-for-person': 1, none: 3 },
      latency_ms: { p50: 20, p95: 30 },
      time_to_human_ms: { p50: 17_000, p95: 17_000 },
      outcomes: { resolved: 1 },
      examples_of_violations: [],
    });
  });

  test('a run is clean only when everything was looked at and held', () => {
    const good = report();
    expect(isClean(good)).toBe(true);
    expect(isClean({ ...good, checked: { ...good.checked, I8: 0 } })).toBe(false);
    expect(isClean({ ...good, violations: { ...good.violations, I8: 1 } })).toBe(false);
  });

  test('an invariant that could not be looked at is left out, not given as held', () => {
    const observations = smallRun();
    const ledger = checkObservations(observations);
    const partial = reportOf({ observations, ledger, latencies: [], skipped: ['I11'] });
    expect(partial.checked).not.toHaveProperty('I11');
    expect(partial.violations).not.toHaveProperty('I11');
    expect(partial.latency_ms).toEqual({ p50: null, p95: null });
  });

  test('the lines for people name each invariant and each violation', () => {
    const wrong = report();
    wrong.violations.I5 = 2;
    wrong.examples_of_violations.push({ invariant: 'I5', subject: 'anna', detail: 'too much' });
    const text = formatReport(wrong);
    expect(text).toContain('2 conversations, 5 turns, 1 handoffs');
    expect(text).toMatch(/^I5 .*2 VIOLATED$/m);
    expect(text).toMatch(/^I15 .*held$/m);
    expect(text).toContain('I5 anna: too much');
  });

  test('a percentile is a value that was measured', () => {
    expect(percentile([], 0.5)).toBeNull();
    expect(percentile([5], 0.95)).toBe(5);
    expect(percentile([4, 1, 3, 2], 0.5)).toBe(2);
  });
});
