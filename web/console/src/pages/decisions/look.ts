/** Colours of decisions, and the reasons there are. */
import type { Tone } from '../../ui/badge.tsx';

export type Action = 'continue' | 'propose' | 'handoff';

export const actionTones: Record<Action, Tone> = {
  continue: 'quiet',
  propose: 'accent',
  handoff: 'handoff',
};

export const reasons = [
  'customer_request',
  'missing_knowledge',
  'unsupported_request',
  'policy_restriction',
  'tool_failure',
  'pending_clarification',
  'usage_limit',
  'frustration',
  'risk_topic',
  'identity_verification',
  'high_intent',
  'low_confidence',
  'repeated_correction',
  'urgency',
  'agent_takeover',
  'api_request',
] as const;
