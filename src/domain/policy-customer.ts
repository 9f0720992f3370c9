/** The `customer` section of a policy: what the customer is told while they wait, and what is promised to them. */
import type { Channel } from './words.ts';

/** What a broken promise leads to, beside its event. */
export type BrokenPromiseAction = 'tell_customer' | 'raise_priority' | 'reassign';

/** A promise that comes with a channel: "we will write by 14:00". */
export interface ChannelPromise {
  within_seconds: number;
  on_broken: BrokenPromiseAction[];
}

/** Messages to a customer who waits in the chat. */
export interface ProgressMessages {
  first_after_seconds: number;
  every_seconds: number;
  /** No more than so many in one wait. */
  at_most: number;
}

/** How meetings are made: by slots of our own, by a link of somebody else's calendar, or both. */
export interface MeetingPolicy {
  slot_minutes: number;
  /** The first slot begins no sooner than this from now. */
  notice_minutes: number;
  /** How far ahead slots are offered. */
  days_ahead: number;
}

/** The whole section; everything has a default. */
export interface CustomerPolicy {
  /** Null sends no progress messages. */
  progress: ProgressMessages | null;
  promises: Partial<Record<Channel, ChannelPromise>>;
  meeting: MeetingPolicy;
}

/** What holds where a policy says nothing: no progress messages, four hours for a letter, two for a call. */
export const customerDefaults: CustomerPolicy = {
  progress: null,
  promises: {
    email: { within_seconds: 14_400, on_broken: ['tell_customer', 'raise_priority'] },
    callback: { within_seconds: 7_200, on_broken: ['tell_customer', 'raise_priority'] },
  },
  meeting: { slot_minutes: 30, notice_minutes: 60, days_ahead: 14 },
};

/** The section of a policy with its defaults. */
export function customerPolicy(policy: { customer?: Partial<CustomerPolicy> }): CustomerPolicy {
  const { customer = {} } = policy;
  return {
    progress: customer.progress ?? customerDefaults.progress,
    promises: { ...customerDefaults.promises, ...customer.promises },
    meeting: { ...customerDefaults.meeting, ...customer.meeting },
  };
}
