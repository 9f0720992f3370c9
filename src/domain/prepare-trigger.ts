/** Why a transcript without a recorded decision would have been handed off: the policy is asked turn by turn. */
import type { TranscriptTurn } from './brief.ts';
import { decide } from './detect.ts';
import { emptyMemory, readTurn } from './features.ts';
import type { ActivePolicy } from './policy.ts';
import type { Reason } from './words.ts';

/** The reason and the sequence of the turn that led to the handoff. */
export interface Trigger {
  reason: Reason;
  turn: number;
}

/** Every turn on which the policy would hand off, up to the first turn of an agent. */
function firings(turns: TranscriptTurn[], active: ActivePolicy): Trigger[] {
  const found: Trigger[] = [];
  let memory = emptyMemory();
  let aiTurns = 0;
  for (const [index, plain] of turns.entries()) {
    if (plain.role === 'agent') break;
    const { sequence, ...rest } = plain;
    const turn = { id: `t${index}`, ...rest };
    if (plain.role === 'assistant') aiTurns += 1;
    const reading = readTurn(memory, turn, sequence);
    memory = reading.memory;
    const decision = decide(active, reading, turn, {
      owner: 'ai',
      proposal: null,
      turnsSinceDeclined: null,
      aiTurns,
      hintQueue: null,
    });
    if (decision.action === 'handoff' && decision.reason !== null)
      found.push({ reason: decision.reason, turn: sequence });
  }
  return found;
}

/**
 * Where a transcript was handed off by this policy: the customer's last wish for a person, else the last turn that a
 * rule hands off; null when none does. What comes after an agent's first turn is not asked.
 */
export function triggerOf(turns: TranscriptTurn[], active: ActivePolicy): Trigger | null {
  const found = firings(turns, active);
  return found.findLast(({ reason }) => reason === 'customer_request') ?? found.at(-1) ?? null;
}
