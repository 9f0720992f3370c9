/** Which arm a conversation is in, drawn from its id so that everybody who draws again draws the same; and what it changes. */
import type { ConversationState } from './conversation.ts';
import type { Decision } from './decision.ts';
import type { ConversationRef } from './ids.ts';
import { armShares } from './policy-arms.ts';
import type { Policy } from './policy.ts';
import type { Arm } from './words.ts';

/** 0 to 1 from a text, evenly spread over texts; 32-bit FNV-1a with murmur's last mixing. */
export function drawOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 4_294_967_296;
}

/** The arm of a conversation under a policy: drawn at its first command, recorded with it, never drawn again. */
export function armOf(policy: Policy, { tenant, conversation }: ConversationRef): Arm {
  const { noBrief, propose } = armShares(policy);
  const drawn = drawOf(`${tenant}/${conversation}`);
  if (drawn < noBrief) return 'no_brief';
  return drawn < noBrief + propose ? 'propose' : 'brief';
}

/** In the arm `propose` the customer is asked first, once; whoever did not say no then is handed off as decided. */
export function underArm(decision: Decision, state: ConversationState, policy: Policy): Decision {
  const { reason, action } = decision;
  if (state.arm !== 'propose' || state.owner !== 'ai' || wasAsked(state)) return decision;
  if (action !== 'handoff' || reason === null) return decision;
  const isTried = policy.arms?.propose?.reasons.includes(reason) ?? false;
  return isTried ? { ...decision, action: 'propose' } : decision;
}

function wasAsked({ proposal, declinedAtCustomerTurn, lapsed }: ConversationState): boolean {
  return proposal !== null || declinedAtCustomerTurn !== null || lapsed != null;
}
