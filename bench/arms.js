/** How often two arms of the same are called different, and how often a planted 15 % is found, by conversations per arm. */
import { bell, fraction } from '../dist/cli/history/draw.js';
import { chance } from '../dist/cli/simulate/random.js';
import { armOf } from '../dist/domain/arms.js';
import { shareDifference, timeReduction } from '../dist/domain/statistics.js';

const runs = 200;
const sizes = [50, 100, 200, 400, 800];
const policy = /** @type {import('../dist/domain/policy.js').Policy} */ (
  /** @type {unknown} */ ({ arms: { no_brief: { share: 0.5 } } })
);

/** @type {(logs: number[]) => { of: number, mean: number, variance: number }} */
function summary(logs) {
  const mean = logs.reduce((sum, each) => sum + each, 0) / logs.length;
  const variance = logs.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (logs.length - 1);
  return { of: logs.length, mean, variance };
}

/**
 * One run: conversations fall into arms as live ones do, hand times are lognormal (median 5 minutes), every second
 * conversation needs a person.
 * @type {(draw: ReturnType<typeof chance>, run: number, size: number, effect: number) => { times: boolean, shares: boolean }}
 */
function once(draw, run, size, effect) {
  /** @type {Record<'brief' | 'no_brief' | 'propose', { logs: number[], away: number, of: number }>} */
  const arms = {
    brief: { logs: [], away: 0, of: 0 },
    no_brief: { logs: [], away: 0, of: 0 },
    propose: { logs: [], away: 0, of: 0 },
  };
  for (let number = 0; number < 2 * size; number += 1) {
    const arm = armOf(policy, { tenant: `run-${run}`, conversation: `c-${number}` });
    const side = arms[arm];
    const better = arm === 'brief' ? 1 - effect : 1;
    side.of += 1;
    side.logs.push(Math.log(300 * better) + 0.7 * bell(draw));
    if (fraction(draw) >= 0.5 * better) side.away += 1;
  }
  const times = timeReduction(summary(arms.brief.logs), summary(arms.no_brief.logs));
  const shares = shareDifference(
    { part: arms.brief.away, of: arms.brief.of },
    { part: arms.no_brief.away, of: arms.no_brief.of },
  );
  /** @type {(found: { low: number | null, high: number | null }) => boolean} */
  const differs = ({ low, high }) => (low ?? 0) > 0 || (high ?? 0) < 0;
  return { times: differs(times), shares: differs(shares) };
}

/** @returns {Promise<object>} */
export async function benchArms() {
  const draw = chance(1);
  /** @type {Record<string, object>} */
  const figures = {};
  for (const size of sizes) {
    /** @type {(effect: number) => { times: number, shares: number }} */
    const shareOf = (effect) => {
      const all = Array.from({ length: runs }, (_, run) => once(draw, run, size, effect));
      return {
        times: all.filter(({ times }) => times).length / runs,
        shares: all.filter(({ shares }) => shares).length / runs,
      };
    };
    figures[`${size} per arm`] = { same: shareOf(0), differs_by_15_percent: shareOf(0.15) };
  }
  return { runs, ...figures };
}
