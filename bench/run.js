/** `npm run bench [-- name]`: runs a bench and prints its figures, last one JSON object on one line. */
import { benchTurns } from './turns.js';

const benches = { turns: benchTurns };
const name = process.argv[2] ?? 'turns';
const bench = benches[name];
if (bench === undefined) {
  console.error(`There is no bench ${name}. Known: ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}
const figures = await bench();
for (const side of ['ours', 'bare']) console.log(`${side.padEnd(6)} ${Object.entries(figures[side]).map(([key, value]) => `${key} ${value}`).join('  ')}`);
const { idle_p50: idle, throughput } = figures.ratio;
console.log(`ratio  idle p50 ${idle.median} (${idle.least}-${idle.most})  throughput ${throughput.median} (${throughput.least}-${throughput.most})`);
console.log(JSON.stringify(figures));
process.exit(0);
