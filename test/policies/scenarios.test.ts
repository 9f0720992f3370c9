import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parsePolicy } from '../../src/contract/policy.ts';
import type { Decision } from '../../src/domain/decision.ts';
import { decide } from '../../src/domain/detect.ts';
import { emptyMemory, readTurn } from '../../src/domain/features.ts';
import type { Policy } from '../../src/domain/policy.ts';
import type { Turn } from '../../src/domain/turn.ts';

interface Scenario {
  title: string;
  turns: Omit<Turn, 'id'>[];
  expect: Partial<Decision>;
}

const folder = new URL('../../policies/', import.meta.url);

function load(name: string): Policy {
  const parsed = parsePolicy(readFileSync(new URL(`${name}.yaml`, folder), 'utf8'), 'yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors, null, 2));
  return parsed.policy;
}

function play(policy: Policy, turns: Omit<Turn, 'id'>[]): Decision | undefined {
  let memory = emptyMemory();
  let aiTurns = 0;
  let decision: Decision | undefined;
  turns.forEach((plain, index) => {
    const turn = { id: `t${index}`, ...plain };
    if (turn.role === 'assistant') aiTurns += 1;
    const reading = readTurn(memory, turn, index + 1);
    memory = reading.memory;
    decision = decide({ policy, version: 1 }, reading, turn, {
      owner: 'ai',
      proposal: null,
      turnsSinceDeclined: null,
      aiTurns,
      hintQueue: null,
    });
  });
  return decision;
}

for (const file of readdirSync(new URL('tests/', folder))) {
  const text = readFileSync(new URL(`tests/${file}`, folder), 'utf8');
  const data = parse(text) as { policy: string; scenarios: Scenario[] };
  describe(`policy ${data.policy}`, () => {
    it.each(data.scenarios)('$title', (scenario) => {
      expect(play(load(data.policy), scenario.turns)).toMatchObject(scenario.expect);
    });
  });
}
