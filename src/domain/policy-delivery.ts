/** What a policy may say about deliveries; every field has a default, and a policy need not say anything. */
import { deliveryChannels, type DeliveryChannel } from './words.ts';

/** The section `delivery` of a policy. */
export interface DeliverySection {
  /** Pause before the second attempt; later ones grow from it. */
  first_retry_seconds?: number;
  /** A delivery not taken within so long is given up visibly. */
  give_up_after_seconds?: number;
  /** One mail of Baton's own at most in a conversation and so long; a person's mails are not held back. */
  automatic_mail_window_seconds?: number;
  /** So long after a person ended the case its customer is asked by mail how they were helped; null asks nobody. */
  rating_mail_after_seconds?: number | null;
  /** Where a message to the customer goes when it was given up on a channel. */
  fallback?: Partial<Record<DeliveryChannel, DeliveryChannel>>;
}

/** The section with its defaults filled in. */
export type DeliverySettings = Required<DeliverySection>;

const defaults: DeliverySettings = {
  first_retry_seconds: 5,
  // Too short loses messages over a weekend's outage, too long tells the agent too late; the first is worse.
  give_up_after_seconds: 3 * 24 * 3600,
  // Too short lets two machines write to each other often, too long holds back what a customer waits for.
  automatic_mail_window_seconds: 15 * 60,
  // Too soon, and it is not known whether the solution holds; too late, and it is forgotten what was done.
  rating_mail_after_seconds: 3_600,
  fallback: {},
};

/** The settings in force, from what a policy says or does not say. */
export function deliverySettings(section: DeliverySection | null | undefined): DeliverySettings {
  return { ...defaults, ...section };
}

/** The channel a message goes to next, or null when the policy names none. */
export function fallbackOf(
  settings: DeliverySettings,
  channel: DeliveryChannel,
): DeliveryChannel | null {
  const next = settings.fallback[channel];
  return next !== undefined && next !== channel && deliveryChannels.includes(next) ? next : null;
}
