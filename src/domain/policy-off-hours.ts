/** The part of a policy that says how a customer is helped while nobody is there. */
import type { Channel, Priority } from './words.ts';

/** What is offered while nobody is there. */
export interface OffHoursPolicy {
  /** The ladder by urgency, best first; a channel the policy does not have is left out. */
  urgent: Channel[];
  normal: Channel[];
  /** Handoffs of this priority and better are urgent. */
  urgent_up_to: Priority;
}

/** What holds where a policy says nothing. */
export const defaultOffHours: OffHoursPolicy = {
  urgent: ['callback', 'meeting', 'email'],
  normal: ['email', 'meeting', 'callback'],
  urgent_up_to: 2,
};
