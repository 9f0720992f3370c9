/** Which queue a new handoff goes to. */
import type { ConversationState, Handoff } from './conversation.ts';
import { topicsWith } from './opening-intent.ts';
import { chooseQueue } from './policy-routing.ts';
import type { StepContext } from './step.ts';
import type { Reason } from './words.ts';

function knownQueue(context: StepContext, wanted: string | null): string {
  const { queues } = context.facts;
  const { default_queue: fallback } = context.policy.policy.routing;
  if (wanted !== null && queues[wanted] !== undefined) return wanted;
  return queues[fallback] === undefined ? (Object.keys(queues)[0] ?? fallback) : fallback;
}

/** The queue asked for, else the one of the policy, with the skills that its queue rule asks for. */
export function wayOf(
  state: ConversationState,
  context: StepContext,
  request: {
    reason: Reason;
    queue: string | null;
    tier?: string | null;
    sla?: string | null;
  },
): Pick<Handoff, 'queue' | 'skills' | 'tier' | 'sla'> {
  const { reason, queue: ruleQueue } = request;
  const { language, channel, memory, intent } = state;
  const tier = request.tier ?? state.tier;
  const question = {
    ruleQueue,
    reason,
    topics: topicsWith(memory.topics, intent),
    tier,
    language,
    channel,
  };
  const choice = chooseQueue(context.policy.policy.routing, question);
  const queue = knownQueue(context, choice.queue);
  return {
    queue,
    skills: queue === choice.queue ? choice.skills : {},
    tier: request.tier ?? null,
    sla: request.sla ?? null,
  };
}
