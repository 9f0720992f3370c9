/** Conversations as the store would give them back, played and measured by the product's own steps. */
import type { PastCase } from '../../src/domain/backtest.ts';
import type { Decision } from '../../src/domain/decision.ts';
import type { Policy } from '../../src/domain/policy.ts';
import type { StepContext } from '../../src/domain/step.ts';
import { takeTurns, type TakenTurn } from '../../src/domain/take-turns.ts';
import { beginStep } from '../../src/domain/transition.ts';
import type { Turn } from '../../src/domain/turn.ts';

/** What a played conversation leaves: turns with features, and the decisions on them. */
export interface Played {
  past: PastCase;
  decisions: Decision[];
}

function contextOf(policy: Policy): StepContext {
  return {
    at: 1_000_000,
    policy: { policy, version: 1 },
    facts: { queues: {}, offer: null, reservation: null, agentKnown: false },
    ids: { handoff: 'ho', promise: 'pr', note: 'nt', meeting: 'mt' },
    arm: 'brief',
  };
}

/** Plays the turns, also those after a handoff, as a customer writes on while they wait. */
export function playPast(id: string, policy: Policy, turns: Omit<Turn, 'id'>[]): Played {
  const context = contextOf(policy);
  const draft = beginStep(null, context);
  const taken: TakenTurn[] = turns.flatMap((turn, index) => {
    const whole = { ...turn, id: `t${index + 1}` };
    const actor = { kind: 'backend', id: 'test' } as const;
    const command = { id: whole.id, type: 'turn', actor, turns: [whole] } as const;
    return takeTurns(draft, context, { ...command, turns: [whole] }, new Map()).taken;
  });
  const handed = taken.find(({ decision }) => decision.action === 'handoff');
  return {
    decisions: taken.map(({ decision }) => decision),
    past: {
      id,
      turns: taken.map(({ turn, sequence, features }) => ({
        sequence,
        role: turn.role,
        content: turn.content,
        error: turn.error === true,
        features,
      })),
      customer: { tier: null, language: null, channel: 'chat' },
      recorded:
        handed === undefined ? null : { turn: handed.sequence, queue: handed.decision.queue ?? '' },
      verdict: null,
      neededAtTurn: null,
      weight: 1,
      hourOfWeek: 9,
    },
  };
}
