/** The bundled conversation as steps. Which step is next follows from the view alone, so a reload goes on where it was. */
import sample from './sample.json';
import type { View } from './view.ts';

interface ScriptedTurn {
  role: string;
  content: string;
  tool_calls?: { name: string; arguments: Record<string, unknown> }[];
}

export type Step =
  | { kind: 'turn'; id: string; turn: ScriptedTurn; label: string }
  | { kind: 'late'; id: string; content: string; label: string }
  | { kind: 'accept'; offer: string; label: string }
  | { kind: 'wait'; label: string }
  | { kind: 'reply'; id: string; content: string; label: string }
  | { kind: 'resolve'; label: string };

const scripted: ScriptedTurn[] = sample.turns;

const who: Record<string, string> = {
  customer: 'the customer writes',
  tool: 'the tool answers the assistant',
};

function labelOf(turn: ScriptedTurn): string {
  if (turn.tool_calls !== undefined) return 'the assistant looks something up';
  return who[turn.role] ?? 'the assistant answers';
}

/** The id of a scripted turn in a conversation. */
export function turnId(conversation: string, part: string, index: number): string {
  return `${conversation}-${part}-${index + 1}`;
}

/** The next step, or null at the end, or where only a message of one's own leads on. */
export function nextStep(view: View, conversation: string): Step | null {
  if (view.resolved) return null;
  const posted = new Set(view.turns.map((turn) => turn.id));
  if (view.owner === 'ai') return scriptedStep(posted, conversation);
  if (view.owner === 'queue') return queueStep(view, conversation);
  return agentStep(posted, conversation);
}

function scriptedStep(posted: Set<string>, conversation: string): Step | null {
  for (const [index, turn] of scripted.entries()) {
    const id = turnId(conversation, 't', index);
    if (!posted.has(id)) return { kind: 'turn', id, turn, label: labelOf(turn) };
  }
  return null;
}

function queueStep(view: View, conversation: string): Step {
  const offer = view.handoffs.at(-1)?.offer ?? null;
  if (view.suppressed === 0)
    return {
      kind: 'late',
      id: turnId(conversation, 'late', 0),
      content: sample.late,
      label: 'the assistant is late and tries to answer once more',
    };
  if (offer === null) return { kind: 'wait', label: 'Baton looks for an agent' };
  return { kind: 'accept', offer: offer.id, label: 'the agent accepts the offer' };
}

function agentStep(posted: Set<string>, conversation: string): Step {
  const whole = posted.has(turnId(conversation, 't', scripted.length - 1));
  const after: ScriptedTurn[] = whole ? sample.after : sample.short;
  for (const [index, turn] of after.entries()) {
    const id = turnId(conversation, whole ? 'a' : 's', index);
    if (posted.has(id)) continue;
    if (turn.role === 'customer') return { kind: 'turn', id, turn, label: labelOf(turn) };
    return { kind: 'reply', id, content: turn.content, label: 'the agent replies' };
  }
  return { kind: 'resolve', label: 'the agent resolves the case' };
}

export const customer = sample.customer;
export const resolution = sample.resolution as {
  outcome: 'resolved';
  verdict: 'needed';
};
