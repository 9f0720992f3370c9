/**
 * Before a person is promised: is anyone there? What a queue's staffing is at an instant, and which ways to be reached
 * are offered at once when nobody would answer a chat.
 */
import { defaultOffHours } from './policy-off-hours.ts';
import type { Policy } from './policy.ts';
import { isWorkingTime, nextWorkingTime } from './sla.ts';
import type { QueueSettings } from './step.ts';
import type { Channel, Priority, Staffing } from './words.ts';

/** What is known of a queue's people at an instant. */
export function staffingOf(
  at: number,
  queue: QueueSettings | undefined,
  people: { onShift: number; humansOff: boolean },
): Staffing {
  if (people.humansOff) return 'humans_off';
  if (queue === undefined) return 'staffed';
  if (queue.open === false) return 'queue_closed';
  if (!isWorkingTime(at, queue.hours ?? null)) return 'outside_hours';
  return people.onShift === 0 ? 'nobody_on_shift' : 'staffed';
}

/** When the team is back, as far as its hours tell; null when they don't. */
export function backAt(
  at: number,
  staffing: Staffing,
  queue: QueueSettings | undefined,
): number | null {
  if (staffing !== 'outside_hours') return null;
  return nextWorkingTime(at, queue?.hours ?? null);
}

/** The ladder for a priority: the policy's channels that need nobody now, in its order. */
export function waysWithoutWaiting(policy: Policy, priority: Priority): Channel[] {
  const ladder = policy.off_hours ?? defaultOffHours;
  const wanted = priority <= ladder.urgent_up_to ? ladder.urgent : ladder.normal;
  return wanted.filter((channel) => channel !== 'chat' && policy.channels.includes(channel));
}

/** What the customer may choose from: all of the policy's channels while staffed, else the ladder. */
export function channelsFor(policy: Policy, priority: Priority, staffing: Staffing): Channel[] {
  if (staffing === 'staffed') return policy.channels;
  const ways = waysWithoutWaiting(policy, priority);
  return ways.length > 0 ? ways : policy.channels;
}
