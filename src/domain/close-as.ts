/** Spam and abuse: the conversation ends at once, wherever it stands, and its record says why. */
import { closeConversation, completeHandoff, heldBy, resolve } from './agent-steps.ts';
import type { CommandOf } from './commands.ts';
import { isOpen } from './conversation.ts';
import { recordOutcome } from './handoff.ts';
import { emit, refuse, type Draft, type Refusal, type StepContext } from './step.ts';

/** The command `resolve`: the ordinary end, or that of what is none. */
export function endConversation(
  draft: Draft,
  context: StepContext,
  command: CommandOf<'resolve'>,
): Refusal | null {
  return command.close_as === undefined
    ? resolve(draft, context, command)
    : closeAs(draft, context, command);
}

/** Ends the conversation as spam or abuse. An agent may end what they hold, a supervisor also what waits or the AI has. */
function closeAs(
  draft: Draft,
  context: StepContext,
  command: CommandOf<'resolve'>,
): Refusal | null {
  const { state } = draft;
  const closedAs = command.close_as;
  if (state.status === 'resolved') return refuse('wrong_state', 'the conversation is resolved');
  const refusal = mayClose(draft, command);
  if (refusal !== null) return refusal;
  endHandoff(draft, context, command);
  closeConversation(draft, context, {
    actor: command.actor,
    outcome: 'no_issue',
    ...(closedAs === undefined ? {} : { closedAs }),
  });
  return null;
}

/** An agent ends what they hold, a bot what the AI has; whoever supervises ends anything. */
function mayClose(draft: Draft, { actor, agent }: CommandOf<'resolve'>): Refusal | null {
  if (actor.kind === 'agent') {
    const held = heldBy(draft, agent);
    return 'code' in held ? held : null;
  }
  const isOutside = actor.kind === 'backend' || actor.kind === 'customer';
  return isOutside && draft.state.owner !== 'ai'
    ? refuse('not_owner', `the conversation belongs to ${draft.state.owner}`)
    : null;
}

function endHandoff(draft: Draft, context: StepContext, command: CommandOf<'resolve'>): void {
  const { handoff } = draft.state;
  if (!isOpen(handoff)) return;
  const { state: reached } = handoff;
  const held = reached === 'accepted' || reached === 'active';
  recordOutcome(draft, context, {
    state: held ? 'completed' : 'canceled',
    outcome: 'no_issue',
    reasonCode: command.close_as,
    verdict: command.verdict,
  });
  if (held) return completeHandoff(draft, handoff);
  emit(draft, 'handoff.canceled', {
    handoff_id: handoff.id,
    by: command.actor,
    reached,
  });
  handoff.state = 'canceled';
}
