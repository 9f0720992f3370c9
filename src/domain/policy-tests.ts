/** A policy's own tests: given these turns, this decision. Played as the product plays them, without a store. */
import type { CommandOf } from './commands.ts';
import type { Decision } from './decision.ts';
import type { Policy } from './policy.ts';
import { giveToAi, type Draft, type StepContext } from './step.ts';
import { takeTurns } from './take-turns.ts';
import { beginStep } from './transition.ts';
import type { Turn } from './turn.ts';

/** One test: the turns, and what must be so of the decision on the last of them. */
export interface PolicyTest {
  title: string;
  turns: Omit<Turn, 'id'>[];
  expect: Partial<Decision>;
}

/** What came of one test; `got` holds what was expected otherwise. */
export interface PolicyTestResult {
  title: string;
  passed: boolean;
  expected: Partial<Decision>;
  got: Partial<Decision> | null;
  /** Why there is no decision to compare. */
  note: string | null;
}

/** Any instant: no test waits for anything. */
const at = 1_000_000;

function contextOf(policy: Policy): StepContext {
  return {
    at,
    policy: { policy, version: 1 },
    facts: { queues: {}, offer: null, reservation: null, agentKnown: false },
    ids: { handoff: 'ho_test', promise: 'pr_test', note: 'nt_test', meeting: 'mt_test' },
    arm: 'brief',
  };
}

/** The decision on the last turn; null when it was not taken, because the AI no longer owned the conversation. */
export function playTurns(policy: Policy, turns: readonly Omit<Turn, 'id'>[]): Decision | null {
  const context = contextOf(policy);
  const draft = beginStep(null, context);
  let decision: Decision | null = null;
  turns.forEach((turn, index) => {
    decision = takeOne(draft, context, { ...turn, id: `t${index + 1}` });
  });
  return decision;
}

/** An agent's turn stands for a stretch with an agent, who returned the conversation. */
function takeOne(draft: Draft, context: StepContext, turn: Turn): Decision | null {
  if (turn.role === 'agent') {
    giveToAi(draft, context, 'returned');
    return null;
  }
  const command: CommandOf<'turn'> = {
    id: turn.id,
    type: 'turn',
    actor: { kind: 'system', id: 'policy-test' },
    turns: [{ ...turn, epoch: draft.state.epoch }],
  };
  return takeTurns(draft, context, command, new Map()).taken.at(-1)?.decision ?? null;
}

/** Runs one test. */
export function runPolicyTest(policy: Policy, test: PolicyTest): PolicyTestResult {
  const { title, expect: expected } = test;
  const decision = playTurns(policy, test.turns);
  if (decision === null) {
    const note = 'the last turn was not decided: a person was already asked for before it';
    return { title, passed: false, expected, got: null, note };
  }
  const wrong = Object.entries(expected).filter(
    ([name, value]) => !isSame(decision[name as keyof Decision], value),
  );
  const names = wrong.length > 0 ? ['action', 'rule', ...wrong.map(([name]) => name)] : [];
  const got = Object.fromEntries(names.map((name) => [name, decision[name as keyof Decision]]));
  return { title, passed: wrong.length === 0, expected, got, note: null };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
