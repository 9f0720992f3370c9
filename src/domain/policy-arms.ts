/** The `arms` section of a policy: which shares of conversations are held apart, so that effects can be measured. */
import type { Reason } from './words.ts';

/** The share of conversations in an arm, 0..1. */
export interface ArmShare {
  share: number;
}

/** Handoffs for these reasons are offered to the customer first, once per conversation. */
export interface ProposeArm extends ArmShare {
  reasons: Reason[];
}

/** Conversations in neither arm go as the rest of the policy says: they are the control. */
export interface ArmsSection {
  no_brief?: ArmShare;
  propose?: ProposeArm;
}

/** Whoever asks for a person, and whatever only a person may decide, is no matter of an experiment. */
export const neverProposed = [
  'customer_request',
  'risk_topic',
  'identity_verification',
  'policy_restriction',
  'agent_takeover',
  'api_request',
] as const satisfies readonly Reason[];

/** The shares of a policy; `no_brief_share` is the older way to say `arms.no_brief.share`. */
export function armShares(policy: { arms?: ArmsSection; no_brief_share?: number }): {
  noBrief: number;
  propose: number;
} {
  const { arms = {} } = policy;
  return {
    noBrief: arms.no_brief?.share ?? policy.no_brief_share ?? 0,
    propose: arms.propose?.share ?? 0,
  };
}
