/**
 * `npm run soak [-- name ...]`: the fault campaigns at full size, one after the other; without names, all of them.
 * Each prints its figures and what it found wrong; the last line is `N campaigns, N with faults`. `npm test` runs the
 * same faults small.
 */
import { clocks } from './clocks.js';
import { races } from './races.js';
import { deliveries } from './deliveries.js';
import { botLeak } from './bot-leak.js';
import { quarter } from './quarter.js';
import { workerKill } from './worker-kill.js';

/**
 * @typedef {object} Campaign What came of one: figures to print, and every broken promise as a sentence.
 * @property {Record<string, number | string>} figures
 * @property {string[]} faults
 */

/** @type {Record<string, () => Promise<Campaign>>} */
const campaigns = {
  races,
  deliveries,
  'worker-kill': workerKill,
  clocks,
  'bot-leak': botLeak,
  quarter,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => campaigns[name] === undefined);
if (unknown.length > 0) {
  console.error(
    `No such campaign: ${unknown.join(', ')}. Known: ${Object.keys(campaigns).join(', ')}.`,
  );
  process.exit(2);
}

/** @type {(name: string) => Promise<boolean>} */
async function run(name) {
  const campaign = campaigns[name];
  if (campaign === undefined) return true;
  console.log(`\n== ${name}`);
  const { figures, faults } = await campaign();
  for (const [key, value] of Object.entries(figures)) console.log(`${key.padEnd(34)} ${value}`);
  for (const fault of faults.slice(0, 50)) console.log(`FAULT ${fault}`);
  if (faults.length > 50) console.log(`... and ${faults.length - 50} more`);
  return faults.length === 0;
}

const names = asked.length > 0 ? asked : Object.keys(campaigns);
let bad = 0;
for (const name of names) if (!(await run(name))) bad += 1;
console.log(`\n${names.length} campaigns, ${bad} with faults`);
process.exit(bad === 0 ? 0 : 1);
