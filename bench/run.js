/** `npm run bench [-- name]`: runs a bench and prints its figures, last one JSON object on one line. */
import { benchBacktest } from './backtest.js';
import { benchArms } from './arms.js';
import { benchBrief } from './brief.js';
import { benchDetect } from './detect.js';
import { benchInbox } from './inbox.js';
import { benchRouting } from './routing.js';
import { benchTurns } from './turns.js';

/** @type {Record<string, () => Promise<object>>} */
const benches = {
  routing: benchRouting,
  turns: benchTurns,
  brief: benchBrief,
  detect: benchDetect,
  backtest: benchBacktest,
  arms: benchArms,
  inbox: benchInbox,
};
const name = process.argv[2] ?? 'turns';
const bench = benches[name];
if (bench === undefined) {
  console.error(`There is no bench ${name}. Known: ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}

/** @type {(figures: object, indent?: string) => void} */
function show(figures, indent = '') {
  for (const [key, value] of Object.entries(figures)) {
    if (typeof value !== 'object')
      console.log(`${indent}${key.padEnd(20 - indent.length)} ${value}`);
    else {
      console.log(`${indent}${key}`);
      show(value, `${indent}  `);
    }
  }
}

const figures = await bench();
show(figures);
console.log(JSON.stringify(figures));
process.exit(0);
