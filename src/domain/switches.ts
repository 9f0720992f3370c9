/** The switches of a floor, where they change what is decided. */
import type { ConversationState } from './conversation.ts';
import type { Decision } from './decision.ts';
import type { StepContext } from './step.ts';

/** With the AI off every conversation goes to a person, whatever the policy decided. */
export function underSwitches(
  decision: Decision,
  state: ConversationState,
  context: StepContext,
): Decision {
  const { switches } = context.facts;
  if (switches?.aiOff !== true || state.owner !== 'ai' || decision.action === 'handoff')
    return decision;
  return {
    ...decision,
    action: 'handoff',
    reason: 'policy_restriction',
    rule: 'builtin:ai_off',
    queue: null,
    priority: null,
  };
}
