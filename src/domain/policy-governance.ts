/** Topics that a tenant governs: whatever a rule, a proposal or the customer says, the AI does not decide about them alone. */
import type { Priority, Reason } from './words.ts';

/** `always_human`: handed off at once, never answered by the AI. `ask_first`: the customer is asked. */
export const handlingWords = ['always_human', 'ask_first'] as const;
export type Handling = (typeof handlingWords)[number];

/** How one topic is handled and where its handoffs go; what is missing follows `routing`. */
export interface GovernedTopic {
  handling: Handling;
  reason?: Reason;
  queue?: string;
  priority?: Priority;
  tier?: string;
  sla?: string;
}

/**
 * By topic: a risk topic of ours (`legal`, `billing_dispute`, `security`, `safety`), a topic or intent that the bot
 * sends, or the name of one of the policy's lists of phrases.
 */
export type Governance = Record<string, Handling | GovernedTopic>;
