/** Wrap-up that ends before its time. */
import { completeHandoff } from './agent-steps.ts';
import type { CommandOf } from './commands.ts';
import { refuse, type Draft, type Refusal } from './step.ts';

/** The agent has done the paperwork sooner than the queue allows for. */
export function endWrapUp(draft: Draft, command: CommandOf<'endWrapUp'>): Refusal | null {
  const { handoff } = draft.state;
  if (handoff?.state !== 'wrapping') return refuse('wrong_state', 'nothing is being wrapped up');
  if (command.actor.kind === 'agent' && handoff.agent !== command.agent)
    return refuse('not_owner', `agent ${command.agent} does not wrap this conversation up`);
  completeHandoff(draft, handoff);
  return null;
}
