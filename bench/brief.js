/**
 * The deterministic brief of a conversation of 200 turns of real size: composed of the example conversations, one after
 * the other, with the ids as they are. What is measured is reading, writing and checking; no store, no model.
 */
import { readFileSync } from 'node:fs';
import { writeExtractiveBrief } from '../dist/domain/prepare.js';
import { percentile, round } from './measure.js';

const turnsWanted = 200;
const rounds = { warmUp: 10, measured: 50 };

/** @typedef {{ role: 'customer' | 'assistant' | 'tool' | 'agent', content: string }} Turn */

/** @type {() => Turn[]} */
function longConversation() {
  const file = new URL('../examples/conversations.jsonl', import.meta.url);
  /** @type {Turn[]} */
  const all = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .flatMap((line) => JSON.parse(line).turns);
  return Array.from({ length: turnsWanted }, (_, at) => /** @type {Turn} */ (all[at % all.length]));
}

/** @type {() => Promise<object>} */
export function benchBrief() {
  const turns = longConversation().map((turn, sequence) => ({ ...turn, sequence }));
  const input = { turns, reason: 'customer_request', trigger: turnsWanted - 1 };
  /** @type {number[]} */
  const times = [];
  for (let at = 0; at < rounds.warmUp + rounds.measured; at += 1) {
    const from = performance.now();
    writeExtractiveBrief(input);
    if (at >= rounds.warmUp) times.push(performance.now() - from);
  }
  const characters = turns.reduce((sum, turn) => sum + turn.content.length, 0);
  return Promise.resolve({
    brief: {
      turns: turnsWanted,
      characters,
      p50_ms: round(percentile(times, 0.5)),
      p95_ms: round(percentile(times, 0.95)),
    },
  });
}
