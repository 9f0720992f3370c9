/** The part of a policy that says in which time a person answers, and what follows when time runs out. */
import type { ClockMetric, Priority } from './words.ts';

/** What may follow from a warning or a breach, beside its event. */
export const slaActions = [
  'alert',
  'reassign',
  'raise_priority',
  'widen',
  'overflow',
  'notify_supervisor',
  'offer_channel',
] as const;
/**
 * `alert` nothing more than the event and its destinations; `reassign` takes the case from a silent agent; `widen`
 * goes on to the queue's next routing step; `overflow` moves the case to the queue's overflow queue;
 * `notify_supervisor` sends the alert to the supervisors' destinations too; `offer_channel` offers the customer the
 * ways that need no waiting.
 */
export type SlaAction = (typeof slaActions)[number];

/** When a clock stands still, beside the hours its queue is closed. */
export const pauseWords = ['snoozed', 'waiting_on_customer'] as const;
export type PauseWord = (typeof pauseWords)[number];

/** A target for one metric. Without `priority`, `tier`, `queue` and `name` it applies to all that no closer one names. */
export interface SlaTarget {
  metric: ClockMetric;
  target_seconds: number;
  priority?: Priority;
  tier?: string;
  queue?: string;
  /** Applies to handoffs whose rule names this SLA. */
  name?: string;
  /** Fractions of the target at which a warning fires, each once. */
  warn_at: number[];
  on_breach: SlaAction[];
  /** Follows from each warning; absent means nothing but the event. */
  on_warning?: SlaAction[];
  /** Absent means `[snoozed]`. */
  pause_while?: PauseWord[];
  /** Whether only the hours of the queue's calendar count; absent means true. */
  business_hours?: boolean;
}
